// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/request.h"
#include "platform/lostwrite.h"
#include "platform/outcome.h"

namespace nephoscope {

class Deed;
class Session;

/// Keeps account of every write of a session: told before one leaves and when it has been answered. GUI thread.
class Witness {
public:
    Witness() = default;
    Witness(const Witness &) = delete;
    Witness &operator=(const Witness &) = delete;
    virtual ~Witness() = default;

    /// The request as it will go over the wire. An id for answered(); an Error keeps the request from leaving.
    virtual Result<qint64> intended(const Session &session, const Request &request, const Deed &deed) = 0;
    virtual void answered(qint64 write, const Result<Outcome> &outcome) = 0;
    /// What became of a write that nobody had heard the end of; never Unknown.
    virtual void foundOut(const Session &session, const Request &request, const Verdict &verdict) = 0;
};

} // namespace nephoscope
