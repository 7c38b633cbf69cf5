// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/playback.h"

#include "base/redaction.h"

#include <QDateTime>
#include <QUrlQuery>
#include <algorithm>

namespace nephoscope {

namespace {

/// Where the answer to that method at that address is noted: GET by the address alone.
QString keyOf(const QByteArray &method, const QUrl &url)
{
    const QString address = addressOf(redacted(url)); // as the recording holds it
    return method == "GET" ? address : QString::fromLatin1(method) + u' ' + address;
}

} // namespace

QString addressOf(const QUrl &url)
{
    QString path = url.path(QUrl::FullyDecoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    std::sort(items.begin(), items.end());
    QString address = path;
    QChar separator = u'?';
    for (const auto &[name, value] : items) {
        address += separator + name + u'=' + value;
        separator = u'&';
    }
    return address;
}

Playback::Playback(Recording recording, QObject *parent)
    : Transport(parent)
    , m_recording(std::move(recording))
{
    const QList<Exchange> &exchanges = m_recording.exchanges;
    for (qsizetype i = 0; i < exchanges.size(); ++i) {
        const Request &request = exchanges[i].request();
        if (!request.isSafe())
            continue;
        const QString key = keyOf(request.method(), request.url());
        const auto known = m_byAddress.constFind(key);
        if (known == m_byAddress.constEnd() || exchanges[i].reply().isSuccess()
            || !exchanges[*known].reply().isSuccess())
            m_byAddress.insert(key, i);
    }
}

Async<Reply> Playback::send(Request request)
{
    // kept by its caller: it never waits
    Result<Reply> result = answer(request);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Exchange::Timings timings;
    if (result)
        emit exchanged(Exchange(request, *result, now, timings));
    else
        emit exchanged(Exchange(request, result.error(), now, timings));
    co_return result;
}

Result<Reply> Playback::answer(const Request &request) const
{
    if (!request.isSafe())
        return failure(Error::Kind::Unsupported, tr("This is a recording: nothing can be changed in it."));
    auto found = m_byAddress.constFind(keyOf(request.method(), request.url()));
    const bool isHeadOfGet = found == m_byAddress.constEnd() && request.method() == "HEAD";
    if (isHeadOfGet)
        found = m_byAddress.constFind(keyOf("GET", request.url()));
    if (found == m_byAddress.constEnd())
        return failure(Error::Kind::NotFound, tr("%1 is not in this recording.").arg(redacted(request.url()).path()));
    const Exchange &exchange = m_recording.exchanges[*found];
    if (exchange.error())
        return failure(*exchange.error());
    Reply reply = exchange.reply();
    reply.setUrl(request.url());
    if (isHeadOfGet)
        reply.setBody({});
    return reply;
}

} // namespace nephoscope

#include "moc_playback.cpp"
