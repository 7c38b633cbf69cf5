// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"

#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <functional>
#include <memory>
#include <optional>

namespace nephoscope {

/// A server on loopback that behaves as badly as the test says. In the test's own thread, without blocking.
class TestServer : public QObject {
    Q_OBJECT
public:
    /// Called for every whole request (head and body) with the connection to answer on, which stays open.
    using Handler = std::function<void(QTcpSocket &connection, const QByteArray &request)>;
    enum class Kind { Plain, Tls };

    explicit TestServer(Handler handler, Kind kind = Kind::Plain);
    ~TestServer() override;

    QUrl url(const QString &path = QStringLiteral("/")) const;
    /// Stops listening: further connections are refused.
    void close() { m_server->close(); }
    int connections() const { return m_connections; }
    const QList<QByteArray> &requests() const { return m_requests; }

private:
    void accept();
    void read(QTcpSocket *connection);

    Handler m_handler;
    Kind m_kind;
    std::unique_ptr<QTcpServer> m_server;
    QHash<QTcpSocket *, QByteArray> m_unread;
    QList<QByteArray> m_requests;
    int m_connections = 0;
};

/// For a server of TLS that offers these protocols over it ("h2"): a new key and certificate each time.
QSslConfiguration selfSigned(const QList<QByteArray> &protocols);
/// "HTTP/1.1 <status>" with these fields and Content-Length.
QByteArray answer(const QByteArray &status, const QByteArray &body = {}, const QByteArray &fields = {});
/// The bytes in gzip's format.
QByteArray gzip(const QByteArray &bytes);

/// What became of a request; compare with QTRY_VERIFY(outcome.isThere()).
class Outcome : public QObject {
    Q_OBJECT
public:
    Outcome(Http &http, const Request &request);
    bool isThere() const { return m_result.has_value(); }
    const Result<Reply> &result() const { return *m_result; }

private:
    std::optional<Result<Reply>> m_result;
};

/// Limits that let a test end soon.
HttpOptions quick();

} // namespace nephoscope
