// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/testproxy.h"

#include "stories/tlsfront.h"

#include <QTcpSocket>
#include <QtEndian>

namespace nephoscope {

TestProxy::TestProxy(Kind kind, const QByteArray &user, const QByteArray &password)
    : m_kind(kind)
    , m_user(user)
    , m_password(password)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = m_server.nextPendingConnection()) {
            connect(client, &QTcpSocket::readyRead, this, [this, client] { read(client); });
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        }
    });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port");
}

void TestProxy::read(QTcpSocket *client)
{
    m_unread[client] += client->readAll();
    const auto step = [&] {
        return m_kind == Kind::Http ? readHttp(client, m_unread[client]) : readSocks(client, m_unread[client]);
    };
    while (!m_unread.value(client).isEmpty() && step()) { }
}

/// RFC 9110 §9.3.6 for what is encrypted, the whole address in the first line for the rest.
bool TestProxy::readHttp(QTcpSocket *client, QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray head = bytes.first(end + 4);
    bytes.remove(0, end + 4);
    const QByteArray right = "Basic " + (m_user + ':' + m_password).toBase64();
    if (!head.contains(right)) {
        ++m_refusals;
        client->write("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                      "Content-Length: 0\r\n\r\n");
        return true;
    }
    const QList<QByteArray> words = head.first(head.indexOf('\r')).split(' ');
    if (words.value(0) == "CONNECT") {
        const QUrl target(QStringLiteral("//") + QString::fromLatin1(words.value(1)));
        open(client, target.host(), quint16(target.port()), "HTTP/1.1 200 OK\r\n\r\n");
        return false;
    }
    const QUrl target = QUrl::fromEncoded(words.value(1));
    QByteArray passed = words.value(0) + ' ' + target.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)
        + " HTTP/1.1" + head.sliced(head.indexOf("\r\n"));
    passed.replace("Proxy-Connection: Keep-Alive", "Connection: close")
        .replace("Connection: Keep-Alive", "Connection: close");
    open(client, target.host(), quint16(target.port(80)), {}, passed + std::exchange(bytes, {}));
    return false;
}

/// RFC 1928 with the user and password of RFC 1929.
bool TestProxy::readSocks(QTcpSocket *client, QByteArray &bytes)
{
    const auto size = [&bytes](qsizetype at) { return qsizetype(quint8(bytes.at(at))); };
    int &step = m_step[client];
    if (step == 0 && bytes.size() >= 2 && bytes.size() >= 2 + size(1)) {
        const bool knows = bytes.mid(2, size(1)).contains('\x02');
        client->write(knows ? QByteArray("\x05\x02", 2) : QByteArray("\x05\xff", 2));
        m_refusals += knows ? 0 : 1;
        bytes.clear();
        step = 1;
        return false;
    }
    if (step == 1 && bytes.size() >= 2 && bytes.size() >= 3 + size(1)) {
        const QByteArray user = bytes.mid(2, size(1));
        const QByteArray password = bytes.mid(3 + size(1), size(2 + size(1)));
        const bool isRight = user == m_user && password == m_password;
        client->write(isRight ? QByteArray("\x01\x00", 2) : QByteArray("\x01\x01", 2));
        m_refusals += isRight ? 0 : 1;
        bytes.clear();
        step = 2;
        return false;
    }
    if (step != 2 || bytes.size() < 7)
        return false;
    const bool isName = bytes.at(3) == '\x03';
    const qsizetype length = isName ? 1 + size(4) : 4;
    const QString host = isName ? QString::fromLatin1(bytes.mid(5, size(4)))
                                : QHostAddress(qFromBigEndian<quint32>(bytes.constData() + 4)).toString();
    const quint16 port = qFromBigEndian<quint16>(bytes.constData() + 4 + length);
    bytes.remove(0, 6 + length);
    open(client, host, port, QByteArray("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10));
    return false;
}

void TestProxy::open(
    QTcpSocket *client, const QString &host, quint16 port, const QByteArray &toClient, const QByteArray &toServer)
{
    m_opened << host + QLatin1Char(':') + QString::number(port);
    disconnect(client, &QTcpSocket::readyRead, this, nullptr);
    auto *server = new QTcpSocket(client);
    connect(server, &QTcpSocket::connected, this, [client, server, toClient, toServer] {
        client->write(toClient);
        server->write(toServer);
        join(client, server);
    });
    const QUrl place = m_aliases.value(host);
    server->connectToHost(place.isEmpty() ? host : place.host(), place.isEmpty() ? port : quint16(place.port()));
}

} // namespace nephoscope
