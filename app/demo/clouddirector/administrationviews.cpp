// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/routes.h"
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
    node.add("Description", "");
    const World &world = context.world;
    addReferences(context, node, "OrganizationReferences", "OrganizationReference", world.organizations, every);
    addReferences(context, node, "ProviderVdcReferences", "ProviderVdcReference", world.providerVdcs, every);
    addReferences(context, node, "RightReferences", "RightReference", world.rights, every);
    addReferences(context, node, "RoleReferences", "RoleReference", world.roles, every);
    addReferences(context, node, "Networks", "Network", world.externalNetworks, every);
    return Reply::show(node);
}

Node settings(const Context &context, const Organization &organization)
{
    const QByteArray href = context.adminHref(Kind::Organization, organization.id) + "/settings";
    Node node("Settings");
    node.set("href", href).set("type", mediaType("admin.orgSettings"));
    Node general("OrgGeneralSettings");
    general.set("href", href + "/general").set("type", mediaType("admin.organizationGeneralSettings"));
    general.add("CanPublishCatalogs", true).add("DeployedVMQuota", 0).add("StoredVmQuota", 0);
    general.add("UseServerBootSequence", false).add("DelayAfterPowerOnSeconds", 0);
    Node lease("VAppLeaseSettings");
    lease.set("href", href + "/vAppLeaseSettings").set("type", mediaType("admin.vAppLeaseSettings"));
    lease.add("DeleteOnStorageLeaseExpiration", false).add("DeploymentLeaseSeconds", 604'800);
    lease.add("StorageLeaseSeconds", 2'592'000);
    Node passwords("OrgPasswordPolicySettings");
    passwords.set("href", href + "/passwordPolicy").set("type", mediaType("admin.organizationPasswordPolicySettings"));
    passwords.add("AccountLockoutEnabled", true).add("InvalidLoginsBeforeLockout", 5);
    passwords.add("AccountLockoutIntervalMinutes", 10);
    return node.add(general).add(lease).add(passwords);
}

Node settingsPart(const Context &context, const Organization &organization)
{
    const Node all = settings(context, organization);
    const QByteArray href =
        context.adminHref(Kind::Organization, organization.id) + "/settings/" + context.captures.value(1);
    for (const Node &part : all.children()) {
        if (part.attribute("href") == href)
            return part;
    }
    return all;
}

Node adminOrganization(const Context &context, const Organization &row)
{
    const World &world = context.world;
    Node node = context.adminRoot("AdminOrg", Kind::Organization, row);
    context.link(node, "alternate", context.href(Kind::Organization, row.id), "vcloud.org");
    context.link(node, "down", context.url("/api/tasksList/" + plain(row.id)), "vcloud.tasksList");
    addMetadataLink(context, node, context.href(Kind::Organization, row.id));
    node.add("Description", row.description).add("FullName", row.fullName).add("IsEnabled", row.enabled);
    node.add(settings(context, row));
    const auto mine = [&](const auto &each) { return each.organization == row.id; };
    addReferences(context, node, "Users", "UserReference", world.users, mine);
    addReferences(context, node, "Groups", "GroupReference", world.groups, mine);
    addReferences(context, node, "Catalogs", "CatalogReference", world.catalogs, mine);
    addReferences(context, node, "Vdcs", "Vdc", world.vdcs, mine);
    addReferences(context, node, "Networks", "Network", world.networks,
        [&](const Network &each) { return world.vdcs.at(each.vdc).organization == row.id; });
    addReferences(context, node, "RightReferences", "RightReference", world.rights, every);
    if (context.version >= ApiVersion(27, 0))
        addReferences(context, node, "RoleReferences", "RoleReference", world.roles, every);
    return node;
}

Node adminVdc(const Context &context, const Vdc &row)
{
    const World &world = context.world;
    Node node = context.adminRoot("AdminVdc", Kind::Vdc, row);
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

Node adminStorageProfile(const Context &context, const StorageProfile &row)
{
    Node node = context.adminRoot("AdminVdcStorageProfile", Kind::StorageProfile, row);
    context.link(node, "alternate", context.href(Kind::StorageProfile, row.id), "vcloud.vdcStorageProfile");
    node.add("Enabled", true).add("Units", "MB").add("Limit", row.limitMb);
    return node.add("Default", row.byDefault);
}

Node userNode(const Context &context, const User &row)
{
    const World &world = context.world;
    const Organization &organization = world.organizations.at(row.organization);
    Node node = context.root("User", Kind::User, row);
    if (context.isAdministrator())
        context.link(node, "up", context.adminHref(Kind::Organization, organization.id), "admin.organization",
            organization.name);
    node.add("Description", row.description).add("FullName", row.fullName).add("EmailAddress", row.email);
    node.add("Telephone", "").add("IsEnabled", row.enabled).add("IsLocked", row.locked).add("IM", "");
    node.add("NameInSource", row.name).add("IsExternal", false);
    if (context.version >= ApiVersion(5, 1))
        node.add("ProviderType", "INTEGRATED");
    node.add("IsGroupRole", false).add("StoredVmQuota", 0).add("DeployedVmQuota", 0);
    const Role &role = world.roles.at(row.role);
    if (context.sees(role))
        node.add(context.reference("Role", Kind::Role, role.id, role.name));
    return node.add(Node("GroupReferences"));
}

Node groupNode(const Context &context, const Group &row)
{
    const Organization &organization = context.world.organizations.at(row.organization);
    Node node = context.root("Group", Kind::Group, row);
    context.link(
        node, "up", context.adminHref(Kind::Organization, organization.id), "admin.organization", organization.name);
    node.add("Description", row.description).add("NameInSource", row.name).add("ProviderType", row.providerType);
    const Role &role = context.world.roles.at(row.role);
    return node.add(context.reference("Role", Kind::Role, role.id, role.name));
}

Node roleNode(const Context &context, const Role &row)
{
    Node node = context.root("Role", Kind::Role, row);
    node.add("Description", row.description);
    addReferences(context, node, "RightReferences", "RightReference", context.world.rights,
        [&](const Right &right) { return right.needed <= row.level; });
    return node;
}

/// The newer address has the organization in front of the role.
Reply roleInOrganization(Context &context)
{
    context.captures.removeFirst();
    return showToAdministrators<&World::roles, roleNode>(context);
}

Node rightNode(const Context &context, const Right &row)
{
    Node node = context.root("Right", Kind::Right, row);
    return node.add("Description", row.description).add("Category", row.category);
}

} // namespace

Routes administrationRoutes()
{
    return {{"GET", "/api/admin", cloud},
        {"GET", "/api/admin/org/{}", showToAdministrators<&World::organizations, adminOrganization>},
        {"GET", "/api/admin/org/{}/settings", showToAdministrators<&World::organizations, settings>},
        {"GET", "/api/admin/org/{}/settings/{text}", showToAdministrators<&World::organizations, settingsPart>},
        {"GET", "/api/admin/vdc/{}", showToAdministrators<&World::vdcs, adminVdc>},
        {"GET", "/api/admin/vdcStorageProfile/{}", showToAdministrators<&World::storageProfiles, adminStorageProfile>},
        {"GET", "/api/admin/user/{}", show<&World::users, userNode>},
        {"GET", "/api/admin/group/{}", showToAdministrators<&World::groups, groupNode>},
        {"GET", "/api/admin/role/{}", showToAdministrators<&World::roles, roleNode>},
        {"GET", "/api/admin/org/{}/role/{}", roleInOrganization},
        {"GET", "/api/admin/right/{}", showToAdministrators<&World::rights, rightNode>}};
}

} // namespace nephoscope::demo::clouddirector
