// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/schema.h"

#include <QFile>
#include <algorithm>

static void registerSchema() { Q_INIT_RESOURCE(demo); }

namespace nephoscope::demo::clouddirector {

namespace {

SchemaField::Kind fieldKind(const QByteArray &word)
{
    if (word == "attribute")
        return SchemaField::Kind::Attribute;
    if (word == "text")
        return SchemaField::Kind::Text;
    if (word == "any")
        return SchemaField::Kind::Any;
    return word == "anyAttribute" ? SchemaField::Kind::AnyAttribute : SchemaField::Kind::Element;
}

QList<QByteArray> words(const QByteArray &text)
{
    QList<QByteArray> all = text.split(' ');
    all.removeAll(QByteArray());
    return all;
}

} // namespace

SchemaName::SchemaName(const QByteArray &text)
    : prefix(text.contains(':') ? text.left(text.indexOf(':')) : QByteArray())
    , local(text.mid(text.indexOf(':') + 1))
{
}

const Schema &Schema::get()
{
    static const Schema schema;
    return schema;
}

Schema::Schema()
{
    registerSchema();
    QFile file(QStringLiteral(":/nephoscope/demo/director-schema.txt"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    const QList<QByteArray> lines = isOpen ? file.readAll().split('\n') : QList<QByteArray>();
    for (const QByteArray &line : lines)
        read(line.split('|'));
    for (size_t i = 0; i < m_types.size(); ++i)
        m_typeAt.insert(m_types[i].name, i);
}

/// make-director-schema says what the columns are.
void Schema::read(const QList<QByteArray> &columns)
{
    const QByteArray &kind = columns.first();
    if (kind == "N") {
        m_uris.insert(columns.at(1), columns.at(2));
    } else if (kind == "D") {
        m_documents.emplace_back(columns.at(1), columns.at(2));
    } else if (kind == "T") {
        SchemaType type;
        type.name = {columns.at(2), columns.at(1)};
        type.document = columns.at(3);
        type.base = SchemaName(columns.at(4));
        type.since = columns.at(5);
        type.deprecated = columns.at(6);
        type.open = !columns.at(7).isEmpty();
        type.help = columns.at(8);
        m_types.push_back(type);
    } else if (kind == "F") {
        readField(columns);
    } else if (kind == "R") {
        readElement(columns);
    }
}

void Schema::readField(const QList<QByteArray> &columns)
{
    SchemaField field;
    field.kind = fieldKind(columns.at(1));
    field.json = columns.at(2);
    field.xml = {columns.at(4), columns.at(3)};
    field.type = SchemaName(columns.at(5));
    field.many = !columns.at(6).isEmpty();
    field.required = !columns.at(7).isEmpty();
    field.modifiable = columns.at(8);
    field.since = columns.at(9);
    field.deprecated = columns.at(10);
    field.values = words(columns.at(11));
    field.help = columns.at(12);
    m_types.back().fields.push_back(field);
}

void Schema::readElement(const QList<QByteArray> &columns)
{
    const SchemaName name(columns.at(2), columns.at(1));
    const auto found = m_elementAt.constFind(name);
    const size_t at = found == m_elementAt.constEnd() ? m_elements.size() : *found;
    if (at == m_elements.size()) {
        SchemaElement element;
        element.name = name;
        element.type = SchemaName(columns.at(3));
        element.head = SchemaName(columns.at(5));
        element.document = columns.at(6);
        m_elements.push_back(element);
        m_elementAt.insert(name, at);
    }
    if (!columns.at(4).isEmpty())
        m_elements[at].mediaTypes.append(columns.at(4));
}

const SchemaType *Schema::type(const SchemaName &name) const
{
    const auto found = m_typeAt.constFind(name);
    return found == m_typeAt.constEnd() ? nullptr : &m_types[*found];
}

const SchemaElement *Schema::element(const SchemaName &name) const
{
    const auto found = m_elementAt.constFind(name);
    return found == m_elementAt.constEnd() ? nullptr : &m_elements[*found];
}

const SchemaElement *Schema::elementOf(const QByteArray &shortMediaType) const
{
    const auto isIts = [&](const SchemaElement &each) {
        return std::any_of(each.mediaTypes.begin(), each.mediaTypes.end(),
            [&](const QByteArray &type) { return type.compare(shortMediaType, Qt::CaseInsensitive) == 0; });
    };
    const auto found = std::find_if(m_elements.begin(), m_elements.end(), isIts);
    return found == m_elements.end() ? nullptr : &*found;
}

bool Schema::extends(const SchemaName &name, const SchemaName &ancestor) const
{
    for (const SchemaType *each = type(name); each; each = type(each->base)) {
        if (each->name == ancestor)
            return true;
    }
    return false;
}

std::vector<const SchemaField *> Schema::allFields(const SchemaName &name) const
{
    const SchemaType *of = type(name);
    if (!of)
        return {};
    std::vector<const SchemaField *> fields = allFields(of->base);
    for (const SchemaField &field : of->fields)
        fields.push_back(&field);
    return fields;
}

bool Schema::isOpen(const SchemaName &name) const
{
    for (const SchemaType *each = type(name); each; each = type(each->base)) {
        if (each->open)
            return true;
    }
    return false;
}

bool Schema::isText(const SchemaName &name) const
{
    for (const SchemaType *each = type(name); each; each = type(each->base)) {
        const auto isText = [](const SchemaField &field) { return field.kind == SchemaField::Kind::Text; };
        if (std::any_of(each->fields.begin(), each->fields.end(), isText))
            return true;
    }
    return name.prefix.isEmpty() && !name.isEmpty();
}

} // namespace nephoscope::demo::clouddirector
