// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/exchange.h"

#include "base/redaction.h"
#include "base/secretscan.h"

namespace nephoscope {

namespace {

Headers withoutSecrets(const Headers &headers)
{
    Headers result;
    for (const auto &[name, value] : headers.all())
        result.add(name, redactedHeader(name, value));
    return result;
}

/// Large bodies that are no text are files under way: nobody reads them in a record, and a few would fill it.
bool isFile(const QByteArray &body, const QByteArray &mediaType)
{
    constexpr qsizetype small = 64 * 1024;
    return body.size() > small && mediaType.startsWith("application/octet-stream");
}

QByteArray withoutSecrets(const QByteArray &body, const QByteArray &mediaType)
{
    return isFile(body, mediaType) ? "(" + QByteArray::number(body.size()) + " bytes of a file)"
                                   : redactedBody(body, mediaType);
}

Request withoutSecrets(Request request)
{
    request.setUrl(redacted(request.url()));
    request.setBody(withoutSecrets(request.body(), request.headers().value("Content-Type")));
    request.headers() = withoutSecrets(request.headers());
    request.setProgress({}); // may hold anything, and has nobody to speak to
    return request;
}

Reply withoutSecrets(Reply reply, const Request &asked, const Request &clean)
{
    const bool isBulk = asked.isBulk() && reply.isSuccess();
    reply.setUrl(reply.url() == asked.url() ? clean.url() : redacted(reply.url()));
    reply.setBody(isBulk ? QByteArray() : withoutSecrets(reply.body(), reply.mediaType()));
    constexpr int most = 3; // passes: in broken text a mark may lead on to more; hostile text would go on for long
    for (int pass = 0; reply.status() >= 400 && pass < most; ++pass) { // the words of a refusal may quote what was sent
        const QByteArray before = reply.body();
        reply.setBody(withoutSecrets(replaced(before, secretsInProse(before)), reply.mediaType()));
        if (reply.body() == before)
            break;
    }
    reply.headers() = withoutSecrets(reply.headers());
    return reply;
}

Error withoutSecrets(const Error &error)
{
    return Error(error.kind(), redactedText(error.message()))
        .withStatus(error.status())
        .withCode(error.code())
        .withRequestId(error.requestId())
        .withDetails(redactedText(error.details()));
}

} // namespace

Exchange::Exchange(const Request &request, const Reply &reply, const QDateTime &started, const Timings &timings)
    : m_request(withoutSecrets(request))
    , m_reply(withoutSecrets(reply, request, m_request))
    , m_started(started)
    , m_timings(timings)
{
}

Exchange::Exchange(const Request &request, const Error &error, const QDateTime &started, const Timings &timings)
    : m_request(withoutSecrets(request))
    , m_error(withoutSecrets(error))
    , m_started(started)
    , m_timings(timings)
{
}

} // namespace nephoscope
