// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/elements.h"

#include "platform/parts.h"

namespace nephoscope::cloudmanager {

namespace {

constexpr int mostKeys = 3;

/// The members of a row that tell it from the others: those that answer its item's variables, its id, its name; where
/// it has nothing of the kind, its first plain members.
QStringList keysOf(const Node &row, const Place &place)
{
    QStringList keys;
    if (place.item) {
        for (const QString &variable : place.item->path.variables()) {
            if (row.child(variable).isLeaf() && !row.value(variable).isEmpty())
                keys << variable;
        }
        const QString variable = place.item->path.ownVariable();
        const QString own = place.values.value(variable);
        const QString publicId = variable.chopped(2) + QLatin1String("PublicId");
        for (const QString &name : {publicId, QStringLiteral("publicId"), QStringLiteral("id"), QStringLiteral("uuid"),
                 QStringLiteral("name")}) {
            if (!keys.contains(variable) && row.value(name) == own) {
                keys << name;
                break;
            }
        }
        if (!keys.isEmpty())
            return keys;
    }
    for (const char *name : {"publicId", "id", "uuid", "requestId", "name"}) {
        if (!row.value(QLatin1String(name)).isEmpty())
            return {QLatin1String(name)};
    }
    for (const Node &member : row.children()) {
        if (member.isLeaf() && !member.text().isEmpty() && keys.size() < mostKeys)
            keys << member.name();
    }
    return keys;
}

} // namespace

Elements::Elements(const CallMap &calls, const Belongings &belongings, const Hints &hints, const Tree &tree,
    const QUrl &address, const QString &kind)
    : m_calls(calls)
    , m_belongings(belongings)
    , m_hints(hints)
    , m_tree(tree)
    , m_address(address)
    , m_kind(kind)
    , m_list(calls.at("GET", address))
    , m_values(Subject::list(calls, address).values())
{
}

Ref Elements::element(const Node &row, const QString &array)
{
    const QString kind = m_tree.kindOfArray(array, m_kind);
    return m_tree.knows(kind) ? m_tree.element(row, kind, m_address) : published(row, kind, array);
}

Ref Elements::published(const Node &row, const QString &kind, const QString &array)
{
    const QList<Place> places = m_list.item ? m_calls.itemsOf(*m_list.item, m_values, row, array) : QList<Place>();
    const Place best = places.value(0);
    QUrl href = m_address;
    if (best.item && best.item->isRead()) {
        href.setPath(best.item->whole.filled(best.values), QUrl::TolerantMode);
        href.setQuery(QString());
    } else {
        href = fragment(row, keysOf(row, best));
    }
    Ref ref(href, kind, m_tree.nameOf(kind, row));
    ref.withId(m_tree.idOf(kind, row)).withState(m_tree.stateOf(kind, row));
    const QString form = (best.item ? best.item->whole.text() : QString()) + QLatin1Char(' ') + array;
    const auto known = m_hasLists.constFind(form);
    const bool has = known != m_hasLists.constEnd() ? *known : hasLists(row, kind, array, href);
    m_hasLists.insert(form, has);
    return has ? ref : ref.withoutChildren();
}

bool Elements::hasLists(const Node &row, const QString &kind, const QString &array, const QUrl &href)
{
    const Subject subject = Subject::object(m_calls, m_hints, kind, href, row, array);
    return !m_belongings.listsOf(subject, {}).isEmpty();
}

QUrl Elements::fragment(const Node &row, const QStringList &members) const
{
    QList<QPair<QString, QString>> keys;
    for (const QString &member : members)
        keys.append({member, row.value(member)});
    QUrl url = m_address;
    url.setFragment(fragmentFor({}, keys));
    return url;
}

} // namespace nephoscope::cloudmanager
