// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/views.h"

namespace nephoscope::demo::clouddirector {

namespace {

QByteArray hrefOf(const Context &context, const Vm &vm) { return context.href(vm); }
template <class Row>
QByteArray hrefOf(const Context &context, const Row &row)
{
    return context.href(kindOf(row), row.id);
}

Node metadataValue(const Context &context, const QByteArray &owner, const MetadataEntry &entry, const char *element)
{
    Node node(element);
    node.set("href", owner + "/metadata/" + (entry.system ? "SYSTEM/" : "") + entry.key.toPercentEncoding());
    node.set("type", mediaType("vcloud.metadata.value"));
    context.link(node, "up", owner + "/metadata", "vcloud.metadata");
    if (context.version >= ApiVersion(5, 1)) {
        Node domain("Domain");
        domain.set("visibility", entry.system ? "READONLY" : "READWRITE");
        node.add(domain.say(entry.system ? "SYSTEM" : "GENERAL"));
    }
    if (QByteArray(element) == "MetadataEntry")
        node.add("Key", entry.key);
    if (context.version < ApiVersion(9, 0))
        node.add("Value", entry.value); // before values had types; clients of that time read nothing else
    if (context.version < ApiVersion(5, 1))
        return node;
    Node typed("TypedValue");
    typed.polymorphic(entry.type.constData());
    return node.add(typed.add("Value", entry.value));
}

template <class Row>
Node metadataNode(const Context &context, const Row &row)
{
    const QByteArray owner = hrefOf(context, row);
    Node node("Metadata");
    node.set("href", owner + "/metadata").set("type", mediaType("vcloud.metadata"));
    node.lists("metadataEntry");
    context.linkTyped(node, "up", owner, context.typeOf(kindOf(row)));
    for (const MetadataEntry &entry : context.world.metadata.value(row.id))
        node.add(metadataValue(context, owner, entry, "MetadataEntry").many());
    return node;
}

template <class Row>
Reply metadataEntry(Context &context, const Row &row)
{
    const bool domain = context.captures.size() == 3;
    const QByteArray key = context.captures.last();
    const bool system = domain && context.captures.at(1) == "SYSTEM";
    for (const MetadataEntry &entry : context.world.metadata.value(row.id)) {
        if (entry.key == key && entry.system == system)
            return Reply::show(metadataValue(context, hrefOf(context, row), entry, "MetadataValue"));
    }
    return context.fault(403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", "There is no metadata \"" + key + "\".");
}

template <class Row>
Node ownerNode(const Context &context, const Row &row)
{
    const User &owner = context.world.users.at(row.owner);
    Node node("Owner");
    node.set("href", hrefOf(context, row) + "/owner").set("type", mediaType("vcloud.owner"));
    context.linkTyped(node, "up", hrefOf(context, row), context.typeOf(kindOf(row)));
    return node.add(context.reference("User", Kind::User, owner.id, owner.name));
}

bool isShared(const Catalog &catalog) { return catalog.shared; }
bool isShared(const Vdc &) { return true; }
bool isShared(const VApp &) { return false; }

template <class Row>
Node controlAccessNode(const Context &context, const Row &row)
{
    Node node("ControlAccessParams");
    node.set("href", hrefOf(context, row) + "/controlAccess/").set("type", mediaType("vcloud.controlAccess"));
    const bool shared = isShared(row);
    node.add("IsSharedToEveryone", shared);
    if (shared)
        node.add("EveryoneAccessLevel", "ReadOnly");
    return node;
}

template <class Row>
Node productSections(const Context &context, const Row &row)
{
    Node node("ProductSectionList");
    node.set("href", hrefOf(context, row) + "/productSections/").set("type", mediaType("vcloud.productSections"));
    Node section("ProductSection", Space::Ovf);
    section.add(Node("Info", Space::Ovf).say("What the guest is told"));
    Node property("Property", Space::Ovf);
    property.set("key", "greeting", Space::Ovf).set("type", "string", Space::Ovf);
    property.set("userConfigurable", true, Space::Ovf).set("value", "hello", Space::Ovf);
    property.add(Node("Label", Space::Ovf).say("Greeting"));
    return node.add(section.add(property.many()).many());
}

Node hardwareVersion(const Context &context, const Vdc &vdc, const QByteArray &name)
{
    Node node("VirtualHardwareVersion");
    node.set("href", context.href(Kind::Vdc, vdc.id) + "/hwv/" + name).set("name", name);
    node.set("type", mediaType("vcloud.virtualHardwareVersion"));
    context.link(node, "up", context.href(Kind::Vdc, vdc.id), "vcloud.vdc");
    return node.add("maxCPUs", 128).add("maxMemorySizeMb", 6'128'640).add("maxNICs", 10);
}

Reply hardwareVersionReply(Context &context, Vdc &vdc)
{
    const QByteArray name = context.captures.value(1);
    if (!name.startsWith("vmx-"))
        return context.fault(400, "BAD_REQUEST", "There is no hardware version " + name + '.');
    return Reply::show(hardwareVersion(context, vdc, name));
}

template <auto table, class Row>
void addMetadata(Routes &routes, const QByteArray &base)
{
    routes.push_back({"GET", base + "/metadata", show<table, metadataNode<Row>>});
    routes.push_back({"GET", base + "/metadata/{text}", on<table, metadataEntry<Row>>});
    routes.push_back({"GET", base + "/metadata/{text}/{text}", on<table, metadataEntry<Row>>});
}

Routes metadataRoutes()
{
    Routes routes;
    addMetadata<&World::organizations, Organization>(routes, "/api/org/{}");
    addMetadata<&World::vdcs, Vdc>(routes, "/api/vdc/{}");
    addMetadata<&World::vapps, VApp>(routes, "/api/vApp/vapp-{}");
    addMetadata<&World::vms, Vm>(routes, "/api/vApp/vm-{}");
    addMetadata<&World::vms, Vm>(routes, "/api/vAppTemplate/vm-{}");
    addMetadata<&World::templates, Template>(routes, "/api/vAppTemplate/vappTemplate-{}");
    addMetadata<&World::catalogs, Catalog>(routes, "/api/catalog/{}");
    addMetadata<&World::catalogItems, CatalogItem>(routes, "/api/catalogItem/{}");
    addMetadata<&World::media, Media>(routes, "/api/media/{}");
    addMetadata<&World::disks, Disk>(routes, "/api/disk/{}");
    addMetadata<&World::networks, Network>(routes, "/api/network/{}");
    addMetadata<&World::storageProfiles, StorageProfile>(routes, "/api/vdcStorageProfile/{}");
    return routes;
}

} // namespace

void addMetadataLink(const Context &context, Node &to, const QByteArray &href)
{
    context.link(to, "down", href + "/metadata", "vcloud.metadata");
}

Routes commonRoutes()
{
    Routes routes = metadataRoutes();
    const Routes further{
        {"GET", "/api/vApp/vapp-{}/owner", show<&World::vapps, ownerNode<VApp>>},
        {"GET", "/api/vAppTemplate/vappTemplate-{}/owner", show<&World::templates, ownerNode<Template>>},
        {"GET", "/api/catalog/{}/owner", show<&World::catalogs, ownerNode<Catalog>>},
        {"GET", "/api/media/{}/owner", show<&World::media, ownerNode<Media>>},
        {"GET", "/api/disk/{}/owner", show<&World::disks, ownerNode<Disk>>},
        {"GET", "/api/vApp/vapp-{}/controlAccess", show<&World::vapps, controlAccessNode<VApp>>},
        {"GET", "/api/catalog/{}/controlAccess", show<&World::catalogs, controlAccessNode<Catalog>>},
        {"GET", "/api/vdc/{}/controlAccess", show<&World::vdcs, controlAccessNode<Vdc>>},
        {"GET", "/api/vApp/vapp-{}/productSections", show<&World::vapps, productSections<VApp>>},
        {"GET", "/api/vApp/vm-{}/productSections", show<&World::vms, productSections<Vm>>},
        {"GET", "/api/vAppTemplate/vm-{}/productSections", show<&World::vms, productSections<Vm>>},
        {"GET", "/api/vdc/{}/hwv/{text}", on<&World::vdcs, hardwareVersionReply>},
    };
    routes.insert(routes.end(), further.begin(), further.end());
    return routes;
}

} // namespace nephoscope::demo::clouddirector
