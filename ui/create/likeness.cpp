// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/likeness.h"

#include "base/redaction.h"
#include "editor/operationinput.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace nephoscope {

namespace {

constexpr int sameType = 1000;
constexpr int below = 100; // the address of the model lies below that of the creation
constexpr int fewestFields = 3; // in common, where nothing else says that the same is made

QByteArray quoted(const QString &text)
{
    return QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact).mid(1).chopped(1);
}

QByteArray joined(const QByteArrayList &members) { return '{' + members.join(',') + '}'; }

bool isSecret(const FieldGuide &guide, const Path &place, const QString &name)
{
    return isSecretName(name) || propertyTypeNamed(guide.hints(place).type) == PropertyType::Secret;
}

/// What an object answers of a field: a switch ("enableCompression") by the name of what it switches ("compression"),
/// the name of something ("snapshotPolicyName") as that ("snapshotPolicy").
Node answered(const Node &object, const QString &field)
{
    const Node plain = object.child(field);
    if (plain.isNull() && field.endsWith(QLatin1String("Name"))) {
        const Node named = object.child(field.chopped(4));
        return named.kind() == Node::Kind::String ? named : plain;
    }
    const QString begin = QStringLiteral("enable");
    if (!plain.isNull() || !field.startsWith(begin) || field.size() == begin.size())
        return plain;
    QString what = field.mid(begin.size());
    what[0] = what.at(0).toLower();
    const Node found = object.child(what);
    return found.kind() == Node::Kind::Boolean ? found : plain;
}

/// The fields that a creation takes there: what a form shows, and what must be there.
QList<Field> taken(const FieldGuide &guide, const Path &group)
{
    QList<Field> fields = guide.absent(group);
    const QList<Field> all = guide.fields(group);
    for (const Field &field : all)
        if (!guide.document().root().at(guide.placeOf(group, field)).isNull())
            fields << field;
    return fields;
}

} // namespace

Likeness::Likeness(const Session &session, const Resource &model, const QStringList &taken)
    : m_session(session)
    , m_model(model)
    , m_taken(taken)
    , m_type(session.platform().schemaType(model, session.access()))
{
}

/// "web-1" → "web-2", "data" → "data_2"
QString Likeness::otherName() const
{
    const QString name = m_model.self.name();
    if (name.isEmpty() || name.contains(QLatin1Char('@')))
        return {};
    static const QRegularExpression numbered(QStringLiteral("^(.*[^0-9])([0-9]{1,6})$"));
    const QRegularExpressionMatch match = numbered.match(name);
    const QString stem = match.hasMatch() ? match.captured(1) : name + QLatin1Char('_');
    const int width = match.hasMatch() ? int(match.captured(2).size()) : 1;
    int number = match.hasMatch() ? match.captured(2).toInt() + 1 : 2;
    const auto proposed = [&] { return stem + QStringLiteral("%1").arg(number, width, 10, QLatin1Char('0')); };
    while (m_taken.contains(proposed(), Qt::CaseInsensitive))
        ++number;
    return proposed();
}

/// Where in such a body an object of the model's type stands; "-" where none does.
QString Likeness::placeFor(const QString &bodyType) const
{
    const Schema schema = m_session.schema();
    if (m_type.isEmpty() || bodyType.isEmpty())
        return QStringLiteral("-");
    if (schema.isKindOf(m_type, bodyType) || schema.isKindOf(bodyType, m_type))
        return {};
    const QList<Field> fields = m_model.document.isXml() ? schema.fields(bodyType) : QList<Field>();
    for (const Field &field : fields)
        if (field.type == m_type && !field.isList && !field.isMap)
            return field.name;
    return QStringLiteral("-");
}

bool Likeness::isBelow(const QUrl &creation) const
{
    const QString here = m_model.self.href().path();
    const QString there = creation.path();
    return !there.isEmpty() && (here == there || here.startsWith(there + QLatin1Char('/')));
}

int Likeness::fit(const Operation &creation) const
{
    if (creation.role != Operation::Role::Create || !creation.offered || m_model.document.isNull())
        return 0;
    if (placeFor(creation.bodySchema) != QLatin1String("-"))
        return sameType;
    const bool isHere = isBelow(creation.href);
    if (m_model.document.isXml())
        return 0; // types of that kind say what they are
    if (creation.bodySchema.isEmpty()) // nobody described it: what can be read there can be written
        return isHere && creation.bodyType.contains(QLatin1String("json")) ? below : 0;
    int common = 0;
    const QList<Field> fields = m_session.schema().fields(creation.bodySchema);
    for (const Field &field : fields)
        common += m_model.root().child(field.name).isNull() ? 0 : 1;
    return (isHere && common > 0) || common >= fewestFields ? common + (isHere ? below : 0) : 0;
}

/// What tells the model from all others.
bool Likeness::isOwn(const QString &name, const Node &value) const
{
    static const QStringList names = {QStringLiteral("id"), QStringLiteral("uuid"), QStringLiteral("publicId"),
        QStringLiteral("href"), QStringLiteral("urn"), QStringLiteral("operationKey"), QStringLiteral("Link"),
        QStringLiteral("link"), QStringLiteral("Tasks"), QStringLiteral("tasks"), QStringLiteral("_type")};
    const QString id = m_model.self.id();
    return names.contains(name) || (!id.isEmpty() && value.isLeaf() && value.text() == id);
}

void Likeness::fill(OperationInput &input) const
{
    fillArguments(input);
    if (!input.hasBody())
        return;
    const QString &type = input.operation().bodySchema;
    const Document present = input.body().draft().document();
    if (type.isEmpty() && !present.isXml() && !m_model.document.isXml()) {
        (void)input.body().replace("{\"body\":" + unguided(m_model.root(), true) + '}');
        return;
    }
    const QString found = placeFor(type);
    const Path place(found == QLatin1String("-") ? QString() : found);
    if (present.isXml() != m_model.document.isXml())
        return;
    if (present.isXml())
        return fillElements(input, place);
    if (place.isEmpty() && !present.root().isLeaf())
        (void)input.body().replace(object(m_model.root(), present.root(), input.body().guide(), place));
}

void Likeness::fillArguments(OperationInput &input) const
{
    if (!input.hasArguments())
        return;
    Editing &arguments = input.arguments();
    const QList<Field> fields = arguments.guide().fields(Path());
    for (const Field &field : fields) {
        const Node value = m_model.root().child(field.name);
        const Path place(field.name);
        const bool isOpen = arguments.draft().document().root().at(place).isNull();
        if (isOpen && !value.isNull() && !value.isNil() && value.isLeaf() && !isOwn(field.name, value)
            && !isSecretName(field.name))
            arguments.write(arguments.guide().factsOfAbsent(place, field), value.text());
    }
}

/// `isTop`: not deeper in the model, where the same text would be another name.
void Likeness::takeElement(Draft &draft, const Path &to, bool isTop, const QList<Node> &values) const
{
    const Node &first = values.constFirst();
    const bool isPlain = values.size() == 1 && first.isLeaf() && first.attributes().isEmpty();
    if (isPlain) {
        const bool isName = isTop && first.text() == m_model.self.name() && !first.text().isEmpty();
        (void)draft.set(to, Value::text(isName ? otherName() : first.text()));
        return;
    }
    (void)draft.remove(to);
    for (const Node &value : values)
        (void)draft.add(to, value);
}

void Likeness::fillElements(OperationInput &input, const Path &place) const
{
    const FieldGuide &guide = input.body().guide();
    Draft draft(input.body().draft().document(), input.body().shape());
    const Node from = m_model.root();
    const QList<Field> fields = taken(guide, place);
    for (const Field &field : fields) {
        const Path to = guide.placeOf(place, field);
        const Node attribute = field.isAttribute ? from.attribute(field.name) : Node();
        const QList<Node> values = field.isAttribute ? QList<Node>() : from.children(field.name);
        const Node &any = field.isAttribute ? attribute : values.value(0);
        if (any.isNull() || any.isNil() || isOwn(field.name, any) || isSecret(guide, to, field.name))
            continue;
        if (!field.isAttribute)
            takeElement(draft, to, to.parent() == place, values);
        else
            (void)draft.set(to, Value::text(field.name == QLatin1String("name") ? otherName() : attribute.text()));
    }
    FieldGuide filled = guide;
    filled.setDocument(draft.document());
    const QList<Path> secrets = filled.secrets();
    for (auto secret = secrets.crbegin(); secret != secrets.crend(); ++secret)
        if (guide.document().root().at(*secret).isNull()) // within what was taken over
            (void)draft.remove(*secret);
    (void)input.body().replace(draft.document().serialized());
}

/// An object of the body's type: its own members, with what the model says in their place.
QByteArray Likeness::object(const Node &from, const Node &present, const FieldGuide &guide, const Path &place) const
{
    QByteArrayList members;
    QStringList done;
    const QList<Field> fields = taken(guide, place);
    for (const Field &field : fields) {
        const Path to = guide.placeOf(place, field);
        const Node value = answered(from, field.name);
        QByteArray bytes;
        const bool isName =
            place.isEmpty() && value.isLeaf() && !value.text().isEmpty() && value.text() == m_model.self.name();
        if (isName)
            bytes = otherName().isEmpty() ? QByteArray() : quoted(otherName());
        else if (!value.isNull() && !value.isNil() && !(place.isEmpty() && isOwn(field.name, value))
            && !isSecret(guide, to, field.name))
            bytes = member(value, guide, to);
        if (bytes.isEmpty() && !present.child(field.name).isNull())
            bytes = present.child(field.name).bytes();
        if (!bytes.isEmpty() && !done.contains(field.name))
            members << quoted(field.name) + ':' + bytes;
        done << field.name;
    }
    return joined(members);
}

/// One value, as far as the body's type has room for it.
QByteArray Likeness::member(const Node &from, const FieldGuide &guide, const Path &place) const
{
    const std::optional<Field> field = guide.field(place);
    if (!field)
        return {};
    const Node::Kind kind = from.kind();
    if (field->isList && kind != Node::Kind::Array)
        return {};
    if (field->isList) {
        QByteArrayList items;
        const QList<Node> values = from.children();
        for (qsizetype index = 0; index < values.size(); ++index) {
            const QByteArray item = member(values.at(index), guide, place.child(QString::number(index)));
            if (!item.isEmpty())
                items << item;
        }
        return '[' + items.join(',') + ']';
    }
    if (field->isMap || (field->type.isEmpty() && field->plain == PlainType::Any))
        return unguided(from, false);
    if (!field->type.isEmpty())
        return kind == Node::Kind::Object ? object(from, Node(), guide, place) : QByteArray();
    return from.isLeaf() && kind != Node::Kind::Array && kind != Node::Kind::Object ? from.bytes() : QByteArray();
}

/// All of it but what is secret or the model's own.
QByteArray Likeness::unguided(const Node &from, bool isTop) const
{
    if (from.kind() == Node::Kind::Array) {
        QByteArrayList items;
        const QList<Node> values = from.children();
        for (const Node &value : values)
            items << unguided(value, false);
        return '[' + items.join(',') + ']';
    }
    if (from.kind() != Node::Kind::Object)
        return from.bytes();
    QByteArrayList members;
    const QList<Node> values = from.children();
    for (const Node &value : values) {
        if (isSecretName(value.name()) || (isTop && isOwn(value.name(), value)))
            continue;
        const bool isName = isTop && value.isLeaf() && !value.text().isEmpty() && value.text() == m_model.self.name();
        members << quoted(value.name()) + ':' + (isName ? quoted(otherName()) : unguided(value, false));
    }
    return joined(members);
}

} // namespace nephoscope
