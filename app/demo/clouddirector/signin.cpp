// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/signin.h"

#include <nlohmann/json.hpp>

namespace nephoscope::demo::clouddirector {

namespace {

using Json = nlohmann::ordered_json;

Reply refused(const Context &context)
{
    Reply reply = Reply::empty(401);
    if (!context.isCloudapi())
        reply.headers.emplace_back("WWW-Authenticate", "BASIC realm=\"vCloud\"");
    reply.contentType = "text/plain";
    return reply;
}

void logEvent(Context &context, const User &user)
{
    Event event;
    event.id = Id::createUuid();
    event.type = "com/vmware/vcloud/event/session/login";
    event.organization = user.organization;
    event.user = user.id;
    event.userName = user.name;
    event.entity = user.id;
    event.entityName = user.name;
    event.entityType = "user";
    event.time = World::now();
    context.world.events.push_back(event);
    context.world.changed();
}

/// The tokens of a new session, in the headers that the version has.
void addTokens(const Context &context, Reply &reply)
{
    const Session &session = *context.session;
    if (context.version >= firstJson) {
        reply.headers.emplace_back("X-VMWARE-VCLOUD-ACCESS-TOKEN", session.token);
        reply.headers.emplace_back("X-VMWARE-VCLOUD-TOKEN-TYPE", "Bearer");
    }
    if (!context.isCloudapi() && context.version < ApiVersion(38, 0)) {
        reply.headers.emplace_back("x-vcloud-authorization", session.oldToken);
        reply.headers.emplace_back("Set-Cookie", "vcloud-token=" + session.oldToken + "; Secure; Path=/");
    }
}

void beginSession(Context &context, const User &user)
{
    logEvent(context, user);
    context.assume(context.sessions.open(user));
}

QByteArray location(const Context &context) { return plain(context.organization()) + '@' + plain(context.world.site); }

} // namespace

Reply signInClassic(Context &context)
{
    const auto credentials = Credentials::parse(context.message.header("Authorization"));
    const User *user = credentials ? authenticate(context.world, *credentials) : nullptr;
    if (!user)
        return refused(context);
    beginSession(context, *user);
    Reply reply = Reply::show(sessionNode(context));
    addTokens(context, reply);
    return reply;
}

Reply signInCloudapi(Context &context, bool provider)
{
    const auto credentials = Credentials::parse(context.message.header("Authorization"));
    const User *user = credentials ? authenticate(context.world, *credentials) : nullptr;
    if (!user || (user->organization == context.world.system) != provider)
        return refused(context);
    beginSession(context, *user);
    Reply reply = Reply::text(sessionJson(context), "application/json");
    addTokens(context, reply);
    return reply;
}

Node sessionNode(const Context &context)
{
    const Organization &organization = context.world.organizations.at(context.session->organization);
    const User &user = context.user();
    Node node = context.list("Session", "/api/session", "vcloud.session");
    node.set("user", user.name).set("org", organization.name);
    if (context.version >= ApiVersion(5, 1))
        node.set("userId", urn(Kind::User, user.id)).set("roles", context.world.roles.at(user.role).name);
    if (context.version >= ApiVersion(27, 0))
        node.set("locationId", location(context));
    context.link(node, "down", context.url("/api/org/"), "vcloud.orgList");
    context.link(node, "remove", context.url("/api/session"));
    if (context.isSystem())
        context.link(node, "down", context.url("/api/admin/"), "admin.vcloud");
    context.link(node, "down", context.href(Kind::Organization, organization.id), "vcloud.org", organization.name);
    context.link(node, "down", context.url("/api/query"), "vcloud.query.queryList");
    context.link(node, "entityResolver", context.url("/api/entity/"), "vcloud.entity");
    context.link(node, "down:extensibility", context.url("/api/extensibility"), "vcloud.apiextensibility");
    if (context.isSystem())
        context.link(node, "down", context.url("/api/admin/extension"), "admin.vmwExtension");
    if (context.version >= ApiVersion(33, 0)) {
        context.linkTyped(node, "openapi", context.url("/cloudapi"), "application/json");
        Node locations("AuthorizedLocations");
        Node here("Location");
        here.add("LocationId", location(context)).add("SiteName", "demo").add("OrgName", organization.name);
        here.add("RestApiEndpoint", context.base).add("UIEndpoint", context.base).add("AuthContext", organization.name);
        node.add(locations.add(here.many()));
    }
    return node;
}

QByteArray sessionJson(const Context &context)
{
    const World &world = context.world;
    const User &user = context.user();
    const auto reference = [](Kind kind, const Thing &thing) {
        return Json{{"name", thing.name.toStdString()}, {"id", urn(kind, thing.id).toStdString()}};
    };
    const Role &role = world.roles.at(user.role);
    const Organization &own = world.organizations.at(context.session->organization);
    const Json body{{"id", ("urn:vcloud:session:" + plain(context.session->id)).toStdString()},
        {"site", {{"name", "demo"}, {"id", ("urn:vcloud:site:" + plain(world.site)).toStdString()}}},
        {"user", reference(Kind::User, user)}, {"org", reference(Kind::Organization, own)},
        {"operatingOrg", reference(Kind::Organization, world.organizations.at(context.organization()))},
        {"location", location(context).toStdString()}, {"roles", Json::array({role.name.toStdString()})},
        {"roleRefs", Json::array({reference(Kind::Role, role)})},
        {"sessionIdleTimeoutMinutes", context.sessions.idleMinutes()}};
    return QByteArray::fromStdString(body.dump(2));
}

} // namespace nephoscope::demo::clouddirector
