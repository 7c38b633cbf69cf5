// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/treeedit.h"

#include <QMultiHash>

namespace nephoscope {

class ItemKeys;

/// Finds what belongs together in two trees that nobody watched changing.
class Matching {
public:
    using Tree = std::shared_ptr<const DocumentTree>;
    /// What to do with items of which neither key nor content is found on the other side.
    enum class Rest { Apart, InOrder };

    Matching(Tree older, Tree newer, const ItemKeys &keys, Rest rest);
    Origins origins();

    /// The member by which the items of both lists can be told apart; empty where there is none.
    QString keyFor(const QStringList &candidates, const QList<int> &older, const QList<int> &newer) const;
    /// The text of an item's member or attribute; nothing where it has none.
    static std::optional<QString> keyOf(const Node &item, const QString &key);
    /// The same for all parts with the same content, whatever their order and prefixes.
    static QString fingerprint(const DocumentTree &tree, int index);

private:
    void match(int older, int newer);
    void matchNamed(int older, int newer);
    void matchItems(const Path &list, QList<int> older, QList<int> newer);
    /// Matches those of which the sign is known, and leaves the others in the lists.
    template <class Sign>
    void pairUp(QMultiHash<QString, int> *known, QList<int> *older, QList<int> *newer, Sign sign);

    Tree m_older;
    Tree m_newer;
    const ItemKeys &m_keys;
    Rest m_rest;
    Origins m_origins;
};

} // namespace nephoscope
