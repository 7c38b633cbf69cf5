// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/schemaxsd.h"

#include <pugixml.hpp>
#include <set>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *languageUri = "http://www.w3.org/2001/XMLSchema";
constexpr const char *metaUri = "http://www.vmware.com/vcloud/meta";
const QByteArray masterFile = "master.xsd";

class Text final : public pugi::xml_writer {
public:
    void write(const void *data, size_t size) override
    {
        bytes.append(static_cast<const char *>(data), static_cast<qsizetype>(size));
    }
    QByteArray bytes;
};

/// Writes one document of the schema.
class Document {
public:
    Document(const QByteArray &file, const QByteArray &prefix);

    void addMaster();
    void addTypes();
    QByteArray text() const;

private:
    using Node = pugi::xml_node;

    Node add(Node to, const char *name) const { return to.append_child((QByteArray("xs:") + name).constData()); }
    static void set(Node node, const char *name, const QByteArray &value)
    {
        node.append_attribute(name) = value.constData();
    }
    QByteArray written(const SchemaName &name) const;
    void declareNeeds();
    void addType(const SchemaType &type);
    void addEnumeration(Node to, const QList<QByteArray> &values) const;
    void addContent(Node to, const SchemaType &type);
    void addAttributes(Node to, const SchemaType &type);
    void addElement(Node to, const SchemaField &field) const;
    void addAttribute(Node to, const SchemaField &field) const;
    void addTypeOf(Node node, const SchemaField &field) const;
    void addGlobal(const SchemaElement &element);
    void annotate(Node node, const SchemaField &field) const;
    void annotate(Node node, const SchemaType &type) const;
    void document(Node annotation, const char *source, const QByteArray &text) const;
    void help(Node annotation, const QByteArray &text) const;

    const Schema &m_schema = Schema::get();
    QByteArray m_file;
    QByteArray m_prefix;
    pugi::xml_document m_document;
    Node m_root;
};

Document::Document(const QByteArray &file, const QByteArray &prefix)
    : m_file(file)
    , m_prefix(prefix)
{
    Node declaration = m_document.append_child(pugi::node_declaration);
    set(declaration, "version", "1.0");
    set(declaration, "encoding", "UTF-8");
    m_root = m_document.append_child("xs:schema");
    set(m_root, "xmlns:xs", languageUri);
    set(m_root, "xmlns:meta", metaUri);
    set(m_root, "xmlns", m_schema.uri(prefix));
    set(m_root, "targetNamespace", m_schema.uri(prefix));
    set(m_root, "elementFormDefault", "qualified");
    set(m_root, "attributeFormDefault", prefix == "ovf" || prefix == "ovfenv" ? "qualified" : "unqualified");
}

QByteArray Document::text() const
{
    Text text;
    m_document.save(text, "  ", pugi::format_indent, pugi::encoding_utf8);
    return text.bytes;
}

QByteArray Document::written(const SchemaName &name) const
{
    if (name.prefix.isEmpty())
        return "xs:" + (name.local == "any" ? QByteArray("anyType") : name.local);
    return name.prefix == m_prefix ? name.local : name.prefix + ':' + name.local;
}

void Document::addMaster()
{
    for (const auto &[file, prefix] : m_schema.documents()) {
        Node node = add(m_root, prefix == m_prefix ? "include" : "import");
        if (prefix != m_prefix)
            set(node, "namespace", m_schema.uri(prefix));
        set(node, "schemaLocation", file);
    }
}

/// The other documents that this one speaks of.
void Document::declareNeeds()
{
    std::set<QByteArray> files;
    const auto need = [&](const SchemaName &name) {
        if (const SchemaType *type = m_schema.type(name); type && type->document != m_file)
            files.insert(type->document);
    };
    for (const SchemaElement &element : m_schema.elements()) {
        if (element.document == m_file)
            need(element.type);
    }
    for (const SchemaType &type : m_schema.types()) {
        if (type.document != m_file)
            continue;
        need(type.base);
        for (const SchemaField &field : type.fields)
            need(field.type);
    }
    std::set<QByteArray> imported;
    for (const auto &[file, prefix] : m_schema.documents()) {
        if (!files.contains(file))
            continue;
        if (prefix == m_prefix) {
            set(add(m_root, "include"), "schemaLocation", file);
        } else if (imported.insert(prefix).second) {
            set(m_root, ("xmlns:" + prefix).constData(), m_schema.uri(prefix));
            Node node = add(m_root, "import");
            set(node, "namespace", m_schema.uri(prefix));
            set(node, "schemaLocation", prefix == "vcloud" ? masterFile : file);
        }
    }
}

void Document::addTypes()
{
    declareNeeds();
    for (const SchemaElement &element : m_schema.elements()) {
        if (element.document == m_file)
            addGlobal(element);
    }
    for (const SchemaType &type : m_schema.types()) {
        if (type.document == m_file)
            addType(type);
    }
}

void Document::addGlobal(const SchemaElement &element)
{
    Node node = add(m_root, "element");
    set(node, "name", element.name.local);
    set(node, "type", written(element.type));
    if (!element.head.isEmpty())
        set(node, "substitutionGroup", written(element.head));
    if (element.mediaTypes.isEmpty())
        return;
    Node info = add(add(node, "annotation"), "appinfo");
    for (const QByteArray &type : element.mediaTypes) {
        for (const char *form : {"+xml", "+json"}) {
            const QByteArray text = "application/vnd.vmware." + type + form;
            info.append_child("meta:content-type").text() = text.constData();
        }
    }
}

void Document::document(Node annotation, const char *source, const QByteArray &text) const
{
    if (text.isEmpty())
        return;
    Node node = add(annotation, "documentation");
    set(node, "source", source);
    node.text() = text.constData();
}

void Document::help(Node annotation, const QByteArray &text) const
{
    if (text.isEmpty())
        return;
    Node node = add(annotation, "documentation");
    set(node, "xml:lang", "en");
    node.text() = ("\n      " + text + "\n    ").constData(); // padded, as published schemas are
}

void Document::annotate(Node node, const SchemaField &field) const
{
    Node annotation = add(node, "annotation");
    document(annotation, "modifiable", field.modifiable);
    document(annotation, "required", field.required ? "true" : "false");
    document(annotation, "since", field.since);
    document(annotation, "deprecated", field.deprecated);
    help(annotation, field.help);
}

void Document::annotate(Node node, const SchemaType &type) const
{
    Node annotation = add(node, "annotation");
    document(annotation, "since", type.since);
    document(annotation, "deprecated", type.deprecated);
    help(annotation, type.help);
    Node info = add(annotation, "appinfo");
    for (const SchemaElement &element : m_schema.elements()) {
        if (element.type != type.name)
            continue;
        for (const QByteArray &each : element.mediaTypes) {
            const QByteArray text = "application/vnd.vmware." + each + "+xml";
            info.append_child("meta:content-type").text() = text.constData();
        }
    }
}

void Document::addEnumeration(Node to, const QList<QByteArray> &values) const
{
    Node restriction = add(to, "restriction");
    set(restriction, "base", "xs:string");
    for (const QByteArray &value : values)
        set(add(restriction, "enumeration"), "value", value);
}

void Document::addType(const SchemaType &type)
{
    const bool isEnumeration = type.fields.size() == 1 && type.fields.front().kind == SchemaField::Kind::Text
        && !type.fields.front().values.isEmpty();
    Node node = add(m_root, isEnumeration ? "simpleType" : "complexType");
    set(node, "name", type.name.local);
    annotate(node, type);
    if (isEnumeration)
        addEnumeration(node, type.fields.front().values);
    else
        addContent(node, type);
}

void Document::addContent(Node node, const SchemaType &type)
{
    const bool isText = m_schema.isText(type.name);
    QByteArray base = type.base.isEmpty() ? QByteArray() : written(type.base);
    for (const SchemaField &field : type.fields) {
        if (field.kind == SchemaField::Kind::Text)
            base = written(field.type);
    }
    if (!base.isEmpty()) {
        node = add(add(node, isText ? "simpleContent" : "complexContent"), "extension");
        set(node, "base", base);
    }
    Node sequence;
    for (const SchemaField &field : type.fields) {
        const bool any = field.kind == SchemaField::Kind::Any;
        if (field.kind != SchemaField::Kind::Element && !any)
            continue;
        if (!sequence)
            sequence = add(node, "sequence");
        if (!any) {
            addElement(sequence, field);
            continue;
        }
        Node wildcard = add(sequence, "any");
        set(wildcard, "namespace", "##other");
        set(wildcard, "processContents", "lax");
        set(wildcard, "minOccurs", "0");
        set(wildcard, "maxOccurs", "unbounded");
    }
    addAttributes(node, type);
}

/// Those of query records are gathered in a group, as they are many.
void Document::addAttributes(Node node, const SchemaType &type)
{
    Node to = node;
    if (type.name.local.startsWith("QueryResult") && type.name.local.endsWith("RecordType")) {
        const QByteArray group = type.name.local.chopped(4) + "Attributes";
        set(add(node, "attributeGroup"), "ref", group);
        to = add(m_root, "attributeGroup");
        set(to, "name", group);
    }
    bool isOpen = false;
    for (const SchemaField &field : type.fields) {
        if (field.kind == SchemaField::Kind::Attribute)
            addAttribute(to, field);
        isOpen = isOpen || field.kind == SchemaField::Kind::AnyAttribute;
    }
    if (isOpen) {
        Node wildcard = add(to, "anyAttribute");
        set(wildcard, "namespace", "##other");
        set(wildcard, "processContents", "lax");
    }
}

void Document::addTypeOf(Node node, const SchemaField &field) const
{
    annotate(node, field);
    if (field.values.isEmpty())
        set(node, "type", written(field.type));
    else
        addEnumeration(add(node, "simpleType"), field.values);
}

void Document::addElement(Node to, const SchemaField &field) const
{
    Node node = add(to, "element");
    // What others may stand in for, and what is of another namespace, is declared elsewhere.
    const SchemaElement *global = m_schema.element(field.xml);
    const bool isHead = global && global->type == field.type && global->mediaTypes.isEmpty() && global->head.isEmpty();
    const bool isReference = isHead || field.xml.prefix != m_prefix;
    set(node, isReference ? "ref" : "name", isReference ? written(field.xml) : field.xml.local);
    set(node, "minOccurs", field.required ? "1" : "0");
    set(node, "maxOccurs", field.many ? "unbounded" : "1");
    if (isReference)
        annotate(node, field);
    else
        addTypeOf(node, field);
}

void Document::addAttribute(Node to, const SchemaField &field) const
{
    Node node = add(to, "attribute");
    set(node, "name", field.xml.local);
    set(node, "use", field.required ? "required" : "optional");
    addTypeOf(node, field);
}

} // namespace

QByteArray schemaDocument(const QByteArray &file)
{
    const Schema &schema = Schema::get();
    if (file == masterFile) {
        Document master(file, "vcloud");
        master.addMaster();
        return master.text();
    }
    for (const auto &[name, prefix] : schema.documents()) {
        if (name != file)
            continue;
        Document document(file, prefix);
        document.addTypes();
        return document.text();
    }
    return {};
}

} // namespace nephoscope::demo::clouddirector
