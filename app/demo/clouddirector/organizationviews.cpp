// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/views.h"

namespace nephoscope::demo::clouddirector {

namespace {

Reply organizationList(Context &context)
{
    Node node = context.list("OrgList", "/api/org/", "vcloud.orgList");
    node.lists("org");
    for (const Organization &organization : context.world.organizations) {
        if (context.sees(organization))
            node.add(context.reference("Org", Kind::Organization, organization.id, organization.name).many());
    }
    return Reply::show(node);
}

/// Until 32.0 an organization links to each of its children.
void addChildLinks(const Context &context, Node &node, const Organization &organization)
{
    const World &world = context.world;
    for (const Vdc &vdc : world.vdcs) {
        if (vdc.organization == organization.id)
            context.link(node, "down", context.href(Kind::Vdc, vdc.id), "vcloud.vdc", vdc.name);
    }
    for (const Catalog &catalog : world.catalogs) {
        if (catalog.organization != organization.id && !catalog.published)
            continue;
        const QByteArray href = context.href(Kind::Catalog, catalog.id);
        context.link(node, "down", href, "vcloud.catalog", catalog.name);
        context.link(node, "down", href + "/controlAccess/", "vcloud.controlAccess");
    }
    for (const Network &network : world.networks) {
        if (world.vdcs.at(network.vdc).organization == organization.id)
            context.link(node, "down", context.href(Kind::Network, network.id), "vcloud.orgNetwork", network.name);
    }
}

/// From 33.0 on it links to queries for them instead.
void addQueryLinks(const Context &context, Node &node, const Organization &organization)
{
    const QByteArray filter = "&filter=org%3D%3D" + plain(organization.id);
    const QByteArray published = "%2CisPublished%3D%3Dtrue"; // what others publish is among its catalogs
    for (const auto &[type, more] : {std::pair<QByteArray, QByteArray>("orgVdc", ""), {"catalog", published}}) {
        QByteArray name = type;
        if (context.isSystem())
            name = "admin" + QByteArray(1, static_cast<char>(name.at(0) - 'a' + 'A')) + name.mid(1);
        context.link(node, "down", context.url("/api/query?type=" + name + filter + more), "vcloud.query.records");
    }
    if (context.version >= ApiVersion(36, 1))
        context.linkTyped(node, "down", context.url("/cloudapi/1.0.0/tokens"), "application/json");
    if (context.version >= ApiVersion(35, 0))
        context.linkTyped(node, "down", context.url("/cloudapi/1.0.0/vdcGroups"), "application/json");
}

Node organizationNode(const Context &context, const Organization &organization)
{
    Node node = context.root("Org", Kind::Organization, organization);
    const QByteArray href = context.href(Kind::Organization, organization.id);
    if (context.version < queryLinks)
        addChildLinks(context, node, organization);
    else
        addQueryLinks(context, node, organization);
    context.link(node, "down", context.url("/api/tasksList/" + plain(organization.id)), "vcloud.tasksList");
    addMetadataLink(context, node, href);
    context.link(node, "down", context.url("/api/supportedSystemsInfo/"), "vcloud.supportedSystemsInfo");
    if (context.isAdministrator()) {
        context.link(node, "alternate", context.adminHref(Kind::Organization, organization.id), "admin.organization",
            context.version < queryLinks ? QByteArray() : mediaType("admin.organization"));
        context.link(
            node, "add", context.adminHref(Kind::Organization, organization.id) + "/catalogs", "admin.catalog");
    }
    node.add("Description", organization.description).add("FullName", organization.fullName);
    if (context.version >= ApiVersion(5, 1))
        node.add("IsEnabled", organization.enabled);
    return node;
}

Reply tasksList(Context &context)
{
    const Organization *organization = context.world.organizations.find(context.id());
    if (!organization || !context.sees(*organization))
        return context.noAccess(Kind::Organization, context.id());
    Node node = context.list("TasksList", "/api/tasksList/" + plain(organization->id), "vcloud.tasksList");
    node.set("name", "Tasks Lists").lists("task");
    for (const Task &task : context.world.tasks) {
        if (task.organization == organization->id)
            node.add(taskNode(context, task).many());
    }
    return Reply::show(node);
}

Reply supportedSystems(Context &context)
{
    Node node =
        context.list("SupportedOperatingSystemsInfo", "/api/supportedSystemsInfo/", "vcloud.supportedSystemsInfo");
    Node family("OperatingSystemFamilyInfo");
    family.add("Name", "Linux").add("OperatingSystemFamilyId", 2);
    Node system("OperatingSystem");
    system.add("OperatingSystemId", 94).add("DefaultHardDiskAdapterType", "5").add("InternalName", "ubuntu64Guest");
    system.add("Name", "Ubuntu Linux (64-bit)").add("Supported", true).add("x64", true);
    node.add(family.add(system.many()).many());
    return Reply::show(node);
}

} // namespace

Routes organizationRoutes()
{
    return {{"GET", "/api/org", organizationList},
        {"GET", "/api/org/{}", show<&World::organizations, organizationNode>}, {"GET", "/api/tasksList/{}", tasksList},
        {"GET", "/api/supportedSystemsInfo", supportedSystems}};
}

} // namespace nephoscope::demo::clouddirector
