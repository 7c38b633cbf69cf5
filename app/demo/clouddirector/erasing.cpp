// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/erasing.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

/// Removes the rows that `goes` holds for.
template <class T, class Goes>
void erase(World &world, Table<T> &table, Goes goes)
{
    std::vector<Id> ids;
    for (const T &row : table) {
        if (goes(row))
            ids.push_back(row.id);
    }
    for (const Id &id : ids) {
        world.metadata.remove(id);
        table.remove(id);
    }
}

} // namespace

void eraseItem(World &world, const Id &id)
{
    const CatalogItem *found = world.catalogItems.find(id);
    if (!found)
        return;
    const CatalogItem item = *found;
    if (Catalog *catalog = world.catalogs.find(item.catalog)) {
        catalog->items.erase(std::remove(catalog->items.begin(), catalog->items.end(), id), catalog->items.end());
        ++catalog->version;
    }
    for (Vm &vm : world.vms) {
        if (vm.media == item.entity)
            vm.media = Id();
    }
    erase(world, world.vms, [&](const Vm &vm) { return vm.inTemplate && vm.container == item.entity; });
    world.transfers.erase(item.entity);
    world.metadata.remove(item.entity);
    world.templates.remove(item.entity);
    world.media.remove(item.entity);
    world.metadata.remove(id);
    world.catalogItems.remove(id);
    world.changed();
}

void eraseCatalog(World &world, const Id &id)
{
    const std::vector<Id> items = world.catalogs.at(id).items;
    for (const Id &item : items)
        eraseItem(world, item);
    world.metadata.remove(id);
    world.catalogs.remove(id);
    world.changed();
}

void eraseVdc(World &world, const Id &id)
{
    const auto isHere = [&](const auto &row) { return row.vdc == id; };
    std::vector<Id> items;
    for (const CatalogItem &item : world.catalogItems) {
        const Template *image = world.templates.find(item.entity);
        const Media *media = world.media.find(item.entity);
        if ((image && image->vdc == id) || (media && media->vdc == id))
            items.push_back(item.id);
    }
    for (const Id &item : items)
        eraseItem(world, item);
    std::vector<Id> vapps;
    for (const VApp &vapp : world.vapps) {
        if (isHere(vapp))
            vapps.push_back(vapp.id);
    }
    for (const Id &vapp : vapps)
        world.removeVApp(vapp);
    erase(world, world.disks, isHere);
    erase(world, world.networks, isHere);
    erase(world, world.edgeGateways, isHere);
    erase(world, world.storageProfiles, isHere);
    world.metadata.remove(id);
    world.vdcs.remove(id);
    world.changed();
}

void eraseOrganization(World &world, const Id &id)
{
    const auto isMine = [&](const auto &row) { return row.organization == id; };
    std::vector<Id> ids;
    for (const Catalog &catalog : world.catalogs) {
        if (isMine(catalog))
            ids.push_back(catalog.id);
    }
    for (const Id &catalog : ids)
        eraseCatalog(world, catalog);
    ids.clear();
    for (const Vdc &vdc : world.vdcs) {
        if (isMine(vdc))
            ids.push_back(vdc.id);
    }
    for (const Id &vdc : ids)
        eraseVdc(world, vdc);
    erase(world, world.tasks, isMine);
    world.events.erase(std::remove_if(world.events.begin(), world.events.end(), isMine), world.events.end());
    erase(world, world.tokens, [&](const ApiToken &token) { return isMine(world.users.at(token.user)); });
    erase(world, world.groups, isMine);
    erase(world, world.users, isMine);
    erase(world, world.roles, isMine);
    world.settings.remove(id);
    world.metadata.remove(id);
    world.organizations.remove(id);
    world.changed();
}

} // namespace nephoscope::demo::clouddirector
