// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"

namespace nephoscope {

/// Answers 200 to everything and counts.
class CountingTransport : public Transport {
public:
    Async<Reply> send(Request request) override
    {
        ++sent;
        const Reply reply(200, QByteArray("{}"), QByteArray("application/json"), request.url());
        co_return reply;
    }
    void abortAll() override { }
    bool isLive() const override { return true; }

    int sent = 0;
};

} // namespace nephoscope
