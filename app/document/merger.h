// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/comparison.h"
#include "document/graft.h"
#include "document/matching.h"
#include "document/merge.h"

namespace nephoscope {

/// Item keys with what the shape knows of lists.
class ShapedKeys final : public ItemKeys {
public:
    ShapedKeys(const ItemKeys &keys, const Shape *shape)
        : m_keys(keys)
        , m_shape(shape)
    {
    }
    QStringList keysOf(const Path &list) const override { return m_keys.keysOf(list); }
    bool isOrdered(const Path &list) const override { return m_keys.isOrdered(list); }
    bool isList(const Path &list) const override;

private:
    const ItemKeys &m_keys;
    const Shape *m_shape;
};

/// Lays what mine changed over theirs, in one walk over the base with what stems from it on both sides.
class Merger {
public:
    using Tree = std::shared_ptr<const DocumentTree>;

    /// All three have a document of one representation.
    Merger(const Draft &mine, const Document &theirs, const ItemKeys &keys);
    Merge merge();

    /// Puts mine into a merged draft, where the conflict is.
    static Result<bool> take(Draft *draft, const Conflict &conflict, const Draft &mine);

private:
    enum class Side { Mine, Theirs };

    void mergeBoth(int base, int mine, int theirs);
    void mergeValue(int base, int mine, int theirs);
    bool mergeOtherKind(int base, int mine, int theirs);
    void mergeParts(int base, int mine, int theirs);
    bool mergeEmptied(int base, int mine, int theirsGroup);
    void mergeOrder(int base, int theirs);
    void mergeAdded(int mine, int theirs);
    void mergeAdditions(int mine, int theirs, const QList<int> &mineAdded, QList<int> theirsAdded);
    int counterpart(int added, int mine, int theirs, const QList<int> &theirsAdded) const;
    QList<int> addedTo(int group, Side side) const;
    void add(int mine, int theirsGroup);
    int siblingFor(int mine, int theirsGroup) const;
    bool isSameValue(int mine, int theirs) const { return !m_across.isValueChanged(mine, theirs); }
    /// -1 for what a side has not; `theirsGroup` says where it would stand.
    void conflict(int base, int mine, int theirs, int theirsGroup);
    void orderConflict(const QList<int> &base, const QList<int> &byMine, const QList<int> &byTheirs);
    static Result<bool> takeOrder(Draft *draft, const Conflict &conflict, const Draft &mine);
    void carryMissing(Draft *draft, const std::vector<int> &places) const;

    const Draft &m_draft;
    ShapedKeys m_keys;
    Document m_document; ///< theirs
    Tree m_base;
    Tree m_mine;
    Tree m_theirs;
    Origins m_mineOrigins;
    Comparison m_mineSide;
    Comparison m_theirSide;
    Comparison m_across; ///< mine and theirs, for single values only
    TreeEdit m_edit;
    Graft m_graft;
    QHash<int, int> m_parts; ///< by entries of mine: where they stand in the edit
    Merge m_merge;
};

} // namespace nephoscope
