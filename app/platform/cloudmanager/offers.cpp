// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/offers.h"

#include "platform/cloudmanager/jsontext.h"

#include <QCoreApplication>

namespace nephoscope::cloudmanager {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("CloudManager", text); }

/// "changeTierLevel" → "Change tier level"
QString asWords(const QString &nickname)
{
    QString words;
    for (const QChar letter : nickname) {
        const bool isStart = letter.isUpper() && !words.isEmpty() && !words.back().isUpper();
        words += isStart ? QLatin1Char(' ') + QString(letter.toLower()) : QString(letter);
    }
    words = words.replace(QLatin1Char('-'), QLatin1Char(' ')).simplified();
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

/// The members of a read object that hold what a write model calls `name`.
Node memberFor(const Node &object, const QString &name, const PublishedCall &call, const Hints &hints)
{
    if (const Node same = object.child(name); !same.isNull())
        return same;
    for (const Node &member : object.kind() == Node::Kind::Object ? object.children() : QList<Node>()) {
        if (hints.writeName(member.name(), call) == name)
            return member;
    }
    return {};
}

} // namespace

const Parameter *Offers::bodyOf(const Call &call)
{
    for (const Parameter &parameter : call.parameters) {
        if (parameter.in == Parameter::In::Body)
            return &parameter;
    }
    return nullptr;
}

bool Offers::isPartial(const PublishedCall &call) const
{
    const Parameter *body = bodyOf(*call.call);
    if (!body || body->field.type.isEmpty())
        return call.call->method == "PATCH";
    const QList<Field> fields = m_calls.schema().fields(body->field.type);
    return call.call->method == "PATCH"
        || std::none_of(fields.begin(), fields.end(), [](const Field &field) { return field.isRequired; });
}

const Offers::Known &Offers::known(const PublishedCall &call) const
{
    const auto found = m_known.constFind(&call);
    if (found != m_known.constEnd())
        return *found;
    const QJsonObject hint = m_hints.of("calls", call);
    Known known;
    known.label = hint.value(QLatin1String("label")).toString();
    known.danger = m_hints.danger(call);
    known.isRecommended = hint.value(QLatin1String("recommended")).toBool();
    if (hint.value(QLatin1String("role")).toString() == QLatin1String("create"))
        known.role = Operation::Role::Create;
    else if (m_hints.asksOnly(call))
        known.role = Operation::Role::Ask;
    return *m_known.insert(&call, known);
}

Operation::Role Offers::role(const PublishedCall &call, const Subject &subject) const
{
    if (known(call).role != Operation::Role::Act)
        return known(call).role;
    const QByteArray &method = call.call->method;
    bool isHere = subject.source() && subject.source()->whole == call.whole && !subject.source()->isList;
    for (const Place &place : subject.places()) {
        // "/accounts/{…}" deletes what is read at "/accounts/aws/{…}"
        const bool isAbove = method == "DELETE" && call.path.endsInVariable()
            && call.path.variables() == place.item->path.variables()
            && beginsWith(place.item->path.literals(), call.path.literals());
        isHere = isHere || isAbove || place.item->whole == call.whole;
    }
    if (isHere && (method == "PUT" || method == "PATCH"))
        return Operation::Role::Edit;
    if (isHere && method == "DELETE")
        return Operation::Role::Delete;
    const bool isOnCollection = subject.source() && subject.source()->isList && subject.places().isEmpty()
        && subject.source()->path.literals() == call.path.literals();
    if (isOnCollection && method == "POST")
        return Operation::Role::Create;
    return Operation::Role::Act;
}

QString Offers::name(const PublishedCall &call, const Subject &subject, Operation::Role role) const
{
    if (role == Operation::Role::Edit)
        return QStringLiteral("edit");
    if (role == Operation::Role::Delete)
        return QStringLiteral("delete");
    if (role == Operation::Role::Create && subject.source()
        && subject.source()->path.literals() == call.path.literals())
        return QStringLiteral("create");
    return call.path.literals().isEmpty() ? call.call->nickname : call.path.literals().last();
}

QList<Parameter> Offers::parameters(const PublishedCall &call, const Subject &subject) const
{
    QList<Parameter> asked;
    for (Parameter parameter : call.call->parameters) {
        const QString &name = parameter.field.name;
        const bool isFilled = parameter.in == Parameter::In::Path && subject.values().contains(name);
        const bool isTheSessions = parameter.in == Parameter::In::Header
            && name.compare(QLatin1String("Authorization"), Qt::CaseInsensitive) == 0;
        if (parameter.in == Parameter::In::Body || isFilled || isTheSessions)
            continue;
        if (const QString answer = subject.answer(name); !answer.isEmpty())
            parameter.field.preset = answer;
        asked << parameter;
    }
    return asked;
}

Operation Offers::operation(const PublishedCall &call, const Subject &subject, const QString &state) const
{
    Operation operation;
    operation.role = role(call, subject);
    operation.name = name(call, subject, operation.role);
    operation.label = known(call).label;
    if (operation.label.isEmpty())
        operation.label = asWords(call.call->nickname.isEmpty() ? operation.name : call.call->nickname);
    operation.method = call.call->method;
    operation.danger = known(call).danger;
    operation.help =
        call.call->notes.isEmpty() ? call.call->summary : call.call->summary + QLatin1Char('\n') + call.call->notes;
    operation.call = call.key();
    QUrl url = subject.address();
    url.setQuery(QString());
    url.setFragment(QString());
    url.setPath(call.whole.filled(subject.values()), QUrl::TolerantMode);
    operation.href = url;
    operation.parameters = parameters(call, subject);
    const Parameter *body = bodyOf(*call.call);
    const bool hasForm = std::any_of(operation.parameters.begin(), operation.parameters.end(),
        [](const Parameter &parameter) { return parameter.in == Parameter::In::Form; });
    if (body || hasForm)
        operation.bodyType = call.call->consumes.value(0, QStringLiteral("application/json"));
    if (body) {
        operation.bodySchema = body->field.type;
        operation.isBodyList = body->field.isList;
        operation.body = answeredBody(call, subject);
    }
    operation.replaces = !isPartial(call);
    // the states are those of the object that the path names first: a volume's call speaks of its working environment
    const bool isAsked =
        !call.states.isEmpty() && !state.isEmpty() && call.whole.variables().value(0) == subject.ownVariable();
    operation.offered = !isAsked || call.states.contains(state);
    if (!operation.offered)
        operation.reason = tr("This is done in the state %1; now it is %2.").arg(call.states.join(tr(" or ")), state);
    operation.isRecommended = known(call).isRecommended;
    return operation;
}

QByteArray Offers::answeredMember(const Field &field, const PublishedCall &call, const Subject &subject) const
{
    const QString said = subject.values().value(field.name);
    const Node member = memberFor(subject.node(), field.name, call, m_hints);
    if (said.isEmpty() && (member.isNull() || member.isNil()))
        return {};
    const bool isGroup = !field.type.isEmpty() || field.isMap;
    if (!said.isEmpty() || member.isLeaf()) {
        const QByteArray value = said.isEmpty() ? member.bytes() : JsonText::value(said, field.plain);
        if (isGroup)
            return {};
        return field.isList ? JsonText::array({value}) : value;
    }
    const bool isArray = member.kind() == Node::Kind::Array;
    return isArray == field.isList ? member.bytes() : QByteArray();
}

QByteArray Offers::answeredBody(const PublishedCall &call, const Subject &subject) const
{
    const Parameter *body = bodyOf(*call.call);
    JsonText::Members members;
    const bool creates = role(call, subject) == Operation::Role::Create;
    if (body && !body->field.type.isEmpty() && !body->field.isList) {
        for (const Field &field : m_calls.schema().fields(body->field.type)) {
            if (creates && field.name == QLatin1String("name"))
                continue;
            const QByteArray value = answeredMember(field, call, subject);
            if (!value.isEmpty())
                members.append({field.name, value});
        }
    }
    return JsonText::object(members);
}

} // namespace nephoscope::cloudmanager
