// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/tablecolumns.h"

#include <QAbstractItemDelegate>
#include <QDateTime>
#include <functional>

namespace nephoscope {

class Looks;
class TableModel;

/// Draws cells by itself: text, a dot for states, a bar for what has changed. A style's delegate would take three times
/// as long, and a frame has sixteen milliseconds.
class TableDelegate : public QAbstractItemDelegate {
    Q_OBJECT
public:
    using Describe = std::function<const TableColumn &(int column)>;
    using StateOf = std::function<State(int row, const QString &text)>;

    TableDelegate(const TableModel &model, const Looks &looks, Describe describe, StateOf stateOf, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;
    /// Words are remembered for a while; what they say of "now" grows old.
    void forget();

private:
    QString wordsOf(const QModelIndex &index, const TableColumn &column, int width, const QFontMetrics &metrics) const;

    const TableModel &m_model;
    const Looks &m_looks;
    Describe m_describe;
    StateOf m_stateOf;
    mutable QHash<QString, QIcon> m_dots;
    mutable QDateTime m_now;
};

} // namespace nephoscope
