// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/headers.h"

#include <QUrl>

namespace nephoscope {

/// One HTTP answer as a value: any status at all; only "no answer" is an Error.
class Reply {
public:
    Reply() = default;
    Reply(int status, QByteArray body, QByteArray mediaType = {}, QUrl url = {});

    int status() const { return m_status; }
    bool isSuccess() const { return m_status >= 200 && m_status < 300; }
    const QByteArray &reason() const { return m_reason; }
    const QByteArray &body() const { return m_body; }
    const Headers &headers() const { return m_headers; }
    Headers &headers() { return m_headers; }
    /// The URL that was asked.
    const QUrl &url() const { return m_url; }
    /// Content-Type without parameters, lower-cased: "application/vnd.vmware.vcloud.vapp+xml".
    QByteArray mediaType() const;
    /// Location resolved against url(); empty where there is none.
    QUrl location() const;

    void setStatus(int status, const QByteArray &reason)
    {
        m_status = status;
        m_reason = reason;
    }
    void setBody(const QByteArray &body) { m_body = body; }
    void setUrl(const QUrl &url) { m_url = url; }

private:
    int m_status = 0;
    QByteArray m_reason;
    QByteArray m_body;
    Headers m_headers;
    QUrl m_url;
};

} // namespace nephoscope
