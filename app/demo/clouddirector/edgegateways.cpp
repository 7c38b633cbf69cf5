// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/networkchanges.h"

#include "demo/clouddirector/schemakeep.h"
#include "demo/clouddirector/views.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *gatewayRight = "Organization vDC Gateway: Configure Services";

/// What a gateway does before anybody has said anything.
constexpr const char *firstServices = R"({"networkService":[
 {"_type":"FirewallServiceType","isEnabled":true,"defaultAction":"drop","logDefaultAction":false,"firewallRule":[
  {"id":"1","isEnabled":true,"matchOnTranslate":false,"description":"Web","policy":"allow","protocols":{"tcp":true},
   "destinationPortRange":"443","destinationIp":"external","sourcePortRange":"Any","sourceIp":"external",
   "enableLogging":false}]},
 {"_type":"NatServiceType","isEnabled":true,"natRule":[{"ruleType":"SNAT","isEnabled":true,"id":65537,
   "gatewayNatRule":{"originalIp":"10.10.0.0/24","translatedIp":"203.0.113.10"}}]},
 {"_type":"StaticRoutingServiceType","isEnabled":false}]})";

Node keptServices(const Sent &sent)
{
    return keptNode(sent, "EdgeGatewayServiceConfiguration", {"vcloud", "GatewayFeaturesType"});
}

Node services(const World &world, const EdgeGateway &edge)
{
    const std::optional<Node> kept = keptPart(world, edge.id, "services");
    return kept ? *kept : keptServices(*Sent::fromJson(firstServices, "EdgeGatewayServiceConfiguration"));
}

Node interface(const Node &network, const char *type, const QByteArray &gateway, const QByteArray &address)
{
    Node node("GatewayInterface");
    node.add("Name", network.attribute("name")).add("DisplayName", network.attribute("name")).add(network);
    node.add("InterfaceType", type);
    Node subnet("SubnetParticipation");
    subnet.add("Gateway", gateway).add("Netmask", "255.255.255.0").add("IpAddress", address);
    node.add(subnet.many()).add("ApplyRateLimit", false);
    return node.add("UseForDefaultRoute", QByteArray(type) == "uplink").many();
}

Node interfaces(const Context &context, const EdgeGateway &edge)
{
    const World &world = context.world;
    Node node("GatewayInterfaces");
    if (const ExternalNetwork *outside = world.externalNetworks.find(edge.externalNetwork)) {
        Node uplink("Network");
        uplink.set("name", outside->name);
        if (context.isSystem())
            uplink = context.reference("Network", Kind::ExternalNetwork, outside->id, outside->name);
        node.add(interface(uplink, "uplink", outside->gateway, edge.address));
    }
    for (const Network &network : world.networks) {
        if (network.edgeGateway == edge.id)
            node.add(interface(context.adminReference("Network", Kind::Network, network.id, network.name), "internal",
                network.gateway, network.gateway));
    }
    return node;
}

void addActionLinks(const Context &context, Node &node, const EdgeGateway &edge)
{
    if (context.world.busyWith(edge.id))
        return;
    const QByteArray href = context.href(Kind::EdgeGateway, edge.id);
    context.link(node, "edit", href, "admin.edgeGateway");
    if (context.isSystem())
        context.link(node, "remove", href);
    context.link(node, "edgeGateway:configureServices", href + "/action/configureServices",
        "admin.edgeGatewayServiceConfiguration");
    for (const char *action : {"redeploy", "reapplyServices", "syncSyslogServerSettings"}) {
        const QByteArray name = action;
        const QByteArray rel = "edgeGateway:" + (name.startsWith("sync") ? QByteArray("syncSyslogSettings") : name);
        context.link(node, rel.constData(), href + "/action/" + name);
    }
}

Node edgeGatewayNode(const Context &context, const EdgeGateway &edge)
{
    const World &world = context.world;
    const Vdc &vdc = world.vdcs.at(edge.vdc);
    Node node = context.root("EdgeGateway", Kind::EdgeGateway, edge);
    node.set("status", 1);
    context.link(node, "up", context.adminHref(Kind::Vdc, vdc.id), "admin.vdc", vdc.name);
    addActionLinks(context, node, edge);
    node.add("Description", edge.description);
    addTasks(context, node, world.busyWith(edge.id), edge.id);
    Node configuration("Configuration");
    configuration.add("GatewayBackingConfig", "compact").add(interfaces(context, edge));
    configuration.add(services(world, edge)).add("HaEnabled", false);
    return node.add(configuration.add("UseDefaultRouteForDnsRelay", false));
}

template <class Row>
std::optional<Reply> refuseGatewayChange(const Context &context, const Row &edge)
{
    if (auto refusal = refuseAdministration(context, organizationOf(context.world, edge), gatewayRight))
        return refusal;
    if (const Task *task = context.world.busyWith(edge.id))
        return context.busy(edge, *task);
    return refuseMore(context);
}

Reply configureServices(Context &context, EdgeGateway &edge)
{
    if (auto refusal = refuseGatewayChange(context, edge))
        return *refusal;
    RequestBody body;
    if (auto refusal = body.read(context, "admin.edgeGatewayServiceConfiguration", "EdgeGatewayServiceConfiguration"))
        return *refusal;
    Task task = taskOver(context, edge, "networkConfigureEdgeGatewayServices", "Configuring Edge Gateway");
    task.effect = [id = edge.id, kept = keptServices(body.root())](World &world) {
        world.settings[id].insert("services", kept); // all of them: what was left out is gone
    };
    return started(context, std::move(task), 2);
}

Reply changeGateway(Context &context, EdgeGateway &edge)
{
    if (auto refusal = refuseGatewayChange(context, edge))
        return *refusal;
    RequestBody body;
    if (auto refusal = body.read(context, "admin.edgeGateway", "EdgeGateway"))
        return *refusal;
    EdgeGateway changed = edge;
    changed.name = sentOr(body.root(), "name", edge.name);
    changed.description = sentOr(body.root(), "Description");
    if (auto refusal = refuseName(context, changed.name))
        return *refusal;
    const Sent *configuration = body.root().child("Configuration");
    const Sent *sent = configuration ? configuration->child("EdgeGatewayServiceConfiguration") : nullptr;
    const std::optional<Node> kept = sent ? std::optional(keptServices(*sent)) : std::nullopt;
    Task task = taskOver(context, edge, "networkUpdateEdgeGateway", "Updating Edge Gateway");
    task.effect = [changed, kept](World &world) {
        if (EdgeGateway *found = world.edgeGateways.find(changed.id))
            *found = changed;
        if (kept)
            world.settings[changed.id].insert("services", *kept);
    };
    return started(context, std::move(task), 2);
}

Reply act(Context &context, EdgeGateway &edge)
{
    static const QHash<QByteArray, const char *> keys{{"redeploy", "networkEdgeGatewayRedeploy"},
        {"reapplyServices", "networkReapplyServices"}, {"syncSyslogServerSettings", "networkSyncSyslogSettings"},
        {"upgradeConfig", "networkUpgradeEdgeGateway"}};
    const char *key = keys.value(context.captures.value(1));
    if (!key)
        return context.fault(404, "NOT_FOUND", "There is no operation " + context.captures.value(1) + '.');
    if (auto refusal = refuseGatewayChange(context, edge))
        return *refusal;
    return started(context, taskOver(context, edge, key, "Updating Edge Gateway"), 2);
}

Reply createGateway(Context &context, Vdc &vdc)
{
    RequestBody body;
    if (auto refusal = body.read(context, "admin.edgeGateway", "EdgeGateway"))
        return *refusal;
    EdgeGateway row;
    row.id = Id::createUuid();
    row.vdc = vdc.id;
    row.name = sentOr(body.root(), "name");
    row.description = sentOr(body.root(), "Description");
    if (auto refusal = refuseName(context, row.name))
        return *refusal;
    const auto isNear = [&](const EdgeGateway &each) { return each.vdc == vdc.id; };
    if (auto refusal = refuseTaken(context, context.world.edgeGateways, row.name, {}, isNear))
        return *refusal;
    const Sent *configuration = body.root().child("Configuration");
    const Sent *list = configuration ? configuration->child("GatewayInterfaces") : nullptr;
    for (const Sent *each : list ? list->all("GatewayInterface") : std::vector<const Sent *>()) {
        if (context.world.externalNetworks.find(each->reference("Network")))
            row.externalNetwork = each->reference("Network");
    }
    const ExternalNetwork *outside = context.world.externalNetworks.find(row.externalNetwork);
    if (!outside)
        return badRequest(context, "An edge gateway needs an uplink to an external network.");
    row.address = outside->lastIp;
    const EdgeGateway &made = context.world.edgeGateways.add(row);
    context.world.begin(taskOver(context, made, "networkEdgeGatewayCreate", "Creating Edge Gateway"), 2);
    return created(edgeGatewayNode(context, made));
}

Reply removeGateway(Context &context, EdgeGateway &edge)
{
    if (auto refusal = refuseGatewayChange(context, edge))
        return *refusal;
    const World &world = context.world;
    const bool isUsed = std::any_of(world.networks.begin(), world.networks.end(),
        [&](const Network &network) { return network.edgeGateway == edge.id; });
    if (isUsed)
        return conflictReply(context, "Networks are still joined to the edge gateway " + edge.name + '.');
    Task task = taskOver(context, edge, "networkEdgeGatewayDelete", "Deleting Edge Gateway");
    task.effect = [id = edge.id](World &later) {
        later.settings.remove(id);
        later.edgeGateways.remove(id);
        later.changed();
    };
    return started(context, std::move(task), 2);
}

} // namespace

Routes edgeGatewayRoutes()
{
    return {{"GET", "/api/admin/edgeGateway/{}", showToAdministrators<&World::edgeGateways, edgeGatewayNode>},
        {"PUT", "/api/admin/edgeGateway/{}", toAdministrators<&World::edgeGateways, changeGateway>},
        {"DELETE", "/api/admin/edgeGateway/{}", toProvider<&World::edgeGateways, removeGateway>},
        {"POST", "/api/admin/edgeGateway/{}/action/configureServices",
            toAdministrators<&World::edgeGateways, configureServices>},
        {"POST", "/api/admin/edgeGateway/{}/action/{text}", toAdministrators<&World::edgeGateways, act>},
        {"POST", "/api/admin/vdc/{}/edgeGateways", toProvider<&World::vdcs, createGateway>}};
}

} // namespace nephoscope::demo::clouddirector
