// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/cloudmanager/belongings.h"
#include "platform/cloudmanager/tree.h"

#include <QHash>

namespace nephoscope::cloudmanager {

/// Makes references of the rows of one list. Used once per list.
class Elements {
public:
    Elements(const CallMap &calls, const Belongings &belongings, const Hints &hints, const Tree &tree,
        const QUrl &address, const QString &kind);

    /// `array`: the member that the row stands in where the list is an object of arrays.
    Ref element(const Node &row, const QString &array);

private:
    Ref published(const Node &row, const QString &kind, const QString &array);
    QUrl fragment(const Node &row, const QStringList &members) const;
    bool hasLists(const Node &row, const QString &kind, const QString &array, const QUrl &href);

    const CallMap &m_calls;
    const Belongings &m_belongings;
    const Hints &m_hints;
    const Tree &m_tree;
    QUrl m_address;
    QString m_kind;
    Place m_list;
    Values m_values; ///< what the list's address says
    QHash<QString, bool> m_hasLists; ///< item template → whether lists hang below
};

} // namespace nephoscope::cloudmanager
