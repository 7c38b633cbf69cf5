// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/swaggertypes.h"

#include "schema/plaintext.h"

#include <QRegularExpression>
#include <array>
#include <cmath>

// Shape and quirks of the descriptions: shared reference, occm-swagger/README.md §4–6.

namespace nephoscope {
namespace {

constexpr int mostModels = 5000;
constexpr int mostProperties = 1000;
constexpr int mostChoices = 1000;

bool isVisible(const QString &property) { return !property.contains(u'$'); } // leftovers of the server's language

/// A validated text in a wrapper: {"_1": text, "validatesWith": pattern}, or nothing but such leftovers.
bool isWrapper(const Node &model)
{
    const QList<Node> properties = model.child(QStringLiteral("properties")).children();
    bool isText = !properties.isEmpty();
    for (const Node &property : properties) {
        const QString name = property.name();
        isText = isText && (name == QLatin1String("_1") || name == QLatin1String("validatesWith") || !isVisible(name));
    }
    return isText;
}

std::optional<PlainType> plainNamed(const QString &name, const QString &format)
{
    const QString word = name.toLower();
    const QString form = format.toLower();
    if (word == QLatin1String("string") || word == QLatin1String("value")) {
        if (form == QLatin1String("date-time"))
            return PlainType::Time;
        if (form == QLatin1String("date"))
            return PlainType::Date;
        return form == QLatin1String("binary") ? PlainType::File : PlainType::Text;
    }
    static const QHash<QString, PlainType> names = {{QStringLiteral("integer"), PlainType::Integer},
        {QStringLiteral("int"), PlainType::Integer}, {QStringLiteral("long"), PlainType::Integer},
        {QStringLiteral("number"), PlainType::Decimal}, {QStringLiteral("double"), PlainType::Decimal},
        {QStringLiteral("float"), PlainType::Decimal}, {QStringLiteral("boolean"), PlainType::Boolean},
        {QStringLiteral("file"), PlainType::File}, {QStringLiteral("object"), PlainType::Any},
        {QStringLiteral("any"), PlainType::Any}, {QStringLiteral("void"), PlainType::Any},
        {QStringLiteral("date-time"), PlainType::Time}, {QStringLiteral("datetime"), PlainType::Time},
        {QStringLiteral("date"), PlainType::Date}, {QStringLiteral("uuid"), PlainType::Text},
        {QStringLiteral("char"), PlainType::Text}, {QStringLiteral("byte"), PlainType::Text}};
    const auto found = names.constFind(word);
    return found == names.constEnd() ? std::nullopt : std::optional(*found);
}

/// An optional number or boolean of the server's language comes as "Object": only the name tells.
PlainType plainByName(const QString &name)
{
    static const QRegularExpression boolean(QStringLiteral(
        "^(is|has|use|enable|disable|allow|open|optimized)[A-Z]|(Enabled|Exists|OptIn|PublicIP|ToCbs)$"));
    static const QRegularExpression number(QStringLiteral(
        "(iops|throughput|count|rpm)$|(Days|Size|Percent|Inodes|Count)$|^(number|filteredNumber)Of[A-Z]"));
    if (boolean.match(name).hasMatch())
        return PlainType::Boolean;
    return number.match(name).hasMatch() ? PlainType::Decimal : PlainType::Any;
}

bool isInstantName(const QString &name)
{
    static const QRegularExpression moment(
        QStringLiteral("(Date|Time|Timestamp|TimeStamp)$|^(date|timeStamp|timestamp|lastModified)$"));
    return moment.match(name).hasMatch();
}

/// What is inside "Word[...]"; empty where it is none.
QString inside(const QString &name, std::initializer_list<QLatin1String> words)
{
    if (!name.endsWith(u']'))
        return {};
    for (const QLatin1String word : words) {
        if (name.startsWith(word, Qt::CaseInsensitive) && name.size() > word.size() && name[word.size()] == u'[')
            return name.mid(word.size() + 1, name.size() - word.size() - 2).trimmed();
    }
    return {};
}

/// Version 1.2 of Swagger writes bounds as texts, later ones as numbers.
std::optional<double> boundOf(const Node &node)
{
    bool isNumber = false;
    const double bound = node.text().trimmed().toDouble(&isNumber);
    return isNumber && std::isfinite(bound) ? std::optional(bound) : std::nullopt;
}

QString textOf(const Node &node, const char *member) { return node.child(QLatin1String(member)).text(); }

} // namespace

bool isTrue(const Node &node)
{
    const bool isWord = node.kind() == Node::Kind::Boolean || node.kind() == Node::Kind::String;
    return isWord && node.text().trimmed().compare(QLatin1String("true"), Qt::CaseInsensitive) == 0;
}

QStringList cleanChoices(const Node &values)
{
    QStringList choices;
    for (const Node &value : values.children()) {
        if (value.isLeaf() && !value.isNil() && choices.size() < mostChoices)
            choices.append(value.text().trimmed());
    }
    if (!choices.isEmpty() && choices.first().startsWith(u'[') && choices.last().endsWith(u']')) {
        choices.first() = choices.first().mid(1).trimmed();
        choices.last() = choices.last().chopped(1).trimmed();
    }
    choices.removeAll(QString());
    choices.removeDuplicates();
    return choices;
}

QString lastName(const QString &reference)
{
    const qsizetype place =
        std::max({reference.lastIndexOf(u'/'), reference.lastIndexOf(u'.'), reference.lastIndexOf(u'$')});
    return reference.mid(place + 1);
}

SwaggerTypes::SwaggerTypes(const QString &area, const Node &models)
    : m_area(area)
{
    for (const Node &model : models.children()) {
        if (model.kind() != Node::Kind::Object || m_models.contains(model.name()) || m_order.size() >= mostModels)
            continue;
        m_models.insert(model.name(), model);
        m_order.append(model.name());
        for (const Node &sub : model.child(QStringLiteral("subTypes")).children())
            m_bases.insert(sub.text(), model.name());
    }
}

QString SwaggerTypes::modelNamed(const QString &word) const
{
    return m_models.contains(word) ? word : m_models.contains(lastName(word)) ? lastName(word) : QString();
}

void SwaggerTypes::describe(Field &field, QString name, const QString &format) const
{
    name = name.trimmed();
    const std::initializer_list<QLatin1String> lists = {
        QLatin1String("List"), QLatin1String("Set"), QLatin1String("Seq"), QLatin1String("Array")};
    const QString values = inside(name, {QLatin1String("Map")});
    QString rest = name;
    if (!values.isEmpty() && !field.isList && !field.isMap) {
        field.isMap = true;
        rest = values.section(u',', 1).trimmed();
    }
    const QString items = inside(rest, lists);
    if (!items.isEmpty() && !field.isList) {
        field.isList = true;
        rest = items;
    }
    const QString option = inside(rest, {QLatin1String("Option"), QLatin1String("Optional")});
    rest = option.isEmpty() ? rest : option;

    field.type.clear();
    const QString model = modelNamed(rest);
    if (!model.isEmpty()) {
        const bool isText = isWrapper(m_models.value(model));
        field.type = isText ? QString() : idOf(model);
        field.plain = PlainType::Text;
        return;
    }
    const std::optional<PlainType> plain = plainNamed(lastName(rest), format);
    field.plain = plain.value_or(PlainType::Any); // also deeper lists and dictionaries
    if (rest == QLatin1String("Object"))
        field.plain = plainByName(field.name);
    if (field.plain == PlainType::Integer && format != QLatin1String("int32") && isInstantName(field.name))
        field.plain = PlainType::Instant;
}

void SwaggerTypes::describe(Field &field, const Node &typed) const
{
    Node said = typed;
    if (said.child(QStringLiteral("type")).isNull()
        && said.child(QStringLiteral("schema")).kind() == Node::Kind::Object)
        said = said.child(QStringLiteral("schema")); // as later versions of Swagger have it
    const Node items = said.child(QStringLiteral("items"));
    const QString reference = textOf(said, "$ref");
    const QString name = textOf(said, "type");
    if (!reference.isEmpty()) {
        describe(field, reference, {});
    } else if (name == QLatin1String("array")) {
        field.isList = true;
        const QString element = textOf(items, "$ref");
        describe(field, element.isEmpty() ? textOf(items, "type") : element, textOf(items, "format"));
    } else {
        describe(field, name, textOf(said, "format"));
    }
    for (const Node &values : {said.child(QStringLiteral("enum")), items.child(QStringLiteral("enum")),
             said.child(QStringLiteral("allowableValues")).child(QStringLiteral("values"))}) {
        if (field.choices.isEmpty() && values.kind() == Node::Kind::Array)
            field.choices = cleanChoices(values);
    }
    for (const Node &each : {said, items}) {
        NumberRange range;
        range.lowest = boundOf(each.child(QStringLiteral("minimum")));
        range.highest = boundOf(each.child(QStringLiteral("maximum")));
        field.range.narrow(range);
    }
    if (field.isList || field.isMap)
        field.most = -1;
}

Field SwaggerTypes::fieldOf(const Node &property) const
{
    Field field;
    field.name = property.name();
    describe(field, property);
    field.help = plainText(textOf(property, "description"));
    field.isRequired = isTrue(property.child(QStringLiteral("required")));
    const Node preset = property.child(QStringLiteral("defaultValue"));
    field.preset = preset.isLeaf() ? preset.text() : QString();
    return field;
}

Type SwaggerTypes::typeOf(const QString &model, const Node &node) const
{
    Type type;
    type.id = idOf(model);
    type.name = model;
    type.help = plainText(textOf(node, "description"));
    const QString base = m_bases.value(model);
    type.base = base.isEmpty() || base == model ? QString() : idOf(base);
    const QList<Node> names = node.child(QStringLiteral("required")).children();
    QSet<QString> required;
    for (const Node &name : names)
        required.insert(name.text());
    QSet<QString> seen;
    for (const Node &property : node.child(QStringLiteral("properties")).children()) {
        if (property.kind() != Node::Kind::Object || !isVisible(property.name()) || seen.contains(property.name())
            || seen.size() >= mostProperties)
            continue;
        seen.insert(property.name());
        Field field = fieldOf(property);
        field.isRequired = field.isRequired || required.contains(field.name);
        field.least = field.isRequired ? 1 : 0;
        type.fields.append(field);
    }
    return type;
}

QList<Type> SwaggerTypes::types() const
{
    QList<Type> types;
    for (const QString &model : m_order) {
        if (!isWrapper(m_models.value(model)))
            types.append(typeOf(model, m_models.value(model)));
    }
    return types;
}

} // namespace nephoscope
