// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/callmap.h"

#include "platform/parts.h"

#include <QSet>
#include <algorithm>

namespace nephoscope::cloudmanager {

namespace {

/// "/azure-vsa:volumes" with "/azure/vsa/volumes/…" → "/azure/vsa"; else the first literal of the path.
QString groupOf(const Call &call)
{
    const QString head = call.area.section(QLatin1Char('/'), 1).section(QLatin1Char(':'), 0, 0);
    const QString path = call.path + QLatin1Char('/');
    for (const QString &candidate : {QString(head).replace(QLatin1Char('-'), QLatin1Char('/')), head}) {
        if (!head.isEmpty() && path.startsWith(QLatin1Char('/') + candidate + QLatin1Char('/')))
            return QLatin1Char('/') + candidate;
    }
    return QLatin1Char('/') + call.path.section(QLatin1Char('/'), 1, 1);
}

QString memberText(const Node &row, const QString &name)
{
    const Node member = row.child(name);
    return member.isLeaf() && !member.isNil() ? member.text() : QString();
}

/// The names that a call must be told, and may be told, in its address.
void readInputs(PublishedCall &call)
{
    call.required = call.path.variables();
    for (const Parameter &parameter : call.call->parameters) {
        const bool isQuery = parameter.in == Parameter::In::Query;
        const bool isRequired = parameter.field.isRequired && parameter.field.preset.isEmpty();
        if (isRequired && (isQuery || parameter.in == Parameter::In::Header))
            call.required << parameter.field.name;
        else if (isQuery && !parameter.field.isRequired)
            call.optional << parameter.field.name;
    }
}

/// Of two templates that both match, the one with a literal where the other has a variable, from the left.
bool isMoreLiteral(const PathTemplate &a, const PathTemplate &b)
{
    for (qsizetype i = 0; i < std::min(a.segments().size(), b.segments().size()); ++i) {
        const bool isVariable = a.segments()[i].startsWith(QLatin1Char('{'));
        if (isVariable != b.segments()[i].startsWith(QLatin1Char('{')))
            return !isVariable;
    }
    return false;
}

} // namespace

QString answered(const QString &variable, const Node &row, bool isOwn)
{
    if (const QString same = memberText(row, variable); !same.isEmpty() || !isOwn)
        return same;
    if (variable.endsWith(QLatin1String("Id"))) {
        const QString named = memberText(row, variable.chopped(2) + QLatin1String("PublicId"));
        return named.isEmpty() ? firstText(row, {"publicId", "id", "uuid"}) : named;
    }
    return variable.endsWith(QLatin1String("Name")) ? firstText(row, {"name"}) : QString();
}

CallMap::CallMap(std::shared_ptr<const Schema> schema)
    : m_schema(std::move(schema))
{
    for (const Call &call : m_schema->calls()) {
        PublishedCall published;
        published.call = &call;
        published.path = PathTemplate(call.path);
        published.whole = PathTemplate(call.base + call.path);
        published.group = groupOf(call);
        published.states = call.states;
        readInputs(published);
        m_calls.append(published);
    }
    index();
    for (PublishedCall &each : m_calls)
        each.isList = isList(each);
    collectItems();
    shareStates();
}

void CallMap::index()
{
    for (qsizetype i = 0; i < m_calls.size(); ++i) {
        const PublishedCall &each = std::as_const(m_calls)[i];
        m_byKey.insert(each.key(), i);
        const QString text = each.whole.text();
        if (!m_templates.contains(text)) {
            m_templates.insert(text, each.whole);
            m_bySize.insert(each.whole.segments().size(), text);
        }
        m_byTemplate.insert(text, i);
        if (!m_groups.contains(each.group))
            m_groups << each.group;
    }
}

void CallMap::collectItems()
{
    QSet<QString> seen;
    for (const PublishedCall &each : std::as_const(m_calls)) {
        const QByteArray &method = each.call->method;
        if (!each.path.endsInVariable() || method == "POST" || seen.contains(each.whole.text()))
            continue;
        seen.insert(each.whole.text());
        const auto here = at(each.whole);
        const auto read = std::find_if(here.begin(), here.end(), [](const PublishedCall *c) { return c->isRead(); });
        m_items << (read == here.end() ? &each : *read);
    }
}

/// A precondition is printed for one copy of a call only; calls with the same ending in other groups have it too.
void CallMap::shareStates()
{
    const auto ending = [](const PublishedCall &each) {
        return QString::fromLatin1(each.call->method) + each.call->path.mid(each.group.size());
    };
    QHash<QString, QStringList> known;
    for (const PublishedCall &each : std::as_const(m_calls)) {
        if (!each.states.isEmpty() && !known.contains(ending(each)))
            known.insert(ending(each), each.states);
    }
    for (PublishedCall &each : m_calls) {
        if (each.states.isEmpty() && !each.path.variables().isEmpty())
            each.states = known.value(ending(each));
    }
}

bool CallMap::isList(const PublishedCall &published) const
{
    const Call &call = *published.call;
    if (call.method != "GET" || call.isVoid)
        return false;
    if (call.isResultList) // of objects, or of a kind that the description does not name
        return !call.resultType.isEmpty() || call.resultPlain == PlainType::Any;
    const QList<Field> fields = call.resultType.isEmpty() ? QList<Field>() : m_schema->fields(call.resultType);
    const bool isGrouped = !fields.isEmpty()
        && std::all_of(fields.begin(), fields.end(), [](const Field &f) { return f.isList && !f.type.isEmpty(); });
    // {"tags":[…]} that can be put back is an object
    const QList<const PublishedCall *> here = at(published.whole);
    return isGrouped && std::none_of(here.begin(), here.end(), [](const PublishedCall *other) {
        return other->call->method == "PUT" || other->call->method == "PATCH";
    });
}

const PublishedCall *CallMap::find(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? nullptr : &m_calls.at(*found);
}

QList<const PublishedCall *> CallMap::at(const PathTemplate &whole) const
{
    QList<qsizetype> indexes = m_byTemplate.values(whole.text());
    std::sort(indexes.begin(), indexes.end());
    QList<const PublishedCall *> calls;
    for (const qsizetype index : std::as_const(indexes))
        calls << &m_calls.at(index);
    return calls;
}

Place CallMap::at(const QByteArray &method, const QUrl &url) const
{
    const QStringList steps = PathTemplate::stepsOf(url.path(QUrl::FullyEncoded));
    const PathTemplate *best = nullptr; // whatever its method: what it has as a word is nobody's id
    Place place;
    for (const QString &text : m_bySize.values(steps.size())) {
        const auto candidate = m_templates.constFind(text);
        const auto match = candidate->match(steps);
        if (!match || (best && isMoreLiteral(*best, *candidate)))
            continue;
        if (!best || isMoreLiteral(*candidate, *best))
            place = Place();
        best = &*candidate;
        // variables may be called differently for each method
        for (const PublishedCall *each : at(*candidate)) {
            if (each->call->method == method && (!place.item || each < place.item))
                place = Place{each, *match};
        }
    }
    return place;
}

bool CallMap::hasItem(const QString &group, const QString &ownVariable) const
{
    return std::any_of(m_items.begin(), m_items.end(), [&](const PublishedCall *item) {
        return item->group == group && item->path.ownVariable() == ownVariable && !item->isList;
    });
}

QList<Place> CallMap::itemsOf(
    const PublishedCall &list, const Values &listValues, const Node &row, const QString &array) const
{
    QList<Place> places;
    for (const PublishedCall *item : m_items) {
        if (item->call->area != list.call->area || item->whole == list.whole
            || !beginsWith(item->path.literals(), list.path.literals()))
            continue;
        // in an object of arrays, "awsAccounts" are at "/accounts/aws/{…}"
        const QStringList more = item->path.literals().mid(list.path.literals().size());
        const bool isOfArray =
            more.size() == 1 && !array.isEmpty() && array.startsWith(more.first(), Qt::CaseInsensitive);
        if (!more.isEmpty() && !isOfArray)
            continue;
        const QString own = item->path.ownVariable();
        Place place{item, {}};
        for (const QString &variable : item->path.variables()) {
            QString value = variable == own ? QString() : listValues.value(variable);
            if (value.isEmpty())
                value = answered(variable, row, variable == own);
            if (!value.isEmpty())
                place.values.insert(variable, value);
        }
        if (place.values.size() == item->path.variables().size())
            places << place;
    }
    const auto weight = [](const Place &place) {
        return std::pair(!place.item->isRead(), -place.item->path.literals().size());
    };
    std::stable_sort(
        places.begin(), places.end(), [&](const Place &a, const Place &b) { return weight(a) < weight(b); });
    return places;
}

QString CallMap::elementType(const PublishedCall &list, const QString &array) const
{
    if (array.isEmpty() || list.call->resultType.isEmpty())
        return list.call->resultType;
    const auto field = m_schema->field(list.call->resultType, Path().child(array));
    return field ? field->type : QString();
}

} // namespace nephoscope::cloudmanager
