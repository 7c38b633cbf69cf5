// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/request.h"

namespace nephoscope {

Request Request::post(const QUrl &url, const QByteArray &body, const QByteArray &mediaType)
{
    return withBody("POST", url, body, mediaType);
}

Request Request::withBody(
    const QByteArray &method, const QUrl &url, const QByteArray &body, const QByteArray &mediaType)
{
    Request request(method, url);
    request.m_body = body;
    if (!mediaType.isEmpty())
        request.m_headers.set("Content-Type", mediaType);
    return request;
}

} // namespace nephoscope
