// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/catalogchanges.h"
#include "demo/clouddirector/querytypes.h"

namespace nephoscope::demo::clouddirector {

namespace {

using C = const Context &;

Cell ref(C c, Kind kind, const Id &id) { return Cell::to(c.href(kind, id), kind, id); }

const Catalog &catalogOf(C, const Catalog &row) { return row; }
const Catalog &catalogOf(C c, const CatalogItem &row) { return c.world.catalogs.at(row.catalog); }
template <class Row>
const Catalog &catalogOf(C c, const Row &row)
{
    return c.world.catalogs.at(c.world.catalogItems.at(row.catalogItem).catalog);
}
/// Of published things the others see neither organization nor vdc nor owner.
template <class Row>
bool isOwn(C c, const Row &row)
{
    return c.ofMine(catalogOf(c, row).organization);
}
template <class Row>
Cell org(C c, const Row &row)
{
    return isOwn(c, row) ? ref(c, Kind::Organization, catalogOf(c, row).organization) : Cell();
}
template <class Row>
Cell catalog(C c, const Row &row)
{
    return ref(c, Kind::Catalog, catalogOf(c, row).id);
}
template <class Row>
Cell catalogName(C c, const Row &row)
{
    return catalogOf(c, row).name;
}
template <class Row>
Cell catalogItem(C c, const Row &row)
{
    return ref(c, Kind::CatalogItem, row.catalogItem);
}
template <class Row>
Cell isPublished(C c, const Row &row)
{
    return catalogOf(c, row).published;
}
template <class Row>
Cell name(C, const Row &row)
{
    return row.name;
}
template <class Row>
Cell description(C, const Row &row)
{
    return row.description;
}
template <class Row>
Cell created(C, const Row &row)
{
    return row.created;
}
template <class Row>
Cell vdc(C c, const Row &row)
{
    return isOwn(c, row) ? ref(c, Kind::Vdc, row.vdc) : Cell();
}
template <class Row>
Cell vdcName(C c, const Row &row)
{
    return isOwn(c, row) ? Cell(c.world.vdcs.at(row.vdc).name) : Cell();
}
template <class Row>
Cell ownerName(C c, const Row &row)
{
    return c.world.users.at(row.owner).name;
}
template <class Row>
Cell busy(C c, const Row &row)
{
    return c.world.busyWith(row.id) != nullptr;
}
template <class Row>
Cell resolved(C, const Row &)
{
    return "RESOLVED";
}

int itemsIn(C c, const Catalog &row, bool media)
{
    int found = 0;
    for (const Id &id : row.items)
        found += c.world.catalogItems.at(id).isMedia == media ? 1 : 0;
    return found;
}

Cell owner(C c, const Catalog &row)
{
    return c.sees(c.world.users.at(row.owner)) ? ref(c, Kind::User, row.owner) : Cell();
}

QueryType catalogs()
{
    return typeOver<Catalog>("catalog", "CatalogRecord", &World::catalogs,
        {column<Catalog>("name", name), column<Catalog>("description", description),
            column<Catalog>("orgName",
                [](C c, const Catalog &row) { return Cell(c.world.organizations.at(row.organization).name); }),
            column<Catalog>("org", org, true), column<Catalog>("owner", owner), column<Catalog>("ownerName", ownerName),
            column<Catalog>("isPublished", isPublished),
            column<Catalog>("isShared", [](C, const Catalog &row) { return Cell(row.shared); }),
            column<Catalog>("isLocal", [](C, const Catalog &) { return Cell(true); }),
            column<Catalog>("creationDate", created),
            column<Catalog>("numberOfMedia", [](C c, const Catalog &row) { return Cell(itemsIn(c, row, true)); }),
            column<Catalog>(
                "numberOfVAppTemplates", [](C c, const Catalog &row) { return Cell(itemsIn(c, row, false)); }),
            column<Catalog>("publishSubscriptionType", [](C, const Catalog &) { return Cell("UNPUBLISHED"); }),
            column<Catalog>("version", [](C, const Catalog &row) { return Cell(row.version); }),
            column<Catalog>("status", [](C, const Catalog &) { return Cell("READY"); })});
}

Cell entity(C c, const CatalogItem &row) { return ref(c, row.isMedia ? Kind::Media : Kind::Template, row.entity); }

Cell entityName(C c, const CatalogItem &row)
{
    return row.isMedia ? c.world.media.at(row.entity).name : c.world.templates.at(row.entity).name;
}

QueryType items()
{
    return typeOver<CatalogItem>("catalogItem", "CatalogItemRecord", &World::catalogItems,
        {column<CatalogItem>("name", name), column<CatalogItem>("catalog", catalog),
            column<CatalogItem>("catalogName", catalogName), column<CatalogItem>("org", org, true),
            column<CatalogItem>("entity", entity), column<CatalogItem>("entityName", entityName),
            column<CatalogItem>(
                "entityType", [](C, const CatalogItem &row) { return Cell(row.isMedia ? "media" : "vapptemplate"); }),
            column<CatalogItem>("creationDate", created), column<CatalogItem>("isPublished", isPublished),
            column<CatalogItem>("isVdcEnabled", [](C, const CatalogItem &) { return Cell(true); }),
            column<CatalogItem>("isExpired", [](C, const CatalogItem &) { return Cell(false); }),
            column<CatalogItem>("status", resolved)});
}

QueryType templates()
{
    return typeOver<Template>("vAppTemplate", "VAppTemplateRecord", &World::templates,
        {column<Template>("name", name), column<Template>("description", description),
            column<Template>("status", resolved), column<Template>("vdc", vdc), column<Template>("vdcName", vdcName),
            column<Template>("org", org), column<Template>("ownerName", ownerName),
            column<Template>("catalog", catalog), column<Template>("catalogItem", catalogItem),
            column<Template>("catalogName", catalogName), column<Template>("creationDate", created),
            column<Template>("isBusy", busy),
            column<Template>("isGoldMaster", [](C, const Template &row) { return Cell(row.goldMaster); }),
            column<Template>("isPublished", isPublished),
            column<Template>("isInCatalog", [](C, const Template &) { return Cell(true); }),
            column<Template>(
                "numberOfVMs", [](C, const Template &row) { return Cell(static_cast<int>(row.vms.size())); }),
            column<Template>("version", [](C, const Template &) { return Cell(1); })});
}

QueryType media()
{
    return typeOver<Media>("media", "MediaRecord", &World::media,
        {column<Media>("name", name), column<Media>("catalog", catalog), column<Media>("catalogItem", catalogItem),
            column<Media>("catalogName", catalogName), column<Media>("vdc", vdc), column<Media>("vdcName", vdcName),
            column<Media>("org", org), column<Media>("ownerName", ownerName), column<Media>("creationDate", created),
            column<Media>("isBusy", busy), column<Media>("isPublished", isPublished),
            column<Media>("isIso", [](C, const Media &row) { return Cell(row.imageType == "iso"); }),
            column<Media>("storageB", [](C, const Media &row) { return Cell(row.bytes); }),
            column<Media>("status",
                [](C c, const Media &row) {
                    return Cell(statusWord(isUploading(c.world, row.id) ? Status::Unresolved : Status::Resolved));
                }),
            column<Media>("version", [](C, const Media &) { return Cell(1); })});
}

} // namespace

std::vector<QueryType> catalogQueryTypes()
{
    return {catalogs(), adminTwin<Catalog>(catalogs(), "adminCatalog", "AdminCatalogRecord", org), items(),
        adminTwin<CatalogItem>(items(), "adminCatalogItem", "AdminCatalogItemRecord", org), templates(),
        adminTwin<Template>(templates(), "adminVAppTemplate", "AdminVAppTemplateRecord", org), media(),
        adminTwin<Media>(media(), "adminMedia", "AdminMediaRecord", org)};
}

} // namespace nephoscope::demo::clouddirector
