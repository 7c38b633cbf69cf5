// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QSslConfiguration>
#include <QString>

class QNetworkAccessManager;
class QUrl;

namespace nephoscope {

/// How requests get to a site: through which proxy, by whose certificates, with which of one's own. No secret.
class Route {
public:
    enum class Proxy { System, None, Http, Socks5 };

    Proxy proxy = Proxy::System;
    QString proxyHost;
    quint16 proxyPort = 0;
    QString proxyUser; ///< empty = the proxy asks for nothing
    QString authorityFile; ///< PEM: authorities that are believed beside those of the system; empty = none
    QString certificateFile; ///< PEM or PKCS #12: what this side shows to the site; empty = nothing
    QString keyFile; ///< PEM: its private key; empty = in the same file
    bool allowsPlainHttp = false; ///< unencrypted requests to other computers than this one

    bool hasOwnProxy() const { return proxy == Proxy::Http || proxy == Proxy::Socks5; }
    bool wantsProxyPassword() const { return hasOwnProxy() && !proxyUser.isEmpty(); }
    bool operator==(const Route &) const = default;
};

/// The secrets that go with a route; each may be empty.
class RouteSecrets {
public:
    RouteSecrets() = default;
    RouteSecrets(Secret proxy, Secret key)
        : proxyPassword(std::move(proxy))
        , keyPassphrase(std::move(key))
    {
    }

    Secret proxyPassword;
    Secret keyPassphrase; ///< of the private key, or of the PKCS #12 file
};

/// What of TLS follows from a route, its files read once. TLS 1.2 or newer, always.
class TlsSetup {
public:
    TlsSetup();
    /// Tls with code TLS_FILE where a file cannot be used; the message names it.
    static Result<TlsSetup> of(const Route &route, const RouteSecrets &secrets);

    const QSslConfiguration &forSite() const { return m_forSite; } ///< with the certificate of this side
    const QSslConfiguration &forOthers() const { return m_forOthers; }

private:
    Result<void> readAuthorities(const QString &fileName);
    Result<void> readIdentity(const Route &route, const Secret &passphrase);

    QSslConfiguration m_forSite;
    QSslConfiguration m_forOthers;
};

/// Sends the manager's requests through the route's proxy. What the system says holds for other computers only.
void setProxy(QNetworkAccessManager &manager, const Route &route, const RouteSecrets &secrets);

/// Whether what is asked at that address goes through a proxy.
bool goesThroughProxy(const QNetworkAccessManager &manager, const QUrl &url);

/// Whether that host is this computer, whatever name service there is.
bool isLoopback(const QString &host);

} // namespace nephoscope
