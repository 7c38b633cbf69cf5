// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/headers.h"

#include <QString>
#include <QUrl>
#include <functional>

namespace nephoscope {

/// One HTTP request as a value; whoever performs it is a Transport. Made by factories, never by braces beside co_await.
class Request {
public:
    Request() = default;
    Request(QByteArray method, QUrl url)
        : m_method(std::move(method))
        , m_url(std::move(url))
    {
    }

    static Request get(const QUrl &url) { return Request("GET", url); }
    static Request post(const QUrl &url, const QByteArray &body, const QByteArray &mediaType);
    static Request withBody(
        const QByteArray &method, const QUrl &url, const QByteArray &body, const QByteArray &mediaType);

    const QByteArray &method() const { return m_method; }
    const QUrl &url() const { return m_url; }
    const QByteArray &body() const { return m_body; }
    const Headers &headers() const { return m_headers; }
    Headers &headers() { return m_headers; }

    void setUrl(const QUrl &url) { m_url = url; }
    void setBody(const QByteArray &body) { m_body = body; }

    /// True for methods that change nothing at the server (GET, HEAD, OPTIONS): only these may be repeated blindly.
    bool isSafe() const { return m_method == "GET" || m_method == "HEAD" || m_method == "OPTIONS"; }

    /// True where the request carries, or will carry, the user's credentials: a Transport refuses to send it to an
    /// origin that the profile does not allow. Probes are made without.
    bool hasCredentials() const { return m_hasCredentials; }
    void setHasCredentials(bool has) { m_hasCredentials = has; }

    /// Id of the user's action that this request belongs to, for services that write it into their logs; may be empty.
    const QByteArray &action() const { return m_action; }
    void setAction(const QByteArray &action) { m_action = action; }

    /// Largest body that is read, in bytes; 0 = the transport's own limit.
    qint64 limit() const { return m_limit; }
    void setLimit(qint64 bytes) { m_limit = bytes; }

    /// True for one page of very many: the record of traffic keeps only the head of its answer.
    bool isBulk() const { return m_isBulk; }
    void setBulk(bool isBulk) { m_isBulk = isBulk; }

    /// Called in the transport's thread with bytes received so far and expected (-1 unknown).
    using Progress = std::function<void(qint64 received, qint64 expected)>;
    const Progress &progress() const { return m_progress; }
    void setProgress(Progress progress) { m_progress = std::move(progress); }

private:
    QByteArray m_method;
    QUrl m_url;
    QByteArray m_body;
    Headers m_headers;
    Progress m_progress;
    QByteArray m_action;
    qint64 m_limit = 0;
    bool m_hasCredentials = false;
    bool m_isBulk = false;
};

} // namespace nephoscope
