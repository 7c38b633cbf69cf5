// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/networkchanges.h"
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
    addNetworkLinks(context, node, network);
    addMetadataLink(context, node, href);
    if (context.version >= ApiVersion(5, 1))
        context.link(node, "down", href + "/allocatedAddresses/", "vcloud.allocatedNetworkAddress");
    node.add("Description", network.description);
    addTasks(context, node, world.busyWith(network.id), network.id);
    const std::optional<Node> kept = keptPart(world, network.id, "configuration");
    node.add(kept ? *kept
                  : ipConfiguration(
                      network.gateway, network.firstIp, network.lastIp, network.fenceMode, parentOf(context, network)));
    if (context.version < ApiVersion(5, 1))
        return;
    if (const EdgeGateway *edge = world.edgeGateways.find(network.edgeGateway); edge && context.isAdministrator())
        node.add(context.reference("EdgeGateway", Kind::EdgeGateway, edge->id, edge->name));
    node.add("IsShared", network.shared);
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

Node adminNetworkNode(const Context &context, const Network &network)
{
    Node node = context.adminRoot("OrgVdcNetwork", Kind::Network, network);
    context.link(node, "alternate", context.href(Kind::Network, network.id), "vcloud.orgVdcNetwork");
    fill(context, node, network);
    return node;
}

Routes networkRoutes()
{
    Routes routes{{"GET", "/api/admin/network/{}", showToAdministrators<&World::networks, adminNetworkNode>},
        {"GET", "/api/network/{}/allocatedAddresses", show<&World::networks, allocatedAddresses>},
        {"GET", "/api/admin/network/{}/allocatedAddresses", show<&World::networks, allocatedAddresses>}};
    for (const auto part : {&networkChangeRoutes, &edgeGatewayRoutes}) {
        for (const Route &route : part())
            routes.push_back(route);
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
