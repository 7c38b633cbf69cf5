// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/stallmeter.h"

#include <algorithm>
#include <ctime>

namespace nephoscope {

namespace {

constexpr int tick = 4; // ms

double at(QList<double> stalls, double percentile)
{
    if (stalls.isEmpty())
        return 0;
    std::sort(stalls.begin(), stalls.end());
    return stalls.at(std::min(stalls.size() - 1, qsizetype(double(stalls.size()) * percentile / 100)));
}

QString words(const QList<double> &stalls)
{
    return QStringLiteral("median %1 ms, 95 %: %2, 99 %: %3, worst %4, %5 of %6 over %7")
        .arg(at(stalls, 50), 0, 'f', 1)
        .arg(at(stalls, 95), 0, 'f', 1)
        .arg(at(stalls, 99), 0, 'f', 1)
        .arg(at(stalls, 100), 0, 'f', 1)
        .arg(std::count_if(stalls.begin(), stalls.end(), [](double each) { return each > StallMeter::limit; }))
        .arg(stalls.size())
        .arg(StallMeter::limit);
}

} // namespace

StallMeter::StallMeter()
    : m_scheduling(QStringLiteral("/proc/thread-self/schedstat"))
{
    if (!m_scheduling.open(QFile::ReadOnly | QFile::Unbuffered))
        qWarning("the time without a processor is not known here");
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &StallMeter::look);
    m_before = times();
    m_since.start();
    m_timer.start(tick);
}

StallMeter::Times StallMeter::times()
{
    constexpr double million = 1e6;
    Times now;
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    now.own = double(used.tv_sec) * 1e3 + double(used.tv_nsec) / million;
    if (m_scheduling.seek(0)) // time on a processor, time without one, turns; ns
        now.processorless = m_scheduling.readAll().split(' ').value(1).toDouble() / million;
    return now;
}

void StallMeter::look()
{
    const double stall = std::max(0.0, double(m_since.nsecsElapsed()) / 1e6 - tick);
    m_since.start();
    const Times now = times();
    m_byClock << stall;
    m_byWaiting << std::max(0.0, stall - (now.processorless - m_before.processorless));
    m_byWork << now.own - m_before.own;
    m_before = now;
}

QString StallMeter::figures() const
{
    return QStringLiteral("by the clock %1; without the time in which it got no processor %2; by its own work %3")
        .arg(words(m_byClock), words(m_byWaiting), words(m_byWork));
}

double StallMeter::worst() const { return std::max(at(m_byWork, 100), at(m_byWaiting, 100)); }

} // namespace nephoscope
