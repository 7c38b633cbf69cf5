// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/vappnetworks.h"

namespace nephoscope::demo::clouddirector {

namespace {

void addEdit(const Context &context, Node &section, const VApp &vapp, const char *path, const char *type)
{
    if (mayChangeNow(context, vapp) && !vapp.unfinished)
        context.link(section, "edit", context.href(Kind::VApp, vapp.id) + path, type);
}

/// A section in the API's own namespace.
Node section(const char *name, const QByteArray &owner, const char *path, const char *type, const char *info)
{
    Node node(name);
    node.section((QByteArray(name) + "Type").constData());
    node.set("href", owner + path).set("type", mediaType(type)).set("required", false, Space::Ovf);
    return node.add(Node("Info", Space::Ovf).say(info));
}

Node configurationOf(const Context &context, const VAppNetwork &row)
{
    Node scope("IpScope");
    scope.add("IsInherited", row.inherited.value_or(row.fenceMode == "bridged"))
        .add("Gateway", row.gateway)
        .add("Netmask", row.netmask);
    if (context.version >= ApiVersion(32, 0))
        scope.add("SubnetPrefixLength", prefixLength(row.netmask));
    if (!row.dns1.isEmpty())
        scope.add("Dns1", row.dns1);
    if (!row.dns2.isEmpty())
        scope.add("Dns2", row.dns2);
    if (!row.dnsSuffix.isEmpty())
        scope.add("DnsSuffix", row.dnsSuffix);
    if (context.version >= ApiVersion(5, 1))
        scope.add("IsEnabled", row.enabled);
    Node ranges("IpRanges");
    for (const IpRange &range : row.ranges) {
        Node node("IpRange");
        ranges.add(node.add("StartAddress", range.first).add("EndAddress", range.last).many());
    }
    scope.add(ranges);
    Node configuration("Configuration");
    if (context.version >= ApiVersion(5, 1)) {
        Node scopes("IpScopes");
        configuration.add(scopes.add(scope.many()));
    } else {
        configuration.add(scope);
    }
    if (const Network *parent = context.world.networks.find(row.parent); parent && context.sees(*parent))
        configuration.add(context.reference("ParentNetwork", Kind::Network, parent->id, parent->name));
    configuration.add("FenceMode", row.fenceMode).add("RetainNetInfoAcrossDeployments", row.retainsAddresses);
    if (row.features)
        configuration.add(*row.features);
    return configuration;
}

Node networkConfig(const Context &context, const VAppNetwork &row)
{
    Node config("NetworkConfig");
    config.set("networkName", row.name);
    if (mayChangeNow(context, context.world.vapps.at(row.vapp)))
        context.link(config, "repair", context.href(Kind::VAppNetwork, row.id) + "/action/reset");
    config.add("Description", row.description).add(configurationOf(context, row));
    return config.add("IsDeployed", context.world.vapps.at(row.vapp).deployed).many();
}

Node vappNetworkNode(const Context &context, const VAppNetwork &row)
{
    const VApp &vapp = context.world.vapps.at(row.vapp);
    Node node = context.root("VAppNetwork", Kind::VAppNetwork, row);
    context.link(node, "up", context.href(Kind::VApp, vapp.id), "vcloud.vApp", vapp.name);
    if (mayChangeNow(context, vapp))
        context.link(node, "repair", context.href(Kind::VAppNetwork, row.id) + "/action/reset");
    node.add("Description", row.description).add(configurationOf(context, row));
    return node.add("IsDeployed", vapp.deployed);
}

Reply resetNetwork(Context &context, VAppNetwork &row)
{
    const VApp &vapp = context.world.vapps.at(row.vapp);
    if (std::optional<Reply> refusal = refuseChange(context, vapp, "vApp: Edit Properties"))
        return *refusal;
    return started(context, taskOver(context, vapp, "vappResetNetwork", "Resetting a network of"), 2);
}

std::optional<Snapshot> snapshotOf(const Context &context, const VApp &vapp)
{
    for (const Id &id : vapp.vms) {
        if (const auto &snapshot = context.world.vms.at(id).snapshot)
            return snapshot;
    }
    return std::nullopt;
}

void addChangeLinks(const Context &context, Node &node, const VApp &vapp)
{
    if (!mayChangeNow(context, vapp))
        return;
    const QByteArray href = context.href(Kind::VApp, vapp.id);
    const bool lately = context.version >= ApiVersion(9, 0); // an empty one was offered nothing before
    if (!vapp.unfinished && (!vapp.vms.empty() || lately)) {
        context.link(node, "controlAccess", href + "/action/controlAccess", "vcloud.controlAccess");
        context.link(node, "recompose", href + "/action/recomposeVApp", "vcloud.recomposeVAppParams");
    }
    if (vapp.deployed)
        return;
    context.link(node, "remove", href);
    if (vapp.vms.empty() || vapp.unfinished)
        return;
    context.link(node, "enable", href + "/action/enableDownload");
    context.link(node, "disable", href + "/action/disableDownload");
}

void addLinks(const Context &context, Node &node, const VApp &vapp)
{
    const QByteArray href = context.href(Kind::VApp, vapp.id);
    const Vdc &vdc = context.world.vdcs.at(vapp.vdc);
    addOperationLinks(context, node, vapp);
    addChangeLinks(context, node, vapp);
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
    Node node = section("LeaseSettingsSection", context.href(Kind::VApp, vapp.id), "/leaseSettingsSection/",
        "vcloud.leaseSettingsSection", "Lease settings section");
    addEdit(context, node, vapp, "/leaseSettingsSection/", "vcloud.leaseSettingsSection");
    node.add("DeploymentLeaseInSeconds", vapp.deploymentLeaseSeconds);
    node.add("StorageLeaseInSeconds", vapp.storageLeaseSeconds);
    const auto end = [&](int seconds) { return Moment{vapp.leasesFrom.milliseconds + seconds * qint64(1000)}; };
    if (vapp.deploymentLeaseSeconds > 0 && vapp.deployed)
        node.add("DeploymentLeaseExpiration", end(vapp.deploymentLeaseSeconds));
    if (vapp.storageLeaseSeconds > 0 && !vapp.deployed)
        node.add("StorageLeaseExpiration", end(vapp.storageLeaseSeconds));
    return node;
}

Node startupSection(const Context &context, const VApp &vapp)
{
    Node node("StartupSection", Space::Ovf);
    node.section("StartupSectionType");
    node.set("href", context.href(Kind::VApp, vapp.id) + "/startupSection/", Space::VCloud);
    node.set("type", mediaType("vcloud.startupSection"), Space::VCloud);
    node.add(Node("Info", Space::Ovf).say("VApp startup section"));
    for (const Id &id : vapp.vms) {
        const StartItem start = vapp.startup.value(id);
        Node item("Item", Space::Ovf);
        item.set("id", context.world.vms.at(id).name, Space::Ovf).set("order", start.order, Space::Ovf);
        item.set("startAction", start.startAction, Space::Ovf).set("startDelay", start.startDelay, Space::Ovf);
        item.set("stopAction", start.stopAction, Space::Ovf).set("stopDelay", start.stopDelay, Space::Ovf);
        node.add(item.many());
    }
    addEdit(context, node, vapp, "/startupSection/", "vcloud.startupSection");
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
    Node node = section("NetworkConfigSection", context.href(Kind::VApp, vapp.id), "/networkConfigSection/",
        "vcloud.networkConfigSection", "The configuration parameters for logical networks");
    addEdit(context, node, vapp, "/networkConfigSection/", "vcloud.networkConfigSection");
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
    addLinks(context, node, vapp);
    node.add("Description", vapp.description);
    addTasks(context, node, world.busyWith(vapp), vapp.id);
    node.add(leaseSection(context, vapp)).add(startupSection(context, vapp)).add(networkSection(context, vapp));
    node.add(networkConfigSection(context, vapp));
    if (context.version >= ApiVersion(5, 1))
        node.add(vappSnapshots(context, vapp)).add("DateCreated", vapp.created);
    const User &owner = world.users.at(vapp.owner);
    Node ownership("Owner");
    ownership.set("type", mediaType("vcloud.owner"));
    node.add(ownership.add(context.reference("User", Kind::User, owner.id, owner.name)));
    if (context.version >= ApiVersion(32, 0))
        node.add("autoNature", vapp.standalone);
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
        {"POST", "/api/network/{}/action/reset", on<&World::vappNetworks, resetNetwork>},
        {"GET", "/api/network/{}", anyNetwork}};
}

} // namespace nephoscope::demo::clouddirector
