// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/views.h"

namespace nephoscope::demo::clouddirector {

namespace {

/// A section in the API's own namespace.
Node section(const QByteArray &owner, const char *name, const char *path, const char *type, const char *info)
{
    Node node(name);
    node.section((QByteArray(name) + "Type").constData());
    node.set("href", owner + path).set("type", mediaType(type)).set("required", false, Space::Ovf);
    return node.add(Node("Info", Space::Ovf).say(info));
}

Node capabilities(const Context &context, const Vm &vm)
{
    Node node("VmCapabilities");
    node.set("href", context.href(vm) + "/vmCapabilities/").set("type", mediaType("vcloud.vmCapabilitiesSection"));
    return node.add("MemoryHotAddEnabled", vm.hardwareVersion > 11).add("CpuHotAddEnabled", false);
}

Node bootOptions(const Context &context, const Vm &vm)
{
    Node node("BootOptions");
    node.set("href", context.href(vm) + "/bootOptions/").set("type", mediaType("vcloud.bootOptionsSection"));
    return node.add("BootDelay", 0).add("EnterBIOSSetup", false);
}

Node customizationStatus(const Context &context, const Vm &vm)
{
    Node node("GuestCustomizationStatusSection");
    node.set("href", context.href(vm) + "/guestcustomizationstatus/");
    node.set("type", mediaType("vcloud.guestCustomizationStatusSection"));
    return node.add("GuestCustStatus", vm.status == Status::PoweredOn ? "GC_COMPLETE" : "GC_PENDING");
}

Node snapshots(const Context &context, const Vm &vm) { return snapshotSection(context, context.href(vm), vm.snapshot); }

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
        addOperationLinks(context, node, vm);
        context.link(node, "up", context.href(Kind::VApp, container.id), "vcloud.vApp", container.name);
    }
    addMetadataLink(context, node, href);
    context.link(node, "down", href + "/productSections/", "vcloud.productSections");
}

void addSections(const Context &context, Node &node, const Vm &vm)
{
    node.add(hardwareSection(context, vm)).add(operatingSystemSection(context, vm));
    node.add(networkConnectionSection(context, vm)).add(guestCustomizationSection(context, vm));
    if (vm.inTemplate)
        return;
    node.add(runtimeInfoSection(context, vm));
    if (context.version >= ApiVersion(5, 1))
        node.add(snapshots(context, vm));
    if (context.version >= ApiVersion(27, 0))
        node.add(vmSpecSection(context, vm));
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
    node.set("needsCustomization", false);
    if (!vm.inTemplate) {
        node.set("deployed", vm.deployed);
        if (context.version >= ApiVersion(5, 1))
            node.set("nestedHypervisorEnabled", false);
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
    node.add(capabilities(context, vm));
    if (const StorageProfile *profile = context.world.storageProfiles.find(vm.storageProfile);
        profile && context.sees(*profile))
        node.add(context.reference("StorageProfile", Kind::StorageProfile, profile->id, profile->name));
    if (context.version >= ApiVersion(33, 0) && !vm.inTemplate)
        node.add(bootOptions(context, vm));
    return node;
}

Node operatingSystemSection(const Context &context, const Vm &vm)
{
    Node node("OperatingSystemSection", Space::Ovf);
    node.section("OperatingSystemSectionType");
    node.set("id", 94, Space::Ovf).set("osType", vm.guestOs, Space::Vmw);
    node.set("href", context.href(vm) + "/operatingSystemSection/", Space::VCloud);
    node.set("type", mediaType("vcloud.operatingSystemSection"), Space::VCloud);
    node.add(Node("Info", Space::Ovf).say("Specifies the operating system installed"));
    return node.add(Node("Description", Space::Ovf).say(vm.guestOsName));
}

Node networkConnectionSection(const Context &context, const Vm &vm)
{
    Node node = section(context.href(vm), "NetworkConnectionSection", "/networkConnectionSection/",
        "vcloud.networkConnectionSection", "Specifies the available VM network connections");
    node.add("PrimaryNetworkConnectionIndex", 0);
    int index = 0;
    for (const Nic &nic : vm.nics) {
        Node connection("NetworkConnection");
        connection.set("network", nic.network).set("needsCustomization", false);
        connection.add("NetworkConnectionIndex", index++);
        if (!nic.address.isEmpty())
            connection.add("IpAddress", nic.address);
        connection.add("IsConnected", nic.connected).add("MACAddress", nic.mac);
        connection.add("IpAddressAllocationMode", nic.allocation);
        if (context.version >= ApiVersion(5, 6))
            connection.add("NetworkAdapterType", nic.adapter);
        node.add(connection.many());
    }
    return node;
}

Node guestCustomizationSection(const Context &context, const Vm &vm)
{
    Node node = section(context.href(vm), "GuestCustomizationSection", "/guestCustomizationSection/",
        "vcloud.guestCustomizationSection", "Specifies Guest OS Customization Settings");
    node.add("Enabled", true).add("ChangeSid", false).add("VirtualMachineId", plain(vm.id));
    node.add("JoinDomainEnabled", false).add("UseOrgSettings", false).add("AdminPasswordEnabled", true);
    node.add("AdminPasswordAuto", false).add("AdminPassword", "demo-" + vm.name);
    node.add("AdminAutoLogonEnabled", false).add("AdminAutoLogonCount", 0).add("ResetPasswordRequired", false);
    return node.add("ComputerName", vm.name);
}

Node runtimeInfoSection(const Context &context, const Vm &vm)
{
    Node node = section(context.href(vm), "RuntimeInfoSection", "/runtimeInfoSection", "vcloud.runtimeInfoSection",
        "Specifies Runtime info");
    return node.add(Node("VMWareTools").set("version", QByteArray::number(vm.toolsVersion)));
}

Node snapshotSection(const Context &, const QByteArray &owner, const std::optional<Snapshot> &snapshot)
{
    Node node =
        section(owner, "SnapshotSection", "/snapshotSection", "vcloud.snapshotSection", "Snapshot information section");
    if (snapshot) {
        Node taken("Snapshot");
        taken.set("created", snapshot->created).set("poweredOn", snapshot->poweredOn).set("size", snapshot->bytes);
        node.add(taken);
    }
    return node;
}

Node vmSpecSection(const Context &context, const Vm &vm)
{
    Node node = section(context.href(vm), "VmSpecSection", "/virtualHardwareSection/", "vcloud.vmSpecSection",
        "Virtual Machine specification");
    node.set("Modified", false).add("OsType", vm.guestOs).add("NumCpus", vm.cpus).add("NumCoresPerSocket", 1);
    Node cpu("CpuResourceMhz");
    node.add(cpu.add("Configured", vm.cpus * 1000));
    Node memory("MemoryResourceMb");
    node.add(memory.add("Configured", vm.memoryMb)).add(Node("MediaSection"));
    Node disks("DiskSection");
    int unit = 0;
    for (const int sizeMb : vm.disksMb) {
        Node disk("DiskSettings");
        disk.add("DiskId", 2000 + unit).add("SizeMb", sizeMb).add("UnitNumber", unit).add("BusNumber", 0);
        disks.add(disk.add("AdapterType", 5).add("ThinProvisioned", true).many());
        ++unit;
    }
    node.add(disks);
    Node version("HardwareVersion");
    const Id vdc = context.world.vdcOf(vm);
    const QByteArray name = "vmx-" + QByteArray::number(vm.hardwareVersion);
    version.set("href", context.href(Kind::Vdc, vdc) + "/hwv/" + name);
    node.add(version.set("type", mediaType("vcloud.virtualHardwareVersion")).say(name));
    return node.add("VmToolsVersion", QByteArray::number(vm.toolsVersion)).add("TimeSyncWithHost", false);
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
        {"/vmCapabilities", vmPart<capabilities>},
        {"/bootOptions", vmPart<bootOptions>},
    };
    for (const char *base : {"/api/vApp/vm-{}", "/api/vAppTemplate/vm-{}"}) {
        for (const auto &[path, handler] : parts)
            routes.push_back({"GET", QByteArray(base) + path, handler});
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
