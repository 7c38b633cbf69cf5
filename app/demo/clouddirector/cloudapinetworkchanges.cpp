// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/administration.h"
#include "demo/clouddirector/cloudapilist.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

Id memberId(const Context &context) { return idIn(context.path.last()); }

/// The first subnet, of however many.
void readSubnet(const Json &sent, Network &network)
{
    const Json values = sent.value("subnets", Json::object()).value("values", Json::array());
    if (!values.is_array() || values.empty() || !values.front().is_object())
        return;
    const Json &subnet = values.front();
    network.gateway = textIn(subnet, "gateway");
    const Json ranges = subnet.value("ipRanges", Json::object());
    const Json list = ranges.is_object() ? ranges.value("values", Json::array()) : Json::array();
    if (list.is_array() && !list.empty()) {
        network.firstIp = textIn(list.front(), "startAddress");
        network.lastIp = textIn(list.front(), "endAddress");
    }
}

std::optional<Reply> readNetwork(Context &context, const Json &sent, Network &network)
{
    const QByteArray name = textIn(sent, "name");
    if (auto refusal = refuseName(context, name))
        return refusal;
    const auto isNear = [&](const Network &each) { return each.vdc == network.vdc; };
    if (auto refusal = refuseTaken(context, context.world.networks, name, network.id, isNear))
        return refusal;
    static const QHash<QByteArray, const char *> fences{
        {"NAT_ROUTED", "natRouted"}, {"ISOLATED", "isolated"}, {"DIRECT", "bridged"}, {"OPAQUE", "bridged"}};
    const QByteArray type = textIn(sent, "networkType");
    if (!fences.contains(type))
        return badRequest(context, "There is no network type " + type + '.');
    network.name = name;
    network.description = textIn(sent, "description");
    network.fenceMode = fences.value(type);
    network.shared = sent.value("shared", Json(false)) == true;
    network.edgeGateway = Id();
    if (type == "NAT_ROUTED") {
        const auto connection = sent.find("connection");
        const Id wanted = connection == sent.end() ? Id() : referenceIn(*connection, "routerRef");
        const EdgeGateway *edge = context.world.edgeGateways.find(wanted);
        if (!edge || !context.sees(*edge))
            return context.noAccess(Kind::EdgeGateway, wanted);
        network.edgeGateway = edge->id;
    }
    readSubnet(sent, network);
    return std::nullopt;
}

/// Into another vdc of the same organization.
template <class Row>
std::optional<Reply> moveToVdc(Context &context, const Json &sent, Row &row)
{
    const Id wanted = referenceIn(sent, "ownerRef");
    if (wanted.isNull() || wanted == row.vdc)
        return std::nullopt;
    const Vdc *vdc = context.world.vdcs.find(wanted);
    if (!vdc || !context.sees(*vdc) || vdc->organization != context.world.vdcs.at(row.vdc).organization)
        return context.noAccess(Kind::Vdc, wanted);
    row.vdc = wanted;
    return std::nullopt;
}

/// What a network says that the classic API does not know of.
void keepDetails(World &world, const Network &network, Json sent)
{
    const bool isRouted = sent.contains("connection") && sent.at("connection").is_object();
    if (isRouted)
        sent.at("connection").erase("routerRef");
    if (isRouted && network.fenceMode == "natRouted")
        keepSent(world, urn(Kind::Network, network.id), sent, {"subnets", "connection"});
    else
        keepSent(world, urn(Kind::Network, network.id), sent, {"subnets"});
}

Reply createNetwork(Context &context, const Json &sent)
{
    Network network;
    network.id = Id::createUuid();
    network.vdc = referenceIn(sent, sent.contains("ownerRef") ? "ownerRef" : "orgVdc");
    const Vdc *vdc = context.world.vdcs.find(network.vdc);
    if (!vdc || !context.sees(*vdc))
        return context.noAccess(Kind::Vdc, network.vdc);
    if (auto refusal = readNetwork(context, sent, network))
        return *refusal;
    Task task = taskOver(context, network, "orgVdcNetworkCreate", "Creating Network");
    task.effect = [network](World &world) { world.networks.add(network); };
    return taskReply(context, std::move(task), 1.5);
}

Reply changeNetwork(Context &context, const Json &sent)
{
    Network changed = context.world.networks.at(memberId(context));
    if (const Task *task = context.world.busyWith(changed.id))
        return context.busy(changed, *task);
    if (auto refusal = moveToVdc(context, sent, changed))
        return *refusal;
    if (auto refusal = readNetwork(context, sent, changed))
        return *refusal;
    Task task = taskOver(context, changed, "orgVdcNetworkUpdate", "Updating Network");
    task.effect = [changed, sent](World &world) {
        if (Network *found = world.networks.find(changed.id)) {
            *found = changed;
            keepDetails(world, changed, sent);
            world.settings[changed.id].remove("configuration");
        }
    };
    return taskReply(context, std::move(task), 1.5);
}

Reply removeNetwork(Context &context)
{
    const Network &network = context.world.networks.at(memberId(context));
    if (const Task *task = context.world.busyWith(network.id))
        return context.busy(network, *task);
    const auto uses = [&](const VAppNetwork &each) { return each.parent == network.id; };
    if (std::any_of(context.world.vappNetworks.begin(), context.world.vappNetworks.end(), uses))
        return badRequest(context, "The network " + network.name + " is in use and cannot be deleted.");
    Task task = taskOver(context, network, "orgVdcNetworkDelete", "Deleting Network");
    task.effect = [id = network.id](World &world) {
        world.settings.remove(id);
        forgetSent(world, urn(Kind::Network, id));
        world.networks.remove(id);
    };
    return taskReply(context, std::move(task), 1.5);
}

/// The uplinks as they were sent; to which network one leads, the classic API tells too.
void keepUplinks(World &world, EdgeGateway &edge, Json sent)
{
    const auto uplinks = sent.find("edgeGatewayUplinks");
    if (uplinks == sent.end() || !uplinks->is_array() || uplinks->empty() || !uplinks->front().is_object())
        return;
    Json &uplink = uplinks->front();
    if (const ExternalNetwork *outside = world.externalNetworks.find(idIn(textIn(uplink, "uplinkId"))))
        edge.externalNetwork = outside->id;
    const ExternalNetwork &outside = world.externalNetworks.at(edge.externalNetwork);
    uplink["uplinkId"] = text(urn(Kind::ExternalNetwork, outside.id));
    uplink["uplinkName"] = text(outside.name);
    keepSent(world, urn(Kind::EdgeGateway, edge.id), sent, {"edgeGatewayUplinks", "distributedRoutingEnabled"});
}

Reply changeGateway(Context &context, const Json &sent)
{
    EdgeGateway changed = context.world.edgeGateways.at(memberId(context));
    if (const Task *task = context.world.busyWith(changed.id))
        return context.busy(changed, *task);
    changed.name = textIn(sent, "name");
    changed.description = textIn(sent, "description");
    if (auto refusal = refuseName(context, changed.name))
        return *refusal;
    if (auto refusal = moveToVdc(context, sent, changed))
        return *refusal;
    Task task = taskOver(context, changed, "edgeGatewayUpdate", "Updating Edge Gateway");
    task.effect = [changed, sent](World &world) {
        if (EdgeGateway *found = world.edgeGateways.find(changed.id)) {
            *found = changed;
            keepUplinks(world, *found, sent);
        }
    };
    return taskReply(context, std::move(task), 1.5);
}

// The firewall of a gateway: one document, of which the asker writes a part.

QByteArray rulesKey(const EdgeGateway &edge) { return "firewall/" + plain(edge.id); }

Json userRules(const World &world, const EdgeGateway &edge)
{
    const std::vector<QByteArray> documents = world.documents.value(rulesKey(edge));
    return documents.empty() ? Json::array() : Json::parse(documents.front().toStdString());
}

Reply showFirewall(Context &context, EdgeGateway &edge)
{
    const Json last{{"id", text(plain(edge.id))}, {"name", "Default"}, {"actionValue", "DROP"}, {"enabled", true},
        {"direction", "IN_OUT"}, {"ipProtocol", "IPV4_IPV6"}, {"logging", false}};
    return jsonReply({{"systemRules", Json::array()}, {"defaultRules", Json::array({last})},
        {"userDefinedRules", userRules(context.world, edge)}});
}

std::optional<Reply> refuseGateway(const Context &context, const EdgeGateway &edge)
{
    if (auto refusal = refuseAdministration(
            context, organizationOf(context.world, edge), "Organization vDC Gateway: Configure Firewall"))
        return refusal;
    if (const Task *task = context.world.busyWith(edge.id))
        return context.busy(edge, *task);
    return std::nullopt;
}

Reply storeRules(Context &context, const EdgeGateway &edge, const Json &rules)
{
    Task task = taskOver(context, edge, "edgeGatewayFirewallUpdate", "Updating firewall of Edge Gateway");
    task.effect = [key = rulesKey(edge), bytes = QByteArray::fromStdString(rules.dump())](
                      World &world) { world.documents[key] = {bytes}; };
    return taskReply(context, std::move(task), 1.5);
}

/// Whether a rule says what a rule must.
bool isRule(const Json &rule)
{
    const QByteArray action = textIn(rule, rule.is_object() && rule.contains("actionValue") ? "actionValue" : "action");
    return (action == "ALLOW" || action == "DROP" || action == "REJECT") && !textIn(rule, "name").isEmpty();
}

Reply putFirewall(Context &context, EdgeGateway &edge)
{
    if (auto refusal = refuseGateway(context, edge))
        return *refusal;
    const Json sent = Json::parse(context.message.body.toStdString(), nullptr, false);
    Json rules = sent.is_object() ? sent.value("userDefinedRules", Json::array()) : Json();
    if (rules.is_null() && sent.is_object())
        rules = Json::array();
    if (!rules.is_array() || !std::all_of(rules.begin(), rules.end(), isRule))
        return badRequest(context, "Every rule has a name and one of the actions ALLOW, DROP and REJECT.");
    for (Json &rule : rules) {
        if (textIn(rule, "id").isEmpty())
            rule["id"] = text(plain(Id::createUuid()));
    }
    return storeRules(context, edge, rules);
}

/// One rule: PUT replaces it, DELETE takes it away.
Reply changeRule(Context &context, EdgeGateway &edge)
{
    if (auto refusal = refuseGateway(context, edge))
        return *refusal;
    const QByteArray id = context.captures.value(1);
    Json rules = userRules(context.world, edge);
    const auto found =
        std::find_if(rules.begin(), rules.end(), [&](const Json &rule) { return textIn(rule, "id") == id; });
    if (found == rules.end())
        return context.fault(404, "NOT_FOUND", "There is no rule " + id + '.');
    if (context.message.method == "DELETE") {
        rules.erase(found);
        return storeRules(context, edge, rules);
    }
    Json sent = Json::parse(context.message.body.toStdString(), nullptr, false);
    if (!isRule(sent))
        return badRequest(context, "A rule has a name and one of the actions ALLOW, DROP and REJECT.");
    sent["id"] = text(id);
    *found = sent;
    return storeRules(context, edge, rules);
}

/// What belongs to a gateway or network once, kept as it was sent.
template <auto table, class Row>
Reply showPart(Context &context, Row &row)
{
    const std::vector<QByteArray> kept =
        context.world.documents.value(context.path.mid(2).join('/') + '@' + plain(row.id));
    return jsonReply(kept.empty() ? Json{{"enabled", false}} : Json::parse(kept.front().toStdString()));
}

template <auto table, class Row>
Reply putPart(Context &context, Row &row)
{
    if (auto refusal = refuseAdministration(
            context, organizationOf(context.world, row), "Organization vDC Gateway: Configure Services"))
        return *refusal;
    const Json sent = Json::parse(context.message.body.toStdString(), nullptr, false);
    if (!sent.is_object())
        return badRequest(context, "The body is no JSON object.");
    const QByteArray key = context.path.mid(2).join('/') + '@' + plain(row.id);
    Task task = taskOver(context, row, "networkUpdate", "Updating");
    task.effect = [key, bytes = QByteArray::fromStdString(sent.dump())](
                      World &world) { world.documents[key] = {bytes}; };
    return taskReply(context, std::move(task), 1);
}

} // namespace

std::vector<CollectionChanges> networkCollectionChanges()
{
    constexpr Level admin = Level::OrganizationAdministrator;
    return {{"orgVdcNetworks", admin, createNetwork, changeNetwork, removeNetwork},
        {"edgeGateways", admin, nullptr, changeGateway, nullptr}};
}

Routes singleDocumentRoutes()
{
    const QByteArray gateway = "/cloudapi/1.0.0/edgeGateways/{urn}";
    Routes routes = rightsRoutes();
    routes.push_back({"GET", gateway + "/firewall/rules", on<&World::edgeGateways, showFirewall>});
    routes.push_back({"PUT", gateway + "/firewall/rules", on<&World::edgeGateways, putFirewall>});
    routes.push_back({"PUT", gateway + "/firewall/rules/{text}", on<&World::edgeGateways, changeRule>});
    routes.push_back({"DELETE", gateway + "/firewall/rules/{text}", on<&World::edgeGateways, changeRule>});
    for (const char *part : {"/qos", "/dns", "/dhcpForwarder", "/slaacProfile", "/loadBalancer", "/routing/bgp",
             "/routing/advertisement"}) {
        routes.push_back(
            {"GET", gateway + part, on<&World::edgeGateways, showPart<&World::edgeGateways, EdgeGateway>>});
        routes.push_back({"PUT", gateway + part, on<&World::edgeGateways, putPart<&World::edgeGateways, EdgeGateway>>});
    }
    const QByteArray dhcp = "/cloudapi/1.0.0/orgVdcNetworks/{urn}/dhcp";
    routes.push_back({"GET", dhcp, on<&World::networks, showPart<&World::networks, Network>>});
    routes.push_back({"PUT", dhcp, on<&World::networks, putPart<&World::networks, Network>>});
    return routes;
}

} // namespace nephoscope::demo::clouddirector
