// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/belongings.h"

#include "platform/cloudmanager/offers.h"

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

/// The names that a call must be told, and may be told, in its address.
QStringList requiredInputs(const PublishedCall &call)
{
    QStringList names = call.path.variables();
    for (const Parameter &parameter : call.call->parameters) {
        const bool isRequired = parameter.field.isRequired && parameter.field.preset.isEmpty();
        if (isRequired && (isQuery(parameter) || parameter.in == Parameter::In::Header))
            names << parameter.field.name;
    }
    return names;
}

QStringList optionalInputs(const PublishedCall &call)
{
    QStringList names;
    for (const Parameter &parameter : call.call->parameters) {
        if (isQuery(parameter) && !parameter.field.isRequired)
            names << parameter.field.name;
    }
    return names;
}

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
    const QString word = call.path.literals().last();
    const QString known = m_hints.catalog().section(QStringLiteral("segments")).value(word).toString();
    return known.isEmpty() ? word : known;
}

bool Belongings::needsNothing(const PublishedCall &call) const { return requiredInputs(call).isEmpty(); }

bool Belongings::isChildList(const PublishedCall &call, const Subject &object) const
{
    const QString own = object.ownVariable();
    if (!call.isList || own.isEmpty() || &call == object.source())
        return false;
    const QStringList required = requiredInputs(call);
    if (!(required + optionalInputs(call)).contains(own) || !object.answersAll(required))
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
        const QStringList required = requiredInputs(call);
        for (const Parameter &parameter : call.call->parameters) {
            const QString &name = parameter.field.name;
            if (isQuery(parameter) && (required.contains(name) || name == object.ownVariable()))
                query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(object.answer(name))));
        }
        url.setQuery(query);
        lists << Ref(url, kindOf(call)).asCollection();
    }
    return lists;
}

bool Belongings::belongs(const PublishedCall &call, const Subject &object) const
{
    for (const Place &place : object.places()) {
        const PathTemplate &item = place.item->path;
        if (call.path.startsWith(item) && call.call->base == place.item->call->base)
            return true;
        if (!call.path.variables().contains(item.ownVariable()) || !object.answersAll(call.path.variables()))
            continue;
        if (call.call->area == place.item->call->area && areAlike(call.path.literals(), item.literals()))
            return true;
        if (call.call->area != place.item->call->area
            && (call.group == object.group() || !m_calls.hasItem(call.group, item.ownVariable())))
            return true;
    }
    return false;
}

QList<Operation> Belongings::operationsOf(
    const Subject &object, const QString &kind, const QString &state, const QSet<QString> &shown) const
{
    QList<Operation> operations = hinted("calls", object, kind, state);
    QSet<QString> seen = shown;
    for (const Operation &operation : std::as_const(operations))
        seen.insert(operation.call);
    const bool isSingle = object.places().isEmpty() && !object.address().hasFragment();
    for (const PublishedCall &call : m_calls.calls()) {
        const bool isHere = isSingle && object.source() && call.path.startsWith(object.source()->path)
            && call.call->base == object.source()->call->base;
        if (seen.contains(call.key()) || !(isHere || belongs(call, object)))
            continue;
        const bool isTheReading = call.isRead()
            && (&call == object.source() || (!object.places().isEmpty() && &call == object.places().first().item));
        if (!isTheReading)
            operations << operation(call, object, state);
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

QList<Ref> Belongings::membersOfArea(const QString &group, const QUrl &site) const
{
    QList<Ref> refs;
    for (const PublishedCall &call : m_calls.calls()) {
        if (call.group != group || !call.isRead() || !needsNothing(call))
            continue;
        const QUrl url = at(site, call.whole.filled({}));
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
    const QStringList inputs = requiredInputs(list);
    return std::all_of(inputs.begin(), inputs.end(), [this](const QString &input) {
        return std::any_of(m_calls.items().begin(), m_calls.items().end(),
            [&input](const PublishedCall *item) { return item->path.variables().contains(input); });
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
    return Offers(m_calls, m_hints).operation(call, subject, state);
}

} // namespace nephoscope::cloudmanager
