// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schemacontent.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// The form of the cache and of the built-in copies: one line per type, element and call; what is as it usually is, is
// left out.

namespace nephoscope {
namespace {

constexpr int currentFormat = 1;

const QStringList plainNames =
    QStringLiteral("text integer decimal boolean time instant date duration url binary file any").split(u' ');
const QStringList modifiableNames = QStringLiteral("unknown none create update always").split(u' ');
const QStringList inNames = QStringLiteral("path query header body form").split(u' ');

template <class Enum>
Enum named(const QStringList &names, const QJsonValue &value, Enum otherwise)
{
    const qsizetype place = names.indexOf(value.toString());
    return place < 0 ? otherwise : static_cast<Enum>(place);
}

template <class Enum>
QString nameOf(const QStringList &names, Enum value)
{
    return names.value(static_cast<qsizetype>(value));
}

/// An object in the making, without members that say nothing.
class Writer {
public:
    void text(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            m_object.insert(QLatin1String(name), value);
    }
    void flag(const char *name, bool value)
    {
        if (value)
            m_object.insert(QLatin1String(name), true);
    }
    void number(const char *name, int value, int usual)
    {
        if (value != usual)
            m_object.insert(QLatin1String(name), value);
    }
    void bound(const char *name, const std::optional<double> &value)
    {
        if (value)
            m_object.insert(QLatin1String(name), *value);
    }
    void list(const char *name, const QStringList &values)
    {
        if (!values.isEmpty())
            m_object.insert(QLatin1String(name), QJsonArray::fromStringList(values));
    }
    void array(const char *name, const QJsonArray &values)
    {
        if (!values.isEmpty())
            m_object.insert(QLatin1String(name), values);
    }
    const QJsonObject &object() const { return m_object; }

private:
    QJsonObject m_object;
};

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue item : value.toArray())
        list.append(item.toString());
    return list;
}

std::optional<double> boundOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

NumberRange rangeFromJson(const QJsonObject &json)
{
    NumberRange range;
    range.lowest = boundOf(json[QLatin1String("lowest")]);
    range.highest = boundOf(json[QLatin1String("highest")]);
    return range;
}

QJsonObject fieldToJson(const Field &field)
{
    Writer json;
    json.text("name", field.name);
    json.text("json", field.jsonName);
    json.text("ns", field.namespaceUri);
    json.flag("attribute", field.isAttribute);
    json.flag("list", field.isList);
    json.flag("map", field.isMap);
    json.text("type", field.type);
    if (field.plain != PlainType::Text)
        json.text("plain", nameOf(plainNames, field.plain));
    json.list("choices", field.choices);
    json.number("least", field.least, 0);
    json.number("most", field.most, 1);
    json.bound("lowest", field.range.lowest);
    json.bound("highest", field.range.highest);
    json.flag("required", field.isRequired);
    if (field.modifiable != Modifiable::Unknown)
        json.text("modifiable", nameOf(modifiableNames, field.modifiable));
    json.text("since", field.since);
    json.text("deprecated", field.deprecated);
    json.text("help", field.help);
    json.text("preset", field.preset);
    return json.object();
}

Field fieldFromJson(const QJsonObject &json)
{
    Field field;
    field.name = json[QLatin1String("name")].toString();
    field.jsonName = json[QLatin1String("json")].toString();
    field.namespaceUri = json[QLatin1String("ns")].toString();
    field.isAttribute = json[QLatin1String("attribute")].toBool();
    field.isList = json[QLatin1String("list")].toBool();
    field.isMap = json[QLatin1String("map")].toBool();
    field.type = json[QLatin1String("type")].toString();
    field.plain = named(plainNames, json[QLatin1String("plain")], PlainType::Text);
    field.choices = texts(json[QLatin1String("choices")]);
    field.least = json[QLatin1String("least")].toInt(0);
    field.most = json[QLatin1String("most")].toInt(1);
    field.range = rangeFromJson(json);
    field.isRequired = json[QLatin1String("required")].toBool();
    field.modifiable = named(modifiableNames, json[QLatin1String("modifiable")], Modifiable::Unknown);
    field.since = json[QLatin1String("since")].toString();
    field.deprecated = json[QLatin1String("deprecated")].toString();
    field.help = json[QLatin1String("help")].toString();
    field.preset = json[QLatin1String("preset")].toString();
    return field;
}

QJsonObject typeToJson(const Type &type)
{
    Writer json;
    json.text("id", type.id);
    json.text("name", type.name);
    json.text("ns", type.namespaceUri);
    json.text("base", type.base);
    QJsonArray fields;
    for (const Field &field : type.fields)
        fields.append(fieldToJson(field));
    json.array("fields", fields);
    if (type.text)
        json.text("text", nameOf(plainNames, *type.text));
    json.list("choices", type.textChoices);
    json.bound("lowest", type.textRange.lowest);
    json.bound("highest", type.textRange.highest);
    json.flag("abstract", type.isAbstract);
    json.text("element", type.element);
    json.text("elementNs", type.elementNamespace);
    json.list("media", type.mediaTypes);
    json.text("since", type.since);
    json.text("deprecated", type.deprecated);
    json.text("help", type.help);
    return json.object();
}

Type typeFromJson(const QJsonObject &json)
{
    Type type;
    type.id = json[QLatin1String("id")].toString();
    type.name = json[QLatin1String("name")].toString();
    type.namespaceUri = json[QLatin1String("ns")].toString();
    type.base = json[QLatin1String("base")].toString();
    for (const QJsonValue field : json[QLatin1String("fields")].toArray())
        type.fields.append(fieldFromJson(field.toObject()));
    if (json.contains(QLatin1String("text")))
        type.text = named(plainNames, json[QLatin1String("text")], PlainType::Text);
    type.textChoices = texts(json[QLatin1String("choices")]);
    type.textRange = rangeFromJson(json);
    type.isAbstract = json[QLatin1String("abstract")].toBool();
    type.element = json[QLatin1String("element")].toString();
    type.elementNamespace = json[QLatin1String("elementNs")].toString();
    type.mediaTypes = texts(json[QLatin1String("media")]);
    type.since = json[QLatin1String("since")].toString();
    type.deprecated = json[QLatin1String("deprecated")].toString();
    type.help = json[QLatin1String("help")].toString();
    return type;
}

QJsonObject elementToJson(const SchemaElement &element)
{
    Writer json;
    json.text("name", element.name);
    json.text("ns", element.namespaceUri);
    json.text("type", element.type);
    json.text("head", element.head);
    json.list("media", element.mediaTypes);
    json.flag("abstract", element.isAbstract);
    return json.object();
}

SchemaElement elementFromJson(const QJsonObject &json)
{
    SchemaElement element;
    element.name = json[QLatin1String("name")].toString();
    element.namespaceUri = json[QLatin1String("ns")].toString();
    element.type = json[QLatin1String("type")].toString();
    element.head = json[QLatin1String("head")].toString();
    element.mediaTypes = texts(json[QLatin1String("media")]);
    element.isAbstract = json[QLatin1String("abstract")].toBool();
    return element;
}

QJsonObject callToJson(const Call &call)
{
    Writer json;
    json.text("area", call.area);
    json.text("method", QString::fromLatin1(call.method));
    json.text("path", call.path);
    json.text("base", call.base);
    json.text("nickname", call.nickname);
    json.text("summary", call.summary);
    json.text("notes", call.notes);
    QJsonArray parameters;
    for (const Parameter &parameter : call.parameters) {
        QJsonObject object = fieldToJson(parameter.field);
        object.insert(QLatin1String("in"), nameOf(inNames, parameter.in));
        parameters.append(object);
    }
    json.array("parameters", parameters);
    json.list("consumes", call.consumes);
    json.text("result", call.resultType);
    if (call.resultPlain != PlainType::Any)
        json.text("plain", nameOf(plainNames, call.resultPlain));
    json.flag("list", call.isResultList);
    json.flag("void", call.isVoid);
    json.list("states", call.states);
    json.flag("deprecated", call.isDeprecated);
    return json.object();
}

Call callFromJson(const QJsonObject &json)
{
    Call call;
    call.area = json[QLatin1String("area")].toString();
    call.method = json[QLatin1String("method")].toString().toLatin1();
    call.path = json[QLatin1String("path")].toString();
    call.base = json[QLatin1String("base")].toString();
    call.nickname = json[QLatin1String("nickname")].toString();
    call.summary = json[QLatin1String("summary")].toString();
    call.notes = json[QLatin1String("notes")].toString();
    for (const QJsonValue value : json[QLatin1String("parameters")].toArray()) {
        Parameter parameter;
        parameter.field = fieldFromJson(value.toObject());
        parameter.in = named(inNames, value[QLatin1String("in")], Parameter::In::Query);
        call.parameters.append(parameter);
    }
    call.consumes = texts(json[QLatin1String("consumes")]);
    call.resultType = json[QLatin1String("result")].toString();
    call.resultPlain = named(plainNames, json[QLatin1String("plain")], PlainType::Any);
    call.isResultList = json[QLatin1String("list")].toBool();
    call.isVoid = json[QLatin1String("void")].toBool();
    call.states = texts(json[QLatin1String("states")]);
    call.isDeprecated = json[QLatin1String("deprecated")].toBool();
    return call;
}

QByteArray line(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

QByteArray section(const char *name, const QList<QByteArray> &lines)
{
    return QByteArray(",\n\"") + name + "\":[\n" + lines.join(",\n") + "\n]";
}

} // namespace

QByteArray Schema::toJson() const
{
    QList<QByteArray> typeLines;
    for (const QString &id : m_content->order)
        typeLines.append(line(typeToJson(*m_content->types.value(id))));
    QStringList elementIds = m_content->elements.keys();
    elementIds.sort();
    QList<QByteArray> elementLines;
    for (const QString &id : qAsConst(elementIds))
        elementLines.append(line(elementToJson(m_content->elements.value(id))));
    QList<QByteArray> callLines;
    for (const Call &call : m_content->calls)
        callLines.append(line(callToJson(call)));
    QJsonObject prefixes;
    for (auto it = m_content->prefixes.constBegin(); it != m_content->prefixes.constEnd(); ++it)
        prefixes.insert(it.key(), it.value());
    const QByteArray notes = QJsonDocument(QJsonArray::fromStringList(m_content->notes)).toJson(QJsonDocument::Compact);
    return "{\"format\":" + QByteArray::number(currentFormat) + section("types", typeLines)
        + section("elements", elementLines) + section("calls", callLines) + ",\n\"prefixes\":" + line(prefixes)
        + ",\n\"notes\":" + notes + "}\n";
}

Result<Schema> Schema::fromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    const QJsonObject object = document.object();
    if (error.error != QJsonParseError::NoError || object[QLatin1String("format")].toInt() != currentFormat)
        return failure(Error::Kind::Malformed,
            QCoreApplication::translate("Schema", "This is not a stored description of a service."));
    SchemaPart part;
    for (const QJsonValue value : object[QLatin1String("types")].toArray())
        part.types.append(typeFromJson(value.toObject()));
    for (const QJsonValue value : object[QLatin1String("elements")].toArray())
        part.elements.append(elementFromJson(value.toObject()));
    for (const QJsonValue value : object[QLatin1String("calls")].toArray())
        part.calls.append(callFromJson(value.toObject()));
    const QJsonObject prefixes = object[QLatin1String("prefixes")].toObject();
    for (auto it = prefixes.constBegin(); it != prefixes.constEnd(); ++it)
        part.prefixes.insert(it.key(), it.value().toString());
    part.notes = texts(object[QLatin1String("notes")]);
    return Schema().with(part);
}

} // namespace nephoscope
