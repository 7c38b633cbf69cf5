// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/wire.h"

#include <QTcpSocket>

namespace nephoscope {

Wire::Wire(const QUrl &site)
    : m_site(site)
{
    connect(&m_server, &QTcpServer::newConnection, this, &Wire::open);
    m_server.listen(QHostAddress::LocalHost);
    m_port = m_server.serverPort();
}

QUrl Wire::url() const
{
    QUrl url = m_site;
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_port);
    return url;
}

void Wire::cut()
{
    m_server.close();
    for (const QPointer<QTcpSocket> &end : std::exchange(m_ends, {})) {
        if (end)
            end->abort();
    }
}

void Wire::mend() { m_server.listen(QHostAddress::LocalHost, m_port); }

void Wire::open()
{
    while (QTcpSocket *near = m_server.nextPendingConnection()) {
        auto *far = new QTcpSocket(near);
        m_ends << near << far;
        far->connectToHost(m_site.host(), quint16(m_site.port()));
        connect(near, &QTcpSocket::readyRead, far, [near, far] { far->write(near->readAll()); });
        connect(far, &QTcpSocket::readyRead, near, [near, far] { near->write(far->readAll()); });
        connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
        connect(far, &QTcpSocket::disconnected, near, &QTcpSocket::disconnectFromHost);
    }
}

} // namespace nephoscope
