// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile/hostilesite.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrlQuery>

namespace nephoscope {

HostileSite::HostileSite(const QString &platform)
    : m_site(platform)
{
    m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_server.start(QStringLiteral("python3"),
        {QStringLiteral("-B"), QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/tests/hostile/server.py"),
            m_site.url().toString()});
    while (m_server.state() != QProcess::NotRunning && !m_server.canReadLine())
        m_server.waitForReadyRead(10'000);
    m_port = m_server.readLine().trimmed().toInt();
    if (m_port == 0)
        m_problem = QStringLiteral("server.py did not start: ") + m_server.errorString();
    else
        m_cases = QJsonDocument::fromJson(ask(QStringLiteral("/-/cases"))).array();
}

HostileSite::~HostileSite()
{
    m_server.kill();
    m_server.waitForFinished();
}

QUrl HostileSite::url(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path));
}

bool HostileSite::choose(const QString &name, const QString &path)
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("case"), name);
    query.addQueryItem(QStringLiteral("path"), path);
    return !ask(QStringLiteral("/-/choose?") + query.toString(QUrl::FullyEncoded)).isEmpty();
}

/// Past the console's own transport, and without an event loop.
QByteArray HostileSite::ask(const QString &path)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), quint16(m_port));
    if (!socket.waitForConnected(5000))
        return {};
    socket.write("GET " + path.toUtf8() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(5000))
        answer += socket.readAll();
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

} // namespace nephoscope
