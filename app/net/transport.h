// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/async.h"
#include "net/exchange.h"
#include "net/reply.h"
#include "net/request.h"

#include <QObject>

namespace nephoscope {

/// Whoever turns a Request into a Reply: Http over the network, Playback from a recording. Never interprets a status,
/// never retries, never follows a redirect. Lives in the GUI thread.
class Transport : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The answer, or an Error of kind Offline, Tls, Canceled, Malformed (longer than allowed), Forbidden (credentials
    /// to an origin that is not allowed) or NotFound (not in the recording).
    virtual Async<Reply> send(Request request) = 0;
    /// Ends all requests under way with Canceled. Later ones work again.
    virtual void abortAll() = 0;
    /// False for recordings: nothing can be written, nothing reaches the network.
    virtual bool isLive() const = 0;

signals:
    /// Every finished exchange, secrets cut out.
    void exchanged(const Exchange &exchange);
    /// The number of requests under way changed.
    void busyChanged(int running);
};

} // namespace nephoscope
