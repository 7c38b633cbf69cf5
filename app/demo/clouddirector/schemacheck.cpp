// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/schemacheck.h"

#include "demo/clouddirector/schema.h"
#include "demo/clouddirector/xmlnames.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr int deepest = 64;
constexpr const char *instanceUri = "http://www.w3.org/2001/XMLSchema-instance";

using Violation = std::optional<QByteArray>;

class Element {
public:
    explicit Element(const pugi::xml_node &of)
        : node(of)
        , uri(spaceOf(of, of.name()))
        , name(Schema::get().prefix(uri), localName(of.name()))
    {
    }

    pugi::xml_node node;
    QByteArray uri;
    SchemaName name; ///< its prefix is empty where the namespace is not in the schema
};

/// An attribute of the schema language on a request.
QByteArray instanceAttribute(const pugi::xml_node &node, const char *wanted)
{
    for (const pugi::xml_attribute &attribute : node.attributes()) {
        const QByteArray name = attribute.name();
        if (localName(name) == wanted && name.contains(':') && spaceOf(node, name) == instanceUri)
            return attribute.value();
    }
    return {};
}

/// The type of what stands at a field: xsi:type may name one that extends it, as may the element itself.
SchemaName typeAt(const Element &element, const SchemaField &field)
{
    const Schema &schema = Schema::get();
    const QByteArray written = instanceAttribute(element.node, "type");
    const SchemaName said(schema.prefix(spaceOf(element.node, written)), localName(written));
    if (!written.isEmpty() && schema.extends(said, field.type))
        return said;
    const SchemaElement *own = schema.element(element.name);
    return own && schema.extends(own->type, field.type) ? own->type : field.type;
}

bool fits(const Element &element, const SchemaField &field)
{
    if (field.kind != SchemaField::Kind::Element)
        return false;
    if (element.name == field.xml)
        return true;
    const SchemaElement *own = Schema::get().element(element.name);
    return own && own->head == field.xml;
}

QByteArray quoted(const SchemaName &name) { return '"' + Schema::get().uri(name.prefix) + "\":" + name.local; }

Violation unexpected(const Element &element, const std::vector<const SchemaField *> &expected)
{
    QByteArray names;
    for (const SchemaField *field : expected)
        names += (names.isEmpty() ? "" : ", ") + quoted(field->xml);
    const QByteArray found =
        "Invalid content was found starting with element '" + QByteArray(element.node.name()) + "'. ";
    if (names.isEmpty())
        return "cvc-complex-type.2.4.d: " + found + "No child element is expected at this point.";
    return "cvc-complex-type.2.4.a: " + found + "One of '{" + names + "}' is expected.";
}

/// The schema language's type behind a type that holds text.
QByteArray primitive(SchemaName name)
{
    const Schema &schema = Schema::get();
    while (const SchemaType *type = schema.type(name)) {
        const auto text = std::find_if(type->fields.begin(), type->fields.end(),
            [](const SchemaField &field) { return field.kind == SchemaField::Kind::Text; });
        name = text == type->fields.end() ? type->base : text->type;
    }
    return name.local;
}

Violation checkValue(const pugi::xml_node &node, const SchemaName &type)
{
    const QByteArray kind = primitive(type);
    const QByteArray value = QByteArray(node.child_value()).trimmed();
    bool isRight = true;
    if (kind == "boolean")
        isRight = value == "true" || value == "false" || value == "0" || value == "1";
    else if (kind == "int" || kind == "long")
        value.toLongLong(&isRight);
    else if (kind == "double")
        value.toDouble(&isRight);
    if (isRight)
        return std::nullopt;
    return "cvc-datatype-valid.1.2.1: '" + value + "' is not a valid value for '" + kind + "'.";
}

Violation check(const pugi::xml_node &node, const SchemaName &type, int depth);

/// Goes through the children of one element and the fields of its type side by side.
class Sequence {
public:
    explicit Sequence(const SchemaName &type)
        : m_isOpen(Schema::get().isOpen(type))
    {
        for (const SchemaField *field : Schema::get().allFields(type)) {
            if (field->kind == SchemaField::Kind::Element)
                m_fields.push_back(field);
            m_takesOthers = m_takesOthers || field->kind == SchemaField::Kind::Any;
        }
    }

    Violation take(const Element &element, int depth)
    {
        for (size_t i = m_at; i < m_fields.size(); ++i) {
            if (!fits(element, *m_fields[i]))
                continue;
            m_at = m_fields[i]->many ? i : i + 1;
            return check(element.node, typeAt(element, *m_fields[i]), depth + 1);
        }
        const auto late = std::find_if(
            m_fields.begin(), m_fields.end(), [&](const SchemaField *field) { return fits(element, *field); });
        const bool isLate = late != m_fields.end();
        const bool isAllocation = element.name.prefix == "rasd" || element.name.prefix == "vssd";
        if (isLate && ((*late)->modifiable == "none" || isAllocation))
            return std::nullopt; // what nobody can change, and parts of hardware items, may stand anywhere
        const bool isOurs = element.name.prefix == "vcloud";
        if (!isLate && ((m_isOpen && isOurs) || (m_takesOthers && !isForeignTwin(element))))
            return std::nullopt;
        return unexpected(element, {m_fields.begin() + static_cast<std::ptrdiff_t>(m_at), m_fields.end()});
    }

private:
    /// Named as one of the fields, but in another namespace.
    bool isForeignTwin(const Element &element) const
    {
        return std::any_of(m_fields.begin(), m_fields.end(),
            [&](const SchemaField *field) { return field->xml.local == element.name.local; });
    }

    std::vector<const SchemaField *> m_fields;
    size_t m_at = 0;
    bool m_isOpen;
    bool m_takesOthers = false;
};

Violation check(const pugi::xml_node &node, const SchemaName &type, int depth)
{
    const Schema &schema = Schema::get();
    if (depth > deepest || type.local == "any" || instanceAttribute(node, "nil") == "true")
        return std::nullopt;
    if (schema.isText(type))
        return checkValue(node, type);
    Sequence sequence(type);
    for (const pugi::xml_node &child : node.children()) {
        if (child.type() != pugi::node_element)
            continue;
        if (Violation violation = sequence.take(Element(child), depth))
            return violation;
    }
    return std::nullopt;
}

} // namespace

std::optional<QByteArray> schemaViolation(const pugi::xml_node &root)
{
    const SchemaElement *element = Schema::get().element(Element(root).name);
    return element ? check(root, element->type, 0) : std::nullopt;
}

} // namespace nephoscope::demo::clouddirector
