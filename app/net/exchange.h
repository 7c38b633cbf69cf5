// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "net/reply.h"
#include "net/request.h"

#include <QDateTime>
#include <optional>

namespace nephoscope {

/// A request and what came of it, secrets already cut out (the constructor does that; there is no other way in).
class Exchange {
public:
    /// Milliseconds since the request was made; -1 unknown.
    struct Timings {
        qint64 connected = -1; ///< TLS done, first byte sent
        qint64 firstByte = -1;
        qint64 finished = -1;
    };

    Exchange() = default;
    Exchange(const Request &request, const Reply &reply, const QDateTime &started, const Timings &timings);
    Exchange(const Request &request, const Error &error, const QDateTime &started, const Timings &timings);

    const Request &request() const { return m_request; }
    const Reply &reply() const { return m_reply; }
    const std::optional<Error> &error() const { return m_error; }
    const QDateTime &started() const { return m_started; }
    const Timings &timings() const { return m_timings; }

private:
    Request m_request;
    Reply m_reply;
    std::optional<Error> m_error;
    QDateTime m_started;
    Timings m_timings;
};

} // namespace nephoscope
