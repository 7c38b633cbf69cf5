// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pauses.h"

namespace nephoscope {

Pause::Pause(Pauses &pauses, std::chrono::milliseconds length)
    : m_pauses(pauses)
{
    m_pauses.m_running << this;
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { end(true); });
    m_timer.start(length);
}

Pause::~Pause() { m_pauses.m_running.removeOne(this); }

void Pause::end(bool isOver)
{
    m_timer.stop();
    m_end.settle(isOver);
    m_end.resume(); // this may be gone afterwards
}

void Pauses::endAll(bool isOver)
{
    const QList<Pause *> now = m_running; // who goes on may wait again
    for (Pause *pause : now) {
        if (m_running.contains(pause))
            pause->end(isOver);
    }
}

} // namespace nephoscope
