// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpcall.h"

#include "base/redaction.h"
#include "net/route.h"

#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <algorithm>
#include <utility>

namespace nephoscope {

namespace {

constexpr qint64 chunk = 256 * 1024; ///< read at a time, so that what unpacks to very much is stopped on the way
constexpr qint64 ahead = 1024 * 1024; ///< what the network may have ready before it is read: it fills no memory
constexpr qint64 packed = 32 * 1024; ///< the same of what is packed: Qt unpacks all that is ready in one go
constexpr qint64 mostOfError = 256 * 1024; ///< by then it has said what is wrong
constexpr qint64 slowest = 256; ///< bytes per second, of an answer that takes slowAnswers times the longest silence
constexpr qint64 slowAnswers = 2;
constexpr qint64 turn = 10; ///< ms of reading after which others have their turn

QString seconds(std::chrono::milliseconds time) { return QLocale().toString(double(time.count()) / 1000, 'g', 3); }

/// Errors of the connection. All others come with an answer that has a status: 407 too, where no proxy said it.
bool isWithoutAnswer(const QNetworkReply &reply)
{
    const QNetworkReply::NetworkError error = reply.error();
    if (error == QNetworkReply::ProxyAuthenticationRequiredError)
        return goesThroughProxy(*reply.manager(), reply.url());
    return (error > QNetworkReply::NoError && error < QNetworkReply::ContentAccessDenied)
        || error == QNetworkReply::ContentReSendError;
}

} // namespace

void HttpCall::Later::operator()(QNetworkReply *reply) const { reply->deleteLater(); }

HttpCall::HttpCall(QNetworkReply *reply, const Request &request, const Limits &limits)
    : m_reply(reply)
    , m_request(request)
    , m_limits(limits)
{
    m_clock.start();
    reply->setReadBufferSize(packed);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpCall::timedOut);
    m_timer.start(isToldWhenSent() ? m_limits.connectTimeout : m_limits.readTimeout);
    connect(reply, &QNetworkReply::requestSent, this, &HttpCall::setConnected);
    connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent) {
        if (sent > 0)
            setConnected();
    });
    connect(reply, &QNetworkReply::metaDataChanged, this, &HttpCall::headRead);
    connect(reply, &QNetworkReply::readyRead, this, &HttpCall::setConnected);
    connect(reply, &QNetworkReply::readyRead, this, &HttpCall::read);
    connect(reply, &QNetworkReply::finished, this, &HttpCall::replyFinished);
}

HttpCall::~HttpCall() { m_reply->disconnect(this); }

/// Qt 6.4 tells of requests without a body and of those whose body has bytes, but not where an empty body is sent
/// (POST without content): there both phases together have the longer time.
bool HttpCall::isToldWhenSent() const { return m_request.isSafe() || !m_request.body().isEmpty(); }

void HttpCall::setConnected()
{
    if (m_result.isSettled())
        return;
    if (m_timings.connected < 0)
        m_timings.connected = m_clock.elapsed();
    m_timer.start(m_limits.readTimeout);
}

void HttpCall::headRead()
{
    setConnected();
    if (m_timings.firstByte < 0)
        m_timings.firstByte = m_clock.elapsed();
    if (!m_reply->hasRawHeader("Content-Encoding"))
        m_reply->setReadBufferSize(ahead);
    const bool hasBody = m_request.method() != "HEAD";
    if (!m_result.isSettled() && hasBody && !isError()
        && m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_limits.bytes)
        end(failure(tooLong()));
}

void HttpCall::read()
{
    QElapsedTimer reading;
    reading.start();
    while (!m_result.isSettled()) {
        if (reading.elapsed() > turn) {
            QMetaObject::invokeMethod(this, &HttpCall::read, Qt::QueuedConnection);
            return;
        }
        const qsizetype had = m_body.size();
        // into its place, so that long lists are copied once; one byte over the limit tells enough
        m_body.resize(had + std::min(room(), std::max(m_limits.bytes, mostOfError) + 1 - had));
        const qint64 count = m_reply->read(m_body.data() + had, m_body.size() - had);
        m_body.resize(had + std::max<qint64>(count, 0));
        if (count <= 0)
            break;
        if (m_body.size() > m_limits.bytes && !isError())
            return end(failure(tooLong()));
        if (isError() && m_body.size() >= mostOfError)
            return end(answer());
        const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
        if (m_request.progress())
            m_request.progress()(m_body.size(), length.isValid() ? length.toLongLong() : -1);
    }
    if (isTooSlow())
        return end(failure(Error(Error::Kind::Offline, tr("%1 sends its answer too slowly to wait for it.").arg(host()))
                               .withCode(QStringLiteral("TIMED_OUT"))));
    if (m_isFinished)
        conclude();
}

/// For the next piece: as much as the answer said there would be, and a byte to see that it ends there.
qint64 HttpCall::room()
{
    const qint64 length = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (m_body.isEmpty() && length > 0)
        m_body.reserve(std::min(length + 1, ahead));
    const qint64 kept = m_body.capacity() - m_body.size();
    return kept > 0 ? std::min(kept, chunk) : chunk;
}

bool HttpCall::isError() const { return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() >= 400; }

/// An answer that comes byte by byte never falls silent, and never ends.
bool HttpCall::isTooSlow() const
{
    const qint64 time = m_clock.elapsed() - m_timings.firstByte;
    return !m_isFinished && m_timings.firstByte >= 0 && time > m_limits.readTimeout.count() * slowAnswers
        && m_body.size() < time / 1000 * slowest;
}

void HttpCall::timedOut()
{
    if (isConnected() || !isToldWhenSent())
        return end(failure(Error(
            Error::Kind::Offline, tr("%1 has sent nothing for %2 seconds.").arg(host(), seconds(m_limits.readTimeout)))
                               .withCode(QStringLiteral("TIMED_OUT"))));
    m_isPatient = false;
    emit connectionLate();
    if (!m_isPatient && !m_result.isSettled())
        end(failure(Error(Error::Kind::Offline,
            tr("There was no connection to %1 within %2 seconds.").arg(host(), seconds(m_limits.connectTimeout)))
                        .withCode(QStringLiteral("NO_CONNECTION"))));
}

void HttpCall::waitLonger()
{
    m_isPatient = true;
    m_timer.start(m_limits.connectTimeout);
}

void HttpCall::replyFinished()
{
    m_isFinished = true;
    m_timer.stop(); // what is left is here
    read();
}

void HttpCall::conclude()
{
    if (m_result.isSettled())
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool isBroken = m_reply->error() != QNetworkReply::NoError && status < 400;
    if (status > 0 && status < 200) // Qt 6.4 skips 100 only; the answer that follows is lost with the connection
        end(failure(Error(Error::Kind::Malformed,
            tr("%1 announced an answer (status %2) in a way that cannot be read.").arg(host()).arg(status))
                        .withCode(QStringLiteral("INVALID_HTTP"))));
    else if (status == 0 || isBroken || isWithoutAnswer(*m_reply))
        end(failure(failureOf()));
    else
        end(answer());
}

void HttpCall::cancel()
{
    if (!m_result.isSettled())
        end(failure(Error::Kind::Canceled, tr("The request to %1 was canceled.").arg(host())));
    resume();
}

/// Whoever awaits goes on from the event loop: it may delete everything here, and no signal of the reply may be on the
/// stack then.
void HttpCall::end(const Result<Reply> &result)
{
    m_timings.finished = m_clock.elapsed();
    m_timer.stop();
    m_result.settle(result);
    m_body.clear();
    m_reply->disconnect(this);
    if (m_reply->isRunning())
        m_reply->abort();
    QMetaObject::invokeMethod(this, &HttpCall::resume, Qt::QueuedConnection);
}

void HttpCall::resume() { m_result.resume(); }

QString HttpCall::host() const
{
    const QUrl url = m_request.url();
    return url.host() + u':' + QString::number(url.port(url.scheme() == QLatin1String("https") ? 443 : 80));
}

Error HttpCall::tooLong() const
{
    return Error(Error::Kind::Malformed,
        tr("The answer of %1 is longer than the limit of %2.").arg(host(), QLocale().formattedDataSize(m_limits.bytes)))
        .withCode(QStringLiteral("TOO_LARGE"));
}

Error HttpCall::failureOf() const
{
    const QString reason = redactedText(m_reply->errorString());
    const auto offline = [&](const char *code, const QString &text) {
        return Error(Error::Kind::Offline, text.arg(host())).withCode(QLatin1String(code)).withDetails(reason);
    };
    const bool isCut = m_timings.firstByte >= 0;
    switch (m_reply->error()) {
    case QNetworkReply::HostNotFoundError:
        return offline("HOST_NOT_FOUND", tr("The host of %1 is not known: its name cannot be resolved."));
    case QNetworkReply::ConnectionRefusedError:
        return offline("REFUSED", tr("%1 refused the connection: nothing listens there."));
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // and it would have been sent again: see OnceBody
        return offline(isCut ? "CUT_SHORT" : "RESET",
            isCut ? tr("%1 closed the connection within its answer.")
                  : tr("%1 closed the connection without an answer."));
    case QNetworkReply::TimeoutError:
        return offline("TIMED_OUT", tr("The connection to %1 timed out."));
    case QNetworkReply::SslHandshakeFailedError:
        return m_refused ? Error(Error::Kind::Tls, tr("The certificate of %1 is not trusted.").arg(host()))
                               .withCode(m_refused->code)
                               .withDetails(m_refused->reasons.join(u'\n'))
                         : Error(Error::Kind::Tls, tr("%1 and the console found no secure way to speak.").arg(host()))
                               .withCode(QStringLiteral("TLS_HANDSHAKE"))
                               .withDetails(reason);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return offline("PROXY", tr("The proxy on the way to %1 did not answer."));
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return offline("PROXY_SIGN_IN", tr("The proxy on the way to %1 did not accept the sign-in."));
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::UnknownContentError:
        return Error(Error::Kind::Malformed, tr("What %1 answered is no valid HTTP.").arg(host()))
            .withCode(QStringLiteral("INVALID_HTTP"))
            .withDetails(reason);
    default:
        return offline(isCut ? "CUT_SHORT" : "RESET", tr("The connection to %1 failed."));
    }
}

Reply HttpCall::answer()
{
    QByteArray body = std::exchange(m_body, {});
    if (body.capacity() - body.size() > body.size() / 8)
        body.squeeze(); // it came in pieces of a size that small answers need not keep
    Reply result(0, body, {}, m_request.url());
    result.setStatus(m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
        m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray());
    for (const auto &[name, value] : m_reply->rawHeaderPairs()) {
        for (const QByteArray &line : value.split('\n')) // how Qt keeps repeated Set-Cookie fields apart
            result.headers().add(name, line);
    }
    return result;
}

} // namespace nephoscope

#include "moc_httpcall.cpp"
