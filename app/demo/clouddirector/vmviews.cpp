// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/fields.h"
#include "demo/clouddirector/hardware.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

namespace {

Node customizationStatus(const Context &context, const Vm &vm)
{
    Node node("GuestCustomizationStatusSection");
    node.set("href", context.href(vm) + "/guestcustomizationstatus/");
    node.set("type", mediaType("vcloud.guestCustomizationStatusSection"));
    return node.add("GuestCustStatus", vm.status == Status::PoweredOn ? "GC_COMPLETE" : "GC_PENDING");
}

Node snapshots(const Context &context, const Vm &vm) { return snapshotSection(context, context.href(vm), vm.snapshot); }

void addChangeLinks(const Context &context, Node &node, const Vm &vm)
{
    const QByteArray href = context.href(vm);
    addOperationLinks(context, node, vm);
    context.link(node, "screen:thumbnail", href + "/screen");
    if (vm.status == Status::WaitingForInput)
        context.link(node, "question", href + "/question", "vcloud.vmPendingQuestion");
    if (!mayChangeNow(context, vm) || vm.status <= Status::Resolved)
        return;
    if (vm.status == Status::PoweredOn) {
        context.link(node, "screen:acquireTicket", href + "/screen/action/acquireTicket");
        if (context.version >= ApiVersion(5, 5))
            context.link(node, "screen:acquireMksTicket", href + "/screen/action/acquireMksTicket");
    }
    const char *media = "vcloud.mediaInsertOrEjectParams";
    context.link(node, "media:insertMedia", href + "/media/action/insertMedia", media);
    context.link(node, "media:ejectMedia", href + "/media/action/ejectMedia", media);
    if (context.version >= ApiVersion(5, 1)) {
        const char *disk = "vcloud.diskAttachOrDetachParams";
        context.link(node, "disk:attach", href + "/disk/action/attach", disk);
        context.link(node, "disk:detach", href + "/disk/action/detach", disk);
    }
    if (context.version >= ApiVersion(5, 5))
        context.link(node, "reconfigureVm", href + "/action/reconfigureVm", "vcloud.vm", vm.name);
    if (!vm.deployed)
        context.link(node, "remove", href);
}

void addLinks(const Context &context, Node &node, const Vm &vm)
{
    const World &world = context.world;
    const QByteArray href = context.href(vm);
    if (vm.inTemplate) {
        const Template &container = world.templates.at(vm.container);
        context.link(node, "up", context.href(Kind::Template, container.id), "vcloud.vAppTemplate", container.name);
        if (!vm.storageProfile.isNull() && context.version >= ApiVersion(5, 1)
            && context.sees(world.storageProfiles.at(vm.storageProfile)))
            context.link(node, "storageProfile", context.href(Kind::StorageProfile, vm.storageProfile),
                "vcloud.vdcStorageProfile");
    } else {
        const VApp &container = world.vapps.at(vm.container);
        addChangeLinks(context, node, vm);
        context.link(node, "up", context.href(Kind::VApp, container.id), "vcloud.vApp", container.name);
    }
    addMetadataLink(context, node, href);
    context.link(node, "down", href + "/productSections/", "vcloud.productSections");
}

void addSections(const Context &context, Node &node, const Vm &vm)
{
    if (context.version >= ApiVersion(27, 0))
        node.add(vmSpecSection(context, vm)); // clients look for it before the others
    node.add(hardwareSection(context, vm)).add(operatingSystemSection(context, vm));
    node.add(networkConnectionSection(context, vm)).add(guestCustomizationSection(context, vm));
    if (vm.inTemplate)
        return;
    node.add(runtimeInfoSection(context, vm));
    if (context.version >= ApiVersion(5, 1))
        node.add(snapshots(context, vm));
}

Node environment(const Vm &vm)
{
    Node node("Environment", Space::OvfEnvironment);
    Node platform("PlatformSection", Space::OvfEnvironment);
    platform.add(Node("Kind", Space::OvfEnvironment).say("VMware ESXi"));
    platform.add(Node("Version", Space::OvfEnvironment).say("8.0.1"));
    node.set("id", vm.name, Space::OvfEnvironment);
    return node.add(platform);
}

template <auto part>
Reply vmPart(Context &context)
{
    return show<&World::vms, part>(context);
}

} // namespace

Node vmNode(const Context &context, const Vm &vm)
{
    Node node = context.root("Vm", Kind::Vm, vm);
    node.set("href", context.href(vm)).set("status", static_cast<int>(vm.status));
    node.set("needsCustomization", vm.needsCustomization);
    if (!vm.inTemplate) {
        node.set("deployed", vm.deployed);
        if (context.version >= ApiVersion(5, 1))
            node.set("nestedHypervisorEnabled", vm.nested);
    }
    addLinks(context, node, vm);
    node.add("Description", vm.description);
    if (!vm.inTemplate)
        addTasks(context, node, context.world.busyWith(vm), vm.id);
    addSections(context, node, vm);
    if (context.version >= ApiVersion(5, 1))
        node.add("DateCreated", vm.created);
    node.add("VAppScopedLocalId", plain(vm.id));
    if (vm.status == Status::PoweredOn && !vm.inTemplate)
        node.add(environment(vm));
    if (context.version < ApiVersion(5, 1))
        return node;
    node.add(vmCapabilities(context, vm));
    if (const StorageProfile *profile = context.world.storageProfiles.find(vm.storageProfile);
        profile && context.sees(*profile))
        node.add(context.reference("StorageProfile", Kind::StorageProfile, profile->id, profile->name));
    if (context.version >= ApiVersion(33, 0) && !vm.inTemplate)
        node.add(bootOptions(context, vm));
    return node;
}

Node runtimeInfoSection(const Context &context, const Vm &vm)
{
    Node node = vmSection(context.href(vm), "RuntimeInfoSection", "/runtimeInfoSection", "vcloud.runtimeInfoSection",
        "Specifies Runtime info");
    return node.add(Node("VMWareTools").set("version", QByteArray::number(vm.toolsVersion)));
}

Node snapshotSection(const Context &, const QByteArray &owner, const std::optional<Snapshot> &snapshot)
{
    Node node = vmSection(
        owner, "SnapshotSection", "/snapshotSection", "vcloud.snapshotSection", "Snapshot information section");
    if (snapshot) {
        Node taken("Snapshot");
        taken.set("created", snapshot->created).set("poweredOn", snapshot->poweredOn).set("size", snapshot->bytes);
        node.add(taken);
    }
    return node;
}

Routes vmRoutes()
{
    Routes routes = vmHardwareRoutes();
    static const std::vector<std::pair<const char *, Reply (*)(Context &)>> parts{
        {"", vmPart<vmNode>},
        {"/virtualHardwareSection", vmPart<hardwareSection>},
        {"/operatingSystemSection", vmPart<operatingSystemSection>},
        {"/networkConnectionSection", vmPart<networkConnectionSection>},
        {"/guestCustomizationSection", vmPart<guestCustomizationSection>},
        {"/guestcustomizationstatus", vmPart<customizationStatus>},
        {"/runtimeInfoSection", vmPart<runtimeInfoSection>},
        {"/snapshotSection", vmPart<snapshots>},
        {"/vmCapabilities", vmPart<vmCapabilities>},
        {"/bootOptions", vmPart<bootOptions>},
        {"/action/bootOptions", vmPart<bootOptions>},
        {"/vmSpecSection", vmPart<vmSpecSection>},
    };
    for (const char *base : {"/api/vApp/vm-{}", "/api/vAppTemplate/vm-{}"}) {
        for (const auto &[path, handler] : parts)
            routes.push_back({"GET", QByteArray(base) + path, handler});
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
