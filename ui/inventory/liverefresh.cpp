// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/liverefresh.h"

#include "resource/values.h"

#include <QActionGroup>
#include <QMenu>

namespace nephoscope {

LiveRefresh::LiveRefresh(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(QStringLiteral("tableLive"));
    setAutoRaise(true);
    setToolTip(plainToolTip(tr("Reads the list again every now and then; what has changed is marked.")));
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("liveMenu"));
    auto *group = new QActionGroup(menu);
    for (const auto &[seconds, words] :
        {std::pair(0, tr("Off")), std::pair(10, tr("Every 10 seconds")), std::pair(30, tr("Every 30 seconds")),
            std::pair(60, tr("Every minute")), std::pair(300, tr("Every 5 minutes"))}) {
        QAction *action = menu->addAction(words, this, [this, seconds = seconds] { setInterval(seconds); });
        action->setCheckable(true);
        action->setChecked(seconds == 0);
        action->setData(seconds);
        group->addAction(action);
    }
    connect(this, &QToolButton::clicked, menu, [this, menu] {
        for (QAction *each : menu->actions())
            each->setChecked(each->data().toInt() == interval());
        menu->popup(mapToGlobal(QPoint(0, height())));
    });
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isVisible() && !window()->isMinimized())
            emit due();
    });
    setInterval(0);
}

void LiveRefresh::setInterval(int seconds)
{
    if (seconds > 0)
        m_timer.start(seconds * 1000);
    else
        m_timer.stop();
    const QString words = seconds == 0 ? tr("Live")
        : seconds < 60                 ? tr("Live: %1 s").arg(seconds)
                                       : tr("Live: %1 min").arg(seconds / 60);
    setText(words + QStringLiteral(" \u25be"));
}

} // namespace nephoscope
