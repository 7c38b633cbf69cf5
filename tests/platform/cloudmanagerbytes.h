// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/cloudmanager/cloudmanager.h"

#include <QUrl>

namespace nephoscope {

inline const QUrl site(QStringLiteral("https://cm.example.com/"));

/// An answer in JSON, with the request id where one is given.
inline Reply json(const QByteArray &body, const char *path = "/x", int status = 200, const char *requestId = nullptr)
{
    Reply reply(
        status, body, body.isEmpty() ? QByteArray() : "application/json", site.resolved(QUrl(QLatin1String(path))));
    if (requestId)
        reply.headers().set("OnCloud-Request-Id", requestId);
    return reply;
}

inline Ref refAt(const QString &path, const char *kind, bool list = false)
{
    Ref ref(site.resolved(QUrl(path)), QLatin1String(kind));
    return list ? ref.asCollection() : ref;
}

/// "PUT /occm/api/x {body}"
inline QString printed(const Request &request)
{
    return QString::fromLatin1(request.method()) + u' '
        + request.url().toString(QUrl::RemoveScheme | QUrl::RemoveAuthority)
        + (request.body().isEmpty() ? QString() : u' ' + QString::fromUtf8(request.body()));
}

/// The operation of that call; null where it is not there.
inline const Operation *called(const QList<Operation> &operations, const char *key)
{
    for (const Operation &operation : operations) {
        if (operation.call == QLatin1String(key))
            return &operation;
    }
    return nullptr;
}

} // namespace nephoscope
