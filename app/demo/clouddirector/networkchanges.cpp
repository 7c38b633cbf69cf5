// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/networkchanges.h"

#include "demo/clouddirector/cloudapi.h"
#include "demo/clouddirector/schemakeep.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *networkRight = "Organization vDC Network: Edit Properties";

bool isFence(const QByteArray &mode) { return mode == "bridged" || mode == "natRouted" || mode == "isolated"; }

/// The first subnet: how it stands in a scope of its own or in a list of them.
const Sent *scopeIn(const Sent &configuration)
{
    if (const Sent *scopes = configuration.child("IpScopes"))
        return scopes->child("IpScope");
    return configuration.child("IpScope");
}

void readScope(const Sent &scope, Network &network)
{
    network.gateway = sentOr(scope, "Gateway", network.gateway);
    const Sent *ranges = scope.child("IpRanges");
    if (const Sent *range = ranges ? ranges->child("IpRange") : nullptr) {
        network.firstIp = sentOr(*range, "StartAddress");
        network.lastIp = sentOr(*range, "EndAddress");
    }
}

/// Takes over what was sent, or says why not.
std::optional<Reply> readNetwork(Context &context, Network &network, std::optional<Node> &configuration)
{
    RequestBody body;
    const bool isOld = context.message.body.contains("OrgNetwork ");
    if (auto refusal = body.read(
            context, isOld ? "vcloud.orgNetwork" : "vcloud.orgVdcNetwork", isOld ? "OrgNetwork" : "OrgVdcNetwork"))
        return refusal;
    const Sent &sent = body.root();
    const QByteArray name = sentOr(sent, "name", network.name);
    if (auto refusal = refuseName(context, name))
        return refusal;
    const auto isNear = [&](const Network &each) { return each.vdc == network.vdc; };
    if (auto refusal = refuseTaken(context, context.world.networks, name, network.id, isNear))
        return refusal;
    network.name = name;
    network.description = sentOr(sent, "Description");
    network.shared = sent.truth("IsShared");
    if (sent.child("EdgeGateway"))
        network.edgeGateway = sent.reference("EdgeGateway");
    const Sent *sentConfiguration = sent.child("Configuration");
    if (!sentConfiguration)
        return std::nullopt;
    network.fenceMode = sentOr(*sentConfiguration, "FenceMode", network.fenceMode);
    if (!isFence(network.fenceMode))
        return badRequest(context, "cvc-enumeration-valid: '" + network.fenceMode + "' is no fence mode.");
    if (const Sent *scope = scopeIn(*sentConfiguration))
        readScope(*scope, network);
    if (sentConfiguration->child("ParentNetwork"))
        network.externalNetwork = sentConfiguration->reference("ParentNetwork");
    configuration = keptNode(*sentConfiguration, "Configuration", {"vcloud", "NetworkConfigurationType"});
    return std::nullopt;
}

std::optional<Reply> refuseParents(const Context &context, const Network &network)
{
    const EdgeGateway *edge = context.world.edgeGateways.find(network.edgeGateway);
    if (network.fenceMode == "natRouted" && (!edge || !context.sees(*edge)))
        return context.noAccess(Kind::EdgeGateway, network.edgeGateway);
    if (network.fenceMode == "bridged" && !context.world.externalNetworks.find(network.externalNetwork))
        return context.noAccess(Kind::ExternalNetwork, network.externalNetwork);
    return std::nullopt;
}

Reply createNetwork(Context &context, Vdc &vdc)
{
    if (auto refusal = refuseAdministration(context, vdc.organization, networkRight))
        return *refusal;
    Network row;
    row.id = Id::createUuid();
    row.vdc = vdc.id;
    std::optional<Node> configuration;
    if (auto refusal = readNetwork(context, row, configuration))
        return *refusal;
    if (auto refusal = refuseParents(context, row))
        return *refusal;
    const Network &made = context.world.networks.add(row);
    if (configuration)
        context.world.settings[made.id].insert("configuration", *configuration);
    context.world.begin(taskOver(context, made, "networkCreateOrgVdcNetwork", "Creating Network"), 1.5);
    return created(adminNetworkNode(context, made));
}

Reply changeNetwork(Context &context, Network &network)
{
    if (auto refusal = refuseAdministration(context, organizationOf(context.world, network), networkRight))
        return *refusal;
    if (const Task *task = context.world.busyWith(network.id))
        return context.busy(network, *task);
    Network changed = network;
    std::optional<Node> configuration;
    if (auto refusal = readNetwork(context, changed, configuration))
        return *refusal;
    Task task = taskOver(context, network, "networkUpdateNetwork", "Updating Network");
    task.effect = [changed, configuration](World &world) {
        Network *found = world.networks.find(changed.id);
        if (!found)
            return;
        *found = changed;
        forgetSent(world, urn(Kind::Network, changed.id));
        if (configuration)
            world.settings[changed.id].insert("configuration", *configuration);
    };
    context.world.begin(std::move(task), 1.5);
    Reply reply = Reply::show(adminNetworkNode(context, network));
    reply.status = 202;
    return reply;
}

bool isUsed(const World &world, const Network &network)
{
    return std::any_of(world.vappNetworks.begin(), world.vappNetworks.end(),
        [&](const VAppNetwork &each) { return each.parent == network.id; });
}

Reply removeNetwork(Context &context, Network &network)
{
    if (auto refusal = refuseAdministration(context, organizationOf(context.world, network), networkRight))
        return *refusal;
    if (const Task *task = context.world.busyWith(network.id))
        return context.busy(network, *task);
    if (isUsed(context.world, network))
        return badRequest(context, "The network " + network.name + " is in use and cannot be deleted.");
    Task task = taskOver(context, network, "networkDelete", "Deleting Network");
    task.effect = [id = network.id](World &world) {
        world.settings.remove(id);
        world.metadata.remove(id);
        world.networks.remove(id);
        world.changed();
    };
    return started(context, std::move(task), 1.5);
}

Reply resetNetwork(Context &context, Network &network)
{
    if (auto refusal = refuseAdministration(context, organizationOf(context.world, network), networkRight))
        return *refusal;
    if (const Task *task = context.world.busyWith(network.id))
        return context.busy(network, *task);
    return started(context, taskOver(context, network, "networkReset", "Resetting Network"), 1);
}

} // namespace

std::optional<Node> keptPart(const World &world, const Id &object, const char *part)
{
    const QHash<QByteArray, Node> parts = world.settings.value(object);
    const auto found = parts.constFind(part);
    return found == parts.constEnd() ? std::nullopt : std::optional(*found);
}

void addNetworkLinks(const Context &context, Node &node, const Network &network)
{
    const bool may = context.isAdministrator() && context.ofMine(organizationOf(context.world, network));
    if (!may || context.world.busyWith(network.id))
        return;
    const QByteArray href = context.adminHref(Kind::Network, network.id);
    context.link(node, "edit", href, "vcloud.orgVdcNetwork");
    context.link(node, "remove", href);
    context.link(node, "repair", href + "/action/reset");
}

Routes networkChangeRoutes()
{
    Routes routes{{"POST", "/api/admin/vdc/{}/networks", toAdministrators<&World::vdcs, createNetwork>}};
    for (const char *base : {"/api/admin/network/{}", "/api/network/{}"}) {
        routes.push_back({"PUT", base, toAdministrators<&World::networks, changeNetwork>});
        routes.push_back({"DELETE", base, toAdministrators<&World::networks, removeNetwork>});
        routes.push_back(
            {"POST", QByteArray(base) + "/action/reset", toAdministrators<&World::networks, resetNetwork>});
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
