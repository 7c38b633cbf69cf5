// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/growth.h"

#include <QFile>
#include <algorithm>
#include <cmath>
#ifdef __SANITIZE_ADDRESS__
extern "C" size_t __sanitizer_get_current_allocated_bytes(); // its header comes with clang only
#else
#include <malloc.h>
#endif
#include <unistd.h>

namespace nephoscope {

HeldMemory HeldMemory::now()
{
    constexpr double megabyte = 1024 * 1024;
    HeldMemory held;
#ifdef __SANITIZE_ADDRESS__
    held.heap = double(__sanitizer_get_current_allocated_bytes()) / megabyte;
#else
    malloc_trim(0);
    const auto used = mallinfo2();
    held.heap = double(used.uordblks + used.hblkhd) / megabyte;
#endif
    QFile file(QStringLiteral("/proc/self/statm"));
    if (file.open(QFile::ReadOnly))
        held.whole = file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / megabyte;
    return held;
}

/// Of the samples, around their means.
class Growth::Sums {
public:
    explicit Sums(const QList<std::pair<double, double>> &samples)
        : count(double(samples.size()))
    {
        double x = 0, y = 0;
        for (const auto &[hours, megabytes] : samples) {
            x += hours / count;
            y += megabytes / count;
        }
        for (const auto &[hours, megabytes] : samples) {
            xx += (hours - x) * (hours - x);
            xy += (hours - x) * (megabytes - y);
            yy += (megabytes - y) * (megabytes - y);
        }
    }
    bool isEnough() const { return count > 2 && xx > 0; }

    double count;
    double xx = 0;
    double xy = 0;
    double yy = 0;
};

double Growth::slope() const
{
    const Sums sums(m_samples);
    return sums.isEnough() ? sums.xy / sums.xx : 0;
}

double Growth::error() const
{
    const Sums sums(m_samples);
    if (!sums.isEnough())
        return 0;
    const double left = std::max(0.0, sums.yy - sums.xy * sums.xy / sums.xx);
    return std::sqrt(left / (sums.count - 2) / sums.xx);
}

double Growth::typical() const
{
    QList<double> slopes;
    for (qsizetype one = 0; one < m_samples.size(); ++one)
        for (qsizetype other = one + 1; other < m_samples.size(); ++other) {
            const double hours = m_samples.at(other).first - m_samples.at(one).first;
            if (hours > 0)
                slopes << (m_samples.at(other).second - m_samples.at(one).second) / hours;
        }
    if (slopes.isEmpty())
        return 0;
    const auto middle = slopes.begin() + slopes.size() / 2;
    std::nth_element(slopes.begin(), middle, slopes.end());
    return *middle;
}

QString Growth::words() const
{
    return QStringLiteral("%1 MB/h between two samples as a rule, %2 \u00b1 %3 by the line that fits best")
        .arg(typical(), 0, 'f', 2)
        .arg(slope(), 0, 'f', 2)
        .arg(error(), 0, 'f', 2);
}

} // namespace nephoscope
