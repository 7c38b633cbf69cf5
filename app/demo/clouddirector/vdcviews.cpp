// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

namespace {

Node capacity(const char *name, const char *units, int limit)
{
    Node node(name);
    node.add("Units", units).add("Allocated", limit).add("Limit", limit).add("Reserved", limit / 2);
    node.add("Used", limit / 4);
    return node.add("Overhead", 0);
}

void addResources(const Context &context, Node &node, const Vdc &vdc)
{
    const World &world = context.world;
    Node resources("ResourceEntities");
    resources.lists("resourceEntity");
    const auto add = [&](const auto &table) {
        for (const auto &row : table) {
            if (row.vdc == vdc.id && context.sees(row))
                resources.add(context.reference("ResourceEntity", kindOf(row), row.id, row.name).many());
        }
    };
    add(world.vapps);
    add(world.templates);
    add(world.media);
    add(world.disks);
    node.add(resources);
    Node networks("AvailableNetworks");
    networks.lists("network");
    for (const Network &network : world.networks) {
        if (network.vdc == vdc.id) {
            networks.add(context.reference("Network", Kind::Network, network.id, network.name)
                             .set("type", mediaType("vcloud.network"))
                             .many());
        }
    }
    node.add(networks);
}

struct Addition {
    const char *path;
    const char *type;
    ApiVersion since;
    ApiVersion until{99, 0};
};

/// What can be made in a vdc.
void addAdditions(const Context &context, Node &node, const Vdc &vdc)
{
    static const std::vector<Addition> all{
        {"/action/composeVApp", "vcloud.composeVAppParams", {1, 5}},
        {"/action/instantiateVAppTemplate", "vcloud.instantiateVAppTemplateParams", {1, 5}},
        {"/action/cloneVApp", "vcloud.cloneVAppParams", {1, 5}},
        {"/action/cloneVAppTemplate", "vcloud.cloneVAppTemplateParams", {1, 5}},
        {"/action/cloneMedia", "vcloud.cloneMediaParams", {1, 5}},
        {"/action/captureVApp", "vcloud.captureVAppParams", {1, 5}, {32, 0}},
        {"/disk", "vcloud.diskCreateParams", {5, 1}},
        {"/action/createVm", "vcloud.CreateVmParams", {31, 0}},
        {"/action/instantiateVmFromTemplate", "vcloud.instantiateVmTemplateParams", {31, 0}},
    };
    if (!context.mayChange() || !context.ofMine(vdc.organization) || !vdc.enabled)
        return;
    for (const Addition &each : all) {
        if (context.version >= each.since && context.version < each.until)
            context.link(node, "add", context.href(Kind::Vdc, vdc.id) + each.path, each.type);
    }
}

Node vdcNode(const Context &context, const Vdc &vdc)
{
    Node node = context.root("Vdc", Kind::Vdc, vdc);
    if (context.isAdministrator())
        context.link(node, "alternate", context.adminHref(Kind::Vdc, vdc.id), "admin.vdc");
    addAdditions(context, node, vdc);
    fillVdc(context, node, vdc);
    return node;
}

} // namespace

void fillVdc(const Context &context, Node &node, const Vdc &vdc)
{
    const World &world = context.world;
    const QByteArray href = context.href(Kind::Vdc, vdc.id);
    const Organization &organization = world.organizations.at(vdc.organization);
    const QByteArray filter = "&format=records&filter=vdc==" + plain(vdc.id);
    node.set("status", 1);
    context.link(node, "up", context.href(Kind::Organization, organization.id), "vcloud.org", organization.name);
    addMetadataLink(context, node, href);
    context.link(node, "down", href + "/controlAccess/", "vcloud.controlAccess");
    if (context.isAdministrator())
        context.link(node, "controlAccess", href + "/action/controlAccess", "vcloud.controlAccess");
    if (context.isAdministrator() && context.version >= ApiVersion(5, 1)) {
        context.link(node, "edgeGateways", context.url("/api/query?type=edgeGateway" + filter), "vcloud.query.records");
        context.link(
            node, "orgVdcNetworks", context.url("/api/query?type=orgVdcNetwork" + filter), "vcloud.query.records");
    }
    node.add("Description", vdc.description).add("AllocationModel", vdc.allocationModel);
    Node compute("ComputeCapacity");
    compute.add(capacity("Cpu", "MHz", vdc.cpuMhz)).add(capacity("Memory", "MB", vdc.memoryMb));
    node.add(compute);
    addResources(context, node, vdc);
    Node versions("SupportedHardwareVersions");
    for (const char *version : {"vmx-11", "vmx-13", "vmx-14", "vmx-19"})
        versions.add(Node("SupportedHardwareVersion").say(version).many());
    Node capabilities("Capabilities");
    node.add(capabilities.add(versions));
    node.add("NicQuota", 0).add("NetworkQuota", 20);
    if (context.version >= ApiVersion(5, 1))
        node.add("UsedNetworkCount", 3);
    node.add("VmQuota", vdc.vmQuota).add("IsEnabled", vdc.enabled);
    if (context.version < ApiVersion(5, 1))
        return;
    Node profiles("VdcStorageProfiles");
    for (const StorageProfile &profile : world.storageProfiles) {
        if (profile.vdc == vdc.id)
            profiles.add(context.reference("VdcStorageProfile", Kind::StorageProfile, profile.id, profile.name).many());
    }
    node.add(profiles);
}

Node storageProfileNode(const Context &context, const StorageProfile &profile)
{
    Node node = context.root("VdcStorageProfile", Kind::StorageProfile, profile);
    const Vdc &vdc = context.world.vdcs.at(profile.vdc);
    context.link(node, "up", context.href(Kind::Vdc, vdc.id), "vcloud.vdc", vdc.name);
    addMetadataLink(context, node, context.href(Kind::StorageProfile, profile.id));
    node.add("Description", profile.description).add("Enabled", true).add("Units", "MB");
    node.add("Limit", profile.limitMb).add("Default", profile.byDefault);
    if (context.version >= ApiVersion(27, 0))
        node.add("StorageUsedMB", profile.usedMb);
    return node;
}

Routes vdcRoutes()
{
    return {{"GET", "/api/vdc/{}", show<&World::vdcs, vdcNode>},
        {"GET", "/api/vdcStorageProfile/{}", show<&World::storageProfiles, storageProfileNode>}};
}

} // namespace nephoscope::demo::clouddirector
