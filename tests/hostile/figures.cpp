// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile/figures.h"

namespace nephoscope {

namespace {

constexpr qint64 longestStall = 50; ///< ms of work
constexpr qint64 longestWait = 3000; ///< ms, on a machine that does much else
constexpr qint64 megabyte = 1024 * 1024;

} // namespace

QString Figures::take(const Strain &strain, const char *name)
{
    ++m_cases;
    const qint64 memory = strain.peakBytes();
    const qint64 stall = strain.worstStall();
    if (memory > m_worstMemory) {
        m_worstMemory = memory;
        m_fattest = QString::fromUtf8(name);
    }
    if (stall > m_worstStall) {
        m_worstStall = stall;
        m_slowest = QString::fromUtf8(name);
    }
    if (memory > 3 * cap)
        return QStringLiteral("%1 MB").arg(memory / megabyte);
    if (strain.worstWait() >= longestWait)
        return QStringLiteral("%1 ms without an event").arg(strain.worstWait());
    return double(stall) > double(longestStall) * sanitizerFactor() ? QStringLiteral("%1 ms").arg(stall) : QString();
}

QString Figures::summary() const
{
    return QStringLiteral("%1 hostile answers; worst memory %2 MB (%3), limit %4 MB; worst stall %5 ms (%6)")
        .arg(m_cases)
        .arg(double(m_worstMemory) / megabyte, 0, 'f', 1)
        .arg(m_fattest)
        .arg(3 * cap / megabyte)
        .arg(m_worstStall)
        .arg(m_slowest);
}

} // namespace nephoscope
