// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/administration.h"
#include "demo/clouddirector/views.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *userRight = "General: Administrator Control";

template <class Row>
QByteArray nameInSource(const Row &row)
{
    return row.nameInSource.isEmpty() ? row.name : row.nameInSource;
}

/// Another name than the one that showed is its own from then on.
template <class Row>
void readNameInSource(const Sent &sent, Row &row)
{
    const QByteArray wanted = sentOr(sent, "NameInSource", nameInSource(row));
    if (wanted != nameInSource(row))
        row.nameInSource = wanted;
}

Node groupNode(const Context &context, const Group &row)
{
    const Organization &organization = context.world.organizations.at(row.organization);
    Node node = context.root("Group", Kind::Group, row);
    context.link(
        node, "up", context.adminHref(Kind::Organization, organization.id), "admin.organization", organization.name);
    context.link(node, "edit", context.href(Kind::Group, row.id), "admin.group");
    context.link(node, "remove", context.href(Kind::Group, row.id));
    node.add("Description", row.description).add("NameInSource", nameInSource(row));
    node.add(Node("UsersList")).add("ProviderType", row.providerType);
    const Role &role = context.world.roles.at(row.role);
    return node.add(context.reference("Role", Kind::Role, role.id, role.name));
}

/// The role that a request names, where the asker may give it.
const Role *roleIn(const Context &context, const Sent &sent)
{
    const Role *role = context.world.roles.find(sent.reference("Role"));
    return role && context.sees(*role) && (role->level <= context.level()) ? role : nullptr;
}

std::optional<Reply> refuseRole(const Context &context, const Sent &sent)
{
    if (!sent.child("Role"))
        return badRequest(context,
            "HTTP 400 Bad Request - cvc-complex-type.2.4.b: The content of element is not complete. One of "
            "'{\"http://www.vmware.com/vcloud/v1.5\":Role}' is expected.");
    if (!roleIn(context, sent))
        return context.noAccess(Kind::Role, sent.reference("Role"));
    return std::nullopt;
}

std::optional<Reply> refuseUserName(
    const Context &context, const QByteArray &name, const Id &organization, const Id &self)
{
    if (auto refusal = refuseName(context, name))
        return refusal;
    return refuseTaken(context, context.world.users, name, self,
        [&](const User &each) { return each.organization == organization && !each.deleted; });
}

/// Takes over what was sent; a password only where there is one.
void fillUser(const Context &context, const Sent &sent, User &user)
{
    readNameInSource(sent, user); // before another name makes it look changed
    user.name = sentOr(sent, "name", user.name);
    user.description = sentOr(sent, "Description");
    user.fullName = sentOr(sent, "FullName");
    user.email = sentOr(sent, "EmailAddress");
    user.telephone = sentOr(sent, "Telephone");
    user.im = sentOr(sent, "IM");
    user.enabled = sent.truth("IsEnabled");
    user.locked = user.locked && sent.truth("IsLocked", true);
    user.storedVmQuota = static_cast<int>(sent.number("StoredVmQuota"));
    user.deployedVmQuota = static_cast<int>(sent.number("DeployedVmQuota"));
    user.groupRole = sent.truth("IsGroupRole", user.groupRole);
    const bool isExternal = user.providerType != "INTEGRATED";
    user.providerType = sentOr(sent, "ProviderType", user.providerType);
    if (sent.child("IsExternal") && sent.truth("IsExternal") != isExternal)
        user.providerType = isExternal ? "INTEGRATED" : "SAML";
    if (const Role *role = roleIn(context, sent))
        user.role = role->id;
    if (const QByteArray password = sentOr(sent, "Password"); !password.isEmpty())
        user.password = password;
}

Reply createUser(Context &context, Organization &organization)
{
    if (auto refusal = refuseAdministration(context, organization.id, userRight))
        return *refusal;
    RequestBody body;
    if (auto refusal = body.read(context, "admin.user", "User"))
        return *refusal;
    const QByteArray name = sentOr(body.root(), "name");
    if (auto refusal = refuseUserName(context, name, organization.id, {}))
        return *refusal;
    if (auto refusal = refuseRole(context, body.root()))
        return *refusal;
    const bool isLocal = sentOr(body.root(), "ProviderType", "INTEGRATED") == "INTEGRATED";
    if (isLocal && sentOr(body.root(), "Password").isEmpty() && !body.root().truth("IsExternal"))
        return badRequest(context, "A password is required for the new user " + name + '.');
    User user;
    user.id = Id::createUuid();
    user.organization = organization.id;
    fillUser(context, body.root(), user);
    const User &made = context.world.users.add(user);
    context.world.changed();
    return created(userNode(context, made));
}

Reply changeUser(Context &context, User &user)
{
    // Everybody may change what is said of them, administrators everything.
    const bool isSelf = user.id == context.session->user && !context.isAdministrator();
    if (!isSelf) {
        if (auto refusal = refuseAdministration(context, user.organization, userRight))
            return *refusal;
    }
    RequestBody body;
    if (auto refusal = body.read(context, "admin.user", "User"))
        return *refusal;
    const QByteArray name = sentOr(body.root(), "name", user.name);
    if (auto refusal = refuseUserName(context, name, user.organization, user.id))
        return *refusal;
    if (body.root().child("Role") && !isSelf) {
        if (auto refusal = refuseRole(context, body.root()))
            return *refusal;
    }
    const User before = user;
    fillUser(context, body.root(), user);
    if (isSelf) {
        user.name = before.name;
        user.role = before.role;
        user.enabled = before.enabled;
    }
    if (!user.enabled)
        context.sessions.closeAll(user.id);
    context.world.changed();
    return Reply::show(userNode(context, user));
}

Reply removeUser(Context &context, User &user)
{
    if (auto refusal = refuseAdministration(context, user.organization, userRight))
        return *refusal;
    if (user.id == context.session->user)
        return badRequest(context, "You cannot delete your own account.");
    if (user.enabled)
        return badRequest(context, "The user " + user.name + " is enabled. Disable it before it is deleted.");
    user.deleted = true;
    context.sessions.closeAll(user.id);
    for (ApiToken &token : context.world.tokens)
        token.revoked = token.revoked || token.user == user.id;
    context.world.changed();
    return Reply::empty(204);
}

Reply unlockUser(Context &context, User &user)
{
    if (auto refusal = refuseAdministration(context, user.organization, userRight))
        return *refusal;
    user.locked = false;
    user.failures = 0;
    return Reply::empty(204);
}

/// What the user owns becomes the asker's.
Reply takeOwnership(Context &context, User &user)
{
    if (auto refusal = refuseAdministration(context, user.organization, userRight))
        return *refusal;
    const auto take = [&](auto &table) {
        for (auto &row : table) {
            if (row.owner == user.id)
                row.owner = context.session->user;
        }
    };
    take(context.world.vapps);
    take(context.world.templates);
    take(context.world.catalogs);
    take(context.world.media);
    take(context.world.disks);
    context.world.changed();
    return Reply::empty(204);
}

std::optional<Reply> readGroup(Context &context, Group &group)
{
    RequestBody body;
    if (auto refusal = body.read(context, "admin.group", "Group"))
        return refusal;
    const QByteArray name = sentOr(body.root(), "name", group.name);
    if (auto refusal = refuseName(context, name))
        return refusal;
    const auto isNear = [&](const Group &each) { return each.organization == group.organization; };
    if (auto refusal = refuseTaken(context, context.world.groups, name, group.id, isNear))
        return refusal;
    if (auto refusal = refuseRole(context, body.root()))
        return refusal;
    readNameInSource(body.root(), group);
    group.name = name;
    group.description = sentOr(body.root(), "Description");
    group.role = roleIn(context, body.root())->id;
    group.providerType = sentOr(body.root(), "ProviderType", group.providerType);
    context.world.changed();
    return std::nullopt;
}

Reply createGroup(Context &context, Organization &organization)
{
    if (auto refusal = refuseAdministration(context, organization.id, userRight))
        return *refusal;
    Group group;
    group.id = Id::createUuid();
    group.organization = organization.id;
    if (auto refusal = readGroup(context, group))
        return *refusal;
    return created(groupNode(context, context.world.groups.add(group)));
}

Reply changeGroup(Context &context, Group &group)
{
    if (auto refusal = refuseAdministration(context, group.organization, userRight))
        return *refusal;
    if (auto refusal = readGroup(context, group))
        return *refusal;
    return Reply::show(groupNode(context, group));
}

Reply removeGroup(Context &context, Group &group)
{
    if (auto refusal = refuseAdministration(context, group.organization, userRight))
        return *refusal;
    context.world.changed();
    context.world.groups.remove(Id(group.id));
    return Reply::empty(204);
}

} // namespace

Node userNode(const Context &context, const User &row)
{
    const World &world = context.world;
    const Organization &organization = world.organizations.at(row.organization);
    Node node = context.root("User", Kind::User, row);
    const QByteArray href = context.href(Kind::User, row.id);
    if (context.isAdministrator())
        context.link(node, "up", context.adminHref(Kind::Organization, organization.id), "admin.organization",
            organization.name);
    context.link(node, "edit", href, "admin.user");
    if (context.isAdministrator() && row.id != context.session->user) {
        context.link(node, "remove", href);
        context.link(node, "takeOwnership", href + "/action/takeOwnership");
    }
    if (context.isAdministrator() && row.locked)
        context.link(node, "unlock", href + "/action/unlock");
    node.add("Description", row.description).add("FullName", row.fullName).add("EmailAddress", row.email);
    node.add("Telephone", row.telephone).add("IsEnabled", row.enabled).add("IsLocked", row.locked).add("IM", row.im);
    node.add("NameInSource", nameInSource(row)).add("IsExternal", row.providerType != "INTEGRATED");
    if (context.version >= ApiVersion(5, 1))
        node.add("ProviderType", row.providerType);
    node.add("IsGroupRole", row.groupRole).add("StoredVmQuota", row.storedVmQuota);
    node.add("DeployedVmQuota", row.deployedVmQuota);
    const Role &role = world.roles.at(row.role);
    if (context.sees(role))
        node.add(context.reference("Role", Kind::Role, role.id, role.name));
    return node.add(Node("GroupReferences"));
}

Routes userRoutes()
{
    return {{"GET", "/api/admin/user/{}", show<&World::users, userNode>},
        {"PUT", "/api/admin/user/{}", on<&World::users, changeUser>},
        {"DELETE", "/api/admin/user/{}", on<&World::users, removeUser>},
        {"POST", "/api/admin/user/{}/action/unlock", on<&World::users, unlockUser>},
        {"POST", "/api/admin/user/{}/action/takeOwnership", on<&World::users, takeOwnership>},
        {"POST", "/api/admin/org/{}/users", toAdministrators<&World::organizations, createUser>},
        {"GET", "/api/admin/group/{}", showToAdministrators<&World::groups, groupNode>},
        {"PUT", "/api/admin/group/{}", toAdministrators<&World::groups, changeGroup>},
        {"DELETE", "/api/admin/group/{}", toAdministrators<&World::groups, removeGroup>},
        {"POST", "/api/admin/org/{}/groups", toAdministrators<&World::organizations, createGroup>}};
}

} // namespace nephoscope::demo::clouddirector
