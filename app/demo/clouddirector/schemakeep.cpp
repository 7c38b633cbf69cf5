// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/schemakeep.h"

namespace nephoscope::demo::clouddirector {

namespace {

constexpr int deepest = 32;

Space spaceOf(const QByteArray &prefix)
{
    if (prefix == "ovf")
        return Space::Ovf;
    if (prefix == "vmext")
        return Space::Extension;
    return prefix.isEmpty() ? Space::Plain : Space::VCloud;
}

/// The text as the kind of value that its type is.
Scalar scalar(const QByteArray &text, const SchemaName &type)
{
    bool isNumber = false;
    const qint64 number = text.trimmed().toLongLong(&isNumber);
    if (type.local == "boolean")
        return text.trimmed() == "true" || text.trimmed() == "1";
    if ((type.local == "int" || type.local == "long") && isNumber)
        return number;
    return text;
}

/// The element that stands in for a field: as it is called in XML, or by the type that JSON says.
const SchemaElement *standIn(const Sent &child, const SchemaField &field)
{
    const QByteArray type = child.value("_type").value_or("");
    for (const SchemaElement &element : Schema::get().elements()) {
        if (element.head != field.xml)
            continue;
        if (jsonName(element.name.local) == child.name() || (child.name() == field.json && element.type.local == type))
            return &element;
    }
    return nullptr;
}

void fill(Node &node, const Sent &sent, const SchemaName &type, int depth);

Node child(const Sent &sent, const SchemaField &field, int depth)
{
    const SchemaElement *element = standIn(sent, field);
    const SchemaName name = element ? element->name : field.xml;
    Node node(name.local.constData(), spaceOf(name.prefix));
    if (field.type.prefix.isEmpty() || (Schema::get().isText(field.type) && sent.children().empty()))
        node.say(scalar(sent.text(), field.type));
    else
        fill(node, sent, element ? element->type : field.type, depth + 1);
    if (field.many)
        node.many();
    if (element)
        node.member(field.json.constData()).typed(element->type.local.constData());
    return node;
}

void fill(Node &node, const Sent &sent, const SchemaName &type, int depth)
{
    if (depth > deepest)
        return;
    for (const SchemaField *field : Schema::get().allFields(type)) {
        if (field->modifiable == "none")
            continue;
        for (const Sent &each : sent.children()) {
            const bool isIts = each.name() == field->json || standIn(each, *field);
            if (isIts && field->kind == SchemaField::Kind::Element)
                node.add(child(each, *field, depth));
            else if (isIts && field->kind == SchemaField::Kind::Attribute)
                node.set(field->xml.local.constData(), scalar(each.text(), field->type), spaceOf(field->xml.prefix));
        }
    }
}

} // namespace

Node keptNode(const Sent &sent, const char *element, const SchemaName &type)
{
    Node node(element);
    fill(node, sent, type, 0);
    return node;
}

} // namespace nephoscope::demo::clouddirector
