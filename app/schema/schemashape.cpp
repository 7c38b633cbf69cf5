// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schemashape.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QXmlStreamWriter>

namespace nephoscope {
namespace {

/// A field that must be there, with what must be in it.
struct Required {
    Field field;
    QList<Required> fields;
};

/// Types that require themselves would never end; no body that a service takes goes this deep.
constexpr int deepest = 8;

QList<Required> requiredOf(const Schema &schema, const QString &type, int depth)
{
    QList<Required> list;
    if (type.isEmpty() || depth == 0)
        return list;
    for (const Field &field : schema.fields(type)) {
        if (field.isRequired && field.modifiable != Modifiable::Never)
            list.append({field, requiredOf(schema, field.type, depth - 1)});
    }
    return list;
}

/// The namespace that needs no prefix: that of most of the types the content is built from, at a tie the root's. Roots
/// of an extension so keep their inherited parts plain, as the services write them.
QString homeOf(const Schema &schema, const Type *type, const QString &rootUri)
{
    QHash<QString, int> counts;
    QString home = rootUri;
    QSet<QString> seen;
    for (; type && !seen.contains(type->id); type = schema.type(type->base)) {
        seen.insert(type->id);
        ++counts[type->namespaceUri];
    }
    for (auto it = counts.constBegin(); it != counts.constEnd(); ++it) {
        if (it.value() > counts.value(home))
            home = it.key();
    }
    return home;
}

/// Writes a skeleton as XML. Used once.
class XmlSkeleton {
public:
    XmlSkeleton(const Schema &schema, const QList<Required> &fields)
        : m_schema(schema)
        , m_fields(fields)
    {
        collect(fields);
    }

    /// `home`: namespace that needs no prefix.
    QByteArray written(const QString &element, const QString &uri, const QString &home)
    {
        QByteArray bytes;
        QXmlStreamWriter writer(&bytes);
        writer.writeStartDocument();
        m_uris.insert(uri);
        if (!home.isEmpty())
            writer.writeDefaultNamespace(home);
        QSet<QString> taken = {QStringLiteral("xml")};
        int number = 0;
        for (const QString &used : qAsConst(m_uris)) {
            if (used.isEmpty() || (used == home && !m_attributeUris.contains(used)))
                continue;
            QString prefix = m_schema.prefixOf(used);
            while (prefix.isEmpty() || taken.contains(prefix))
                prefix = QStringLiteral("ns%1").arg(++number);
            taken.insert(prefix);
            writer.writeNamespace(used, prefix);
        }
        writer.writeStartElement(uri, element);
        write(writer, m_fields);
        writer.writeEndElement();
        return bytes;
    }

private:
    void collect(const QList<Required> &fields)
    {
        for (const Required &one : fields) {
            m_uris.insert(one.field.namespaceUri);
            if (one.field.isAttribute)
                m_attributeUris.insert(one.field.namespaceUri);
            collect(one.fields);
        }
    }

    static QString valueOf(const Field &field)
    {
        return field.preset.isEmpty() && field.plain == PlainType::Boolean ? QStringLiteral("false") : field.preset;
    }

    void write(QXmlStreamWriter &writer, const QList<Required> &fields)
    {
        for (const Required &one : fields) {
            const QString &uri = one.field.namespaceUri;
            if (one.field.isAttribute && uri.isEmpty())
                writer.writeAttribute(one.field.name, valueOf(one.field));
            else if (one.field.isAttribute)
                writer.writeAttribute(uri, one.field.name, valueOf(one.field));
        }
        for (const Required &one : fields) {
            if (one.field.isAttribute)
                continue;
            writer.writeStartElement(one.field.namespaceUri, one.field.name);
            if (one.field.type.isEmpty())
                writer.writeCharacters(valueOf(one.field));
            write(writer, one.fields);
            writer.writeEndElement();
        }
    }

    const Schema &m_schema;
    QList<Required> m_fields;
    QSet<QString> m_uris;
    QSet<QString> m_attributeUris;
};

QByteArray quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

QByteArray jsonValue(const Field &field)
{
    if (field.plain == PlainType::Boolean)
        return field.preset == QLatin1String("true") ? "true" : "false";
    bool isNumber = false;
    field.preset.toDouble(&isNumber);
    const bool wantsNumber =
        field.plain == PlainType::Integer || field.plain == PlainType::Decimal || field.plain == PlainType::Instant;
    if (wantsNumber || field.plain == PlainType::Any)
        return isNumber && wantsNumber ? field.preset.toLatin1() : "null";
    return quoted(field.preset);
}

QByteArray jsonObject(const QList<Required> &fields)
{
    QList<QByteArray> members;
    for (const Required &one : fields) {
        const QString &name = one.field.jsonName.isEmpty() ? one.field.name : one.field.jsonName;
        QByteArray value = one.field.type.isEmpty() ? jsonValue(one.field) : jsonObject(one.fields);
        if (one.field.isMap)
            value = "{}";
        else if (one.field.isList)
            value = one.field.type.isEmpty() ? "[]" : '[' + value + ']';
        members.append(quoted(name) + ':' + value);
    }
    return '{' + members.join(',') + '}';
}

tl::unexpected<Error> unknown(const char *text)
{
    return failure(Error::Kind::Malformed, QCoreApplication::translate("Schema", text));
}

} // namespace

std::optional<Shape::Slot> SchemaShape::slot(const Path &path) const
{
    const std::optional<Field> field = m_schema.field(m_type, path);
    if (!field)
        return {};
    Slot slot;
    slot.namespaceUri = m_isXml ? field->namespaceUri : QString();
    slot.isAttribute = m_isXml && field->isAttribute;
    slot.isList = field->isList && !(field->isMap && !m_isXml);
    slot.isGroup = !field->type.isEmpty() || field->isMap;
    return slot;
}

QStringList SchemaShape::order(const Path &parent) const
{
    if (!m_isXml)
        return {}; // members of a JSON object stand in no order
    QString type = m_type;
    if (!parent.isEmpty()) {
        const std::optional<Field> field = m_schema.field(m_type, parent);
        type = field ? field->type : QString();
    }
    QStringList names;
    for (const Field &field : m_schema.fields(type)) {
        if (field.isAttribute)
            continue;
        names.append(field.name);
        for (const SchemaElement &element : m_schema.substitutes(field))
            names.append(element.name);
    }
    names.removeDuplicates();
    return names;
}

Result<Document> emptyDocument(
    const Schema &schema, const QString &typeId, bool isXml, const QString &rootElement, const QString &rootNamespace)
{
    const Type *type = schema.type(typeId);
    if (!type)
        return unknown("The description of the service does not know this kind of content.");
    const QList<Required> fields = requiredOf(schema, typeId, deepest);
    if (!isXml)
        return Document::parse(jsonObject(fields), "application/json");

    const QString element = rootElement.isEmpty() ? type->element : rootElement;
    const QString uri = rootElement.isEmpty() ? type->elementNamespace : rootNamespace;
    if (element.isEmpty())
        return unknown("The description of the service does not say what this content begins with.");
    const QString home = homeOf(schema, type, uri);
    return Document::parse(XmlSkeleton(schema, fields).written(element, uri, home), "application/xml");
}

} // namespace nephoscope
