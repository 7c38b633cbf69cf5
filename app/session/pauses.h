// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pending.h"

#include <QList>
#include <QTimer>
#include <chrono>

namespace nephoscope {

class Pauses;

/// A time to wait, to be awaited once: true when it is over, false where it was ended before.
class Pause {
public:
    Pause(Pauses &pauses, std::chrono::milliseconds length);
    ~Pause();
    Pause(const Pause &) = delete;
    Pause &operator=(const Pause &) = delete;

    Pending<bool>::Awaiter over() { return m_end.value(); }
    /// Whoever awaits goes on before this returns.
    void end(bool isOver);

private:
    Pauses &m_pauses;
    QTimer m_timer;
    Pending<bool> m_end;
};

/// The pauses of a session, which can all be ended.
class Pauses {
public:
    void endAll(bool isOver);
    bool isEmpty() const { return m_running.isEmpty(); }

private:
    friend class Pause;
    QList<Pause *> m_running; ///< each is owned by the coroutine that awaits it
};

} // namespace nephoscope
