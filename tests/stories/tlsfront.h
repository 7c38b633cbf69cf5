// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stories/testauthority.h"

#include <QSslServer>
#include <QUrl>

class QTcpSocket;

namespace nephoscope {

/// TLS before a server that speaks plain HTTP: what the test wants to be shown is shown, the rest is passed on. In the
/// test's own thread.
class TlsFront : public QObject {
    Q_OBJECT
public:
    TlsFront(const QUrl &behind, const TestIdentity &shown);

    QUrl url() const;
    /// Another certificate from now on; open connections end.
    void show(const TestIdentity &identity);
    /// Nobody comes in without a certificate of that authority.
    void demand(const TestAuthority &authority);
    int connections() const { return m_connections; }
    /// The common names of the clients that came in.
    const QStringList &clients() const { return m_clients; }

private:
    QUrl m_behind;
    QSslServer m_server;
    QSslConfiguration m_configuration;
    QStringList m_clients;
    int m_connections = 0;
};

/// Passes on what each of the two says to the other, and ends both with either.
void join(QTcpSocket *client, QTcpSocket *server);

} // namespace nephoscope
