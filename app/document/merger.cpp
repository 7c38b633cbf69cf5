// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/merger.h"

#include "document/draftedit.h"

#include <QCoreApplication>
#include <algorithm>

namespace nephoscope {
namespace {

using Kind = Node::Kind;
using Tree = std::shared_ptr<const DocumentTree>;

/// Attributes (but xsi:nil, which is part of the value), elements, members, items.
QList<int> partsOf(const DocumentTree &tree, int group)
{
    QList<int> parts;
    for (int i = tree.entry(group).kind == Kind::Element ? tree.nextAttribute(group) : -1; i >= 0;
         i = tree.nextAttribute(i)) {
        if (!isNilMark(tree, i))
            parts.append(i);
    }
    for (int i = tree.entry(group).firstChild; i >= 0; i = tree.entry(i).nextSibling) {
        if (!tree.xml || tree.entry(i).kind == Kind::Element)
            parts.append(i);
    }
    return parts;
}

bool isSameName(const DocumentTree &a, int i, const DocumentTree &b, int k)
{
    return (a.entry(i).kind == Kind::Attribute) == (b.entry(k).kind == Kind::Attribute)
        && a.name(i).local == b.name(k).local && a.name(i).namespaceUri == b.name(k).namespaceUri;
}

QList<int> named(const DocumentTree &tree, int group, const DocumentTree &like, int part)
{
    QList<int> found = partsOf(tree, group);
    found.removeIf([&](int i) { return !isSameName(tree, i, like, part); });
    return found;
}

bool isGroup(const DocumentTree &tree, int index)
{
    const Kind kind = tree.entry(index).kind;
    return kind == Kind::Object || kind == Kind::Array || kind == Kind::Element;
}

/// For people: the value, or all of a group.
QString shown(const Tree &tree, int index)
{
    const Node node = TreeAccess::node(tree, index);
    return node.isLeaf() ? node.text() : QString::fromUtf8(node.bytes());
}

Path pathOf(const Tree &tree, int index) { return TreeAccess::node(tree, index).path(); }

/// The list that an item stands in, as keys are asked for it.
Path listOf(const Tree &tree, int item)
{
    const Path path = pathOf(tree, item);
    return tree->xml ? path.parent().child(path.name()) : path.parent();
}

Origins originsOf(const Tree &tree, const Origins *origins)
{
    if (origins)
        return *origins;
    Origins same(tree->entries.size());
    for (size_t i = 0; i < same.size(); ++i)
        same[i].base = static_cast<int>(i);
    return same;
}

} // namespace

bool ShapedKeys::isList(const Path &list) const
{
    const auto known = m_shape ? m_shape->slot(list) : std::nullopt;
    return m_keys.isList(list) || (known && known->isList);
}

Merger::Merger(const Draft &mine, const Document &theirs, const ItemKeys &keys)
    : m_draft(mine)
    , m_keys(keys, mine.m_shape.get())
    , m_document(theirs)
    , m_base(TreeAccess::tree(mine.base()))
    , m_mine(TreeAccess::tree(mine.document()))
    , m_theirs(TreeAccess::tree(theirs))
    , m_mineOrigins(originsOf(m_mine, mine.m_origins.get()))
    , m_mineSide(m_base, m_mine, m_mineOrigins, &m_keys)
    , m_theirSide(m_base, m_theirs, Matching(m_base, m_theirs, m_keys, Matching::Rest::Apart).origins(), &m_keys)
    , m_across(m_mine, m_theirs, Origins(m_theirs->entries.size()), &m_keys)
    , m_edit(m_theirs, m_theirs, {})
    , m_graft(&m_edit, theirs, mine.m_shape.get())
{
}

Merge Merger::merge()
{
    mergeBoth(m_base->root, m_mine->root, m_theirs->root);
    m_merge.draft = Draft(m_document, m_draft.m_shape);
    if (Result<TreeEdit::Outcome> outcome = m_edit.finish()) {
        m_merge.draft.take(TreeAccess::document(outcome->tree), std::move(outcome->origins));
        carryMissing(&m_merge.draft, outcome->places);
    } else { // both together are too large: nothing of mine fits, so all of it is in question
        conflict(m_base->root, m_mine->root, m_theirs->root, m_theirs->root);
    }
    return std::move(m_merge);
}

/// A place that all three have.
void Merger::mergeBoth(int base, int mine, int theirs)
{
    m_parts.insert(mine, theirs);
    if (mergeOtherKind(base, mine, theirs))
        return;
    mergeValue(base, mine, theirs);
    if (isGroup(*m_base, base)) {
        mergeParts(base, mine, theirs);
        mergeOrder(base, theirs);
    }
}

void Merger::mergeValue(int base, int mine, int theirs)
{
    const bool byMine = m_mineSide.isValueChanged(base, mine);
    const bool byTheirs = m_theirSide.isValueChanged(base, theirs);
    if (byTheirs && !byMine)
        m_merge.takenOver.append(m_theirSide.change(Change::Kind::Set, base, theirs));
    else if (byMine && byTheirs && !isSameValue(mine, theirs))
        conflict(base, mine, theirs, -1);
    else if (byMine && !byTheirs && !m_graft.write(theirs, TreeAccess::node(m_mine, mine)))
        conflict(base, mine, theirs, -1);
}

/// A value became a group or a group a value (null an object, say), or text beside elements changed; then the whole
/// counts.
bool Merger::mergeOtherKind(int base, int mine, int theirs)
{
    const auto isOther = [&](const Tree &tree, int index, const Comparison &side) {
        const Kind before = m_base->entry(base).kind;
        const Kind now = tree->entry(index).kind;
        if (before == Kind::Element)
            return side.isValueChanged(base, index)
                && !(TreeAccess::node(m_base, base).isLeaf() && TreeAccess::node(tree, index).isLeaf());
        return before != now && (isGroup(*m_base, base) || isGroup(*tree, index));
    };
    const bool byMine = isOther(m_mine, mine, m_mineSide);
    const bool byTheirs = isOther(m_theirs, theirs, m_theirSide);
    if (!byMine && !byTheirs)
        return false;
    const bool mineChanged = m_mineSide.isBetween(base, mine);
    const bool theirsChanged = m_theirSide.isBetween(base, theirs);
    if (!mineChanged)
        m_merge.takenOver.append(m_theirSide.change(Change::Kind::Set, base, theirs));
    else if (!theirsChanged)
        m_graft.replace(theirs, TreeAccess::node(m_mine, mine));
    else if (byMine && byTheirs && !m_mine->xml && m_mine->entry(mine).kind == m_theirs->entry(theirs).kind)
        mergeAdded(mine, theirs);
    else
        conflict(base, mine, theirs, -1);
    return true;
}

void Merger::mergeParts(int base, int mine, int theirs)
{
    const QList<int> parts = partsOf(*m_base, base);
    for (int part : parts) {
        const int mineNow = m_mineSide.newerOf(part);
        const int theirsNow = m_theirSide.newerOf(part);
        if (mineNow >= 0 && theirsNow >= 0) {
            mergeBoth(part, mineNow, theirsNow);
        } else if (theirsNow >= 0) {
            if (m_theirSide.isBetween(part, theirsNow))
                conflict(part, -1, theirsNow, theirs);
            else
                m_edit.detach(theirsNow);
        } else if (mineNow >= 0) {
            if (mergeEmptied(part, mineNow, theirs))
                continue;
            if (m_mineSide.isBetween(part, mineNow))
                conflict(part, mineNow, -1, theirs);
            else
                m_merge.takenOver.append(m_theirSide.change(Change::Kind::Removed, part, -1));
        }
    }
    mergeAdditions(mine, theirs, addedTo(mine, Side::Mine), addedTo(theirs, Side::Theirs));
}

/// JSON: a list that they have no more is as good as an empty one, which many services leave out; what I only added to
/// it is kept.
bool Merger::mergeEmptied(int base, int mine, int theirsGroup)
{
    const QList<int> added = addedTo(mine, Side::Mine);
    const QList<int> items = partsOf(*m_mine, mine);
    const bool isChanged = std::any_of(items.begin(), items.end(), [&](int item) {
        return m_mineSide.olderOf(item) >= 0 && m_mineSide.isBetween(m_mineSide.olderOf(item), item);
    });
    if (m_base->entry(base).kind != Kind::Array || m_mine->entry(mine).kind != Kind::Array || added.isEmpty()
        || isChanged)
        return false;
    m_merge.takenOver.append(m_theirSide.change(Change::Kind::Removed, base, -1));
    const int list = m_edit.make(Kind::Array, m_mine->name(mine), {}, {});
    m_edit.insert(theirsGroup, siblingFor(mine, theirsGroup), list);
    for (int item : added)
        m_edit.append(list, m_edit.copy(m_mine, item, false));
    return true;
}

/// Where order means something: mine where only I changed it.
void Merger::mergeOrder(int base, int theirs)
{
    QMap<QString, QList<int>> lists;
    const QList<int> parts = partsOf(*m_base, base);
    for (int part : parts) {
        const bool isItem = m_base->entry(base).kind == Kind::Array || m_base->entry(part).kind == Kind::Element;
        if (isItem && m_mineSide.newerOf(part) >= 0 && m_theirSide.newerOf(part) >= 0)
            lists[m_base->name(part).local].append(part);
    }
    for (const QList<int> &list : std::as_const(lists)) {
        if (list.size() < 2 || !m_keys.isOrdered(listOf(m_base, list.first())))
            continue;
        QList<int> byMine = list;
        QList<int> byTheirs = list;
        const auto inOrderOf = [](const Comparison &side) {
            return [&side](int a, int b) { return side.newerOf(a) < side.newerOf(b); };
        };
        std::sort(byMine.begin(), byMine.end(), inOrderOf(m_mineSide));
        std::sort(byTheirs.begin(), byTheirs.end(), inOrderOf(m_theirSide));
        if (byMine == byTheirs)
            continue;
        if (byMine == list) {
            for (const auto &[from, to] : m_theirSide.moves(base, theirs)) {
                if (list.contains(from))
                    m_merge.takenOver.append(m_theirSide.change(Change::Kind::Moved, from, to));
            }
        } else if (byTheirs == list) {
            QList<int> order;
            for (int part : byMine)
                order.append(m_theirSide.newerOf(part));
            m_graft.reorder(theirs, order);
        } else {
            orderConflict(list, byMine, byTheirs);
        }
    }
}

void Merger::orderConflict(const QList<int> &base, const QList<int> &byMine, const QList<int> &byTheirs)
{
    const auto words = [this](const QList<int> &list) {
        QStringList items;
        for (int item : list)
            items.append(shown(m_base, item));
        return items.join(u'\n');
    };
    Conflict found;
    found.path = listOf(m_theirs, m_theirSide.newerOf(base.first()));
    found.minePath = listOf(m_mine, m_mineSide.newerOf(base.first()));
    found.base = words(base);
    found.mine = words(byMine);
    found.theirs = words(byTheirs);
    found.isOrder = true;
    m_merge.conflicts.append(found);
}

/// A place that came on both sides: one field, each part of it for itself.
void Merger::mergeAdded(int mine, int theirs)
{
    m_parts.insert(mine, theirs);
    const bool sameKind = m_mine->entry(mine).kind == m_theirs->entry(theirs).kind;
    const bool value = m_mine->xml ? !isSameValue(mine, theirs) : !sameKind || !isSameValue(mine, theirs);
    if (value)
        conflict(-1, mine, theirs, -1);
    else if (isGroup(*m_mine, mine))
        mergeAdditions(mine, theirs, partsOf(*m_mine, mine), partsOf(*m_theirs, theirs));
}

void Merger::mergeAdditions(int mine, int theirs, const QList<int> &mineAdded, QList<int> theirsAdded)
{
    for (int added : mineAdded) {
        const int same = counterpart(added, mine, theirs, theirsAdded);
        if (same < 0) {
            add(added, theirs);
            continue;
        }
        theirsAdded.removeOne(same);
        mergeAdded(added, same);
    }
    for (int added : std::as_const(theirsAdded))
        m_merge.takenOver.append(m_theirSide.change(Change::Kind::Added, -1, added));
}

/// What came on their side and is the same thing as what came on mine; -1 where nothing is.
int Merger::counterpart(int added, int mine, int theirs, const QList<int> &theirsAdded) const
{
    QList<int> candidates = theirsAdded;
    candidates.removeIf([&](int i) { return !isSameName(*m_mine, added, *m_theirs, i); });
    if (candidates.isEmpty())
        return -1;
    const QList<int> mineAll = named(*m_mine, mine, *m_mine, added);
    const QList<int> theirsAll = named(*m_theirs, theirs, *m_mine, added);
    const Path list = listOf(m_theirs, candidates.first());
    const bool isElement = m_mine->entry(added).kind == Kind::Element;
    const bool isItem = isElement ? mineAll.size() + theirsAll.size() > 2 || m_keys.isList(list)
                                  : m_mine->entry(mine).kind == Kind::Array;
    if (!isItem)
        return candidates.first();
    const QString key =
        Matching(m_mine, m_theirs, m_keys, Matching::Rest::Apart).keyFor(m_keys.keysOf(list), mineAll, theirsAll);
    const auto signOf = [&key](const Tree &tree, int item) {
        return key.isEmpty() ? Matching::fingerprint(*tree, item)
                             : Matching::keyOf(TreeAccess::node(tree, item), key).value_or(QString());
    };
    const QString sign = signOf(m_mine, added);
    const auto same = std::find_if(
        candidates.begin(), candidates.end(), [&](int candidate) { return signOf(m_theirs, candidate) == sign; });
    return same == candidates.end() ? -1 : *same;
}

QList<int> Merger::addedTo(int group, Side side) const
{
    QList<int> parts = partsOf(side == Side::Mine ? *m_mine : *m_theirs, group);
    const Comparison &comparison = side == Side::Mine ? m_mineSide : m_theirSide;
    parts.removeIf([&](int part) { return comparison.olderOf(part) >= 0; });
    return parts;
}

void Merger::add(int mine, int theirsGroup)
{
    const int added = m_graft.add(theirsGroup, siblingFor(mine, theirsGroup), TreeAccess::node(m_mine, mine));
    m_parts.insert(mine, added);
}

/// Behind whom an addition of mine comes on their side: the nearest that stands before it on mine.
int Merger::siblingFor(int mine, int theirsGroup) const
{
    if (m_mine->entry(mine).kind == Kind::Attribute)
        return -1;
    int found = -1;
    bool isBehind = false;
    for (int i = m_mine->entry(m_mine->entry(mine).parent).firstChild; i >= 0; i = m_mine->entry(i).nextSibling) {
        isBehind = isBehind || i == mine;
        const int part = m_parts.value(i, -1);
        if (part < 0 || m_edit.part(part).parent != theirsGroup)
            continue;
        if (isBehind)
            return found >= 0 ? found : m_edit.previous(part);
        found = part;
    }
    const QList<int> all = m_edit.children(theirsGroup);
    return found >= 0 || all.isEmpty() ? found : all.last();
}

void Merger::conflict(int base, int mine, int theirs, int theirsGroup)
{
    Conflict found;
    found.base = base < 0 ? QString() : shown(m_base, base);
    found.mine = mine < 0 ? QString() : shown(m_mine, mine);
    found.theirs = theirs < 0 ? QString() : shown(m_theirs, theirs);
    found.isMineRemoved = mine < 0;
    found.isTheirsRemoved = theirs < 0;
    found.minePath = mine < 0 ? Path() : pathOf(m_mine, mine);
    if (theirs >= 0) {
        found.path = pathOf(m_theirs, theirs);
    } else {
        const QString step = found.minePath.steps().value(found.minePath.steps().size() - 1);
        found.path = pathOf(m_theirs, theirsGroup).child(step);
    }
    m_merge.conflicts.append(found);
}

void Merger::carryMissing(Draft *draft, const std::vector<int> &places) const
{
    for (const Path &missing : m_draft.missing()) {
        const Node node = m_draft.document().root().at(missing);
        const int part = node.isNull() ? -1 : m_parts.value(TreeAccess::index(node), -1);
        const int place = part < 0 ? -1 : places[static_cast<size_t>(part)];
        draft->m_missing.append(place < 0 ? missing : pathOf(TreeAccess::tree(draft->document()), place));
    }
}

Result<bool> Merger::take(Draft *draft, const Conflict &conflict, const Draft &mine)
{
    const auto lost = failure(Error::Kind::Invalid,
        QCoreApplication::translate("Draft", "The place of the conflict is not in the document any more."));
    if (conflict.isOrder)
        return takeOrder(draft, conflict, mine);
    const std::optional<Path> place =
        draft->inDocument(conflict.isTheirsRemoved ? conflict.path.parent() : conflict.path);
    if (!place)
        return lost;
    if (conflict.isMineRemoved)
        return draft->remove(*place);
    const Node from = mine.document().root().at(conflict.minePath);
    const Node there = draft->document().root().at(*place);
    if (from.isNull() || there.isXml() != from.isXml())
        return lost;
    const int part = TreeAccess::index(there);
    TreeEdit edit = draft->treeEdit();
    Graft graft(&edit, draft->document(), draft->m_shape.get());
    if (conflict.isTheirsRemoved) {
        const QList<int> all = edit.children(part);
        graft.add(part, all.isEmpty() ? -1 : all.last(), from);
    } else if (!(there.isLeaf() && graft.write(part, from))) {
        graft.replace(part, from);
    }
    Result<TreeEdit::Outcome> outcome = edit.finish();
    if (!outcome)
        return failure(outcome.error());
    draft->take(TreeAccess::document(outcome->tree), std::move(outcome->origins));
    return true;
}

Result<bool> Merger::takeOrder(Draft *draft, const Conflict &conflict, const Draft &mine)
{
    const Tree from = TreeAccess::tree(mine.document());
    const Tree to = TreeAccess::tree(draft->document());
    const ItemKeys usual;
    const Origins origins = Matching(from, to, usual, Matching::Rest::Apart).origins();
    const std::optional<Path> first =
        draft->inDocument(to->xml ? conflict.path : conflict.path.child(QStringLiteral("0")));
    const Node item = first ? draft->document().root().at(*first) : Node();
    const Node list = mine.document().root().at(to->xml ? conflict.minePath.parent() : conflict.minePath);
    if (item.isNull() || list.isNull())
        return failure(
            Error::Kind::Invalid, QCoreApplication::translate("Draft", "The list is not in the document any more."));
    const int group = TreeAccess::index(item.parent());
    QList<int> items = named(*to, group, *to, TreeAccess::index(item));
    const auto originOf = [&](int i) { return origins[static_cast<size_t>(i)].base; };
    items.removeIf([&](int i) { return originOf(i) < 0; });
    std::sort(items.begin(), items.end(), [&](int a, int b) { return originOf(a) < originOf(b); });
    TreeEdit edit = draft->treeEdit();
    Graft(&edit, draft->document(), draft->m_shape.get()).reorder(group, items);
    Result<TreeEdit::Outcome> outcome = edit.finish();
    if (!outcome)
        return failure(outcome.error());
    draft->take(TreeAccess::document(outcome->tree), std::move(outcome->origins));
    return true;
}

} // namespace nephoscope
