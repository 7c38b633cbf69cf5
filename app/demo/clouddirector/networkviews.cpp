// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/views.h"

namespace nephoscope::demo::clouddirector {

namespace {

std::optional<Node> parentOf(const Context &context, const Network &network)
{
    const ExternalNetwork *outside = context.world.externalNetworks.find(network.externalNetwork);
    if (!outside || !context.isSystem())
        return std::nullopt;
    return context.reference("ParentNetwork", Kind::ExternalNetwork, outside->id, outside->name);
}

void fill(const Context &context, Node &node, const Network &network)
{
    const World &world = context.world;
    const Vdc &vdc = world.vdcs.at(network.vdc);
    const QByteArray href = context.href(Kind::Network, network.id);
    if (context.version >= ApiVersion(5, 1))
        node.set("status", 1);
    context.link(node, "up", context.href(Kind::Vdc, vdc.id), "vcloud.vdc", vdc.name);
    addMetadataLink(context, node, href);
    if (context.version >= ApiVersion(5, 1))
        context.link(node, "down", href + "/allocatedAddresses/", "vcloud.allocatedNetworkAddress");
    node.add("Description", network.description);
    node.add(ipConfiguration(
        network.gateway, network.firstIp, network.lastIp, network.fenceMode, parentOf(context, network)));
    if (context.version < ApiVersion(5, 1))
        return;
    if (const EdgeGateway *edge = world.edgeGateways.find(network.edgeGateway); edge && context.isAdministrator())
        node.add(context.reference("EdgeGateway", Kind::EdgeGateway, edge->id, edge->name));
    node.add("IsShared", network.shared);
}

Node adminNetworkNode(const Context &context, const Network &network)
{
    Node node = context.adminRoot("OrgVdcNetwork", Kind::Network, network);
    context.link(node, "alternate", context.href(Kind::Network, network.id), "vcloud.orgVdcNetwork");
    fill(context, node, network);
    return node;
}

Node allocatedAddresses(const Context &context, const Network &network)
{
    Node node("AllocatedIpAddresses");
    const QByteArray href = context.href(Kind::Network, network.id);
    node.set("href", href + "/allocatedAddresses/").set("type", mediaType("vcloud.allocatedNetworkAddress"));
    context.link(node, "up", href, "vcloud.orgVdcNetwork", network.name);
    Node address("IpAddress");
    address.set("allocationType", "vmAllocated").set("isDeployed", true);
    return node.add(address.add("IpAddress", network.firstIp).many());
}

Node interface(const Node &network, const char *type, const QByteArray &address)
{
    Node node("GatewayInterface");
    node.add("Name", network.attribute("name")).add("DisplayName", network.attribute("name")).add(network);
    node.add("InterfaceType", type);
    Node subnet("SubnetParticipation");
    subnet.add("Gateway", address).add("Netmask", "255.255.255.0").add("IpAddress", address);
    return node.add(subnet.many()).add("UseForDefaultRoute", QByteArray(type) == "uplink").many();
}

Node edgeGatewayNode(const Context &context, const EdgeGateway &edge)
{
    const World &world = context.world;
    const Vdc &vdc = world.vdcs.at(edge.vdc);
    Node node = context.root("EdgeGateway", Kind::EdgeGateway, edge);
    node.set("status", 1);
    context.link(node, "up", context.adminHref(Kind::Vdc, vdc.id), "admin.vdc", vdc.name);
    node.add("Description", edge.description);
    Node configuration("Configuration");
    configuration.add("GatewayBackingConfig", "compact");
    Node interfaces("GatewayInterfaces");
    const ExternalNetwork &outside = world.externalNetworks.at(edge.externalNetwork);
    Node uplink("Network");
    uplink.set("name", outside.name);
    if (context.isSystem())
        uplink = context.reference("Network", Kind::ExternalNetwork, outside.id, outside.name);
    interfaces.add(interface(uplink, "uplink", edge.address));
    for (const Network &network : world.networks) {
        if (network.edgeGateway == edge.id)
            interfaces.add(interface(context.adminReference("Network", Kind::Network, network.id, network.name),
                "internal", network.gateway));
    }
    configuration.add(interfaces);
    Node services("EdgeGatewayServiceConfiguration");
    Node firewall("FirewallService");
    firewall.add("IsEnabled", true).add("DefaultAction", "drop").add("LogDefaultAction", false);
    Node rule("FirewallRule");
    rule.add("Id", "1").add("IsEnabled", true).add("MatchOnTranslate", false).add("Description", "Web");
    rule.add("Policy", "allow").add("DestinationPortRange", "443").add("DestinationIp", "external");
    rule.add("SourcePortRange", "Any").add("SourceIp", "external").add("EnableLogging", false);
    services.add(firewall.add(rule.many()).many());
    configuration.add(services).add("HaEnabled", false).add("UseDefaultRouteForDnsRelay", false);
    return node.add(configuration);
}

} // namespace

Node networkNode(const Context &context, const Network &network)
{
    Node node = context.root("OrgVdcNetwork", Kind::Network, network);
    if (context.version < ApiVersion(5, 1)) {
        node = context.root("OrgNetwork", Kind::Network, network);
        node.set("type", mediaType("vcloud.orgNetwork"));
    }
    if (context.isAdministrator())
        context.link(node, "alternate", context.adminHref(Kind::Network, network.id), "vcloud.orgVdcNetwork");
    fill(context, node, network);
    return node;
}

Routes networkRoutes()
{
    return {{"GET", "/api/admin/network/{}", showToAdministrators<&World::networks, adminNetworkNode>},
        {"GET", "/api/network/{}/allocatedAddresses", show<&World::networks, allocatedAddresses>},
        {"GET", "/api/admin/network/{}/allocatedAddresses", show<&World::networks, allocatedAddresses>},
        {"GET", "/api/admin/edgeGateway/{}", showToAdministrators<&World::edgeGateways, edgeGatewayNode>}};
}

} // namespace nephoscope::demo::clouddirector
