// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/tablecolumns.h"

#include <QAbstractItemDelegate>
#include <QDateTime>
#include <QFontMetrics>
#include <QPixmap>
#include <array>
#include <functional>
#include <optional>

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
    /// Times are told from now on as they are seen now.
    void updateNow() { m_now = QDateTime::currentDateTime(); }

private:
    QString wordsOf(const QModelIndex &index, const TableColumn &column, int width, const QFontMetrics &metrics) const;
    bool fitsByFar(const QString &words, int width, const QFontMetrics &metrics) const;
    QPixmap dotOf(const QString &text, int row, const QPalette &palette, qreal ratio) const;

    const TableModel &m_model;
    const Looks &m_looks;
    Describe m_describe;
    StateOf m_stateOf;
    mutable QHash<QString, QPixmap> m_dots; ///< in the colours of m_dotColours
    mutable qint64 m_dotColours = 0;
    mutable std::array<int, 128> m_widths{}; ///< px of letters in the font of m_measured
    mutable std::optional<QFontMetrics> m_measured;
    QDateTime m_now;
};

} // namespace nephoscope
