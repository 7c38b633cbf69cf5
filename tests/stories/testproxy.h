// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStringList>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace nephoscope {

/// A proxy that lets nobody through without the right user and password. In the test's own thread.
class TestProxy : public QObject {
    Q_OBJECT
public:
    enum class Kind { Http, Socks5 };

    TestProxy(Kind kind, const QByteArray &user, const QByteArray &password);

    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(m_server.serverPort()); }
    /// What is asked for under that name stands there.
    void alias(const QString &host, const QUrl &place) { m_aliases.insert(host, place); }
    /// "host:port", one for each way that was opened.
    const QStringList &opened() const { return m_opened; }
    int refusals() const { return m_refusals; }

private:
    void read(QTcpSocket *client);
    bool readHttp(QTcpSocket *client, QByteArray &bytes);
    bool readSocks(QTcpSocket *client, QByteArray &bytes);
    void open(QTcpSocket *client, const QString &host, quint16 port, const QByteArray &toClient,
        const QByteArray &toServer = {});

    Kind m_kind;
    QByteArray m_user;
    QByteArray m_password;
    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_unread;
    QHash<QTcpSocket *, int> m_step;
    QHash<QString, QUrl> m_aliases;
    QStringList m_opened;
    int m_refusals = 0;
};

} // namespace nephoscope
