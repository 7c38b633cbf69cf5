// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/cloudmanager/callmap.h"
#include "platform/cloudmanager/hints.h"
#include "platform/ref.h"

namespace nephoscope::cloudmanager {

/// An object, or a list, and what it answers by itself: the item templates it stands at and the values of their
/// variables, from its address, from the catalogue and from its members.
class Subject {
public:
    /// An object read from that address; `row`: picked from the list answered there (`array`: in that member).
    static Subject object(const CallMap &calls, const Hints &hints, const QString &kind, const QUrl &address,
        const Node &node, const QString &array = {});
    /// A list answered at that address.
    static Subject list(const CallMap &calls, const QUrl &address);

    /// The list or item call of the address; null where it is not published.
    const PublishedCall *source() const { return m_source; }
    /// Templates at which it can be read, changed or deleted, best first; empty for lists.
    const QList<Place> &places() const { return m_places; }
    const QString &group() const { return m_group; }
    const QUrl &address() const { return m_address; }
    const Node &node() const { return m_node; }
    const QString &array() const { return m_array; }
    /// The value for a variable or parameter of that name; empty where it says nothing.
    QString answer(const QString &name) const;
    const Values &values() const { return m_values; }
    bool answersAll(const QStringList &names) const;
    /// The last variable of its item template: what stands for it elsewhere.
    QString ownVariable() const;

private:
    void addHinted(const CallMap &calls, const Hints &hints, const QString &kind);

    const PublishedCall *m_source = nullptr;
    QList<Place> m_places;
    Values m_values;
    QString m_group;
    QString m_array;
    QUrl m_address;
    Node m_node;
};

} // namespace nephoscope::cloudmanager
