// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/catalogchanges.h"
#include "demo/clouddirector/views.h"

namespace nephoscope::demo::clouddirector {

namespace {

/// The entity behind a catalog item.
Node entityReference(const Context &context, const CatalogItem &item)
{
    const World &world = context.world;
    if (item.isMedia)
        return context.reference("Entity", Kind::Media, item.entity, world.media.at(item.entity).name);
    return context.reference("Entity", Kind::Template, item.entity, world.templates.at(item.entity).name);
}

Node ownership(const Context &context, const Id &owner)
{
    Node node("Owner");
    node.set("type", mediaType("vcloud.owner"));
    return node.add(context.reference("User", Kind::User, owner, context.world.users.at(owner).name));
}

/// Links that templates and media have alike.
template <class Row>
void addItemLinks(const Context &context, Node &node, const Row &row, const char *type)
{
    const World &world = context.world;
    const QByteArray href = context.href(kindOf(row), row.id);
    const CatalogItem &item = world.catalogItems.at(row.catalogItem);
    const Catalog &catalog = world.catalogs.at(item.catalog);
    const Vdc &vdc = world.vdcs.at(row.vdc);
    context.link(node, "catalogItem", context.href(Kind::CatalogItem, item.id), "vcloud.catalogItem", item.name);
    context.link(node, "up", context.href(Kind::Catalog, catalog.id), "vcloud.catalog", catalog.name);
    if (context.sees(vdc))
        context.link(node, "up", context.href(Kind::Vdc, vdc.id), "vcloud.vdc", vdc.name);
    context.link(node, "down", href + "/owner", "vcloud.owner");
    addMetadataLink(context, node, href);
    if (!context.mayChange() || !context.ofMine(vdc.organization))
        return;
    addTransferLinks(context, node, href, row.id);
    if (!world.busyWith(row.id))
        context.link(node, "edit", href, type);
    if (!world.busyWith(row.id) || isUploading(world, row.id))
        context.link(node, "remove", href);
}

bool isDescribed(const Context &context, const Template &row)
{
    const Transfer *transfer = context.world.transfers.find(row.id);
    return !transfer || !transfer->isUpload || transfer->files.front().complete;
}

/// What can be put into a catalog.
void addContentLinks(const Context &context, Node &node, const Catalog &row)
{
    if (!context.mayChange() || !context.ofMine(row.organization))
        return;
    const QByteArray href = context.href(Kind::Catalog, row.id);
    context.link(node, "add", href + "/catalogItems", "vcloud.catalogItem");
    context.link(node, "add", href + "/action/upload", "vcloud.uploadVAppTemplateParams");
    context.link(node, "add", href + "/action/upload", "vcloud.media");
    context.link(node, "add", href + "/action/captureVApp", "vcloud.captureVAppParams");
    context.link(node, "copy", href + "/action/copy", "vcloud.copyOrMoveCatalogItemParams");
    context.link(node, "move", href + "/action/move", "vcloud.copyOrMoveCatalogItemParams");
    context.link(node, "controlAccess", href + "/action/controlAccess", "vcloud.controlAccess");
}

} // namespace

Node templateNode(const Context &context, const Template &row)
{
    const World &world = context.world;
    Node node = context.root("VAppTemplate", Kind::Template, row);
    node.set("status", static_cast<int>(row.status)).set("ovfDescriptorUploaded", isDescribed(context, row));
    node.set("goldMaster", row.goldMaster);
    addItemLinks(context, node, row, "vcloud.vAppTemplate");
    context.linkTyped(node, "ovf", context.href(Kind::Template, row.id) + "/ovf", "text/xml");
    node.add("Description", row.description);
    addTasks(context, node, world.busyWith(row.id), row.id);
    addTransferFiles(context, node, row.id);
    node.add(ownership(context, row.owner));
    Node children("Children");
    for (const Id &id : row.vms)
        children.add(vmNode(context, world.vms.at(id)).many());
    node.add(children);
    Node network("NetworkConfigSection");
    network.section("NetworkConfigSectionType").set("required", false, Space::Ovf);
    node.add(network.add(Node("Info", Space::Ovf).say("The configuration parameters for logical networks")));
    Node customization("CustomizationSection");
    customization.section("CustomizationSectionType").set("goldMaster", row.goldMaster);
    customization.set("required", false, Space::Ovf);
    customization.add(Node("Info", Space::Ovf).say("VApp template customization section"));
    node.add(customization.add("CustomizeOnInstantiate", true));
    return node.add("DateCreated", row.created);
}

Node mediaNode(const Context &context, const Media &row)
{
    const World &world = context.world;
    Node node = context.root("Media", Kind::Media, row);
    node.set("status", isUploading(world, row.id) ? 0 : 1).set("imageType", row.imageType).set("size", row.bytes);
    addItemLinks(context, node, row, "vcloud.media");
    node.add("Description", row.description);
    addTasks(context, node, world.busyWith(row.id), row.id);
    addTransferFiles(context, node, row.id);
    node.add(ownership(context, row.owner));
    const StorageProfile *profile = world.storageProfiles.find(row.storageProfile);
    if (context.version >= ApiVersion(5, 1) && profile && context.sees(*profile))
        node.add(context.reference("VdcStorageProfile", Kind::StorageProfile, profile->id, profile->name));
    return node;
}

namespace {

Node catalogNode(const Context &context, const Catalog &row)
{
    Node node = context.root("Catalog", Kind::Catalog, row);
    if (context.isAdministrator() && context.ofMine(row.organization))
        context.link(node, "alternate", context.adminHref(Kind::Catalog, row.id), "admin.catalog");
    fillCatalog(context, node, row);
    return node;
}

} // namespace

void fillCatalog(const Context &context, Node &node, const Catalog &row)
{
    const World &world = context.world;
    const QByteArray href = context.href(Kind::Catalog, row.id);
    const Organization &organization = world.organizations.at(row.organization);
    if (context.sees(organization))
        context.link(node, "up", context.href(Kind::Organization, organization.id), "vcloud.org", organization.name);
    context.link(node, "down", href + "/owner", "vcloud.owner");
    context.link(node, "down", href + "/controlAccess/", "vcloud.controlAccess");
    addMetadataLink(context, node, href);
    addContentLinks(context, node, row);
    node.add("Description", row.description);
    node.add(ownership(context, row.owner));
    Node items("CatalogItems");
    items.lists("catalogItem");
    for (const Id &id : row.items) {
        const CatalogItem &item = world.catalogItems.at(id);
        items.add(context.reference("CatalogItem", Kind::CatalogItem, item.id, item.name).many());
    }
    node.add(items).add("IsPublished", row.published);
    if (context.version >= ApiVersion(5, 1))
        node.add("DateCreated", row.created).add("VersionNumber", row.version);
}

Node catalogItemNode(const Context &context, const CatalogItem &row)
{
    const Catalog &catalog = context.world.catalogs.at(row.catalog);
    const QByteArray href = context.href(Kind::CatalogItem, row.id);
    Node node = context.root("CatalogItem", Kind::CatalogItem, row);
    if (context.version >= ApiVersion(5, 1))
        node.set("size", row.bytes);
    context.link(node, "up", context.href(Kind::Catalog, catalog.id), "vcloud.catalog", catalog.name);
    addMetadataLink(context, node, href);
    if (context.isAdministrator() && context.ofMine(catalog.organization))
        context.link(node, "edit", href, "vcloud.catalogItem");
    if (context.mayChange() && context.ofMine(catalog.organization))
        context.link(node, "remove", href);
    node.add("Description", row.description).add(entityReference(context, row));
    if (context.version >= ApiVersion(5, 1))
        node.add("DateCreated", row.created).add("VersionNumber", 1);
    return node;
}

namespace {

void addAdministrationLinks(const Context &context, Node &node, const Catalog &row)
{
    const QByteArray href = context.adminHref(Kind::Catalog, row.id);
    context.link(node, "edit", href, "admin.catalog");
    context.link(node, "remove", href);
    context.link(node, "publish", href + "/action/publish", "admin.publishCatalogParams");
    context.link(node, "publishToExternalOrganizations", href + "/action/publishToExternalOrganizations",
        "admin.publishExternalCatalogParams");
    context.link(node, "sync", href + "/action/sync");
}

} // namespace

Node adminCatalogNode(const Context &context, const Catalog &row)
{
    Node node = context.adminRoot("AdminCatalog", Kind::Catalog, row);
    context.link(node, "alternate", context.href(Kind::Catalog, row.id), "vcloud.catalog");
    if (context.isAdministrator() && context.ofMine(row.organization))
        addAdministrationLinks(context, node, row);
    fillCatalog(context, node, row);
    return node;
}

Routes catalogRoutes()
{
    Routes routes{{"GET", "/api/vAppTemplate/vappTemplate-{}", show<&World::templates, templateNode>},
        {"GET", "/api/media/{}", show<&World::media, mediaNode>},
        {"GET", "/api/catalog/{}", show<&World::catalogs, catalogNode>},
        {"GET", "/api/admin/catalog/{}", showToAdministrators<&World::catalogs, adminCatalogNode>},
        {"GET", "/api/catalogItem/{}", show<&World::catalogItems, catalogItemNode>}};
    for (const auto part : {&catalogChangeRoutes, &uploadRoutes, &downloadRoutes}) {
        for (const Route &route : part())
            routes.push_back(route);
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
