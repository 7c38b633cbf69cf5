// SPDX-License-Identifier: GPL-3.0-or-later
// The part of NavigatorModel that shows many children a portion at a time.
#include "models/listing.h"
#include "models/navigatormodel.h"
#include "models/navigatornode.h"

#include <QSet>
#include <algorithm>

namespace nephoscope {

void NavigatorModel::showMore(const QModelIndex &index)
{
    NavigatorNode *moreNode = nodeAt(index);
    if (moreNode->type != Type::More || moreNode->status == Status::Loading)
        return;
    NavigatorNode *node = moreNode->parent;
    if (!node->held.isEmpty()) {
        const QList<Ref> next = node->held.first(std::min(qsizetype(m_portion), node->held.size()));
        node->held = node->held.mid(next.size());
        append(node, next);
        return;
    }
    const auto session = m_sites.session(node->profileId);
    if (!node->more || !session)
        return;
    const int mine = ++moreNode->request;
    setStatus(moreNode, Status::Loading);
    const QPersistentModelIndex where(index);
    QCoro::connect(childrenOf(session, *node->more, 0), this, [this, where, mine](const Result<Listing> &listing) {
        NavigatorNode *asked = where.isValid() ? nodeAt(where) : nullptr;
        if (!asked || asked->request != mine)
            return;
        if (!listing) {
            const bool canceled = listing.error().kind() == Error::Kind::Canceled;
            setStatus(asked, canceled ? Status::Idle : Status::Failed, listing.error());
            return;
        }
        setStatus(asked, Status::Idle);
        asked->parent->more = listing->more();
        asked->parent->held = listing->children().mid(m_portion);
        append(asked->parent, listing->children().first(std::min(qsizetype(m_portion), listing->children().size())));
    });
}

void NavigatorModel::showMatching(const QString &text)
{
    const QList<NavigatorNode *> holding = m_root->all([](const NavigatorNode &node) { return !node.held.isEmpty(); });
    for (NavigatorNode *node : holding) {
        QList<Ref> found;
        QList<Ref> others;
        for (const Ref &ref : std::as_const(node->held)) {
            const bool fits = found.size() < m_portion && ref.name().contains(text, Qt::CaseInsensitive);
            (fits ? found : others).append(ref);
        }
        if (found.isEmpty())
            continue;
        node->held = others;
        append(node, found);
    }
}

void NavigatorModel::append(NavigatorNode *node, const QList<Ref> &refs)
{
    QSet<QString> present;
    for (int row = 0; row < node->shown(); ++row)
        present.insert(node->children[size_t(row)]->key);
    QList<Ref> fresh; // a list that changed between two pages repeats some
    for (const Ref &ref : refs) {
        if (!present.contains(ref.identity()))
            fresh.append(ref);
    }
    insertRefs(node, node->shown(), fresh);
    updateMore(node);
}

void NavigatorModel::updateMore(NavigatorNode *node)
{
    const bool wanted = node->more || !node->held.isEmpty();
    const int last = int(node->children.size());
    if (wanted && !node->hasMoreNode()) {
        beginInsertRows(indexOf(node), last, last);
        node->children.push_back(std::make_unique<NavigatorNode>(node, Type::More, node->profileId));
        endInsertRows();
    } else if (!wanted && node->hasMoreNode()) {
        removeRows(node, last - 1, last - 1);
    } else if (wanted) {
        changed(node->children.back().get());
    }
}

} // namespace nephoscope
