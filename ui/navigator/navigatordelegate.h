// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/ref.h"

#include <QStyledItemDelegate>
#include <functional>

namespace nephoscope {

class Looks;

/// A row of the tree: icon, name, and at the right edge, muted, what is going on and the state's dot. Production sites
/// and those with a colour have a band at the left.
class NavigatorDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit NavigatorDelegate(const Looks &looks, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

    /// Which objects have a mark of warning: their state is uncertain.
    using Marked = std::function<bool(const QString &profileId, const Ref &object)>;
    void setMarked(const Marked &marked) { m_marked = marked; }

signals:
    /// The detail that can be clicked ("Sign in", "Try again") was.
    void actionClicked(const QModelIndex &index);

private:
    QRect detailRect(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    QRect dotRect(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const Looks &m_looks;
    Marked m_marked;
};

} // namespace nephoscope
