// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hostile/strain.h"

#include <QString>

namespace nephoscope {

/// What the cases of a suite cost the program, held against what is promised.
class Figures {
public:
    /// setting::responseLimitMegabytes, as shipped
    static constexpr qint64 cap = qint64(64) * 1024 * 1024;

    /// Counts a case; says what was beyond the limits, empty where nothing was.
    QString take(const Strain &strain, const char *name);
    QString summary() const;

private:
    int m_cases = 0;
    qint64 m_worstMemory = 0;
    qint64 m_worstStall = 0;
    QString m_fattest;
    QString m_slowest;
};

} // namespace nephoscope
