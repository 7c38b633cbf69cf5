// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/administration.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *roleRight = "General: Administrator Control";

Node rightNode(const Context &context, const Right &row)
{
    Node node = context.root("Right", Kind::Right, row);
    return node.add("Description", row.description).add("Category", row.category);
}

/// The name, description and rights of a role, as they were sent.
std::optional<Reply> readRole(Context &context, Role &role)
{
    RequestBody body;
    if (auto refusal = body.read(context, "admin.role", "Role"))
        return refusal;
    const QByteArray name = sentOr(body.root(), "name", role.name);
    if (auto refusal = refuseName(context, name))
        return refusal;
    const auto isNear = [&](const Role &each) {
        return each.organization.isNull() || each.organization == role.organization;
    };
    if (auto refusal = refuseTaken(context, context.world.roles, name, role.id, isNear))
        return refusal;
    std::vector<Id> rights;
    const Sent *list = body.root().child("RightReferences");
    for (const Sent *each : list ? list->all("RightReference") : std::vector<const Sent *>()) {
        const Right *right = context.world.rights.find(each->reference());
        if (!right || !context.sees(*right))
            return context.noAccess(Kind::Right, each->reference());
        rights.push_back(right->id);
    }
    role.name = name;
    role.description = sentOr(body.root(), "Description");
    role.rights = rights;
    role.level = levelOf(context.world, rights);
    context.world.changed();
    return std::nullopt;
}

Reply createRole(Context &context, Organization &organization)
{
    if (auto refusal = refuseAdministration(context, organization.id, roleRight))
        return *refusal;
    Role role;
    role.id = Id::createUuid();
    role.organization = organization.id;
    if (auto refusal = readRole(context, role))
        return *refusal;
    return created(roleNode(context, context.world.roles.add(role)));
}

/// Those that come with the site stay as they are.
std::optional<Reply> refuseRoleChange(const Context &context, const Role &role)
{
    if (role.organization.isNull())
        return context.denied(roleRight);
    return refuseAdministration(context, role.organization, roleRight);
}

Reply changeRole(Context &context, Role &role)
{
    if (auto refusal = refuseRoleChange(context, role))
        return *refusal;
    if (auto refusal = readRole(context, role))
        return *refusal;
    return Reply::show(roleNode(context, role));
}

Reply removeRole(Context &context, Role &role)
{
    if (auto refusal = refuseRoleChange(context, role))
        return *refusal;
    const World &world = context.world;
    const auto isOfUser = [&](const User &each) { return each.role == role.id && !each.deleted; };
    const auto isOfGroup = [&](const Group &each) { return each.role == role.id; };
    if (std::any_of(world.users.begin(), world.users.end(), isOfUser)
        || std::any_of(world.groups.begin(), world.groups.end(), isOfGroup))
        return conflictReply(context, "The role " + role.name + " is in use.");
    context.world.changed();
    context.world.roles.remove(Id(role.id));
    return Reply::empty(204);
}

/// The newer address has the organization in front of the role.
template <auto handler>
Reply inOrganization(Context &context)
{
    context.captures.removeFirst();
    return handler(context);
}

constexpr auto showRole = showToAdministrators<&World::roles, roleNode>;
constexpr auto putRole = toAdministrators<&World::roles, changeRole>;
constexpr auto deleteRole = toAdministrators<&World::roles, removeRole>;

} // namespace

Node roleNode(const Context &context, const Role &row)
{
    Node node = context.root("Role", Kind::Role, row);
    const QByteArray href = context.href(Kind::Role, row.id);
    if (!row.organization.isNull() && context.isAdministrator() && context.ofMine(row.organization)) {
        context.link(node, "edit", href, "admin.role");
        context.link(node, "remove", href);
    }
    node.add("Description", row.description);
    Node references("RightReferences");
    for (const Id &id : rightsOf(context.world, row)) {
        const Right &right = context.world.rights.at(id);
        if (context.sees(right))
            references.add(context.adminReference("RightReference", Kind::Right, right.id, right.name).many());
    }
    return node.add(references);
}

Routes roleRoutes()
{
    return {{"GET", "/api/admin/role/{}", showRole}, {"PUT", "/api/admin/role/{}", putRole},
        {"DELETE", "/api/admin/role/{}", deleteRole}, {"GET", "/api/admin/org/{}/role/{}", inOrganization<showRole>},
        {"PUT", "/api/admin/org/{}/role/{}", inOrganization<putRole>},
        {"DELETE", "/api/admin/org/{}/role/{}", inOrganization<deleteRole>},
        {"POST", "/api/admin/org/{}/roles", toAdministrators<&World::organizations, createRole>},
        {"GET", "/api/admin/right/{}", showToAdministrators<&World::rights, rightNode>}};
}

} // namespace nephoscope::demo::clouddirector
