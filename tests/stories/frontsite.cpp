// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/frontsite.h"

#include <QTcpSocket>

namespace nephoscope {

namespace {

/// A whole request with its body, cut off the front of what came; nothing while some is missing.
std::optional<demo::Message> messageIn(QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    demo::Message message;
    const QByteArrayList lines = bytes.left(end).split('\n');
    const QByteArrayList first = lines.first().trimmed().split(' ');
    message.method = first.value(0);
    const QByteArray target = first.value(1);
    const qsizetype mark = target.indexOf('?');
    message.path = mark < 0 ? target : target.left(mark);
    message.query = mark < 0 ? QByteArray() : target.mid(mark + 1);
    for (const QByteArray &line : lines.mid(1))
        message.headers.append({line.left(line.indexOf(':')).trimmed(), line.mid(line.indexOf(':') + 1).trimmed()});
    const qsizetype length = message.header("Content-Length").toLongLong();
    if (bytes.size() < end + 4 + length)
        return std::nullopt;
    message.body = bytes.mid(end + 4, length);
    bytes.remove(0, end + 4 + length);
    return message;
}

} // namespace

FrontSite::FrontSite(demo::Site &behind, Handler handler)
    : m_behind(behind)
    , m_handler(std::move(handler))
{
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port");
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *connection = m_server.nextPendingConnection()) {
            connect(connection, &QTcpSocket::readyRead, this, [this, connection] { read(connection); });
            connect(connection, &QTcpSocket::disconnected, this, [this, connection] {
                m_unread.remove(connection);
                connection->deleteLater();
            });
        }
    });
}

QUrl FrontSite::url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_server.serverPort())); }

void FrontSite::read(QTcpSocket *connection)
{
    QByteArray &bytes = m_unread[connection];
    bytes += connection->readAll();
    while (const auto message = messageIn(bytes)) {
        const demo::Answer answer = this->answer(*message);
        QByteArray text = "HTTP/1.1 " + QByteArray::number(answer.status) + " X\r\n";
        for (const auto &[name, value] : answer.headers)
            text += name + ": " + value + "\r\n";
        text += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n";
        connection->write(text + (message->method == "HEAD" ? QByteArray() : answer.body));
    }
}

demo::Answer FrontSite::answer(const demo::Message &message)
{
    const auto own = m_handler(message);
    return own ? *own : m_behind.answer(message);
}

demo::Answer jsonAnswer(const QByteArray &body, int status)
{
    demo::Answer answer;
    answer.status = status;
    answer.headers = {{"Content-Type", "application/json"}};
    answer.body = body;
    return answer;
}

} // namespace nephoscope
