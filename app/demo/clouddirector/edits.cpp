// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

namespace {

/// The new name and description, or the reason why they cannot be had.
std::optional<Reply> readNames(
    const Context &context, const char *type, const char *element, Thing &names, RequestBody &body)
{
    if (std::optional<Reply> refusal = body.read(context, type, element))
        return refusal;
    names.name = body.value("name").value_or(names.name);
    names.description = body.value("Description").value_or(QByteArray());
    return refuseName(context, names.name);
}

template <class Row>
void nothingMore(const World &, const Sent &, Row &)
{
}

/// PUT that goes on in a task; `more` takes over what that kind has beside its names.
template <auto table, class Row>
Reply rename(Context &context, Row &row, const char *type, const char *element, const char *key, const char *words,
    void (*more)(const World &, const Sent &, Row &) = nothingMore<Row>)
{
    if (std::optional<Reply> refusal = refuseChange(context, row, "vApp: Edit Properties"))
        return *refusal;
    Thing names = row;
    RequestBody body;
    if (std::optional<Reply> refusal = readNames(context, type, element, names, body))
        return *refusal;
    Task task = taskOver(context, row, key, words);
    task.effect = [names, sent = body.root(), more](World &world) {
        if (Row *changed = (world.*table).find(names.id)) {
            changed->name = names.name;
            changed->description = names.description;
            more(world, sent, *changed);
        }
    };
    return started(context, std::move(task), 1.5);
}

Reply renameVApp(Context &context, VApp &row)
{
    return rename<&World::vapps>(context, row, "vcloud.vApp", "VApp", "vdcUpdateVapp", "Updating Virtual Application");
}

Reply renameTemplate(Context &context, Template &row)
{
    return rename<&World::templates>(
        context, row, "vcloud.vAppTemplate", "VAppTemplate", "vdcUpdateTemplate",
        "Updating Virtual Application Template", +[](const World &, const Sent &sent, Template &changed) {
            changed.goldMaster = sent.truth("goldMaster", changed.goldMaster);
        });
}

Reply renameMedia(Context &context, Media &row)
{
    return rename<&World::media>(
        context, row, "vcloud.media", "Media", "vdcUpdateMedia", "Updating Media File",
        +[](const World &world, const Sent &sent, Media &changed) {
            if (const StorageProfile *wanted = world.storageProfiles.find(sent.reference("VdcStorageProfile")))
                changed.storageProfile = wanted->id;
        });
}

/// PUT that answers with the changed object at once.
template <class Row>
std::optional<Reply> renameNow(
    Context &context, Row &row, const Id &organization, const char *type, const char *element)
{
    if (!context.isAdministrator() || !context.ofMine(organization))
        return context.denied("Catalog: Edit Properties");
    Thing names = row;
    RequestBody body;
    if (std::optional<Reply> refusal = readNames(context, type, element, names, body))
        return refusal;
    row.name = names.name;
    row.description = names.description;
    context.world.changed();
    return std::nullopt;
}

Reply renameCatalog(Context &context, Catalog &row)
{
    const auto refusal = renameNow(context, row, row.organization, "admin.catalog", "AdminCatalog");
    return refusal ? *refusal : Reply::show(adminCatalogNode(context, row));
}

Reply renameCatalogItem(Context &context, CatalogItem &row)
{
    const Id organization = context.world.catalogs.at(row.catalog).organization;
    const auto refusal = renameNow(context, row, organization, "vcloud.catalogItem", "CatalogItem");
    return refusal ? *refusal : Reply::show(catalogItemNode(context, row));
}

} // namespace

Routes editRoutes()
{
    return {{"PUT", "/api/vApp/vapp-{}", on<&World::vapps, renameVApp>},
        {"PUT", "/api/vAppTemplate/vappTemplate-{}", on<&World::templates, renameTemplate>},
        {"PUT", "/api/media/{}", on<&World::media, renameMedia>},
        {"PUT", "/api/admin/catalog/{}", on<&World::catalogs, renameCatalog>},
        {"PUT", "/api/catalogItem/{}", on<&World::catalogItems, renameCatalogItem>}};
}

} // namespace nephoscope::demo::clouddirector
