// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/awakening.h"

#include <QDateTime>
#include <QNetworkInformation>

namespace nephoscope {

Awakening::Awakening(QObject *parent, Clock wall, std::chrono::milliseconds interval)
    : QObject(parent)
    , m_wall(wall ? std::move(wall) : Clock(&QDateTime::currentMSecsSinceEpoch))
{
    m_timer.setInterval(interval);
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Awakening::look);
    if (const QNetworkInformation *network = QNetworkInformation::instance()) {
        connect(network, &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                if (reachability >= QNetworkInformation::Reachability::Local)
                    emit awoke();
            });
    }
}

void Awakening::setLooking(bool looking)
{
    if (looking == m_timer.isActive())
        return;
    if (!looking)
        return m_timer.stop();
    begin();
    m_timer.start();
}

void Awakening::begin()
{
    m_since = m_wall();
    m_awake.start();
}

void Awakening::look()
{
    constexpr qint64 slept = 10'000; // ms; less is a clock that was set right
    const qint64 jump = m_wall() - m_since - m_awake.elapsed();
    begin();
    if (jump >= slept)
        emit awoke();
}

} // namespace nephoscope
