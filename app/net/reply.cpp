// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/reply.h"

namespace nephoscope {

Reply::Reply(int status, QByteArray body, QByteArray mediaType, QUrl url)
    : m_status(status)
    , m_body(std::move(body))
    , m_url(std::move(url))
{
    if (!mediaType.isEmpty())
        m_headers.set("Content-Type", mediaType);
}

QByteArray Reply::mediaType() const
{
    const QByteArray value = m_headers.value("Content-Type");
    const qsizetype end = value.indexOf(';');
    return (end < 0 ? value : value.left(end)).trimmed().toLower();
}

QUrl Reply::location() const
{
    const QByteArray value = m_headers.value("Location");
    return value.isEmpty() ? QUrl() : m_url.resolved(QUrl::fromEncoded(value));
}

} // namespace nephoscope
