// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/tablecolumns.h"

#include <QAbstractItemDelegate>
#include <QDateTime>
#include <QFont>
#include <QPixmap>
#include <QStaticText>
#include <functional>

class QPainter;

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
    void updateNow()
    {
        m_now = QDateTime::currentDateTime();
        m_texts.clear();
    }

private:
    /// What a column's texts look like in its present width and font.
    struct ColumnTexts {
        QFont font;
        PropertyType type = PropertyType::Text;
        QString unit;
        int width = 0;
        QHash<QByteArray, QStaticText> texts; ///< by what the record says
    };
    const QStaticText &laidOut(
        std::string_view text, const TableColumn &column, int width, const QPainter &painter) const;
    QPixmap dotOf(const QString &text, int row, const QPalette &palette, qreal ratio) const;

    const TableModel &m_model;
    const Looks &m_looks;
    Describe m_describe;
    StateOf m_stateOf;
    mutable QHash<QString, QPixmap> m_dots; ///< in the colours of m_dotColours
    mutable qint64 m_dotColours = 0;
    mutable QHash<QString, ColumnTexts> m_texts; ///< by member
    QDateTime m_now;
};

} // namespace nephoscope
