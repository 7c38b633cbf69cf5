// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/schemaviews.h"
#include "demo/clouddirector/signin.h"

#include <nlohmann/json.hpp>

namespace nephoscope::demo::clouddirector {

namespace {

Reply classicSession(Context &context) { return Reply::show(sessionNode(context)); }

Reply currentSession(Context &context) { return Reply::text(sessionJson(context), "application/json"); }

Reply signOut(Context &context)
{
    context.sessions.close(context.session->id);
    context.session = nullptr;
    return Reply::empty(204);
}

Reply sessionById(Context &context)
{
    if (context.id() != context.session->id)
        return context.denied();
    return currentSession(context);
}

Reply signOutById(Context &context)
{
    if (context.id() != context.session->id)
        return context.denied();
    return signOut(context);
}

Reply entity(Context &context)
{
    const QByteArray urn = context.captures.value(0);
    const auto resolve = [&](const auto &table) -> std::optional<Node> {
        const auto *row = table.find(context.id());
        if (!row || !context.sees(*row) || urn != clouddirector::urn(kindOf(*row), row->id))
            return std::nullopt;
        const Kind kind = kindOf(*row);
        Node node = context.root("Entity", kind, *row);
        node.set("href", context.url("/api/entity/" + urn)).set("type", mediaType("vcloud.entity"));
        QByteArray href = context.href(kind, row->id);
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(*row)>, Vm>)
            href = context.href(*row);
        context.linkTyped(node, "alternate", href, context.typeOf(kind));
        const KindFacts &facts = factsOf(kind);
        if (*facts.path != '\0' && *facts.adminPath != '\0' && context.isAdministrator())
            context.link(node, "alternate", context.adminHref(kind, row->id), facts.adminType);
        return node;
    };
    World &world = context.world;
    std::optional<Node> found;
    const auto tryTable = [&](const auto &table) {
        if (!found)
            found = resolve(table);
    };
    std::apply([&](const auto &...table) { (tryTable(table), ...); },
        std::tie(world.organizations, world.vdcs, world.vapps, world.vms, world.templates, world.catalogs,
            world.catalogItems, world.media, world.disks, world.networks, world.vappNetworks, world.edgeGateways,
            world.storageProfiles, world.users, world.groups, world.roles, world.rights, world.tasks,
            world.providerVdcs, world.vimServers, world.hosts, world.datastores, world.networkPools,
            world.externalNetworks));
    if (!found)
        return context.fault(403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", "No access to entity \"(" + urn + ")\".");
    return Reply::show(*found);
}

Reply entityRoot(Context &context) { return Reply::show(context.list("Entity", "/api/entity/", "vcloud.entity")); }

Reply extensibility(Context &context)
{
    Node node = context.list("Extensibility", "/api/extensibility", "vcloud.apiextensibility");
    context.link(node, "down:service", context.url("/api/extensibility"), "vcloud.apiextensibility");
    return Reply::show(node);
}

} // namespace

Routes sessionRoutes()
{
    return {{"GET", "/api/session", classicSession}, {"DELETE", "/api/session", signOut},
        {"DELETE", "/api/sessions", signOut}, {"DELETE", "/cloudapi/1.0.0/sessions", signOut},
        {"DELETE", "/cloudapi/1.0.0/sessions/provider", signOut},
        {"GET", "/cloudapi/1.0.0/sessions/current", currentSession},
        {"DELETE", "/cloudapi/1.0.0/sessions/current", signOut}, {"GET", "/cloudapi/1.0.0/sessions/{urn}", sessionById},
        {"DELETE", "/cloudapi/1.0.0/sessions/{urn}", signOutById}, {"GET", "/api/entity", entityRoot},
        {"GET", "/api/entity/{urn}", entity}, {"GET", "/api/extensibility", extensibility},
        {"GET", "/api/schema", schemaList}};
}

} // namespace nephoscope::demo::clouddirector
