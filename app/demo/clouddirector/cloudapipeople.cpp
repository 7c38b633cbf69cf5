// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/administration.h"
#include "demo/clouddirector/cloudapi.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

using C = const Context &;
using Members = std::vector<Json>;

template <class T, class Wanted>
int count(const Table<T> &table, Wanted wanted)
{
    return static_cast<int>(std::count_if(table.begin(), table.end(), wanted));
}

Members organizations(C c)
{
    const World &world = c.world;
    Members members;
    for (const Organization &row : world.organizations) {
        if (!c.sees(row))
            continue;
        const auto mine = [&](const auto &each) { return each.organization == row.id; };
        const auto inMine = [&](const auto &each) { return world.vdcs.at(each.vdc).organization == row.id; };
        members.push_back({{"id", text(urn(Kind::Organization, row.id))}, {"name", text(row.name)},
            {"displayName", text(row.fullName)}, {"description", text(row.description)}, {"isEnabled", row.enabled},
            {"orgVdcCount", count(world.vdcs, mine)}, {"catalogCount", count(world.catalogs, mine)},
            {"vappCount", count(world.vapps, inMine)},
            {"userCount", count(world.users, [&](const User &each) { return mine(each) && !each.deleted; })},
            {"diskCount", count(world.disks, inMine)}, {"canPublish", true}, {"canManageOrgs", false},
            {"managedBy", cloudReference(Kind::Organization, world.organizations.at(world.system))}});
    }
    return members;
}

Members roles(C c)
{
    Members members;
    for (const Role &row : c.world.roles) {
        if (c.sees(row))
            members.push_back({{"id", text(urn(Kind::Role, row.id))}, {"name", text(row.name)},
                {"description", text(row.description)}, {"bundleKey", nullptr},
                {"readOnly", row.organization.isNull()}});
    }
    return members;
}

Json rightJson(const Right &row)
{
    return {{"id", text(urn(Kind::Right, row.id))}, {"name", text(row.name)}, {"description", text(row.description)},
        {"bundleKey", nullptr}, {"category", text(row.category)}, {"serviceNamespace", nullptr},
        {"rightType", row.modifies ? "MODIFY" : "VIEW"}, {"impliedRights", Json::array()}};
}

Members rightsUpTo(C c, Level level)
{
    Members members;
    for (const Right &row : c.world.rights) {
        if (row.needed <= level)
            members.push_back(rightJson(row));
    }
    return members;
}

Members rights(C c) { return rightsUpTo(c, c.level()); }

Members rightsOfRole(C c)
{
    const Role *role = c.world.roles.find(c.id(1));
    Members members;
    for (const Id &right : role ? rightsOf(c.world, *role) : std::vector<Id>()) {
        if (c.sees(c.world.rights.at(right)))
            members.push_back(rightJson(c.world.rights.at(right)));
    }
    return members;
}

Members users(C c)
{
    Members members;
    for (const User &row : c.world.users) {
        if (!c.sees(row))
            continue;
        const Organization &own = c.world.organizations.at(row.organization);
        members.push_back({{"id", text(urn(Kind::User, row.id))}, {"username", text(row.name)}, {"password", nullptr},
            {"fullName", text(row.fullName)}, {"email", text(row.email)}, {"phone", text(row.telephone)},
            {"description", text(row.description)}, {"enabled", row.enabled}, {"locked", row.locked},
            {"stranded", false}, {"providerType", "LOCAL"}, {"nameInSource", text(row.name)},
            {"roleEntityRefs", {cloudReference(Kind::Role, c.world.roles.at(row.role))}},
            {"orgEntityRef", cloudReference(Kind::Organization, own)}, {"deployedVmQuota", row.deployedVmQuota},
            {"storedVmQuota", row.storedVmQuota}, {"inheritGroupRoles", false}});
    }
    return members;
}

Members auditTrail(C c)
{
    Members members;
    for (const Event &row : c.world.events) {
        if (!c.ofMine(row.organization))
            continue;
        const Organization &own = c.world.organizations.at(row.organization);
        members.push_back({{"eventId", text("urn:vcloud:audit:" + plain(row.id))},
            {"description", text("Sign-in of " + row.userName)},
            {"operatingOrg", cloudReference(Kind::Organization, own)},
            {"user", cloudReference(Kind::User, c.world.users.at(row.user))},
            {"eventEntity", {{"name", text(row.entityName)}, {"id", text(urn(Kind::User, row.entity))}}},
            {"taskId", nullptr}, {"eventType", text(row.type)}, {"serviceNamespace", "com.vmware.vcloud"},
            {"eventStatus", row.success ? "SUCCESS" : "FAILURE"}, {"timestamp", cloudTime(row.time)},
            {"external", false}, {"additionalProperties", {{"currentContext.user.clientIpAddress", "127.0.0.1"}}}});
    }
    return members;
}

Members tokens(C c)
{
    Members members;
    for (const ApiToken &row : c.world.tokens) {
        const User &owner = c.world.users.at(row.user);
        const bool mine = owner.id == c.session->user || (c.isAdministrator() && c.ofMine(owner.organization));
        if (row.revoked || !mine)
            continue;
        const Organization &own = c.world.organizations.at(owner.organization);
        members.push_back({{"id", text("urn:vcloud:token:" + plain(row.id))}, {"name", text(row.name)},
            {"owner", cloudReference(Kind::User, owner)}, {"org", cloudReference(Kind::Organization, own)},
            {"type", text(row.type)}});
    }
    return members;
}

Members locations(C c)
{
    const Organization &own = c.world.organizations.at(c.session->organization);
    return {{{"locationId", text(plain(own.id) + '@' + plain(c.world.site))},
        {"site", {{"name", "demo"}, {"id", text("urn:vcloud:site:" + plain(c.world.site))}}},
        {"org", cloudReference(Kind::Organization, own)}, {"restApiEndpoint", text(c.base)},
        {"uiEndpoint", text(c.base)}, {"apiVersion", "39.0"}}};
}

Members rightsCategories(C c)
{
    Members members;
    for (const Right &row : c.world.rights) {
        const bool known = std::any_of(
            members.begin(), members.end(), [&](const Json &each) { return each["name"] == text(row.category); });
        if (!known)
            members.push_back(
                {{"id", "urn:vcloud:rightsCategory:" + text(plain(row.id))}, {"name", text(row.category)}});
    }
    return members;
}

} // namespace

std::vector<Collection> peopleCollections()
{
    return {{"orgs", {37, 0}, Level::ReadOnly, organizations}, {"roles", {31, 0}, Level::ReadOnly, roles},
        {"roles/{urn}/rights", {31, 0}, Level::ReadOnly, rightsOfRole}, {"rights", {31, 0}, Level::ReadOnly, rights},
        {"rightsCategories", {31, 0}, Level::ReadOnly, rightsCategories}, {"users", {36, 0}, Level::ReadOnly, users},
        {"auditTrail", {33, 0}, Level::ReadOnly, auditTrail}, {"tokens", {36, 1}, Level::ReadOnly, tokens},
        {"sessions/current/rights", {31, 0}, Level::ReadOnly, rights},
        {"sessions/{urn}/locations", {31, 0}, Level::ReadOnly, locations}};
}

} // namespace nephoscope::demo::clouddirector
