// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace nephoscope {

/// What something costs the program while this lives: bytes allocated at most beyond those at the start (as counted by
/// the sanitizer's allocator; elsewhere the growth of the resident set), and the longest time in which the thread's
/// event loop did nothing else: by the thread's own clock, as other programs of the machine are no fault of this one,
/// and by the wall's, for what waits instead of working.
class Strain : public QObject {
    Q_OBJECT
public:
    Strain();
    ~Strain() override;

    qint64 peakBytes() const;
    qint64 worstStall() const { return m_worst; } ///< ms of work in one go
    qint64 worstWait() const { return m_worstWall; } ///< ms

private:
    void beat();

    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_lastWork = 0;
    qint64 m_worst = 0;
    qint64 m_worstWall = 0;
    qint64 m_before = 0;
};

/// How much slower the sanitizers make the program: what is promised in ms is promised of what is shipped.
double sanitizerFactor();

} // namespace nephoscope
