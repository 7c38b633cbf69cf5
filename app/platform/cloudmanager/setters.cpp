// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/setters.h"

#include "platform/cloudmanager/jsontext.h"
#include "schema/callrequest.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace nephoscope::cloudmanager {

namespace {

/// "awsProperties/instances/0/instanceType" fits "awsProperties/instances/*/instanceType"; what lies deeper fits too.
bool fits(const QStringList &steps, const QString &pattern)
{
    const QStringList wanted = pattern.split(QLatin1Char('/'));
    if (steps.size() < wanted.size())
        return false;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (wanted[i] != QLatin1String("*") && wanted[i] != steps[i])
            return false;
    }
    return true;
}

Path pathOf(const QStringList &steps)
{
    Path path;
    for (const QString &step : steps)
        path = path.child(step);
    return path;
}

/// A group is not written to a plain field, nor a plain value to a group.
bool canHold(const Field &field, const Node &value)
{
    const Node one = value.kind() == Node::Kind::Array ? value.item(0) : value;
    if (one.isNull() || one.isNil())
        return true;
    const bool isGroup = !field.type.isEmpty() || field.isMap;
    return one.isLeaf() ? !isGroup : isGroup || field.plain == PlainType::Any || field.isList;
}

/// The bytes of a read member in the form the body wants: one where it wants one, a list where it wants a list.
QByteArray fitted(const Node &member, const Field &field)
{
    const bool isArray = member.kind() == Node::Kind::Array;
    if (isArray && !field.isList && !field.isMap)
        return member.item(0).isNull() ? QByteArray() : member.item(0).bytes();
    if (!isArray && field.isList)
        return JsonText::array({member.bytes()});
    return member.bytes();
}

/// The first of those places "/a/b|/c" that the object has.
Node firstThere(const Node &object, const QString &places)
{
    Node found;
    for (const QString &place : places.split(QLatin1Char('|')))
        if (found.isNull() || found.isNil())
            found = object.at(Path(place.mid(1)));
    return found;
}

/// A text of the catalogue's body with what it stands for put in: "{value}", "{before}", "{/path/in/the/object}", or
/// "{/path|/other/path}" for whichever there is.
QByteArray filledIn(const QJsonValue &pattern, const Node &value, const Node &before, const Node &object)
{
    if (pattern.isObject()) {
        JsonText::Members members;
        const QJsonObject entries = pattern.toObject();
        for (auto entry = entries.constBegin(); entry != entries.constEnd(); ++entry) {
            const QByteArray text = filledIn(entry.value(), value, before, object);
            if (!text.isEmpty())
                members.append({entry.key(), text});
        }
        return JsonText::object(members);
    }
    const QString text = pattern.toString();
    if (!pattern.isString())
        return QJsonDocument(QJsonArray{pattern}).toJson(QJsonDocument::Compact).mid(1).chopped(1);
    if (!text.startsWith(QLatin1Char('{')) || !text.endsWith(QLatin1Char('}')))
        return JsonText::string(text);
    const Node from = text == QLatin1String("{value}") ? value
        : text == QLatin1String("{before}")            ? before
                                                       : firstThere(object, text.mid(1, text.size() - 2));
    return from.isNull() || from.isNil() ? QByteArray() : from.bytes();
}

} // namespace

Setters::Setters(const CallMap &calls, const Hints &hints, const Subject &subject, const Resource &resource)
    : m_calls(calls)
    , m_hints(hints)
    , m_offers(calls, hints)
    , m_subject(subject)
    , m_resource(resource)
{
    QList<PathTemplate> own;
    for (const Place &place : subject.places())
        own << place.item->whole;
    if (subject.source() && !subject.source()->isList && !resource.self.href().hasFragment())
        own << subject.source()->whole;
    for (const PathTemplate &path : std::as_const(own)) {
        for (const PublishedCall *call : calls.at(path)) {
            const bool isEdit = call->call->method == "PUT" || call->call->method == "PATCH";
            if (isEdit && !m_edits.contains(call))
                m_edits << call;
        }
    }
}

/// The steps below the part of the document that is the resource; empty where the place is not in it.
QStringList Setters::inResource(const Path &path) const
{
    const QStringList steps = path.steps();
    const QStringList part = m_resource.part.isEmpty() ? QStringList() : m_resource.part.steps();
    return beginsWith(steps, part) ? steps.mid(part.size()) : QStringList();
}

std::optional<Field> Setters::bodyField(const PublishedCall &call, const QString &member, const Node &value) const
{
    const Parameter *body = Offers::bodyOf(*call.call);
    if (!body || body->field.type.isEmpty() || body->field.isList)
        return std::nullopt;
    const QString written = m_hints.writeName(member, call);
    if (isAnsweredOtherwise(call, member))
        return std::nullopt;
    for (const Field &field : m_calls.schema().fields(body->field.type)) {
        if ((field.name == written || isSameName(field.name, member)) && canHold(field, value))
            return field;
    }
    return std::nullopt;
}

/// True for the body's word for a member that the object has under a name, or in a place, of its own.
bool Setters::isAnsweredOtherwise(const PublishedCall &call, const QString &member) const
{
    const Node object = m_resource.root();
    const QList<Node> members =
        object.kind() == Node::Kind::Object && object.child(member).isNull() ? object.children() : QList<Node>();
    if (members.isEmpty())
        return false;
    const QJsonObject setters = m_hints.catalog().section(QStringLiteral("setters"));
    for (const QJsonValue &ofKind : setters)
        for (const QJsonValue &hint : ofKind.toArray())
            if (Hints::inGroup(hint[QLatin1String("call")].toString(), call.group) == call.key()
                && hint[QLatin1String("body")].toObject().contains(member))
                return true;
    return std::any_of(members.begin(), members.end(),
        [&](const Node &each) { return m_hints.writeName(each.name(), call) == member; });
}

const PublishedCall *Setters::ownEdit(const QString &member, const Node &value) const
{
    for (const PublishedCall *call : m_edits) {
        if (bodyField(*call, member, value))
            return call;
    }
    return nullptr;
}

Setters::Setter Setters::hintedFor(const QStringList &steps, const Node &base) const
{
    const QJsonArray hints =
        m_hints.catalog().section(QStringLiteral("setters")).value(m_resource.self.kind()).toArray();
    // some members are answered twice, under an old name and under a new one
    const QJsonObject twins = m_hints.catalog().section(QStringLiteral("twins"));
    QStringList named = steps;
    named.first() = twins.value(steps.first()).toString(steps.first());
    for (const QJsonValue &each : hints) {
        const QJsonObject hint = each.toObject();
        if (!fits(named, hint.value(QLatin1String("member")).toString()))
            continue;
        const bool wantsValue = hint.value(QLatin1String("notNull")).toBool();
        // the member itself: an entry that is added to it was never there
        const qsizetype depth = hint.value(QLatin1String("member")).toString().count(QLatin1Char('/')) + 1;
        const Node there = base.at(pathOf(steps.mid(0, depth)));
        if (wantsValue && (there.isNull() || there.isNil()))
            continue;
        const QString key = Hints::inGroup(hint.value(QLatin1String("call")).toString(), m_subject.group());
        if (const PublishedCall *call = m_calls.find(key))
            return Setter{call, hint};
    }
    return {};
}

Setters::Setter Setters::setterFor(const QStringList &steps, const Node &base) const
{
    if (steps.isEmpty())
        return {};
    const Setter hinted = hintedFor(steps, base);
    if (hinted.call)
        return hinted;
    return Setter{ownEdit(steps.first(), base.child(steps.first())), {}};
}

std::optional<Operation> Setters::editor(const Path &path) const
{
    const QStringList steps = inResource(path);
    const Setter setter = setterFor(steps, m_resource.root());
    if (!setter.call)
        return std::nullopt;
    Operation operation = m_offers.operation(*setter.call, m_subject, m_resource.self.state().word());
    operation.role = Operation::Role::Edit;
    operation.replaces = setter.hint.isEmpty() && !m_offers.isPartial(*setter.call);
    const qsizetype depth =
        setter.hint.isEmpty() ? 1 : setter.hint.value(QLatin1String("member")).toString().count(QLatin1Char('/')) + 1;
    Path place = m_resource.part;
    for (const QString &step : steps.mid(0, depth))
        place = place.child(step);
    operation.place = place;
    return operation;
}

/// Puts what the catalogue says of these changes into the body; those without a hint are in it already.
void Setters::addHinted(const QList<QPair<QStringList, Setter>> &changes, const Node &before, const Node &after,
    JsonText::Members &members) const
{
    for (const auto &[steps, setter] : changes) {
        if (setter.hint.isEmpty())
            continue;
        const qsizetype depth = setter.hint.value(QLatin1String("member")).toString().count(QLatin1Char('/')) + 1;
        const Path place = pathOf(steps.mid(0, depth));
        const QJsonObject pattern = setter.hint.value(QLatin1String("body")).toObject();
        for (auto entry = pattern.constBegin(); entry != pattern.constEnd(); ++entry) {
            const QByteArray text = filledIn(entry.value(), after.at(place), before.at(place), after);
            const bool isValue = entry.value().toString() == QLatin1String("{value}");
            const auto there = std::find_if(
                members.begin(), members.end(), [&entry](const auto &member) { return member.first == entry.key(); });
            if (there != members.end() && isValue)
                there->second = text;
            else if (there == members.end() && !text.isEmpty())
                members.append({entry.key(), text});
        }
    }
}

QByteArray Setters::bodyOf(const PublishedCall &call, const QList<QPair<QStringList, Setter>> &changes,
    const Node &before, const Node &after) const
{
    const bool isPartial = m_offers.isPartial(call);
    QStringList changed;
    for (const auto &[steps, setter] : changes)
        if (setter.hint.isEmpty())
            changed << steps.first();
    changed.removeDuplicates();
    JsonText::Members members;
    const QList<Node> own = changed.isEmpty() ? QList<Node>() : after.children();
    for (const Node &member : own) {
        const auto field = bodyField(call, member.name(), member);
        if (!field || (isPartial && !changed.contains(member.name())))
            continue;
        const QByteArray text = fitted(member, *field);
        const bool isNothing = text.isEmpty() || (member.isNil() && !changed.contains(member.name()));
        if (!isNothing) // what the object calls it, where only the spelling differs
            members.append({isSameName(field->name, member.name()) ? member.name() : field->name, text});
    }
    for (const QString &name : std::as_const(changed)) {
        if (const auto field = bodyField(call, name, {}); field && after.child(name).isNull())
            members.append({field->name, "null"}); // taken away
    }
    addHinted(changes, before, after, members);
    return JsonText::object(members);
}

Result<Request> Setters::request(const PublishedCall &call, const QByteArray &body) const
{
    Arguments arguments;
    for (const Parameter &parameter : call.call->parameters) {
        const QString &name = parameter.field.name;
        const QString answer = m_subject.answer(name);
        if (!answer.isEmpty() && (parameter.in == Parameter::In::Path || parameter.field.isRequired))
            arguments.insert(name, {answer});
    }
    const bool takesBody = Offers::bodyOf(*call.call);
    return requestFor(*call.call, m_resource.self.href(), arguments, takesBody ? body : QByteArray());
}

/// True where the member is answered under two names, and they hold different values now.
bool Setters::isSaidOtherwise(const QStringList &steps, const Node &after) const
{
    const QJsonObject twins = m_hints.catalog().section(QStringLiteral("twins"));
    const QString twin = twins.value(steps.first()).toString();
    QStringList named = steps;
    named.first() = twin;
    const Node other = after.at(pathOf(named));
    return !twin.isEmpty() && !other.isNull() && m_resource.root().at(pathOf(named)).bytes() != other.bytes()
        && after.at(pathOf(steps)).bytes() != other.bytes();
}

/// True where the call takes nothing of what the member holds now, as a text where it wants an object.
bool Setters::isUnfit(const Setter &setter, const QStringList &steps, const Node &after) const
{
    if (!setter.hint.isEmpty())
        return false;
    const Node member = after.child(steps.first());
    const auto field = bodyField(*setter.call, steps.first(), member);
    return !member.isNull() && !member.isNil() && (!field || fitted(member, *field).isEmpty());
}

/// True where another change gives the same member of the same body another value: only one of them could be sent.
bool Setters::isOverruled(const Setter &setter, const QStringList &steps, const Node &after, Said &said)
{
    const qsizetype depth = setter.hint.value(QLatin1String("member")).toString().count(QLatin1Char('/')) + 1;
    const QByteArray value = after.at(pathOf(steps.mid(0, depth))).bytes();
    const QJsonObject pattern = setter.hint.value(QLatin1String("body")).toObject();
    for (auto entry = pattern.constBegin(); entry != pattern.constEnd(); ++entry) {
        if (entry.value().toString() != QLatin1String("{value}"))
            continue;
        const auto key = qMakePair(setter.call, entry.key());
        if (said.value(key, value) != value)
            return true;
        said.insert(key, value);
    }
    return false;
}

Result<QList<Request>> Setters::save(const Draft &draft) const
{
    const Node before = m_resource.root();
    const Node root = draft.document().root();
    const Node after = m_resource.part.isEmpty() ? root : root.at(m_resource.part);
    QList<QPair<const PublishedCall *, QList<QPair<QStringList, Setter>>>> byCall;
    QStringList refused;
    Said said;
    for (const Change &change : draft.changes()) {
        const QStringList steps = inResource(change.path);
        const Setter setter = setterFor(steps, before);
        const bool isContradicted = setter.call && isSaidOtherwise(steps, after);
        if (!setter.call || isContradicted || isUnfit(setter, steps, after)
            || isOverruled(setter, steps, after, said)) {
            refused << change.path.text();
            continue;
        }
        auto entry = std::find_if(
            byCall.begin(), byCall.end(), [&setter](const auto &each) { return each.first == setter.call; });
        if (entry == byCall.end()) {
            byCall.append(qMakePair(setter.call, QList<QPair<QStringList, Setter>>()));
            entry = byCall.end() - 1;
        }
        entry->second.append({steps, setter});
    }
    if (!refused.isEmpty())
        return failure(Error::Kind::Invalid,
            QCoreApplication::translate("CloudManager", "This cannot be changed: %1.")
                .arg(refused.join(QLatin1String(", "))));
    QList<Request> requests;
    for (const auto &[call, changes] : std::as_const(byCall)) {
        const auto made = request(*call, bodyOf(*call, changes, before, after));
        if (!made)
            return failure(made.error());
        requests << *made;
    }
    return requests;
}

} // namespace nephoscope::cloudmanager
