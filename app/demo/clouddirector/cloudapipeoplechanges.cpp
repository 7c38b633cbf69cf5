// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/administration.h"
#include "demo/clouddirector/cloudapilist.h"
#include "demo/clouddirector/erasing.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

/// The member as it is listed now.
Reply shown(Context &context, const char *list, Kind kind, const Id &id, int status = 200)
{
    const std::optional<Json> member = memberAt(context, {list}, urn(kind, id));
    return member ? jsonReply(*member, status) : Reply::empty(status);
}

Id memberId(const Context &context) { return idIn(context.path.last()); }

bool truthIn(const Json &json, const char *name, bool otherwise)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

int numberIn(const Json &json, const char *name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_number_integer() ? found->get<int>() : 0;
}

// Users.

const Role *roleIn(const Context &context, const Json &sent)
{
    const auto list = sent.find("roleEntityRefs");
    if (list == sent.end() || !list->is_array() || list->empty())
        return nullptr;
    const Role *role = context.world.roles.find(idIn(textIn(list->front(), "id")));
    return role && context.sees(*role) && role->level <= context.level() ? role : nullptr;
}

/// Takes over what was sent, or says why not.
std::optional<Reply> readUser(Context &context, const Json &sent, User &user)
{
    const QByteArray name = textIn(sent, "username");
    if (auto refusal = refuseName(context, name))
        return refusal;
    const auto isNear = [&](const User &each) { return each.organization == user.organization && !each.deleted; };
    if (auto refusal = refuseTaken(context, context.world.users, name, user.id, isNear))
        return refusal;
    const Role *role = roleIn(context, sent);
    if (!role)
        return badRequest(context, "roleEntityRefs names no role that can be given.");
    user.name = name;
    user.role = role->id;
    user.fullName = textIn(sent, "fullName");
    user.email = textIn(sent, "email");
    user.telephone = textIn(sent, "phone");
    user.description = textIn(sent, "description");
    user.enabled = truthIn(sent, "enabled", false);
    user.locked = user.locked && truthIn(sent, "locked", true);
    user.storedVmQuota = numberIn(sent, "storedVmQuota");
    user.deployedVmQuota = numberIn(sent, "deployedVmQuota");
    if (const QByteArray password = textIn(sent, "password"); !password.isEmpty())
        user.password = password;
    context.world.changed();
    return std::nullopt;
}

Reply createUser(Context &context, const Json &sent)
{
    User user;
    user.id = Id::createUuid();
    user.organization = context.organization();
    if (const Id wanted = referenceIn(sent, "orgEntityRef"); context.isSystem() && !wanted.isNull())
        user.organization = wanted;
    if (!context.world.organizations.find(user.organization))
        return context.noAccess(Kind::Organization, user.organization);
    if (textIn(sent, "password").isEmpty())
        return badRequest(context, "A password is required for a new user.");
    if (auto refusal = readUser(context, sent, user))
        return *refusal;
    context.world.users.add(user);
    return shown(context, "users", Kind::User, user.id, 201);
}

Reply changeUser(Context &context, const Json &sent)
{
    User &user = context.world.users.at(memberId(context));
    if (auto refusal = readUser(context, sent, user))
        return *refusal;
    if (!user.enabled)
        context.sessions.closeAll(user.id);
    return shown(context, "users", Kind::User, user.id);
}

Reply removeUser(Context &context)
{
    User &user = context.world.users.at(memberId(context));
    if (user.id == context.session->user || user.enabled)
        return badRequest(context, "The user " + user.name + " is enabled. Disable it before it is deleted.");
    user.deleted = true;
    context.sessions.closeAll(user.id);
    context.world.changed();
    return Reply::empty(204);
}

// Roles.

std::optional<Reply> readRole(Context &context, const Json &sent, Role &role)
{
    const QByteArray name = textIn(sent, "name");
    if (auto refusal = refuseName(context, name))
        return refusal;
    const auto isNear = [&](const Role &each) {
        return each.organization.isNull() || each.organization == role.organization;
    };
    if (auto refusal = refuseTaken(context, context.world.roles, name, role.id, isNear))
        return refusal;
    role.name = name;
    role.description = textIn(sent, "description");
    context.world.changed();
    return std::nullopt;
}

std::optional<Reply> refuseFixed(const Context &context, const Role &role)
{
    if (role.organization.isNull() || !context.ofMine(role.organization))
        return context.denied("Role: Edit");
    return std::nullopt;
}

Reply createRole(Context &context, const Json &sent)
{
    Role role;
    role.id = Id::createUuid();
    role.organization = context.organization();
    if (auto refusal = readRole(context, sent, role))
        return *refusal;
    context.world.roles.add(role);
    return shown(context, "roles", Kind::Role, role.id, 201);
}

Reply changeRole(Context &context, const Json &sent)
{
    Role &role = context.world.roles.at(memberId(context));
    if (auto refusal = refuseFixed(context, role))
        return *refusal;
    if (auto refusal = readRole(context, sent, role))
        return *refusal;
    return shown(context, "roles", Kind::Role, role.id);
}

Reply removeRole(Context &context)
{
    const Role &role = context.world.roles.at(memberId(context));
    if (auto refusal = refuseFixed(context, role))
        return *refusal;
    const auto has = [&](const User &each) { return each.role == role.id && !each.deleted; };
    if (std::any_of(context.world.users.begin(), context.world.users.end(), has))
        return conflictReply(context, "The role " + role.name + " is in use.");
    context.world.roles.remove(Id(role.id));
    context.world.changed();
    return Reply::empty(204);
}

/// PUT replaces the rights of a role, POST adds to them.
Reply setRights(Context &context)
{
    Role *role = context.world.roles.find(context.id());
    if (!role || !context.sees(*role))
        return context.noAccess(Kind::Role, context.id());
    if (!context.isAdministrator())
        return context.denied("Role: Edit");
    if (auto refusal = refuseFixed(context, *role))
        return *refusal;
    const Json sent = Json::parse(context.message.body.toStdString(), nullptr, false);
    const Json values = sent.is_object() ? sent.value("values", Json::array()) : Json();
    if (!values.is_array())
        return badRequest(context, "The body has no values.");
    std::vector<Id> rights = context.message.method == "POST" ? role->rights : std::vector<Id>();
    for (const Json &each : values) {
        const Right *right = context.world.rights.find(idIn(textIn(each, "id")));
        if (!right || !context.sees(*right))
            return context.noAccess(Kind::Right, idIn(textIn(each, "id")));
        if (std::find(rights.begin(), rights.end(), right->id) == rights.end())
            rights.push_back(right->id);
    }
    role->rights = rights;
    role->level = levelOf(context.world, rights);
    context.world.changed();
    return jsonReply({{"values", values}});
}

// Organizations.

std::optional<Reply> readOrganization(Context &context, const Json &sent, Organization &row)
{
    const QByteArray name = textIn(sent, "name");
    if (auto refusal = refuseName(context, name))
        return refusal;
    const auto every = [](const Organization &) { return true; };
    if (auto refusal = refuseTaken(context, context.world.organizations, name, row.id, every))
        return refusal;
    row.name = name;
    row.fullName = textIn(sent, "displayName");
    row.description = textIn(sent, "description");
    row.enabled = truthIn(sent, "isEnabled", true);
    context.world.changed();
    return std::nullopt;
}

Reply createOrganization(Context &context, const Json &sent)
{
    Organization row;
    row.id = Id::createUuid();
    if (auto refusal = readOrganization(context, sent, row))
        return *refusal;
    context.world.organizations.add(row);
    return shown(context, "orgs", Kind::Organization, row.id, 201);
}

Reply changeOrganization(Context &context, const Json &sent)
{
    Organization &row = context.world.organizations.at(memberId(context));
    if (auto refusal = readOrganization(context, sent, row))
        return *refusal;
    return shown(context, "orgs", Kind::Organization, row.id);
}

Reply removeOrganization(Context &context)
{
    const Organization &row = context.world.organizations.at(memberId(context));
    const World &world = context.world;
    const auto isMine = [&](const auto &each) { return each.organization == row.id; };
    const bool isEmpty = std::none_of(world.vdcs.begin(), world.vdcs.end(), isMine)
        && std::none_of(world.catalogs.begin(), world.catalogs.end(), isMine);
    if (row.id == world.system || row.enabled || !isEmpty)
        return conflictReply(context, "The organization " + row.name + " is enabled or not empty.");
    eraseOrganization(context.world, Id(row.id));
    return Reply::empty(204);
}

} // namespace

std::vector<CollectionChanges> peopleChanges()
{
    return {{"users", Level::OrganizationAdministrator, createUser, changeUser, removeUser},
        {"roles", Level::OrganizationAdministrator, createRole, changeRole, removeRole},
        {"orgs", Level::SystemAdministrator, createOrganization, changeOrganization, removeOrganization}};
}

Routes rightsRoutes()
{
    return {{"PUT", "/cloudapi/1.0.0/roles/{urn}/rights", setRights},
        {"POST", "/cloudapi/1.0.0/roles/{urn}/rights", setRights}};
}

} // namespace nephoscope::demo::clouddirector
