// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"

#include <optional>

namespace nephoscope {

/// A way to a real site that loses the answer of one write: before the site has it, or after it has done its work.
class LossyTransport : public Transport {
    Q_OBJECT
public:
    enum class Loss {
        Unsent, ///< the site never sees it
        NoAnswer, ///< the site does it, the connection ends before the answer
        HalfAnswer, ///< … within the answer
        Late, ///< … nobody waits for the answer any more
        Gateway ///< … a gateway has given up before
    };

    explicit LossyTransport(const HttpOptions &options)
        : m_http(options)
    {
        connect(&m_http, &Transport::exchanged, this, &Transport::exchanged);
    }

    Async<Reply> send(Request request) override
    {
        // kept by the session, which outlives its requests
        const bool isLost = !request.isSafe() && loss.has_value();
        if (!isLost) {
            auto reply = co_await m_http.send(request);
            co_return reply;
        }
        const Loss how = *loss;
        loss.reset();
        ++writes;
        if (how == Loss::Unsent)
            co_return failure(lost("RESET"));
        auto reply = co_await m_http.send(request);
        worked = reply && reply->isSuccess();
        refusal = reply && !worked ? reply->body().left(300) : QByteArray();
        if (how == Loss::Gateway) {
            const Reply tooLate(504, "<html><h1>504 Gateway Time-out</h1></html>", "text/html", request.url());
            co_return tooLate;
        }
        co_return failure(lost(how == Loss::HalfAnswer ? "CUT_SHORT" : how == Loss::Late ? "TIMED_OUT" : "RESET"));
    }
    void abortAll() override { m_http.abortAll(); }
    bool isLive() const override { return true; }

    std::optional<Loss> loss; ///< of the next write
    bool worked = false; ///< the lost write was accepted by the site
    QByteArray refusal; ///< else what it said
    int writes = 0; ///< lost ones that were sent

private:
    static Error lost(const char *code)
    {
        return Error(Error::Kind::Offline, QStringLiteral("the connection is gone")).withCode(QLatin1String(code));
    }

    Http m_http;
};

} // namespace nephoscope
