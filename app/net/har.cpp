// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/har.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringConverter>
#include <QUrlQuery>
#include <cmath>
#include <optional>

namespace nephoscope {

namespace {

using namespace Qt::StringLiterals;

Error notHar(const QString &reason)
{
    return Error(
        Error::Kind::Malformed, QCoreApplication::translate("Har", "This file is not a HAR recording: %1").arg(reason));
}

/// True where the media type says ISO 8859-1; HAR text then holds characters, not the bytes that were sent.
bool isLatin1(const QByteArray &mediaType)
{
    const QByteArray lower = mediaType.toLower();
    return lower.contains("charset=iso-8859-1") || lower.contains("charset=\"iso-8859-1\"");
}

// Reading

/// The bytes of a `content` or `postData` object; nothing where they cannot be had.
std::optional<QByteArray> bodyFrom(const QJsonObject &content, const QByteArray &mediaType)
{
    const QString text = content["text"_L1].toString();
    if (content["encoding"_L1].toString().compare("base64"_L1, Qt::CaseInsensitive) == 0) {
        const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        return decoded ? std::optional(*decoded) : std::nullopt;
    }
    if (isLatin1(mediaType)) {
        const QByteArray bytes = text.toLatin1();
        if (QString::fromLatin1(bytes) == text)
            return bytes;
    }
    return text.toUtf8();
}

/// The form that `params` describes where a writer left out `text`.
QByteArray formFrom(const QJsonArray &params)
{
    QUrlQuery form;
    for (const QJsonValue &param : params)
        form.addQueryItem(param["name"_L1].toString(), param["value"_L1].toString());
    return form.toString(QUrl::FullyEncoded).toUtf8();
}

Headers headersFrom(const QJsonArray &array)
{
    Headers headers;
    for (const QJsonValue &field : array) {
        const QByteArray name = field["name"_L1].toString().toUtf8();
        if (!name.isEmpty() && !name.startsWith(':')) // ":authority" and such of HTTP/2 are no fields
            headers.add(name, field["value"_L1].toString().toUtf8());
    }
    return headers;
}

void completeMediaType(Headers &headers, const QByteArray &mediaType)
{
    if (!mediaType.isEmpty() && !headers.contains("Content-Type"))
        headers.add("Content-Type", mediaType);
}

std::optional<Request> requestFrom(const QJsonObject &json)
{
    const QByteArray method = json["method"_L1].toString().toLatin1();
    const QUrl url = QUrl::fromEncoded(json["url"_L1].toString().toUtf8());
    if (method.isEmpty() || url.isEmpty() || !url.isValid())
        return std::nullopt;
    Request request(method, url);
    request.headers() = headersFrom(json["headers"_L1].toArray());
    const QJsonObject post = json["postData"_L1].toObject();
    const QByteArray mediaType = post["mimeType"_L1].toString().toUtf8();
    const auto body = bodyFrom(post, mediaType);
    if (!body)
        return std::nullopt;
    const QJsonArray params = post["params"_L1].toArray();
    request.setBody(body->isEmpty() && !params.isEmpty() ? formFrom(params) : *body);
    completeMediaType(request.headers(), mediaType);
    return request;
}

std::optional<Reply> replyFrom(const QJsonObject &json, const QUrl &url)
{
    const QJsonObject content = json["content"_L1].toObject();
    const QByteArray mediaType = content["mimeType"_L1].toString().toUtf8();
    const auto body = bodyFrom(content, mediaType);
    if (!body)
        return std::nullopt;
    Reply reply(0, *body, {}, url);
    reply.setStatus(json["status"_L1].toVariant().toInt(), json["statusText"_L1].toString().toUtf8());
    reply.headers() = headersFrom(json["headers"_L1].toArray());
    completeMediaType(reply.headers(), mediaType);
    return reply;
}

/// Why there was no answer: browsers and we write it as `_error`.
Error errorFrom(const QJsonObject &response)
{
    const QString name = response["_errorKind"_L1].toString();
    const QString message = response["_error"_L1].toString();
    for (int i = 0; i <= int(Error::Kind::Malformed); ++i) {
        if (kindName(Error::Kind(i)) == name)
            return Error(Error::Kind(i), message);
    }
    return Error(Error::Kind::Offline,
        message.isEmpty() ? QCoreApplication::translate("Har", "The recording holds no answer.") : message);
}

qint64 milliseconds(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    return number >= 0 && number < 1e15 ? qint64(std::llround(number)) : -1;
}

Exchange::Timings timingsFrom(const QJsonObject &entry, bool hasAnswer)
{
    const QJsonObject parts = entry["timings"_L1].toObject();
    Exchange::Timings timings;
    qint64 begun = 0;
    for (const auto name : {"blocked"_L1, "dns"_L1, "connect"_L1})
        begun += qMax(milliseconds(parts[name]), qint64(0));
    if (milliseconds(parts["connect"_L1]) >= 0)
        timings.connected = begun;
    const qint64 wait = milliseconds(parts["wait"_L1]);
    if (hasAnswer && wait >= 0)
        timings.firstByte = begun + qMax(milliseconds(parts["send"_L1]), qint64(0)) + wait;
    timings.finished = milliseconds(entry["time"_L1]);
    return timings;
}

std::optional<Exchange> exchangeFrom(const QJsonObject &entry)
{
    const QJsonObject response = entry["response"_L1].toObject();
    const auto request = requestFrom(entry["request"_L1].toObject());
    if (!request || response.isEmpty())
        return std::nullopt;
    const auto reply = replyFrom(response, request->url());
    if (!reply)
        return std::nullopt;
    const QDateTime started = QDateTime::fromString(entry["startedDateTime"_L1].toString(), Qt::ISODateWithMs);
    const Exchange::Timings timings = timingsFrom(entry, reply->status() > 0);
    if (reply->status() <= 0)
        return Exchange(*request, errorFrom(response), started, timings);
    return Exchange(*request, *reply, started, timings);
}

// Writing

QJsonArray toJson(const Headers &headers)
{
    QJsonArray array;
    for (const auto &[name, value] : headers.all())
        array << QJsonObject{{"name"_L1, QString::fromUtf8(name)}, {"value"_L1, QString::fromUtf8(value)}};
    return array;
}

/// `text`, and `encoding` where the bytes are not the UTF-8 of any text.
void addBody(QJsonObject &content, const QByteArray &body, const QByteArray &mediaType)
{
    const QString text = QString::fromUtf8(body);
    const bool isText = text.toUtf8() == body && !isLatin1(mediaType);
    content["mimeType"_L1] = QString::fromUtf8(mediaType);
    content["text"_L1] = isText ? text : QString::fromLatin1(body.toBase64());
    if (!isText)
        content["encoding"_L1] = "base64"_L1;
}

QJsonObject toJson(const Request &request)
{
    QJsonArray query;
    for (const auto &[name, value] : QUrlQuery(request.url()).queryItems(QUrl::FullyDecoded))
        query << QJsonObject{{"name"_L1, name}, {"value"_L1, value}};
    QJsonObject json{{"method"_L1, QString::fromLatin1(request.method())},
        {"url"_L1, QString::fromUtf8(request.url().toEncoded())}, {"httpVersion"_L1, "HTTP/1.1"_L1},
        {"cookies"_L1, QJsonArray()}, {"headers"_L1, toJson(request.headers())}, {"queryString"_L1, query},
        {"headersSize"_L1, -1}, {"bodySize"_L1, request.body().size()}};
    if (!request.body().isEmpty()) {
        QJsonObject post;
        addBody(post, request.body(), request.headers().value("Content-Type"));
        json["postData"_L1] = post;
    }
    return json;
}

QJsonObject toJson(const Reply &reply)
{
    QJsonObject content{{"size"_L1, reply.body().size()}};
    addBody(content, reply.body(), reply.headers().value("Content-Type"));
    return {{"status"_L1, reply.status()}, {"statusText"_L1, QString::fromUtf8(reply.reason())},
        {"httpVersion"_L1, "HTTP/1.1"_L1}, {"cookies"_L1, QJsonArray()}, {"headers"_L1, toJson(reply.headers())},
        {"content"_L1, content}, {"redirectURL"_L1, QString::fromUtf8(reply.headers().value("Location"))},
        {"headersSize"_L1, -1}, {"bodySize"_L1, reply.body().size()}};
}

QJsonObject toJson(const Exchange &exchange)
{
    const Exchange::Timings &timings = exchange.timings();
    const qint64 begun = qMax(timings.connected, qint64(0));
    const qint64 firstByte = qMax(timings.firstByte, begun);
    QJsonObject response = toJson(exchange.reply());
    if (exchange.error()) {
        response["_error"_L1] = exchange.error()->message();
        response["_errorKind"_L1] = kindName(exchange.error()->kind());
    }
    const QJsonObject parts{{"blocked"_L1, -1}, {"dns"_L1, -1}, {"connect"_L1, timings.connected}, {"ssl"_L1, -1},
        {"send"_L1, 0}, {"wait"_L1, firstByte - begun}, {"receive"_L1, qMax(timings.finished - firstByte, qint64(0))}};
    return {{"startedDateTime"_L1, exchange.started().toUTC().toString(Qt::ISODateWithMs)},
        {"time"_L1, qMax(timings.finished, qint64(0))}, {"request"_L1, toJson(exchange.request())},
        {"response"_L1, response}, {"cache"_L1, QJsonObject()}, {"timings"_L1, parts}};
}

} // namespace

Result<Recording> readHar(const QByteArray &bytes)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError)
        return failure(notHar(
            QCoreApplication::translate("Har", "%1, at byte %2.").arg(problem.errorString()).arg(problem.offset)));
    const QJsonObject log = document["log"_L1].toObject();
    if (!log["entries"_L1].isArray())
        return failure(notHar(QCoreApplication::translate("Har", "it has no list log.entries.")));
    Recording recording;
    const QJsonObject creator = log["creator"_L1].toObject();
    recording.creator = (creator["name"_L1].toString() + u' ' + creator["version"_L1].toString()).trimmed();
    recording.comment = log["comment"_L1].toString();
    for (const QJsonValue &entry : log["entries"_L1].toArray()) {
        if (const auto exchange = exchangeFrom(entry.toObject()))
            recording.exchanges << *exchange;
        else
            ++recording.skipped;
    }
    return recording;
}

QByteArray writeHar(const QList<Exchange> &exchanges)
{
    const QJsonObject creator{{"name"_L1, "Nephoscope"_L1}, {"version"_L1, QLatin1String(NEPHOSCOPE_VERSION)}};
    const QJsonObject log{
        {"version"_L1, "1.2"_L1}, {"creator"_L1, creator}, {"pages"_L1, QJsonArray()}, {"entries"_L1, QJsonArray()}};
    const QByteArray frame = QJsonDocument(QJsonObject{{"log"_L1, log}}).toJson(QJsonDocument::Compact);
    const qsizetype inside = frame.indexOf("\"entries\":[") + qsizetype(strlen("\"entries\":["));
    QByteArray har = frame.left(inside);
    for (qsizetype at = 0; at < exchanges.size(); ++at) // one at a time: all together they would be in memory thrice
        har += (at == 0 ? "\n" : ",\n") + QJsonDocument(toJson(exchanges.at(at))).toJson(QJsonDocument::Compact);
    return har + frame.mid(inside);
}

} // namespace nephoscope
