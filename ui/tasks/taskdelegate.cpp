// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskdelegate.h"

#include "models/taskmodel.h"
#include "shell/looks.h"

#include <QPainter>

namespace nephoscope {

TaskDelegate::TaskDelegate(const Looks &looks, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_looks(looks)
{
}

void TaskDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant percent = index.data(TaskModel::PercentRole);
    const auto phase = TaskState::Phase(index.data(TaskModel::PhaseRole).toInt());
    if (phase != TaskState::Phase::Running || !percent.isValid())
        return;
    constexpr int high = 2;
    constexpr int margin = 4;
    QRect bar = option.rect.adjusted(margin, 0, -margin, 0);
    bar.setTop(option.rect.bottom() - high);
    bar.setHeight(high);
    QColor track = option.palette.color(QPalette::Mid);
    track.setAlphaF(0.4F);
    painter->fillRect(bar, track);
    bar.setWidth(bar.width() * qBound(0, percent.toInt(), 100) / 100);
    painter->fillRect(bar, m_looks.stateColor(State::Tone::Changing));
}

} // namespace nephoscope
