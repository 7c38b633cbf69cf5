// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/requestbody.h"
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/views.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

Id organizationOf(const World &world, const Vm &vm) { return world.vdcs.at(world.vdcOf(vm)).organization; }
template <class Row>
Id organizationOf(const World &world, const Row &row)
{
    return world.vdcs.at(row.vdc).organization;
}

const Task *busyWith(const World &world, const VApp &row) { return world.busyWith(row); }
const Task *busyWith(const World &world, const Vm &row) { return world.busyWith(row); }
const Task *busyWith(const World &world, const Thing &row) { return world.busyWith(row.id); }

/// The new name and description, or the reason why they cannot be had.
std::optional<Reply> readNames(const Context &context, const char *type, const char *element, Thing &names)
{
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, type, element))
        return refusal;
    names.name = body.value("name").value_or(names.name);
    names.description = body.value("Description").value_or(QByteArray());
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < ' '; };
    if (names.name.isEmpty() || names.name.size() > 128 || std::any_of(names.name.begin(), names.name.end(), isControl))
        return context.fault(
            400, "BAD_REQUEST", "validation error on field 'name': String value has invalid format or length");
    return std::nullopt;
}

/// PUT that goes on in a task.
template <auto table, class Row>
Reply rename(Context &context, Row &row, const char *type, const char *element, const char *key, const char *words)
{
    if (!context.mayChange() || !context.ofMine(organizationOf(context.world, row)))
        return context.denied("vApp: Edit Properties");
    if (const Task *task = busyWith(context.world, row))
        return context.busy(row, *task);
    Thing names = row;
    if (std::optional<Reply> refusal = readNames(context, type, element, names))
        return *refusal;
    Task task;
    task.organization = organizationOf(context.world, row);
    task.user = context.session->user;
    task.ownerKind = kindOf(row);
    task.owner = row.id;
    task.ownerName = row.name;
    task.operationName = key;
    task.operation = QByteArray(words) + ' ' + row.name + '(' + plain(row.id) + ')';
    task.effect = [names](World &world) {
        if (Row *changed = (world.*table).find(names.id)) {
            changed->name = names.name;
            changed->description = names.description;
        }
    };
    return accepted(context, context.world.begin(std::move(task), 1.5));
}

Reply renameVApp(Context &context, VApp &row)
{
    return rename<&World::vapps>(context, row, "vcloud.vApp", "VApp", "vdcUpdateVapp", "Updating Virtual Application");
}

Reply renameVm(Context &context, Vm &row)
{
    return rename<&World::vms>(context, row, "vcloud.vm", "Vm", "vappUpdateVm", "Updating Virtual Machine");
}

Reply renameTemplate(Context &context, Template &row)
{
    return rename<&World::templates>(context, row, "vcloud.vAppTemplate", "VAppTemplate", "vdcUpdateTemplate",
        "Updating Virtual Application Template");
}

Reply renameMedia(Context &context, Media &row)
{
    return rename<&World::media>(context, row, "vcloud.media", "Media", "vdcUpdateMedia", "Updating Media File");
}

Reply renameDisk(Context &context, Disk &row)
{
    return rename<&World::disks>(context, row, "vcloud.disk", "Disk", "vdcUpdateDisk", "Updating Disk");
}

/// PUT that answers with the changed object at once.
template <class Row>
std::optional<Reply> renameNow(
    Context &context, Row &row, const Id &organization, const char *type, const char *element)
{
    if (!context.isAdministrator() || !context.ofMine(organization))
        return context.denied("Catalog: Edit Properties");
    Thing names = row;
    if (std::optional<Reply> refusal = readNames(context, type, element, names))
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
        {"PUT", "/api/vApp/vm-{}", on<&World::vms, renameVm>},
        {"PUT", "/api/vAppTemplate/vappTemplate-{}", on<&World::templates, renameTemplate>},
        {"PUT", "/api/media/{}", on<&World::media, renameMedia>},
        {"PUT", "/api/disk/{}", on<&World::disks, renameDisk>},
        {"PUT", "/api/admin/catalog/{}", on<&World::catalogs, renameCatalog>},
        {"PUT", "/api/catalogItem/{}", on<&World::catalogItems, renameCatalogItem>}};
}

} // namespace nephoscope::demo::clouddirector
