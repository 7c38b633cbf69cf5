// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/certificate.h"
#include "net/route.h"
#include "net/transport.h"

#include <QHash>
#include <QSet>
#include <QSslError>
#include <QUrl>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

class QNetworkAccessManager;
class QNetworkReply;

namespace nephoscope {

class HttpCall;

/// What a connection may do; from the profile and the settings.
class HttpOptions {
public:
    QList<QUrl> origins; ///< scheme, host, port that may receive credentials; first = the site itself
    QSet<QByteArray> trustedFingerprints; ///< accepted wherever they are shown; SHA-256, as in Certificate::fingerprint
    QList<Pin> pins; ///< these servers are believed with exactly that certificate, whoever vouches for another
    Route route;
    RouteSecrets routeSecrets;
    std::chrono::milliseconds connectTimeout{15'000};
    std::chrono::milliseconds readTimeout{60'000}; ///< without any byte received
    qint64 responseLimit = qint64(64) * 1024 * 1024; ///< bytes, after decompression
};

/// The only user of QNetworkAccessManager. HTTP/1.1 and HTTP/2, TLS 1.2 or newer by the system's certificates, those of
/// the route and pinned ones. Cookies, redirects and authentication are left to the caller. Only https URLs are
/// requested, and http ones on this computer or where the route allows that (others: Invalid). The certificate of this
/// side is shown to the origins only. Deleting it ends its requests with Canceled before it is gone.
class Http : public Transport {
    Q_OBJECT
public:
    explicit Http(HttpOptions options, QObject *parent = nullptr);
    ~Http() override;

    Async<Reply> send(Request request) override;
    void abortAll() override;
    bool isLive() const override { return true; }

    const HttpOptions &options() const { return m_options; }
    /// Accepts the leaf certificate with that SHA-256 fingerprint from now on (new connections).
    void trust(const QByteArray &fingerprint);
    /// The certificate that made the last Tls error, if one did.
    const std::optional<Certificate> &refusedCertificate() const { return m_refused; }
    /// The certificate that server showed last when it was accepted; nothing without TLS.
    std::optional<Certificate> accepted(const QString &authority) const;
    int running() const { return int(m_calls.size()); }
    /// How many requests to that address travel at once, while further ones wait here for their turn; 0 where they do
    /// not wait (HTTP/2), or where nobody knows yet.
    int connectionsTo(const QUrl &url) const;

private:
    void makeManager();
    void renewAfter(const HttpCall &call, const Error &error);
    std::optional<Error> refusal(const Request &request) const;
    bool isAllowed(const QUrl &url) const;
    QSslConfiguration tlsFor(const QUrl &url) const;
    QNetworkReply *start(const Request &request);
    void begin(HttpCall &call);
    void end(HttpCall &call, const Result<Reply> &result);
    void tell(const Request &request, const Reply &reply, const QDateTime &started, const Exchange::Timings &timings);
    void noteCertificate(const HttpCall &call);
    void noteVersion(const HttpCall &call);
    void checkCertificate(HttpCall &call, const QList<QSslError> &errors);

    HttpOptions m_options;
    std::unique_ptr<QNetworkAccessManager> m_manager;
    std::vector<std::unique_ptr<QNetworkAccessManager>> m_retired; ///< until the last call has ended
    Result<TlsSetup> m_tls;
    std::optional<Certificate> m_refused;
    QHash<QString, Certificate> m_accepted; ///< by authority
    QHash<std::pair<QString, QByteArray>, QList<QSslError>> m_objections; ///< why nobody vouches for it: by authority
                                                                          ///< and fingerprint
    QSet<QString> m_answersInTurn; ///< authorities that speak HTTP/1.1: one answer at a time on each connection
    QList<HttpCall *> m_calls; ///< under way; each is owned by the coroutine that awaits it
    int m_abandoned = 0; ///< managers that hang in an answer
    bool m_mayBeHeld = false; ///< a call ended while its fields were still to come: see abandon()
    bool m_isClosing = false;
};

/// Scheme, host and port only, with the default port left out and the host lower-cased.
QUrl originOf(const QUrl &url);
bool sameOrigin(const QUrl &a, const QUrl &b);

} // namespace nephoscope
