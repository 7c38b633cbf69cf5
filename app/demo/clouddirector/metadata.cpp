// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr ApiVersion typedValues(5, 1);
constexpr const char *right = "vApp: Edit Properties";

Node metadataValue(const Context &context, const QByteArray &owner, const MetadataEntry &entry, const char *element)
{
    const QByteArray href = owner + "/metadata/" + (entry.system ? "SYSTEM/" : "") + entry.key.toPercentEncoding();
    Node node(element);
    node.set("href", href).set("type", mediaType("vcloud.metadata.value"));
    context.link(node, "up", owner + "/metadata", "vcloud.metadata");
    if (context.mayChange() && (!entry.system || context.isSystem())) {
        context.link(node, "edit", href, "vcloud.metadata.value");
        context.link(node, "remove", href);
    }
    if (context.version >= typedValues) {
        Node domain("Domain");
        domain.set("visibility", entry.system ? entry.visibility : QByteArray("READWRITE"));
        node.add(domain.say(entry.system ? "SYSTEM" : "GENERAL"));
    }
    if (QByteArray(element) == "MetadataEntry")
        node.add("Key", entry.key);
    if (context.version < ApiVersion(9, 0))
        node.add("Value", entry.value); // before values had types; clients of that time read nothing else
    if (context.version < typedValues)
        return node;
    Node typed("TypedValue");
    typed.polymorphic(entry.type.constData());
    return node.add(typed.add("Value", entry.value));
}

bool isSeen(const Context &context, const MetadataEntry &entry)
{
    return !entry.system || entry.visibility != "PRIVATE" || context.isSystem();
}

template <class Row>
Node metadataNode(const Context &context, const Row &row)
{
    const QByteArray owner = hrefOf(context, row);
    Node node("Metadata");
    node.set("href", owner + "/metadata").set("type", mediaType("vcloud.metadata"));
    node.lists("metadataEntry");
    context.linkTyped(node, "up", owner, context.typeOf(kindOf(row)));
    if (context.mayChange() && context.ofMine(organizationOf(context.world, row)))
        context.link(node, "add", owner + "/metadata", "vcloud.metadata");
    for (const MetadataEntry &entry : context.world.metadata.value(row.id)) {
        if (isSeen(context, entry))
            node.add(metadataValue(context, owner, entry, "MetadataEntry").many());
    }
    return node;
}

/// Which entry an address names: `metadata/{key}` or `metadata/{domain}/{key}`.
MetadataEntry named(const Context &context)
{
    MetadataEntry entry;
    entry.key = context.captures.last();
    entry.system = context.captures.size() == 3 && context.captures.at(1).compare("SYSTEM", Qt::CaseInsensitive) == 0;
    return entry;
}

auto position(std::vector<MetadataEntry> &entries, const MetadataEntry &wanted)
{
    return std::find_if(entries.begin(), entries.end(),
        [&](const MetadataEntry &each) { return each.key == wanted.key && each.system == wanted.system; });
}

Reply missing(const Context &context, const QByteArray &key)
{
    return context.fault(403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", "There is no metadata \"" + key + "\".");
}

template <class Row>
Reply metadataEntry(Context &context, const Row &row)
{
    std::vector<MetadataEntry> entries = context.world.metadata.value(row.id);
    const auto found = position(entries, named(context));
    if (found == entries.end() || !isSeen(context, *found))
        return missing(context, context.captures.last());
    return Reply::show(metadataValue(context, hrefOf(context, row), *found, "MetadataValue"));
}

/// Value, type and domain of an entry, or why it cannot be.
std::optional<Reply> readEntry(const Context &context, const Sent &sent, MetadataEntry &entry)
{
    if (const Sent *typed = sent.child("TypedValue")) {
        entry.type = typed->value("_type").value_or(entry.type);
        entry.value = typed->value("Value").value_or(typed->text());
    } else {
        entry.value = sent.value("Value").value_or("");
    }
    if (const Sent *domain = sent.child("Domain")) {
        const QByteArray visibility = domain->value("visibility").value_or("READWRITE");
        const QByteArray name = domain->text().isEmpty() ? domain->value("domain").value_or("GENERAL") : domain->text();
        entry.system = name == "SYSTEM";
        entry.visibility = visibility;
        if (entry.system == (visibility == "READWRITE"))
            return badRequest(context, "The visibility " + visibility + " does not go with the domain " + name + '.');
    }
    static const QList<QByteArray> types{
        "MetadataStringValue", "MetadataNumberValue", "MetadataBooleanValue", "MetadataDateTimeValue"};
    if (!types.contains(entry.type))
        return badRequest(context, "cvc-type.3.1.3: \"" + entry.type + "\" is no type of metadata.");
    bool isNumber = true;
    if (entry.type == "MetadataNumberValue")
        entry.value.toLongLong(&isNumber);
    const bool isTruth = entry.value == "true" || entry.value == "false";
    if (!isNumber || (entry.type == "MetadataBooleanValue" && !isTruth))
        return badRequest(context, "cvc-datatype-valid.1.2.1: \"" + entry.value + "\" is not of its type.");
    if (entry.key.isEmpty())
        return badRequest(context, "A metadata entry needs a key.");
    if (entry.system && !context.isSystem())
        return context.denied("SYSTEM metadata");
    return std::nullopt;
}

template <class Row>
Reply merge(Context &context, const Row &row, const std::vector<MetadataEntry> &fresh)
{
    Task task = taskOver(context, row, "metadataUpdate", "Updating metadata of");
    task.effect = [id = row.id, fresh](World &world) {
        std::vector<MetadataEntry> &entries = world.metadata[id];
        for (const MetadataEntry &entry : fresh) {
            if (const auto found = position(entries, entry); found != entries.end())
                *found = entry;
            else
                entries.push_back(entry);
        }
    };
    return started(context, std::move(task), 1);
}

template <class Row>
Reply postMetadata(Context &context, const Row &row)
{
    if (std::optional<Reply> refusal = refuseChange(context, row, right))
        return *refusal;
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, "vcloud.metadata", "Metadata"))
        return *refusal;
    std::vector<MetadataEntry> fresh;
    for (const Sent *sent : body.root().all("MetadataEntry")) {
        MetadataEntry entry;
        entry.key = sent->value("Key").value_or("");
        if (std::optional<Reply> refusal = readEntry(context, *sent, entry))
            return *refusal;
        fresh.push_back(entry);
    }
    return merge(context, row, fresh);
}

template <class Row>
Reply putMetadata(Context &context, const Row &row)
{
    if (std::optional<Reply> refusal = refuseChange(context, row, right))
        return *refusal;
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, "vcloud.metadata.value", "MetadataValue"))
        return *refusal;
    MetadataEntry entry = named(context);
    const bool system = entry.system;
    if (std::optional<Reply> refusal = readEntry(context, body.root(), entry))
        return *refusal;
    entry.system = entry.system || system;
    if (entry.system && !context.isSystem())
        return context.denied("SYSTEM metadata");
    return merge(context, row, {entry});
}

template <class Row>
Reply removeMetadata(Context &context, const Row &row)
{
    if (std::optional<Reply> refusal = refuseChange(context, row, right))
        return *refusal;
    const MetadataEntry wanted = named(context);
    std::vector<MetadataEntry> &entries = context.world.metadata[row.id];
    if (position(entries, wanted) == entries.end())
        return missing(context, wanted.key);
    if (wanted.system && !context.isSystem())
        return context.denied("SYSTEM metadata");
    Task task = taskOver(context, row, "metadataDelete", "Deleting metadata of");
    task.effect = [id = row.id, wanted](World &world) {
        std::vector<MetadataEntry> &present = world.metadata[id];
        if (const auto found = position(present, wanted); found != present.end())
            present.erase(found);
    };
    return started(context, std::move(task), 1);
}

template <auto table, class Row>
void addRoutes(Routes &routes, const QByteArray &base)
{
    const QByteArray all = base + "/metadata";
    routes.push_back({"GET", all, show<table, metadataNode<Row>>});
    routes.push_back({"POST", all, on<table, postMetadata<Row>>});
    for (const QByteArray &one : {all + "/{text}", all + "/{text}/{text}"}) {
        routes.push_back({"GET", one, on<table, metadataEntry<Row>>});
        routes.push_back({"PUT", one, on<table, putMetadata<Row>>});
        routes.push_back({"DELETE", one, on<table, removeMetadata<Row>>});
    }
}

} // namespace

void addMetadataLink(const Context &context, Node &to, const QByteArray &href)
{
    context.link(to, "down", href + "/metadata", "vcloud.metadata");
}

Routes metadataRoutes()
{
    Routes routes;
    addRoutes<&World::organizations, Organization>(routes, "/api/org/{}");
    addRoutes<&World::organizations, Organization>(routes, "/api/admin/org/{}");
    addRoutes<&World::vdcs, Vdc>(routes, "/api/vdc/{}");
    addRoutes<&World::vdcs, Vdc>(routes, "/api/admin/vdc/{}");
    addRoutes<&World::vapps, VApp>(routes, "/api/vApp/vapp-{}");
    addRoutes<&World::vms, Vm>(routes, "/api/vApp/vm-{}");
    addRoutes<&World::vms, Vm>(routes, "/api/vAppTemplate/vm-{}");
    addRoutes<&World::templates, Template>(routes, "/api/vAppTemplate/vappTemplate-{}");
    addRoutes<&World::catalogs, Catalog>(routes, "/api/catalog/{}");
    addRoutes<&World::catalogs, Catalog>(routes, "/api/admin/catalog/{}");
    addRoutes<&World::catalogItems, CatalogItem>(routes, "/api/catalogItem/{}");
    addRoutes<&World::media, Media>(routes, "/api/media/{}");
    addRoutes<&World::disks, Disk>(routes, "/api/disk/{}");
    addRoutes<&World::networks, Network>(routes, "/api/network/{}");
    addRoutes<&World::networks, Network>(routes, "/api/admin/network/{}");
    addRoutes<&World::storageProfiles, StorageProfile>(routes, "/api/vdcStorageProfile/{}");
    return routes;
}

} // namespace nephoscope::demo::clouddirector
