// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/recorder.h"

#include "base/redaction.h"
#include "base/storefile.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>
#include <QUrlQuery>

namespace nephoscope::demo {

namespace {

using Headers = QList<QPair<QByteArray, QByteArray>>;

QJsonArray headersOf(const Headers &headers)
{
    QJsonArray array;
    for (const auto &[name, value] : headers) {
        const QByteArray shown = isSecretHeader(name) ? redactionMark() : value;
        array.append(QJsonObject{
            {QStringLiteral("name"), QString::fromLatin1(name)}, {QStringLiteral("value"), QString::fromUtf8(shown)}});
    }
    return array;
}

QByteArray mediaTypeOf(const Headers &headers)
{
    for (const auto &[name, value] : headers) {
        if (name.compare("Content-Type", Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

/// `text`, and `encoding` where the body is no text.
void addBody(QJsonObject &object, const QByteArray &body, const QByteArray &mediaType)
{
    const QByteArray shown = redactedBody(body, mediaType);
    const QString text = QString::fromUtf8(shown);
    object.insert(QStringLiteral("mimeType"), QString::fromLatin1(mediaType));
    if (text.toUtf8() == shown) {
        object.insert(QStringLiteral("text"), text);
        return;
    }
    object.insert(QStringLiteral("text"), QString::fromLatin1(shown.toBase64()));
    object.insert(QStringLiteral("encoding"), QStringLiteral("base64"));
}

QJsonArray queryOf(const QUrl &url)
{
    QJsonArray array;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        array.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("value"), value}});
    return array;
}

QJsonObject requestOf(const Message &message, const QByteArray &origin)
{
    const QByteArray query = message.query.isEmpty() ? QByteArray() : '?' + message.query;
    const QUrl url = redacted(QUrl(QString::fromUtf8(origin + message.path + query)));
    QJsonObject request{{QStringLiteral("method"), QString::fromLatin1(message.method)},
        {QStringLiteral("url"), url.toString(QUrl::FullyEncoded)},
        {QStringLiteral("httpVersion"), QStringLiteral("HTTP/1.1")}, {QStringLiteral("cookies"), QJsonArray()},
        {QStringLiteral("headers"), headersOf(message.headers)}, {QStringLiteral("queryString"), queryOf(url)},
        {QStringLiteral("headersSize"), -1}, {QStringLiteral("bodySize"), message.body.size()}};
    if (!message.body.isEmpty()) {
        QJsonObject body;
        addBody(body, message.body, mediaTypeOf(message.headers));
        request.insert(QStringLiteral("postData"), body);
    }
    return request;
}

QJsonObject responseOf(const Answer &answer)
{
    QJsonObject content{{QStringLiteral("size"), answer.body.size()}};
    addBody(content, answer.body, mediaTypeOf(answer.headers));
    return {{QStringLiteral("status"), answer.status}, {QStringLiteral("statusText"), QString()},
        {QStringLiteral("httpVersion"), QStringLiteral("HTTP/1.1")}, {QStringLiteral("cookies"), QJsonArray()},
        {QStringLiteral("headers"), headersOf(answer.headers)}, {QStringLiteral("content"), content},
        {QStringLiteral("redirectURL"), QString()}, {QStringLiteral("headersSize"), -1},
        {QStringLiteral("bodySize"), answer.body.size()}};
}

} // namespace

void Recorder::add(const Message &message, const Answer &answer, qint64 started)
{
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(started, Qt::UTC);
    const qint64 time = QDateTime::currentMSecsSinceEpoch() - started;
    const QJsonObject entry{{QStringLiteral("startedDateTime"), start.toString(Qt::ISODateWithMs)},
        {QStringLiteral("time"), time}, {QStringLiteral("request"), requestOf(message, m_origin)},
        {QStringLiteral("response"), responseOf(answer)}, {QStringLiteral("cache"), QJsonObject()},
        {QStringLiteral("timings"),
            QJsonObject{{QStringLiteral("send"), 0}, {QStringLiteral("wait"), time}, {QStringLiteral("receive"), 0}}}};
    const std::lock_guard lock(m_mutex);
    m_entries.push_back(entry);
}

Result<void> Recorder::write(const QString &fileName) const
{
    QJsonArray entries;
    {
        const std::lock_guard lock(m_mutex);
        for (const QJsonObject &entry : m_entries)
            entries.append(entry);
    }
    const QJsonObject creator{{QStringLiteral("name"), QStringLiteral("nephoscope-demo")},
        {QStringLiteral("version"), QStringLiteral(NEPHOSCOPE_VERSION)}};
    const QJsonObject log{{QStringLiteral("version"), QStringLiteral("1.2")}, {QStringLiteral("creator"), creator},
        {QStringLiteral("entries"), entries}};
    return StoreFile::write(fileName, QJsonDocument(QJsonObject{{QStringLiteral("log"), log}}).toJson());
}

} // namespace nephoscope::demo
