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

/// Measuring a text is as dear as drawing it: most fit by far, which shows from the widths of their letters alone.
bool TableDelegate::fitsByFar(const QString &words, int width, const QFontMetrics &metrics) const
{
    if (!m_measured || *m_measured != metrics) {
        m_measured = metrics;
        for (size_t letter = 0; letter < m_widths.size(); ++letter)
            m_widths[letter] = metrics.horizontalAdvance(QLatin1Char(char(letter))) + 1; // they may be rounded down
    }
    int most = 0;
    for (const QChar letter : words)
        most += letter.unicode() < m_widths.size() ? m_widths[letter.unicode()] : metrics.maxWidth();
    return most <= width;
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

QString TableDelegate::wordsOf(
    const QModelIndex &index, const TableColumn &column, int width, const QFontMetrics &metrics) const
{
    const std::string_view text = m_model.text(index.row(), index.column());
    if (text.empty())
        return {};
    QString words = column.words(QString::fromUtf8(text.data(), qsizetype(text.size())), m_now);
    if (!fitsByFar(words, width, metrics) && metrics.horizontalAdvance(words) > width)
        words = metrics.elidedText(words, Qt::ElideMiddle, width);
    return words;
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
    const QString words = wordsOf(index, column, place.width(), option.fontMetrics);
    if (!words.isEmpty()) {
        painter->setPen(option.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text));
        painter->drawText(place,
            int(Qt::AlignVCenter | Qt::TextSingleLine) | int(column.isNumeric() ? Qt::AlignRight : Qt::AlignLeft),
            words);
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
