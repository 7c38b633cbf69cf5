// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QList>
#include <QObject>
#include <QTimer>

namespace nephoscope {

/// How long the window was busy at a time, in ms: by the clock, in which other programs, the X server and a site in
/// this program have their share; the same without the time for which its thread had work and got no processor; and by
/// the processor's time that the thread took itself. Between the last two it waits for a disk, a lock or the X server.
class StallMeter : public QObject {
public:
    static constexpr double limit = 16;

    /// Measures from now on, in the thread that made it.
    StallMeter();

    /// "by the clock median 0.1 ms, …; …"
    QString figures() const;
    /// The longest that was its own doing: by its work, or by waiting for anything but a processor.
    double worst() const;

private:
    /// Since the thread began.
    struct Times {
        double own = 0;
        double processorless = 0;
    };

    Times times();
    void look();

    QTimer m_timer;
    QElapsedTimer m_since;
    QFile m_scheduling;
    Times m_before;
    QList<double> m_byClock;
    QList<double> m_byWaiting;
    QList<double> m_byWork;
};

} // namespace nephoscope
