// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/reply.h"

#include <QDateTime>
#include <QList>
#include <chrono>
#include <optional>

namespace nephoscope {

/// How long a session waits for a server that is busy, and between looks at what became of a write.
class Patience {
public:
    int attempts = 5; ///< of one request, the first one included
    std::chrono::milliseconds first{1000}; ///< where the server does not say; twice as long each time
    std::chrono::milliseconds longest{60'000}; ///< who is told to wait longer asks the person
    /// Pauses before each look at what became of a write: what a gateway gave up may still be under way.
    QList<std::chrono::milliseconds> looks{
        std::chrono::milliseconds(0), std::chrono::milliseconds(1500), std::chrono::milliseconds(4000)};

    /// The pause before that attempt (2, 3 …) after that answer: as Retry-After says, else by doubling, more or less by
    /// half as `chance` (0 to 1) has it, so that many clients do not come back together. Nothing: give up.
    std::optional<std::chrono::milliseconds> pause(int attempt, const Reply &answer, double chance) const;
};

/// What Retry-After says, in seconds from `now` on or as a date; nothing where there is none, or none that can be read.
std::optional<std::chrono::seconds> retryAfter(const Reply &answer, const QDateTime &now);

/// A date of an HTTP field (RFC 9110 §5.6.7, the preferred form), in UTC; invalid where it is none.
QDateTime httpDate(const QByteArray &value);

} // namespace nephoscope
