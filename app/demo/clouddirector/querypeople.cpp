// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/querytypes.h"

namespace nephoscope::demo::clouddirector {

namespace {

using C = const Context &;

Cell ref(C c, Kind kind, const Id &id) { return Cell::to(c.href(kind, id), kind, id); }
template <class Row>
Cell org(C c, const Row &row)
{
    return ref(c, Kind::Organization, row.organization);
}
template <class Row>
Cell name(C, const Row &row)
{
    return row.name;
}
template <class Row>
Cell roleName(C c, const Row &row)
{
    return c.world.roles.at(row.role).name;
}
template <class Row>
Cell no(C, const Row &)
{
    return false;
}

template <class Row>
int countOf(C c, const Table<Row> &table, const Organization &organization)
{
    int found = 0;
    for (const Row &row : table) {
        if constexpr (requires { row.organization; })
            found += row.organization == organization.id ? 1 : 0;
        else
            found += c.world.vdcs.at(row.vdc).organization == organization.id ? 1 : 0;
    }
    return found;
}

QueryType organizations()
{
    using Row = Organization;
    return typeOver<Row>("organization", "OrgRecord", &World::organizations,
        {column<Row>("name", name), column<Row>("displayName", [](C, const Row &row) { return Cell(row.fullName); }),
            column<Row>("isEnabled", [](C, const Row &row) { return Cell(row.enabled); }),
            column<Row>("isReadOnly", no), column<Row>("canPublishCatalogs", [](C, const Row &) { return Cell(true); }),
            column<Row>("deployedVMQuota", [](C, const Row &) { return Cell(0); }),
            column<Row>("storedVMQuota", [](C, const Row &) { return Cell(0); }),
            column<Row>(
                "numberOfCatalogs", [](C c, const Row &row) { return Cell(countOf(c, c.world.catalogs, row)); }),
            column<Row>("numberOfVdcs", [](C c, const Row &row) { return Cell(countOf(c, c.world.vdcs, row)); }),
            column<Row>("numberOfVApps", [](C c, const Row &row) { return Cell(countOf(c, c.world.vapps, row)); }),
            column<Row>("numberOfGroups", [](C c, const Row &row) { return Cell(countOf(c, c.world.groups, row)); }),
            column<Row>("numberOfDisks", [](C c, const Row &row) { return Cell(countOf(c, c.world.disks, row)); })});
}

QueryType users()
{
    return typeOver<User>("user", "UserRecord", &World::users,
        {column<User>("name", name), column<User>("fullName", [](C, const User &row) { return Cell(row.fullName); }),
            column<User>("isEnabled", [](C, const User &row) { return Cell(row.enabled); }),
            column<User>("isLdapUser", no), column<User>("org", org, true),
            column<User>("identityProviderType", [](C, const User &row) { return Cell(row.providerType); }),
            column<User>("roleNames", roleName),
            column<User>("deployedVMQuota", [](C, const User &row) { return Cell(row.deployedVmQuota); }),
            column<User>("storedVMQuota", [](C, const User &row) { return Cell(row.storedVmQuota); })});
}

QueryType groups()
{
    return typeOver<Group>("group", "GroupRecord", &World::groups,
        {column<Group>("name", name), column<Group>("org", org, true),
            column<Group>("identityProviderType", [](C, const Group &row) { return Cell(row.providerType); }),
            column<Group>("roleName", roleName), column<Group>("isReadOnly", no)});
}

/// Those that come with the site are of the provider.
Cell roleOrganization(C c, const Role &row)
{
    return ref(c, Kind::Organization, row.organization.isNull() ? c.world.system : row.organization);
}

QueryType roles()
{
    return typeOver<Role>("role", "RoleRecord", &World::roles,
        {column<Role>("name", name), column<Role>("org", roleOrganization, true),
            column<Role>("isReadOnly", [](C, const Role &row) { return Cell(row.organization.isNull()); })});
}

QueryType rights()
{
    return typeOver<Right>("right", "RightRecord", &World::rights,
        {column<Right>("name", name),
            column<Right>("category", [](C, const Right &row) { return Cell(row.category); })});
}

QueryType tasks()
{
    return typeOver<Task>("task", "TaskRecord", &World::tasks,
        {column<Task>("name", [](C, const Task &row) { return Cell(row.operationName); }),
            column<Task>("operationFull", [](C, const Task &row) { return Cell(row.operation); }),
            column<Task>("status", [](C, const Task &row) { return Cell(row.status); }),
            column<Task>("startDate", [](C, const Task &row) { return Cell(row.start); }),
            column<Task>("endDate", [](C, const Task &row) { return row.isActive() ? Cell() : Cell(row.end); }),
            column<Task>("progress", [](C, const Task &row) { return Cell(row.progress); }), column<Task>("org", org),
            column<Task>(
                "orgName", [](C c, const Task &row) { return Cell(c.world.organizations.at(row.organization).name); }),
            column<Task>("ownerName", [](C c, const Task &row) { return Cell(c.world.users.at(row.user).name); }),
            column<Task>("object", [](C c, const Task &row) { return ref(c, row.ownerKind, row.owner); }),
            column<Task>("objectName", [](C, const Task &row) { return Cell(row.ownerName); }),
            column<Task>("objectType", [](C, const Task &row) { return Cell(factsOf(row.ownerKind).urn); }),
            column<Task>("serviceNamespace", [](C, const Task &) { return Cell("com.vmware.vcloud"); }),
            column<Task>("message", [](C, const Task &row) { return Cell(row.errorMessage); })});
}

Cell entity(C c, const Event &row)
{
    return c.sees(c.world.users.at(row.entity)) ? ref(c, Kind::User, row.entity) : Cell();
}

QueryType events()
{
    QueryType type;
    type.name = "event";
    type.record = "EventRecord";
    type.rows = [](C c) {
        std::vector<const void *> rows;
        for (const Event &event : c.world.events) {
            if (c.ofMine(event.organization))
                rows.push_back(&event);
        }
        return rows;
    };
    type.self = [](C, const void *) { return Cell(); };
    type.id = [](const void *row) { return static_cast<const Event *>(row)->id; };
    type.columns = {column<Event>("eventType", [](C, const Event &row) { return Cell(row.type); }),
        column<Event>("eventStatus", [](C, const Event &row) { return Cell(row.success ? 1 : 0); }),
        column<Event>("timeStamp", [](C, const Event &row) { return Cell(row.time); }), column<Event>("entity", entity),
        column<Event>("entityName", [](C, const Event &row) { return Cell(row.entityName); }),
        column<Event>("entityType", [](C, const Event &row) { return Cell(row.entityType); }),
        column<Event>("userName", [](C, const Event &row) { return Cell(row.userName); }),
        column<Event>("org", org, true),
        column<Event>(
            "orgName", [](C c, const Event &row) { return Cell(c.world.organizations.at(row.organization).name); }),
        column<Event>("serviceNamespace", [](C, const Event &) { return Cell("com.vmware.vcloud"); })};
    return type;
}

QueryType adminEvents()
{
    QueryType type = adminTwin<Event>(events(), "adminEvent", "AdminEventRecord", org);
    type.columns.push_back(column<Event>("eventId", [](C, const Event &row) { return Cell(plain(row.id)); }));
    return type;
}

} // namespace

std::vector<QueryType> peopleQueryTypes()
{
    return {organizations(), users(), adminTwin<User>(users(), "adminUser", "AdminUserRecord", org), groups(),
        adminTwin<Group>(groups(), "adminGroup", "AdminGroupRecord", org), roles(),
        adminTwin<Role>(roles(), "adminRole", "AdminRoleRecord", roleOrganization), rights(), tasks(),
        adminTwin<Task>(tasks(), "adminTask", "AdminTaskRecord", org), events(), adminEvents()};
}

} // namespace nephoscope::demo::clouddirector
