// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/change.h"
#include "document/treeedit.h"

namespace nephoscope {

class ItemKeys;

/// What differs between two trees of which is known what stems from what.
class Comparison {
public:
    using Tree = std::shared_ptr<const DocumentTree>;

    /// No keys: everything counts but white space between elements, attribute order and member order. With keys only
    /// what is said counts: no prefixes, no comments, no order but that of ordered lists.
    Comparison(Tree older, Tree newer, const Origins &origins, const ItemKeys *keys = nullptr);

    bool isAny();
    QList<Change> all();
    /// Below two entries, themselves included.
    bool isBetween(int older, int newer);
    /// The entry of the newer tree that stems from one of the older; -1 where none does.
    int newerOf(int older) const { return m_newerOf[static_cast<size_t>(older)]; }
    int olderOf(int newer) const { return m_olderOf[static_cast<size_t>(newer)]; }
    /// The value alone differs: text, token, null; of groups only what stands between their elements.
    bool isValueChanged(int older, int newer) const;
    /// Children of two groups that stand in another order: where they stood and where they stand.
    QList<std::pair<int, int>> moves(int older, int newer) const;
    Change change(Change::Kind kind, int older, int newer) const;

private:
    bool isDone() const { return m_onlyFirst && !m_changes.isEmpty(); }
    void report(Change::Kind kind, int older, int newer);
    void compare(int older, int newer);
    void compareAttributes(int older, int newer);
    void compareChildren(int older, int newer);
    void compareMarkup(int older, int newer);
    bool isOrdered(int newerItem) const;

    Tree m_older;
    Tree m_newer;
    std::vector<int> m_olderOf;
    std::vector<int> m_newerOf;
    const ItemKeys *m_keys;
    bool m_onlyFirst = false;
    QList<Change> m_changes;
};

} // namespace nephoscope
