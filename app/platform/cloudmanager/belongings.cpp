// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/belongings.h"

#include <QJsonArray>
#include <QSet>
#include <QUrlQuery>
#include <algorithm>

namespace nephoscope::cloudmanager {

namespace {

bool holds(const QStringList &list, const QString &state)
{
    return list.isEmpty() || state.isEmpty() || list.contains(state);
}

bool isQuery(const Parameter &parameter) { return parameter.in == Parameter::In::Query; }

/// One of two rows of literals begins with the other: "/replication/break/{…}" goes with "/replication/{…}".
bool areAlike(const QStringList &a, const QStringList &b) { return beginsWith(a, b) || beginsWith(b, a); }

QUrl at(const QUrl &site, const QString &encodedPath)
{
    QUrl url = site;
    url.setPath(encodedPath, QUrl::TolerantMode);
    url.setQuery(QString());
    url.setFragment(QString());
    return url;
}

/// Changes first, what destroys last; otherwise as published.
int place(const Operation &operation)
{
    using Role = Operation::Role;
    const Role role = operation.role;
    if (role == Role::Edit || role == Role::Create)
        return 0;
    if (role == Role::Delete)
        return 3;
    return role == Role::Ask ? 2 : 1;
}

QList<Operation> sorted(QList<Operation> operations)
{
    std::stable_sort(operations.begin(), operations.end(),
        [](const Operation &a, const Operation &b) { return place(a) < place(b); });
    return operations;
}

} // namespace

QString Belongings::kindOf(const PublishedCall &call) const
{
    if (call.path.literals().isEmpty())
        return {};
    const QString named = m_hints.catalog().section(QStringLiteral("kindsOf")).value(call.call->path).toString();
    if (!named.isEmpty())
        return named;
    const QString word = call.path.literals().last();
    const QString known = m_hints.catalog().section(QStringLiteral("segments")).value(word).toString();
    return known.isEmpty() ? word : known;
}

bool Belongings::needsNothing(const PublishedCall &call) const { return call.required.isEmpty(); }

bool Belongings::isChildList(const PublishedCall &call, const Subject &object) const
{
    const QString own = object.ownVariable();
    if (!call.isList || own.isEmpty() || &call == object.source())
        return false;
    const QStringList required = call.required;
    const QStringList inputs = required + call.optional;
    const bool takesIt =
        std::any_of(inputs.begin(), inputs.end(), [&own](const QString &input) { return isSameWord(input, own); });
    if (!takesIt || !object.answersAll(required))
        return false;
    const auto isItself = [&call](const Place &p) { return p.item->whole == call.whole; };
    if (std::any_of(object.places().begin(), object.places().end(), isItself))
        return false;
    return call.group == object.group() || !m_calls.hasItem(call.group, own);
}

QList<Ref> Belongings::listsOf(const Subject &object, const QString &state) const
{
    QList<Ref> lists;
    for (const PublishedCall &call : m_calls.calls()) {
        if (!isChildList(call, object) || !holds(call.states, state))
            continue;
        Values values;
        for (const QString &variable : call.path.variables())
            values.insert(variable, object.answer(variable));
        QUrl url = at(object.address(), call.whole.filled(values));
        QUrlQuery query;
        const QStringList required = call.required;
        for (const Parameter &parameter : call.call->parameters) {
            const QString &name = parameter.field.name;
            if (isQuery(parameter) && (required.contains(name) || isSameWord(name, object.ownVariable())))
                query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(object.answer(name))));
        }
        url.setQuery(query);
        if (!m_hints.covers(url.path()))
            lists << Ref(url, kindOf(call)).asCollection();
    }
    return lists;
}

/// Calls that belong to objects at that item, as far as their forms say; the same for all rows of a list.
const QList<const PublishedCall *> &Belongings::candidates(const PublishedCall &item, const QString &group) const
{
    const auto known = m_candidates.constFind({&item, group});
    if (known != m_candidates.constEnd())
        return *known;
    QList<const PublishedCall *> calls;
    for (const PublishedCall &call : m_calls.calls()) {
        const bool isBelow = call.path.startsWith(item.path) && call.call->base == item.call->base;
        const bool isSameArea = call.call->area == item.call->area;
        const bool isAlike = isSameArea && areAlike(call.path.literals(), item.path.literals());
        const bool isFree =
            !isSameArea && (call.group == group || !m_calls.hasItem(call.group, item.path.ownVariable()));
        if (isBelow || (call.path.variables().contains(item.path.ownVariable()) && (isAlike || isFree)))
            calls << &call;
    }
    return *m_candidates.insert({&item, group}, calls);
}

/// What can be called with what the object answers.
QList<const PublishedCall *> Belongings::callsOf(const Subject &object) const
{
    QSet<const PublishedCall *> found;
    for (const Place &place : object.places()) {
        for (const PublishedCall *call : candidates(*place.item, object.group())) {
            if (call->path.startsWith(place.item->path) || object.answersAll(call->path.variables()))
                found.insert(call);
        }
    }
    const bool isSingle = object.places().isEmpty() && !object.address().hasFragment() && object.source();
    for (const PublishedCall &call : isSingle ? m_calls.calls() : QList<PublishedCall>()) {
        if (call.path.startsWith(object.source()->path) && call.call->base == object.source()->call->base)
            found.insert(m_calls.find(call.key()));
    }
    QList<const PublishedCall *> calls(found.begin(), found.end());
    std::sort(calls.begin(), calls.end()); // as published
    return calls;
}

QList<Operation> Belongings::operationsOf(
    const Subject &object, const QString &kind, const QString &state, const QSet<QString> &shown) const
{
    QList<Operation> operations = hinted("calls", object, kind, state);
    QSet<QString> seen = shown;
    for (const Operation &operation : std::as_const(operations))
        seen.insert(operation.call);
    for (const PublishedCall *call : callsOf(object)) {
        const bool isTheReading = call->isRead()
            && (call == object.source() || (!object.places().isEmpty() && call == object.places().first().item));
        if (!isTheReading && !seen.contains(call->key()))
            operations << operation(*call, object, state);
    }
    return sorted(operations);
}

/// Calls that the catalogue gives to objects of a kind, as those of a storage VM inside its system, or to their list.
QList<Operation> Belongings::hinted(
    const char *member, const Subject &subject, const QString &kind, const QString &state) const
{
    QList<Operation> operations;
    const QJsonArray keys = m_hints.object(kind).value(QLatin1String(member)).toArray();
    for (const QJsonValue &key : keys) {
        if (const PublishedCall *call = m_calls.find(Hints::inGroup(key.toString(), subject.group())))
            operations << operation(*call, subject, state);
    }
    return operations;
}

/// Of the lists of an area, a call without an object goes with the one whose path is the longest beginning of its own.
bool Belongings::isOfList(const PublishedCall &call, const PublishedCall &list) const
{
    if (call.call->area != list.call->area || !beginsWith(call.path.literals(), list.path.literals()))
        return false;
    for (const PublishedCall &other : m_calls.calls()) {
        if (other.isList && other.call->area == call.call->area
            && other.path.literals().size() > list.path.literals().size()
            && beginsWith(call.path.literals(), other.path.literals()))
            return false;
    }
    return true;
}

QList<Operation> Belongings::operationsOfList(const Subject &list, const QString &kind) const
{
    QList<Operation> operations = hinted("listCalls", list, kind, {});
    QSet<QString> seen;
    for (const Operation &operation : std::as_const(operations))
        seen.insert(operation.call);
    if (!list.source())
        return operations;
    for (const PublishedCall &call : m_calls.calls()) {
        const bool isOpen = std::any_of(call.path.variables().begin(), call.path.variables().end(),
            [&list](const QString &variable) { return !list.values().contains(variable); });
        if (call.isRead() || isOpen || seen.contains(call.key()) || !isOfList(call, *list.source()))
            continue;
        operations << operation(call, list, {});
    }
    return sorted(operations);
}

/// True where each object of the same area has its own part of the list.
bool Belongings::isSpread(const PublishedCall &list) const
{
    const QStringList inputs = list.optional;
    return std::any_of(
        inputs.begin(), inputs.end(), [&](const QString &input) { return m_calls.hasItem(list.group, input); });
}

QList<Ref> Belongings::membersOfArea(const QString &group, const QUrl &site) const
{
    QList<Ref> refs;
    for (const PublishedCall &call : m_calls.calls()) {
        if (call.group != group || !call.isRead() || !needsNothing(call))
            continue;
        const QUrl url = at(site, call.whole.filled({}));
        if (call.isList && isSpread(call))
            continue;
        if (call.isList)
            refs << Ref(url, kindOf(call)).asCollection();
        else if (!call.call->resultType.isEmpty())
            refs << Ref(url, kindOf(call)).withoutChildren();
    }
    return refs;
}

/// True where all that a list needs is what some object stands for.
bool Belongings::isReachable(const PublishedCall &list) const
{
    const QStringList inputs = list.required;
    return std::all_of(inputs.begin(), inputs.end(), [this](const QString &input) {
        return std::any_of(m_calls.items().begin(), m_calls.items().end(),
            [&input](const PublishedCall *item) { return isSameWord(item->path.ownVariable(), input); });
    });
}

/// True where rows of some list lead to that item.
bool Belongings::isListed(const PublishedCall &item) const
{
    return std::any_of(m_calls.calls().begin(), m_calls.calls().end(), [&item, this](const PublishedCall &list) {
        if (!list.isList || list.call->area != item.call->area || !isReachable(list)
            || !beginsWith(item.path.literals(), list.path.literals()))
            return false;
        const QStringList more = item.path.literals().mid(list.path.literals().size());
        const QList<Field> arrays =
            list.call->isResultList ? QList<Field>() : m_calls.schema().fields(list.call->resultType);
        return more.isEmpty()
            || (more.size() == 1 && std::any_of(arrays.begin(), arrays.end(), [&more](const Field &array) {
                   return array.name.startsWith(more.first(), Qt::CaseInsensitive);
               }));
    });
}

bool Belongings::isClaimed(const PublishedCall &call) const
{
    for (const PublishedCall *item : m_calls.items()) {
        const bool goesWith = call.path.startsWith(item->path)
            || (call.call->area == item->call->area && call.path.variables().contains(item->path.ownVariable())
                && areAlike(call.path.literals(), item->path.literals())
                && std::all_of(call.path.variables().begin(), call.path.variables().end(),
                    [item](const QString &variable) { return item->path.variables().contains(variable); }));
        if (goesWith && isListed(*item))
            return true;
    }
    for (const PublishedCall *here : m_calls.at(call.whole)) { // an object that is there once, and what changes it
        if (here->isRead() && needsNothing(*here) && (here->isList || !here->call->resultType.isEmpty()))
            return true;
    }
    if (call.isRead())
        return false;
    return std::any_of(m_calls.calls().begin(), m_calls.calls().end(), [&call, this](const PublishedCall &list) {
        return list.isList && call.path.variables().isEmpty() && isOfList(call, list);
    });
}

QList<Operation> Belongings::operationsOfArea(const QString &group, const QUrl &site) const
{
    QList<Operation> operations;
    const Subject nothing = Subject::list(m_calls, at(site, QStringLiteral("/")));
    for (const PublishedCall &call : m_calls.calls()) {
        if (call.group == group && !isClaimed(call))
            operations << operation(call, nothing, {});
    }
    return sorted(operations);
}

QList<Operation> Belongings::all(const QUrl &site) const
{
    QList<Operation> operations;
    const Subject nothing = Subject::list(m_calls, at(site, QStringLiteral("/")));
    for (const PublishedCall &call : m_calls.calls())
        operations << operation(call, nothing, {});
    return operations;
}

Operation Belongings::operation(const PublishedCall &call, const Subject &subject, const QString &state) const
{
    return m_offers.operation(call, subject, state);
}

} // namespace nephoscope::cloudmanager
