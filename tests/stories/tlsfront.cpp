// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/tlsfront.h"

#include <QSslSocket>
#include <QTcpSocket>

namespace nephoscope {

void join(QTcpSocket *client, QTcpSocket *server)
{
    const auto pass = [](QTcpSocket *from, QTcpSocket *to) {
        QObject::connect(from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
        QObject::connect(from, &QTcpSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
        QObject::connect(from, &QTcpSocket::disconnected, from, &QObject::deleteLater);
        QObject::connect(from, &QTcpSocket::errorOccurred, to, &QTcpSocket::disconnectFromHost);
        to->write(from->readAll());
    };
    pass(client, server);
    pass(server, client);
}

TlsFront::TlsFront(const QUrl &behind, const TestIdentity &shown)
    : m_behind(behind)
    , m_configuration(shown.configuration())
{
    m_configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_server.setSslConfiguration(m_configuration);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (auto *client = qobject_cast<QSslSocket *>(m_server.nextPendingConnection())) {
            ++m_connections;
            if (!client->peerCertificate().isNull())
                m_clients << client->peerCertificate().subjectDisplayName();
            auto *server = new QTcpSocket(this);
            connect(server, &QTcpSocket::connected, this, [client, server] { join(client, server); });
            server->connectToHost(m_behind.host(), quint16(m_behind.port()));
        }
    });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port");
}

QUrl TlsFront::url() const { return QUrl(QStringLiteral("https://localhost:%1").arg(m_server.serverPort())); }

void TlsFront::show(const TestIdentity &identity)
{
    m_configuration.setLocalCertificateChain(identity.configuration().localCertificateChain());
    m_configuration.setPrivateKey(identity.configuration().privateKey());
    m_server.setSslConfiguration(m_configuration);
    const QList<QSslSocket *> open = m_server.findChildren<QSslSocket *>();
    for (QSslSocket *connection : open)
        connection->abort();
}

void TlsFront::demand(const TestAuthority &authority)
{
    m_configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    m_configuration.setCaCertificates(QSslCertificate::fromData(authority.identity().certificate, QSsl::Pem));
    m_server.setSslConfiguration(m_configuration);
}

} // namespace nephoscope
