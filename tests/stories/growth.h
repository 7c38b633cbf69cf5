// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace nephoscope {

/// What this program holds.
class HeldMemory {
public:
    /// After what is free has been given back to the system.
    static HeldMemory now();

    double heap = 0; ///< MB in use, with what stands in maps of its own
    double whole = 0; ///< MB resident
};

/// How something grows: the line that fits best.
class Growth {
public:
    void add(double hours, double megabytes) { m_samples << std::pair(hours, megabytes); }
    int samples() const { return int(m_samples.size()); }
    double slope() const; ///< MB per hour; 0 for fewer than three samples
    double error() const; ///< standard error of the slope
    /// Median of the slopes between any two samples (Theil and Sen): what one sample holds for a moment is no growth.
    double typical() const;
    QString words() const;

private:
    class Sums;

    QList<std::pair<double, double>> m_samples; ///< hours, MB
};

} // namespace nephoscope
