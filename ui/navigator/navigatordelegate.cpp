// SPDX-License-Identifier: GPL-3.0-or-later
#include "navigator/navigatordelegate.h"

#include "models/navigatormodel.h"
#include "navigator/navigatorproxy.h"
#include "shell/looks.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace nephoscope {

namespace {

constexpr int gap = 8;
constexpr int band = 3;

State::Tone toneOf(const QModelIndex &index) { return State::Tone(index.data(NavigatorModel::ToneRole).toInt()); }

} // namespace

NavigatorDelegate::NavigatorDelegate(const Looks &looks, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_looks(looks)
{
}

QRect NavigatorDelegate::dotRect(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (toneOf(index) == State::Tone::None)
        return QRect(option.rect.right(), option.rect.top(), 0, option.rect.height());
    const int size = option.fontMetrics.height();
    return QRect(option.rect.right() - gap - size, option.rect.center().y() - size / 2 + 1, size, size);
}

QRect NavigatorDelegate::detailRect(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString detail = index.data(NavigatorProxy::DetailRole).toString();
    const QRect dot = dotRect(option, index);
    if (detail.isEmpty())
        return QRect(dot.left(), option.rect.top(), 0, option.rect.height());
    const int width = QFontMetrics(QApplication::font()).horizontalAdvance(detail);
    return QRect(dot.left() - gap - width, option.rect.top(), width, option.rect.height());
}

void NavigatorDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QRect detail = detailRect(item, index);
    const QRect dot = dotRect(item, index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    const int textLeft = style->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget).left() + 2;
    item.text = item.fontMetrics.elidedText(item.text, Qt::ElideRight, detail.left() - gap - textLeft);
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    painter->save();
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    const bool action = index.data(NavigatorProxy::IsActionRole).toBool();
    if (detail.width() > 0) {
        painter->setFont(QApplication::font());
        painter->setPen(item.palette.color(selected ? QPalette::HighlightedText
                : action                            ? QPalette::Link
                                                    : QPalette::PlaceholderText));
        painter->drawText(detail, Qt::AlignVCenter | Qt::AlignLeft, index.data(NavigatorProxy::DetailRole).toString());
    }
    if (dot.width() > 0)
        m_looks.stateIcon(toneOf(index))
            .paint(painter, dot, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    if (m_marked
        && m_marked(
            index.data(NavigatorModel::ProfileIdRole).toString(), index.data(NavigatorModel::RefRole).value<Ref>())) {
        const int size = option.fontMetrics.height();
        const QRect mark(detail.left() - gap - size, option.rect.center().y() - size / 2 + 1, size, size);
        m_looks.stateIcon(State::Tone::Warning)
            .paint(painter, mark, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    }
    const QString color = index.data(NavigatorModel::ColorRole).toString();
    if (index.data(NavigatorModel::IsProductionRole).toBool() || !color.isEmpty()) {
        const QRect left(0, option.rect.top() + 1, band, option.rect.height() - 2);
        painter->fillRect(left, color.isEmpty() ? m_looks.stateColor(State::Tone::Warning) : QColor(color));
    }
    painter->restore();
}

QSize NavigatorDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(std::max(size.height(), option.fontMetrics.height() + 8));
    return size;
}

bool NavigatorDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease && index.data(NavigatorProxy::IsActionRole).toBool()) {
        const auto *mouse = static_cast<const QMouseEvent *>(event);
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        if (mouse->button() == Qt::LeftButton && detailRect(item, index).contains(mouse->position().toPoint())) {
            emit actionClicked(index);
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace nephoscope
