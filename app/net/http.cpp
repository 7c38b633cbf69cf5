// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"

#include "base/logging.h"
#include "base/redaction.h"
#include "net/floodguard.h"
#include "net/httpcall.h"
#include "net/oncebody.h"

#include <QDateTime>
#include <QFutureWatcher>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QtConcurrent>
#include <algorithm>

namespace nephoscope {

namespace {

constexpr qint64 patience = 500; ///< ms that a connection may be silent before one thinks ill of it
constexpr qsizetype connectionsPerHost = 6; ///< of HTTP/1.1, as QNetworkAccessManager has it: further requests queue

bool isHttp(const QUrl &url)
{
    return (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http")) && !url.host().isEmpty();
}

bool isMethod(const QByteArray &method)
{
    const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
    return !method.isEmpty() && std::all_of(method.begin(), method.end(), isUpper);
}

/// Fields that belong to the transport: with them it would no longer unpack or frame messages by itself.
bool isOwnField(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return lower == "accept-encoding" || lower == "content-length" || lower == "transfer-encoding"
        || lower == "connection" || lower == "host";
}

/// Qt reads the fields of an answer in a thread of the manager's, which hears nothing else meanwhile: a server whose
/// fields do not end holds it for good, and fills the memory. Deleting the manager would wait for that thread, so it is
/// left alone, and what goes on coming is cut.
void abandon(std::unique_ptr<QNetworkAccessManager> manager, const QList<QUrl> &origins)
{
    static auto *const all = new QList<QNetworkAccessManager *>; // as long as the program runs
    manager->setParent(nullptr);
    all->append(manager.release());
    for (const QUrl &origin : origins)
        new FloodGuard(origin);
}

} // namespace

Http::Http(HttpOptions options, QObject *parent)
    : Transport(parent)
    , m_options(std::move(options))
    , m_tls(TlsSetup::of(m_options.route, m_options.routeSecrets))
{
    makeManager();
}

Http::~Http()
{
    m_isClosing = true;
    abortAll();
    if (m_mayBeHeld)
        abandon(std::move(m_manager), m_options.origins);
}

void Http::makeManager()
{
    m_manager = std::make_unique<QNetworkAccessManager>(this);
    m_mayBeHeld = false;
    setProxy(*m_manager, m_options.route, m_options.routeSecrets);
    m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

std::optional<Error> Http::refusal(const Request &request) const
{
    if (m_isClosing)
        return Error(Error::Kind::Canceled, tr("The connection is being closed."));
    const QUrl &url = request.url();
    if (!isHttp(url))
        return Error(Error::Kind::Invalid, tr("%1 is no http or https address.").arg(redacted(url).toDisplayString()));
    if (!isMethod(request.method()))
        return Error(Error::Kind::Invalid, tr("The request has no valid method."));
    const bool isPlain = url.scheme() == QLatin1String("http");
    if (isPlain && !isLoopback(url.host()) && !m_options.route.allowsPlainHttp)
        return Error(Error::Kind::Invalid,
            tr("Nothing was sent to %1: it would cross the network unencrypted, readable for everybody on the way.")
                .arg(originOf(url).toString()))
            .withCode(QStringLiteral("PLAIN_HTTP"));
    if (!isPlain && !m_tls)
        return m_tls.error();
    if (!request.hasCredentials() || isAllowed(url))
        return std::nullopt;
    const QString site = m_options.origins.isEmpty() ? tr("none") : originOf(m_options.origins.first()).toString();
    return Error(Error::Kind::Forbidden,
        tr("Your sign-in for %1 was not sent to %2: the site does not allow that address.")
            .arg(site, originOf(url).toString()))
        .withCode(QStringLiteral("OTHER_ORIGIN"));
}

bool Http::isAllowed(const QUrl &url) const
{
    return std::any_of(m_options.origins.begin(), m_options.origins.end(),
        [&url](const QUrl &origin) { return sameOrigin(origin, url); });
}

Async<Reply> Http::send(Request request)
{
    // kept by its destructor, which ends every call before the object goes
    const QDateTime started = QDateTime::currentDateTimeUtc();
    if (const auto reason = refusal(request)) {
        emit exchanged(Exchange(request, *reason, started, Exchange::Timings()));
        co_return failure(*reason);
    }
    const HttpCall::Limits limits(m_options.connectTimeout, m_options.readTimeout,
        request.limit() > 0 ? std::min(request.limit(), m_options.responseLimit) : m_options.responseLimit);
    HttpCall call(start(request), request, limits);
    begin(call);
    const Result<Reply> result = co_await call.finished();
    end(call, result);
    if (result)
        tell(request, *result, started, call.timings());
    else
        emit exchanged(Exchange(request, result.error(), started, call.timings()));
    co_return result;
}

/// The secrets of a long answer are cut out in another thread, and the record tells of it a moment later.
void Http::tell(const Request &request, const Reply &reply, const QDateTime &started, const Exchange::Timings &timings)
{
    constexpr qsizetype small = 32 * 1024;
    const bool isLeftOut = request.isBulk() && reply.isSuccess();
    if (reply.body().size() <= small || isLeftOut) {
        emit exchanged(Exchange(request, reply, started, timings));
        return;
    }
    auto *cut = new QFutureWatcher<Exchange>(this); // ends with this, where the other thread is slower
    connect(cut, &QFutureWatcherBase::finished, this, [this, cut] {
        emit exchanged(cut->result());
        cut->deleteLater();
    });
    cut->setFuture(QtConcurrent::run([=] { return Exchange(request, reply, started, timings); }));
}

void Http::abortAll()
{
    QList<QPointer<HttpCall>> calls; // those of now: who is told of the end may send again, or delete this
    for (HttpCall *call : std::as_const(m_calls))
        calls << call;
    for (const QPointer<HttpCall> &call : calls) {
        if (call)
            call->cancel();
    }
}

void Http::trust(const QByteArray &fingerprint) { m_options.trustedFingerprints.insert(fingerprint); }

QNetworkReply *Http::start(const Request &request)
{
    QUrl url = request.url();
    url.setUserInfo({}); // else it would be sent as Basic credentials
    QNetworkRequest message(url);
    message.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    message.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    message.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    message.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    message.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    message.setDecompressedSafetyCheckThreshold(-1); // HttpCall unpacks piece by piece and stops at the limit
    if (!request.isBulk()) // else it would stand in line behind the pages of a long list
        message.setPriority(QNetworkRequest::HighPriority);
    if (m_tls)
        message.setSslConfiguration(tlsFor(url));
    message.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Nephoscope/" NEPHOSCOPE_VERSION));
    for (const auto &[name, value] : request.headers().all()) {
        if (!isOwnField(name))
            message.setRawHeader(name, value);
    }
    if (request.method() == "HEAD") // any other way Qt would wait for a body
        return m_manager->head(message);
    if (request.isSafe() && request.body().isEmpty())
        return m_manager->sendCustomRequest(message, request.method(), static_cast<QIODevice *>(nullptr));
    auto *body = new OnceBody(request.body());
    QNetworkReply *reply = m_manager->sendCustomRequest(message, request.method(), body);
    body->setParent(reply);
    return reply;
}

/// A pinned server is believed by nobody's word but the person's: with no authority at all every certificate of it
/// comes to checkCertificate().
QSslConfiguration Http::tlsFor(const QUrl &url) const
{
    QSslConfiguration tls = isAllowed(url) ? m_tls->forSite() : m_tls->forOthers();
    if (!pinOf(m_options.pins, authorityOf(url)).fingerprint.isEmpty())
        tls.setCaCertificates({});
    return tls;
}

void Http::begin(HttpCall &call)
{
    m_calls << &call;
    connect(call.reply(), &QNetworkReply::sslErrors, &call,
        [this, &call](const QList<QSslError> &errors) { checkCertificate(call, errors); });
    connect(&call, &HttpCall::connectionLate, this, [this, &call] {
        const auto isBefore = [&](const HttpCall *other) {
            return other->isConnected() && sameOrigin(other->reply()->url(), call.reply()->url());
        };
        if (std::count_if(m_calls.cbegin(), m_calls.cend(), isBefore) >= connectionsPerHost)
            call.waitLonger();
    });
    emit busyChanged(running());
}

void Http::end(HttpCall &call, const Result<Reply> &result)
{
    m_calls.removeOne(&call);
    m_mayBeHeld = m_mayBeHeld || (!result && call.awaitsFields());
    if (!result && !m_isClosing)
        renewAfter(call, result.error());
    if (m_calls.isEmpty()) {
        for (auto &manager : std::exchange(m_retired, {}))
            manager.release()->deleteLater(); // not before the reply that this call still holds
    }
    if (!result && result.error().kind() == Error::Kind::Tls)
        m_refused = call.refused();
    if (result) {
        noteCertificate(call);
        noteVersion(call);
    }
    emit busyChanged(running());
}

void Http::noteVersion(const HttpCall &call)
{
    const QString authority = authorityOf(call.reply()->url());
    if (call.reply()->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool())
        m_answersInTurn.remove(authority);
    else
        m_answersInTurn.insert(authority);
}

int Http::connectionsTo(const QUrl &url) const
{
    return m_answersInTurn.contains(authorityOf(url)) ? int(connectionsPerHost) : 0;
}

/// No connection is used again where nobody knows what is still to come on it.
void Http::renewAfter(const HttpCall &call, const Error &error)
{
    constexpr int mostAbandoned = 16;
    const bool isHeld = call.awaitsFields() || (m_mayBeHeld && error.code() == QLatin1String("NO_CONNECTION"));
    if (isHeld && call.timings().finished > patience && m_abandoned < mostAbandoned) {
        ++m_abandoned;
        abandon(std::move(m_manager), m_options.origins);
        makeManager();
    } else if (error.code() == QLatin1String("INVALID_HTTP")) {
        m_retired.push_back(std::move(m_manager)); // others may be served by it
        makeManager();
    }
}

void Http::noteCertificate(const HttpCall &call)
{
    const QUrl url = call.reply()->url();
    const QList<QSslCertificate> chain = call.reply()->sslConfiguration().peerCertificateChain();
    if (chain.isEmpty() || m_accepted.value(authorityOf(url)).sent.value(0) == chain.first().toDer())
        return;
    Certificate shown = Certificate::of(chain, url);
    const bool isByFingerprint = m_options.trustedFingerprints.contains(shown.fingerprint);
    if (isByFingerprint) // until it is known whether anybody vouches for it
        shown.reasons << tr("It is believed by its fingerprint.");
    m_accepted.insert(shown.authority, shown);
    if (!isByFingerprint)
        return;
    if (const auto seen = m_objections.constFind({shown.authority, shown.fingerprint}); seen != m_objections.constEnd())
        return m_accepted[shown.authority].setReasons(*seen);
    // Qt reads all authorities of the system for that, a tenth of a second long
    auto *judged = new QFutureWatcher<QList<QSslError>>(this);
    connect(judged, &QFutureWatcherBase::finished, this, [this, judged, shown] {
        const auto kept = m_accepted.find(shown.authority);
        if (kept != m_accepted.end() && kept->fingerprint == shown.fingerprint)
            kept->setReasons(judged->result());
        judged->deleteLater();
    });
    judged->setFuture(QtConcurrent::run([chain, host = url.host()] { return QSslCertificate::verify(chain, host); }));
}

std::optional<Certificate> Http::accepted(const QString &authority) const
{
    const auto found = m_accepted.constFind(authority);
    return found == m_accepted.constEnd() ? std::nullopt : std::optional(*found);
}

void Http::checkCertificate(HttpCall &call, const QList<QSslError> &errors)
{
    const QUrl url = call.reply()->url();
    const QList<QSslCertificate> chain = call.reply()->sslConfiguration().peerCertificateChain();
    if (chain.isEmpty())
        return;
    Certificate shown = Certificate::of(chain, url);
    const bool isChanged = !pinOf(m_options.pins, shown.authority).fingerprint.isEmpty();
    if (!isChanged) // authorities were asked
        m_objections.insert({shown.authority, shown.fingerprint}, errors);
    if (m_options.trustedFingerprints.contains(shown.fingerprint)
        || isPinned(m_options.pins, shown.authority, shown.fingerprint))
        return call.reply()->ignoreSslErrors(errors);
    // for a pinned server the errors tell only that nobody was asked
    shown.setReasons(isChanged ? QSslCertificate::verify(chain, url.host()) : errors);
    if (isChanged)
        shown.code = QStringLiteral("TLS_CHANGED");
    call.setRefused(shown);
}

QUrl originOf(const QUrl &url)
{
    const int standardPort = url.scheme() == QLatin1String("https") ? 443 : 80;
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host().toLower());
    origin.setPort(url.port() == standardPort ? -1 : url.port());
    return origin;
}

bool sameOrigin(const QUrl &a, const QUrl &b) { return originOf(a) == originOf(b); }

} // namespace nephoscope

#include "moc_http.cpp"
