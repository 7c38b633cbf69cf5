// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/administration.h"
#include "demo/clouddirector/organizationsettings.h"
#include "demo/clouddirector/views.h"

namespace nephoscope::demo::clouddirector {

namespace {

/// Adds a list of references, where the asker sees them and `wanted` holds.
template <class T, class Wanted>
void addReferences(
    const Context &context, Node &to, const char *list, const char *element, const Table<T> &table, Wanted wanted)
{
    Node node(list);
    for (const T &row : table) {
        if (!context.sees(row) || !wanted(row))
            continue;
        const bool admin = *factsOf(kindOf(row)).adminPath != '\0';
        node.add((admin ? context.adminReference(element, kindOf(row), row.id, row.name)
                        : context.reference(element, kindOf(row), row.id, row.name))
                     .many());
    }
    to.add(node);
}

constexpr auto every = [](const auto &) { return true; };

Reply cloud(Context &context)
{
    if (!context.isSystem())
        return context.denied("General: Administrator View");
    Node node = context.list("VCloud", "/api/admin/", "admin.vcloud");
    node.set("name", "VMware Cloud Director");
    context.link(node, "down", context.url("/api/admin/extension"), "admin.vmwExtension");
    context.link(node, "add", context.url("/api/admin/orgs"), "admin.organization");
    node.add("Description", "");
    const World &world = context.world;
    addReferences(context, node, "OrganizationReferences", "OrganizationReference", world.organizations, every);
    addReferences(context, node, "ProviderVdcReferences", "ProviderVdcReference", world.providerVdcs, every);
    addReferences(context, node, "RightReferences", "RightReference", world.rights, every);
    addReferences(context, node, "RoleReferences", "RoleReference", world.roles, every);
    addReferences(context, node, "Networks", "Network", world.externalNetworks, every);
    return Reply::show(node);
}

/// What can be made in a vdc, and done with it.
void addVdcLinks(const Context &context, Node &node, const Vdc &row)
{
    const QByteArray href = context.adminHref(Kind::Vdc, row.id);
    context.link(node, "edit", href, "admin.vdc");
    context.link(node, "add", href + "/networks", "vcloud.orgVdcNetwork");
    context.link(node, "orgVdcNetworks", href + "/networks", "vcloud.query.records");
    context.link(node, "edgeGateways", href + "/edgeGateways", "vcloud.query.records");
    context.link(node, "down", href + "/vdcStorageProfiles", "vcloud.query.records");
    if (!context.isSystem())
        return;
    context.link(node, "add", href + "/edgeGateways", "admin.edgeGateway");
    context.link(node, "edit", href + "/vdcStorageProfiles", "admin.updateVdcStorageProfiles");
    context.link(node, row.enabled ? "disable" : "enable", href + (row.enabled ? "/action/disable" : "/action/enable"));
    if (!row.enabled)
        context.link(node, "remove", href);
}

/// What can be made in an organization, and done with it.
void addOrganizationLinks(const Context &context, Node &node, const Organization &row)
{
    const QByteArray href = context.adminHref(Kind::Organization, row.id);
    context.link(node, "edit", href, "admin.organization");
    context.link(node, "add", href + "/users", "admin.user");
    context.link(node, "add", href + "/groups", "admin.group");
    context.link(node, "add", href + "/catalogs", "admin.catalog");
    if (context.version >= ApiVersion(27, 0))
        context.link(node, "add", href + "/roles", "admin.role");
    context.link(node, "down", href + "/settings", "admin.orgSettings");
    if (!context.isSystem())
        return;
    context.link(node, "add", href + "/vdcsparams", "admin.createVdcParams");
    if (row.id == context.world.system)
        return;
    context.link(node, row.enabled ? "disable" : "enable", href + (row.enabled ? "/action/disable" : "/action/enable"));
    if (!row.enabled)
        context.link(node, "remove", href);
}

} // namespace

Node adminOrganizationNode(const Context &context, const Organization &row)
{
    const World &world = context.world;
    Node node = context.adminRoot("AdminOrg", Kind::Organization, row);
    addOrganizationLinks(context, node, row);
    context.link(node, "alternate", context.href(Kind::Organization, row.id), "vcloud.org");
    context.link(node, "down", context.url("/api/tasksList/" + plain(row.id)), "vcloud.tasksList");
    addMetadataLink(context, node, context.href(Kind::Organization, row.id));
    node.add("Description", row.description).add("FullName", row.fullName).add("IsEnabled", row.enabled);
    node.add(allSettings(context, row, "Settings"));
    const auto mine = [&](const auto &each) { return each.organization == row.id; };
    addReferences(context, node, "Users", "UserReference", world.users, mine);
    addReferences(context, node, "Groups", "GroupReference", world.groups, mine);
    addReferences(context, node, "Catalogs", "CatalogReference", world.catalogs, mine);
    addReferences(context, node, "Vdcs", "Vdc", world.vdcs, mine);
    addReferences(context, node, "Networks", "Network", world.networks,
        [&](const Network &each) { return world.vdcs.at(each.vdc).organization == row.id; });
    addReferences(context, node, "RightReferences", "RightReference", world.rights, every);
    if (context.version >= ApiVersion(27, 0))
        addReferences(context, node, "RoleReferences", "RoleReference", world.roles,
            [&](const Role &role) { return role.organization.isNull() || role.organization == row.id; });
    return node;
}

Node adminVdcNode(const Context &context, const Vdc &row)
{
    const World &world = context.world;
    Node node = context.adminRoot("AdminVdc", Kind::Vdc, row);
    addVdcLinks(context, node, row);
    context.link(node, "alternate", context.href(Kind::Vdc, row.id), "vcloud.vdc");
    fillVdc(context, node, row);
    node.add("ResourceGuaranteedMemory", "0.5").add("ResourceGuaranteedCpu", "0.5").add("VCpuInMhz", 1000);
    node.add("IsThinProvision", true);
    if (!context.isSystem())
        return node;
    const NetworkPool &pool = world.networkPools.at(row.networkPool);
    const ProviderVdc &provider = world.providerVdcs.at(row.providerVdc);
    node.add(context.reference("NetworkPoolReference", Kind::NetworkPool, pool.id, pool.name));
    node.add(context.reference("ProviderVdcReference", Kind::ProviderVdc, provider.id, provider.name));
    return node.add("UsesFastProvisioning", false);
}

Node adminStorageProfileNode(const Context &context, const StorageProfile &row)
{
    Node node = context.adminRoot("AdminVdcStorageProfile", Kind::StorageProfile, row);
    context.link(node, "alternate", context.href(Kind::StorageProfile, row.id), "vcloud.vdcStorageProfile");
    if (context.isSystem())
        context.link(node, "edit", context.adminHref(Kind::StorageProfile, row.id), "admin.vdcStorageProfile");
    node.add("Enabled", true).add("Units", "MB").add("Limit", row.limitMb);
    return node.add("Default", row.byDefault);
}

Routes administrationRoutes()
{
    Routes routes{{"GET", "/api/admin", cloud},
        {"GET", "/api/admin/org/{}", showToAdministrators<&World::organizations, adminOrganizationNode>},
        {"GET", "/api/admin/vdc/{}", showToAdministrators<&World::vdcs, adminVdcNode>},
        {"GET", "/api/admin/vdcStorageProfile/{}",
            showToAdministrators<&World::storageProfiles, adminStorageProfileNode>}};
    for (const auto part :
        {&userRoutes, &roleRoutes, &settingsRoutes, &organizationChangeRoutes, &vdcAdministrationRoutes}) {
        for (const Route &route : part())
            routes.push_back(route);
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
