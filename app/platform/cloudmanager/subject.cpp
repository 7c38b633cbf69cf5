// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/subject.h"

#include <QUrlQuery>

namespace nephoscope::cloudmanager {

namespace {

void addQuery(Values &values, const QUrl &address)
{
    for (const auto &[name, value] : QUrlQuery(address).queryItems(QUrl::FullyDecoded)) {
        if (!values.contains(name) && !value.isEmpty())
            values.insert(name, value);
    }
}

/// {"agent": {…}}: what a lone wrapper holds.
Node unwrapped(const Node &node)
{
    const QList<Node> members = node.kind() == Node::Kind::Object ? node.children() : QList<Node>();
    return members.size() == 1 && members.first().kind() == Node::Kind::Object ? members.first() : node;
}

} // namespace

Subject Subject::object(const CallMap &calls, const Hints &hints, const QString &kind, const QUrl &address,
    const Node &node, const QString &array)
{
    Subject subject;
    subject.m_address = address;
    subject.m_node = unwrapped(node);
    subject.m_array = array;
    const Place at = calls.at("GET", address);
    subject.m_source = at.item;
    subject.m_values = at.values;
    subject.m_group = at.item ? at.item->group : QString();
    addQuery(subject.m_values, address);
    if (at.item && address.hasFragment())
        subject.m_places = calls.itemsOf(*at.item, subject.m_values, subject.m_node, array);
    else if (at.item && !at.values.isEmpty() && at.item->path.endsInVariable())
        subject.m_places << at;
    for (const Place &place : std::as_const(subject.m_places)) {
        for (auto value = place.values.constBegin(); value != place.values.constEnd(); ++value)
            subject.m_values.insert(value.key(), value.value());
    }
    subject.addHinted(calls, hints, kind);
    return subject;
}

void Subject::addHinted(const CallMap &calls, const Hints &hints, const QString &kind)
{
    const QJsonObject hint = hints.object(kind);
    const QJsonObject answers = hint.value(QLatin1String("answers")).toObject();
    for (auto each = answers.constBegin(); each != answers.constEnd(); ++each) {
        const QString text = m_node.at(Path(each.value().toString())).text();
        if (!text.isEmpty())
            m_values.insert(each.key(), text);
    }
    const QString item = Hints::inGroup(hint.value(QLatin1String("item")).toString(), m_group);
    if (item.isEmpty())
        return;
    for (const PublishedCall *each : calls.items()) {
        if (each->path.text() == item && answersAll(each->path.variables()))
            m_places.prepend(Place{each, m_values});
    }
}

Subject Subject::list(const CallMap &calls, const QUrl &address)
{
    Subject subject;
    subject.m_address = address;
    const Place at = calls.at("GET", address);
    subject.m_source = at.item;
    subject.m_values = at.values;
    subject.m_group = at.item ? at.item->group : QString();
    addQuery(subject.m_values, address);
    return subject;
}

QString Subject::answer(const QString &name) const
{
    const QString value = m_values.value(name);
    if (!value.isEmpty())
        return value;
    const QString own = ownVariable();
    return !own.isEmpty() && isSameWord(own, name) ? m_values.value(own) : answered(name, m_node, false);
}

bool Subject::answersAll(const QStringList &names) const
{
    return std::all_of(names.begin(), names.end(), [this](const QString &name) { return !answer(name).isEmpty(); });
}

QString Subject::ownVariable() const
{
    return m_places.isEmpty() ? QString() : m_places.first().item->path.ownVariable();
}

} // namespace nephoscope::cloudmanager
