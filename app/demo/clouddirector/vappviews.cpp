// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/views.h"

namespace nephoscope::demo::clouddirector {

namespace {

/// A section in the API's own namespace.
Node section(const Context &context, const char *name, const QByteArray &owner, const char *path, const char *type,
    const char *info)
{
    Node node(name);
    node.section((QByteArray(name) + "Type").constData());
    node.set("href", owner + path).set("type", mediaType(type)).set("required", false, Space::Ovf);
    if (context.version >= ApiVersion(1, 5))
        node.add(Node("Info", Space::Ovf).say(info));
    return node;
}

Node networkConfig(const Context &context, const VAppNetwork &row)
{
    const Network *parent = context.world.networks.find(row.parent);
    Node config("NetworkConfig");
    config.set("networkName", row.name);
    std::optional<Node> above;
    if (parent)
        above = context.reference("ParentNetwork", Kind::Network, parent->id, parent->name);
    config.add("Description", row.description);
    config.add(ipConfiguration(parent ? parent->gateway : "192.168.2.1", parent ? parent->firstIp : "192.168.2.10",
        parent ? parent->lastIp : "192.168.2.200", row.fenceMode, above));
    config.add("IsDeployed", context.world.vapps.at(row.vapp).deployed);
    return config.many();
}

Node vappNetworkNode(const Context &context, const VAppNetwork &row)
{
    const VApp &vapp = context.world.vapps.at(row.vapp);
    Node node = context.root("VAppNetwork", Kind::VAppNetwork, row);
    context.link(node, "up", context.href(Kind::VApp, vapp.id), "vcloud.vApp", vapp.name);
    node.add("Description", row.description);
    const Network *parent = context.world.networks.find(row.parent);
    std::optional<Node> above;
    if (parent)
        above = context.reference("ParentNetwork", Kind::Network, parent->id, parent->name);
    node.add(ipConfiguration(parent ? parent->gateway : "192.168.2.1", parent ? parent->firstIp : "192.168.2.10",
        parent ? parent->lastIp : "192.168.2.200", row.fenceMode, above));
    return node.add("IsDeployed", vapp.deployed);
}

std::optional<Snapshot> snapshotOf(const Context &context, const VApp &vapp)
{
    for (const Id &id : vapp.vms) {
        if (const auto &snapshot = context.world.vms.at(id).snapshot)
            return snapshot;
    }
    return std::nullopt;
}

void addLinks(const Context &context, Node &node, const VApp &vapp)
{
    const QByteArray href = context.href(Kind::VApp, vapp.id);
    const Vdc &vdc = context.world.vdcs.at(vapp.vdc);
    addOperationLinks(context, node, vapp);
    for (const Id &id : vapp.networks) {
        const VAppNetwork &network = context.world.vappNetworks.at(id);
        context.link(node, "down", context.href(Kind::VAppNetwork, id), "vcloud.vAppNetwork", network.name);
    }
    context.link(node, "down", href + "/controlAccess/", "vcloud.controlAccess");
    context.link(node, "up", context.href(Kind::Vdc, vdc.id), "vcloud.vdc", vdc.name);
    context.link(node, "down", href + "/owner", "vcloud.owner");
    addMetadataLink(context, node, href);
    context.link(node, "down", href + "/productSections/", "vcloud.productSections");
}

template <auto section>
Reply vappSection(Context &context)
{
    return show<&World::vapps, section>(context);
}

Node vappSnapshots(const Context &context, const VApp &vapp)
{
    return snapshotSection(context, context.href(Kind::VApp, vapp.id), snapshotOf(context, vapp));
}

/// An address under /api/network is an org vdc network or one of a vApp.
Reply anyNetwork(Context &context)
{
    if (context.world.vappNetworks.find(context.id()))
        return show<&World::vappNetworks, vappNetworkNode>(context);
    return show<&World::networks, networkNode>(context);
}

} // namespace

Node leaseSection(const Context &context, const VApp &vapp)
{
    Node node = section(context, "LeaseSettingsSection", context.href(Kind::VApp, vapp.id), "/leaseSettingsSection/",
        "vcloud.leaseSettingsSection", "Lease settings section");
    node.add("DeploymentLeaseInSeconds", vapp.deploymentLeaseSeconds);
    return node.add("StorageLeaseInSeconds", vapp.storageLeaseSeconds);
}

Node startupSection(const Context &context, const VApp &vapp)
{
    Node node("StartupSection", Space::Ovf);
    node.section("StartupSectionType");
    node.set("href", context.href(Kind::VApp, vapp.id) + "/startupSection/", Space::VCloud);
    node.set("type", mediaType("vcloud.startupSection"), Space::VCloud);
    node.add(Node("Info", Space::Ovf).say("VApp startup section"));
    int order = 0;
    for (const Id &id : vapp.vms) {
        Node item("Item", Space::Ovf);
        item.set("id", context.world.vms.at(id).name, Space::Ovf).set("order", order++, Space::Ovf);
        item.set("startAction", "powerOn", Space::Ovf).set("startDelay", 0, Space::Ovf);
        item.set("stopAction", "powerOff", Space::Ovf).set("stopDelay", 0, Space::Ovf);
        node.add(item.many());
    }
    return node;
}

Node networkSection(const Context &context, const VApp &vapp)
{
    Node node("NetworkSection", Space::Ovf);
    node.section("NetworkSectionType");
    node.set("href", context.href(Kind::VApp, vapp.id) + "/networkSection/", Space::VCloud);
    node.set("type", mediaType("vcloud.networkSection"), Space::VCloud);
    node.add(Node("Info", Space::Ovf).say("The list of logical networks"));
    for (const Id &id : vapp.networks) {
        Node network("Network", Space::Ovf);
        network.set("name", context.world.vappNetworks.at(id).name, Space::Ovf);
        node.add(network.add(Node("Description", Space::Ovf).say("")).many());
    }
    return node;
}

Node networkConfigSection(const Context &context, const VApp &vapp)
{
    Node node = section(context, "NetworkConfigSection", context.href(Kind::VApp, vapp.id), "/networkConfigSection/",
        "vcloud.networkConfigSection", "The configuration parameters for logical networks");
    for (const Id &id : vapp.networks)
        node.add(networkConfig(context, context.world.vappNetworks.at(id)));
    return node;
}

Node vappNode(const Context &context, const VApp &vapp)
{
    const World &world = context.world;
    Node node = context.root("VApp", Kind::VApp, vapp);
    node.set("status", static_cast<int>(world.statusOf(vapp))).set("deployed", vapp.deployed);
    if (context.version >= ApiVersion(5, 1))
        node.set("ovfDescriptorUploaded", true);
    if (context.version >= ApiVersion(32, 0))
        node.set("autoNature", vapp.standalone);
    addLinks(context, node, vapp);
    node.add("Description", vapp.description);
    addTasks(context, node, world.busyWith(vapp), vapp.id);
    node.add(leaseSection(context, vapp)).add(startupSection(context, vapp)).add(networkSection(context, vapp));
    node.add(networkConfigSection(context, vapp));
    if (context.version >= ApiVersion(5, 1))
        node.add(vappSnapshots(context, vapp));
    node.add("DateCreated", vapp.created);
    const User &owner = world.users.at(vapp.owner);
    Node ownership("Owner");
    ownership.set("type", mediaType("vcloud.owner"));
    node.add(ownership.add(context.reference("User", Kind::User, owner.id, owner.name)));
    node.add("InMaintenanceMode", false);
    if (!vapp.vms.empty()) {
        Node children("Children");
        for (const Id &id : vapp.vms)
            children.add(vmNode(context, world.vms.at(id)).many());
        node.add(children);
    }
    return node;
}

Node ipConfiguration(const QByteArray &gateway, const QByteArray &first, const QByteArray &last,
    const QByteArray &fenceMode, const std::optional<Node> &parent)
{
    Node scope("IpScope");
    scope.add("IsInherited", false).add("Gateway", gateway).add("Netmask", "255.255.255.0");
    scope.add("Dns1", "10.0.0.53").add("DnsSuffix", "demo.example").add("IsEnabled", true);
    Node range("IpRange");
    range.add("StartAddress", first).add("EndAddress", last);
    Node ranges("IpRanges");
    scope.add(ranges.add(range.many()));
    Node scopes("IpScopes");
    Node configuration("Configuration");
    configuration.add(scopes.add(scope.many()));
    if (parent)
        configuration.add(*parent);
    configuration.add("FenceMode", fenceMode).add("RetainNetInfoAcrossDeployments", false);
    return configuration;
}

Routes vappRoutes()
{
    return {{"GET", "/api/vApp/vapp-{}", show<&World::vapps, vappNode>},
        {"GET", "/api/vApp/vapp-{}/leaseSettingsSection", vappSection<leaseSection>},
        {"GET", "/api/vApp/vapp-{}/startupSection", vappSection<startupSection>},
        {"GET", "/api/vApp/vapp-{}/networkSection", vappSection<networkSection>},
        {"GET", "/api/vApp/vapp-{}/networkConfigSection", vappSection<networkConfigSection>},
        {"GET", "/api/vApp/vapp-{}/snapshotSection", vappSection<vappSnapshots>},
        {"GET", "/api/network/{}", anyNetwork}};
}

} // namespace nephoscope::demo::clouddirector
