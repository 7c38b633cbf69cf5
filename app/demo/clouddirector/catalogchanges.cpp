// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/catalogchanges.h"

#include "demo/clouddirector/administration.h"
#include "demo/clouddirector/erasing.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *createRight = "Catalog: Create / Delete a Catalog";
constexpr const char *publishRight = "Catalog: Publish";
constexpr const char *contentRight = "Catalog: Add vApp from My Cloud";

Reply createCatalog(Context &context, Organization &organization)
{
    if (auto refusal = refuseAdministration(context, organization.id, createRight))
        return *refusal;
    RequestBody body;
    if (auto refusal = body.read(context, "admin.catalog", "AdminCatalog"))
        return *refusal;
    const QByteArray name = sentOr(body.root(), "name");
    if (auto refusal = refuseName(context, name))
        return *refusal;
    const auto isNear = [&](const Catalog &each) { return each.organization == organization.id; };
    if (auto refusal = refuseTaken(context, context.world.catalogs, name, {}, isNear))
        return *refusal;
    Catalog row;
    row.id = Id::createUuid();
    row.name = name;
    row.description = sentOr(body.root(), "Description");
    row.organization = organization.id;
    row.owner = context.session->user;
    row.created = World::now();
    const Catalog &made = context.world.catalogs.add(row);
    context.world.changed();
    return created(adminCatalogNode(context, made));
}

bool isBusy(const World &world, const Catalog &catalog)
{
    return std::any_of(catalog.items.begin(), catalog.items.end(), [&](const Id &id) {
        const Id entity = world.catalogItems.at(id).entity;
        return world.busyWith(entity) && !isUploading(world, entity);
    });
}

Reply removeCatalog(Context &context, Catalog &catalog)
{
    if (auto refusal = refuseAdministration(context, catalog.organization, createRight))
        return *refusal;
    if (!catalog.items.empty() && context.parameter("recursive") != "true")
        return badRequest(context, "The catalog " + catalog.name + " is not empty.");
    if (isBusy(context.world, catalog))
        return context.fault(400, "BUSY_ENTITY", "The catalog " + catalog.name + " has unfinished tasks.");
    eraseCatalog(context.world, Id(catalog.id));
    return Reply::empty(204);
}

Reply publish(Context &context, Catalog &catalog)
{
    if (auto refusal = refuseAdministration(context, catalog.organization, publishRight))
        return *refusal;
    RequestBody body;
    if (auto refusal = body.read(context, "admin.publishCatalogParams", "PublishCatalogParams"))
        return *refusal;
    catalog.published = body.root().truth("IsPublished");
    context.world.changed();
    return Reply::empty(204);
}

Reply publishOutside(Context &context, Catalog &catalog)
{
    if (auto refusal = refuseAdministration(context, catalog.organization, publishRight))
        return *refusal;
    RequestBody body;
    if (auto refusal = body.read(context, "admin.publishExternalCatalogParams", "PublishExternalCatalogParams"))
        return *refusal;
    return Reply::empty(204);
}

Reply sync(Context &context, Catalog &catalog)
{
    if (auto refusal = refuseChange(context, catalog, contentRight))
        return *refusal;
    return started(context, taskOver(context, catalog, "catalogSync", "Synchronizing Catalog"), 2);
}

/// A second name for what is in the organization already.
Reply addItemRequest(Context &context, Catalog &catalog)
{
    if (auto refusal = refuseChange(context, catalog, contentRight))
        return *refusal;
    RequestBody body;
    if (auto refusal = body.read(context, "vcloud.catalogItem", "CatalogItem"))
        return *refusal;
    const QByteArray name = sentOr(body.root(), "name");
    if (auto refusal = refuseName(context, name))
        return *refusal;
    World &world = context.world;
    const Id entity = body.root().reference("Entity");
    const Template *image = world.templates.find(entity);
    const Media *media = world.media.find(entity);
    if (!(image && context.sees(*image)) && !(media && context.sees(*media)))
        return context.noAccess(Kind::Template, entity);
    const Id before = image ? image->catalogItem : media->catalogItem;
    if (Catalog *old = world.catalogs.find(world.catalogItems.at(before).catalog)) {
        old->items.erase(std::remove(old->items.begin(), old->items.end(), before), old->items.end());
        world.catalogItems.remove(before);
    }
    Thing thing = image ? static_cast<const Thing &>(*image) : *media;
    thing.name = name;
    CatalogItem &item = addItem(world, catalog, thing, media != nullptr);
    item.description = sentOr(body.root(), "Description");
    return created(catalogItemNode(context, item));
}

Reply removeItem(Context &context, CatalogItem &item)
{
    const Catalog &catalog = context.world.catalogs.at(item.catalog);
    if (!context.mayChange() || !context.ofMine(catalog.organization))
        return context.denied("Catalog: Edit Properties");
    const Task *task = context.world.busyWith(item.entity);
    if (task && !isUploading(context.world, item.entity))
        return context.busy(item, *task);
    if (task)
        context.world.cancel(context.world.tasks.at(task->id));
    eraseItem(context.world, Id(item.id));
    return Reply::empty(204);
}

/// Deleting the template or medium takes its item along, in a task.
template <class Row>
Reply removeEntity(Context &context, Row &row)
{
    const Catalog &catalog = context.world.catalogs.at(context.world.catalogItems.at(row.catalogItem).catalog);
    if (!context.mayChange() || !context.ofMine(catalog.organization))
        return context.denied("Catalog: Edit Properties");
    if (const Task *task = context.world.busyWith(row.id)) {
        if (!isUploading(context.world, row.id))
            return context.busy(row, *task);
        context.world.cancel(context.world.tasks.at(task->id));
    }
    const bool isMedia = std::is_same_v<Row, Media>;
    Task task = taskOver(context, row, isMedia ? "vdcDeleteMedia" : "vdcDeleteTemplate", "Deleting");
    task.effect = [item = row.catalogItem](World &world) { eraseItem(world, item); };
    return started(context, std::move(task), 1.5);
}

/// What a copy of an item consists of.
void copyItem(World &world, const Id &source, const Id &target, const QByteArray &name, const Id &owner)
{
    const CatalogItem *item = world.catalogItems.find(source);
    Catalog *catalog = world.catalogs.find(target);
    if (!item || !catalog)
        return;
    const auto copy = [&](auto row) {
        row.id = Id::createUuid();
        row.name = name;
        row.owner = owner;
        row.created = World::now();
        row.catalogItem = addItem(world, *catalog, row, item->isMedia).id;
        return row;
    };
    if (item->isMedia) {
        world.media.add(copy(world.media.at(item->entity)));
        return;
    }
    Template image = copy(world.templates.at(item->entity));
    for (Id &id : image.vms) {
        Vm vm = world.vms.at(id);
        vm.id = Id::createUuid();
        vm.container = image.id;
        id = vm.id;
        world.vms.add(vm);
    }
    world.templates.add(image);
}

template <bool moves>
Reply copyOrMove(Context &context, Catalog &catalog)
{
    if (auto refusal = refuseChange(context, catalog, contentRight))
        return *refusal;
    RequestBody body;
    if (auto refusal = body.read(context, "vcloud.copyOrMoveCatalogItemParams", "CopyOrMoveCatalogItemParams"))
        return *refusal;
    const CatalogItem *item = context.world.catalogItems.find(body.root().reference("Source"));
    if (!item || !context.sees(*item))
        return context.noAccess(Kind::CatalogItem, body.root().reference("Source"));
    if (moves && !context.ofMine(context.world.catalogs.at(item->catalog).organization))
        return context.denied(contentRight);
    const QByteArray name = sentOr(body.root(), "name", item->name);
    for (const Id &id : catalog.items) {
        if (context.world.catalogItems.at(id).name == name)
            return duplicateName(context, name);
    }
    Task task = taskOver(context, catalog, moves ? "catalogItemMove" : "catalogItemCopy",
        moves ? "Moving an item to Catalog" : "Copying an item to Catalog");
    task.effect = [source = item->id, target = catalog.id, name, owner = context.session->user](World &world) {
        copyItem(world, source, target, name, owner);
        if (moves)
            eraseItem(world, source);
    };
    return started(context, std::move(task), 2);
}

} // namespace

CatalogItem &addItem(World &world, Catalog &catalog, const Thing &entity, bool isMedia)
{
    CatalogItem item;
    item.id = Id::createUuid();
    item.name = entity.name;
    item.description = entity.description;
    item.catalog = catalog.id;
    item.entity = entity.id;
    item.isMedia = isMedia;
    item.created = World::now();
    catalog.items.push_back(item.id);
    ++catalog.version;
    if (Template *image = world.templates.find(entity.id))
        image->catalogItem = item.id;
    if (Media *media = world.media.find(entity.id))
        media->catalogItem = item.id;
    world.changed();
    return world.catalogItems.add(item);
}

Routes catalogChangeRoutes()
{
    Routes routes{{"POST", "/api/admin/org/{}/catalogs", toAdministrators<&World::organizations, createCatalog>},
        {"POST", "/api/admin/catalog/{}/action/publish", on<&World::catalogs, publish>},
        {"POST", "/api/admin/catalog/{}/action/publishToExternalOrganizations", on<&World::catalogs, publishOutside>},
        {"POST", "/api/admin/catalog/{}/action/sync", on<&World::catalogs, sync>},
        {"POST", "/api/catalog/{}/action/sync", on<&World::catalogs, sync>},
        {"POST", "/api/catalog/{}/catalogItems", on<&World::catalogs, addItemRequest>},
        {"POST", "/api/catalog/{}/action/copy", on<&World::catalogs, copyOrMove<false>>},
        {"POST", "/api/catalog/{}/action/move", on<&World::catalogs, copyOrMove<true>>},
        {"DELETE", "/api/catalogItem/{}", on<&World::catalogItems, removeItem>},
        {"DELETE", "/api/vAppTemplate/vappTemplate-{}", on<&World::templates, removeEntity<Template>>},
        {"DELETE", "/api/media/{}", on<&World::media, removeEntity<Media>>}};
    for (const char *base : {"/api/catalog/{}", "/api/admin/catalog/{}"})
        routes.push_back({"DELETE", base, on<&World::catalogs, removeCatalog>});
    return routes;
}

} // namespace nephoscope::demo::clouddirector
