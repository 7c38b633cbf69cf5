// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

namespace {

std::vector<Property> propertiesOf(const World &world, const Id &id)
{
    static const std::vector<Property> first{{"greeting", "hello", "Greeting"}};
    return world.properties.value(id, first);
}

template <class Row>
Node productSections(const Context &context, const Row &row)
{
    Node node("ProductSectionList");
    node.set("href", hrefOf(context, row) + "/productSections/").set("type", mediaType("vcloud.productSections"));
    node.lists("productSection");
    context.linkTyped(node, "up", hrefOf(context, row), context.typeOf(kindOf(row)));
    if (mayChangeNow(context, row))
        context.link(node, "edit", hrefOf(context, row) + "/productSections/", "vcloud.productSections");
    Node section("ProductSection", Space::Ovf);
    section.add(Node("Info", Space::Ovf).say("What the guest is told"));
    for (const Property &each : propertiesOf(context.world, row.id)) {
        Node property("Property", Space::Ovf);
        property.set("key", each.key, Space::Ovf).set("type", each.type, Space::Ovf);
        property.set("userConfigurable", each.userConfigurable, Space::Ovf).set("value", "", Space::Ovf);
        property.add(Node("Label", Space::Ovf).say(each.label));
        property.add(Node("Value", Space::Ovf).set("value", each.value, Space::Ovf).many());
        section.add(property.many());
    }
    return node.add(section.many());
}

template <class Row>
Reply putProductSections(Context &context, Row &row)
{
    if (std::optional<Reply> refusal = refuseChange(context, row, "vApp: Edit Properties"))
        return *refusal;
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, "vcloud.productSections", "ProductSectionList"))
        return *refusal;
    std::vector<Property> properties;
    for (const Sent *section : body.root().all("ProductSection")) {
        for (const Sent *sent : section->all("Property")) {
            Property property;
            property.key = sent->value("key").value_or("");
            property.type = sent->value("type").value_or("string");
            property.label = sent->value("Label").value_or("");
            property.userConfigurable = sent->truth("userConfigurable");
            for (const Sent *value : sent->all("Value"))
                property.value = value->value("value").value_or(value->text());
            if (property.key.isEmpty())
                return badRequest(
                    context, "cvc-complex-type.4: Attribute 'key' must appear on element 'ovf:Property'.");
            properties.push_back(property);
        }
    }
    Task task = taskOver(context, row, "vappUpdateProductSections", "Updating properties of");
    task.effect = [id = row.id, properties](World &world) { world.properties.insert(id, properties); };
    return started(context, std::move(task), 1);
}

template <auto table, class Row>
void addRoutes(Routes &routes, const QByteArray &base)
{
    routes.push_back({"GET", base + "/productSections", show<table, productSections<Row>>});
    routes.push_back({"PUT", base + "/productSections", on<table, putProductSections<Row>>});
}

} // namespace

Routes propertyRoutes()
{
    Routes routes;
    addRoutes<&World::vapps, VApp>(routes, "/api/vApp/vapp-{}");
    addRoutes<&World::vms, Vm>(routes, "/api/vApp/vm-{}");
    addRoutes<&World::vms, Vm>(routes, "/api/vAppTemplate/vm-{}");
    addRoutes<&World::templates, Template>(routes, "/api/vAppTemplate/vappTemplate-{}");
    return routes;
}

} // namespace nephoscope::demo::clouddirector
