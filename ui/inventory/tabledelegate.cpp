// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/tabledelegate.h"

#include "models/tablemodel.h"
#include "resource/values.h"
#include "shell/looks.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace nephoscope {

namespace {

constexpr int air = 8; ///< px left and right of the text
constexpr int dot = 16;
constexpr int bar = 3;

} // namespace

TableDelegate::TableDelegate(
    const TableModel &model, const Looks &looks, Describe describe, StateOf stateOf, QObject *parent)
    : QAbstractItemDelegate(parent)
    , m_model(model)
    , m_looks(looks)
    , m_describe(std::move(describe))
    , m_stateOf(std::move(stateOf))
    , m_now(QDateTime::currentDateTime())
{
}

/// The dot before a state's word, drawn once for each word.
QPixmap TableDelegate::dotOf(const QString &text, int row, const QPalette &palette, qreal ratio) const
{
    if (palette.cacheKey() != m_dotColours)
        m_dots.clear();
    m_dotColours = palette.cacheKey();
    QPixmap &known = m_dots[text];
    if (known.isNull() || known.devicePixelRatio() != ratio)
        known = m_looks.stateIcon(m_stateOf(row, text).tone()).pixmap(QSize(dot, dot), ratio);
    return known;
}

/// Laying a text out takes longer than drawing it, and most columns say the same few things again and again.
const QStaticText &TableDelegate::laidOut(
    std::string_view text, const TableColumn &column, int width, const QPainter &painter) const
{
    constexpr qsizetype most = 512; // of a column: what is of each row another is not worth keeping
    ColumnTexts &known = m_texts[column.member];
    if (known.font != painter.font() || known.type != column.type || known.unit != column.unit || known.width != width
        || known.texts.size() >= most)
        known = ColumnTexts{painter.font(), column.type, column.unit, width, {}};
    const auto found = known.texts.constFind(QByteArray::fromRawData(text.data(), qsizetype(text.size())));
    if (found != known.texts.constEnd())
        return *found;
    const QString words = column.words(QString::fromUtf8(text.data(), qsizetype(text.size())), m_now);
    QStaticText made;
    made.setTextFormat(Qt::PlainText);
    made.setText(words);
    made.prepare(painter.transform(), painter.font());
    if (made.size().width() > width) {
        made.setText(painter.fontMetrics().elidedText(words, Qt::ElideMiddle, width));
        made.prepare(painter.transform(), painter.font());
    }
    return *known.texts.insert(QByteArray(text.data(), qsizetype(text.size())), made);
}

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const QPalette::ColorGroup group = option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    if (isSelected)
        painter->fillRect(option.rect, option.palette.brush(group, QPalette::Highlight));
    else if (index.row() % 2 != 0)
        painter->fillRect(option.rect, option.palette.brush(group, QPalette::AlternateBase));
    if (index.data(TableModel::ChangedRole).toBool())
        painter->fillRect(
            QRect(option.rect.topLeft(), QSize(bar, option.rect.height())), option.palette.brush(QPalette::Highlight));
    const TableColumn &column = m_describe(index.column());
    QRect place = option.rect.adjusted(air, 0, -air, 0);
    if (column.isState) {
        const QString text = index.data().toString();
        if (!text.isEmpty())
            painter->drawPixmap(place.left(), place.center().y() - dot / 2 + 1,
                dotOf(text, index.row(), option.palette, painter->device()->devicePixelRatioF()));
        place.setLeft(place.left() + dot + 4);
    }
    if (const std::string_view text = m_model.text(index.row(), index.column()); !text.empty()) {
        const QStaticText &words = laidOut(text, column, place.width(), *painter);
        const qreal left = column.isNumeric() ? place.right() + 1 - words.size().width() : place.left();
        painter->setPen(option.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text));
        painter->drawStaticText(QPointF(left, place.top() + (place.height() - option.fontMetrics.height()) / 2), words);
    }
    if ((option.state & QStyle::State_HasFocus) && !isSelected) {
        painter->setPen(option.palette.color(QPalette::Highlight));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const TableColumn &column = m_describe(index.column());
    const QString words = column.words(index.data().toString(), m_now);
    return {option.fontMetrics.horizontalAdvance(words) + 2 * air + (column.isState ? dot + 4 : 0),
        option.fontMetrics.height() + air};
}

bool TableDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    const QString text = index.data().toString();
    const TableColumn &column = m_describe(index.column());
    const QString exact = column.exactly(text);
    QToolTip::showText(event->globalPos(), plainToolTip(exact.isEmpty() ? text : exact), view);
    return true;
}

} // namespace nephoscope
