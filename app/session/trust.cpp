// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/trust.h"

#include "net/http.h"

namespace nephoscope {

Async<Reply> sendTrusting(Transport *transport, Human *human, Profile profile, Request request)
{
    auto reply = co_await transport->send(request);
    auto *http = qobject_cast<Http *>(transport);
    if (reply || reply.error().kind() != Error::Kind::Tls || !http || !http->refusedCertificate())
        co_return reply;
    const Certificate certificate = *http->refusedCertificate();
    const QByteArray previous = pinOf(profile.pins, certificate.authority).fingerprint;
    const bool trusted = co_await human->trust(profile, certificate, previous);
    if (!trusted)
        co_return reply;
    http->trust(certificate.fingerprint);
    auto again = co_await transport->send(request);
    co_return again;
}

} // namespace nephoscope
