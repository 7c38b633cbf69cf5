// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/route.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslKey>
#include <algorithm>
#include <array>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Route)
};

tl::unexpected<Error> unusable(const QString &text, const QString &fileName)
{
    return failure(
        Error(Error::Kind::Tls, text.arg(QFileInfo(fileName).fileName())).withCode(QStringLiteral("TLS_FILE")));
}

constexpr qint64 mostBytes = 4 * 1024 * 1024; ///< of a file with certificates

std::optional<QByteArray> bytesOf(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.read(mostBytes);
}

/// A private key of whatever kind; the file does not say which.
QSslKey keyIn(const QByteArray &pem, const QByteArray &passphrase)
{
    for (const QSsl::KeyAlgorithm kind : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        const QSslKey key(pem, kind, QSsl::Pem, QSsl::PrivateKey, passphrase);
        if (!key.isNull())
            return key;
    }
    return {};
}

class SystemProxies : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isLoopback(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

} // namespace

TlsSetup::TlsSetup()
    : m_forSite(QSslConfiguration::defaultConfiguration())
{
    m_forSite.setProtocol(QSsl::TlsV1_2OrLater);
    m_forOthers = m_forSite;
}

Result<TlsSetup> TlsSetup::of(const Route &route, const RouteSecrets &secrets)
{
    TlsSetup setup;
    if (!route.authorityFile.isEmpty()) {
        if (const auto read = setup.readAuthorities(route.authorityFile); !read)
            return failure(read.error());
    }
    setup.m_forOthers = setup.m_forSite;
    if (!route.certificateFile.isEmpty()) {
        if (const auto read = setup.readIdentity(route, secrets.keyPassphrase); !read)
            return failure(read.error());
    }
    return setup;
}

Result<void> TlsSetup::readAuthorities(const QString &fileName)
{
    const auto bytes = bytesOf(fileName);
    if (!bytes)
        return unusable(Words::tr("The file of authorities %1 cannot be read."), fileName);
    const QList<QSslCertificate> own = QSslCertificate::fromData(*bytes, QSsl::Pem);
    if (own.isEmpty())
        return unusable(Words::tr("There is no certificate in PEM form in %1."), fileName);
    m_forSite.setCaCertificates(QSslConfiguration::systemCaCertificates() + own);
    return {};
}

Result<void> TlsSetup::readIdentity(const Route &route, const Secret &passphrase)
{
    const auto bytes = bytesOf(route.certificateFile);
    if (!bytes)
        return unusable(Words::tr("The certificate file %1 cannot be read."), route.certificateFile);
    QList<QSslCertificate> chain = QSslCertificate::fromData(*bytes, QSsl::Pem);
    QSslKey key;
    if (chain.isEmpty()) {
        QFile file(route.certificateFile);
        QSslCertificate own;
        QList<QSslCertificate> others;
        if (file.open(QIODevice::ReadOnly)
            && QSslCertificate::importPkcs12(&file, &key, &own, &others, passphrase.reveal()))
            chain = QList<QSslCertificate>{own} + others;
        if (chain.isEmpty())
            return unusable(Words::tr("The certificate in %1 cannot be read: it is of another form, or its passphrase "
                                      "is another."),
                route.certificateFile);
    } else {
        const QString fileName = route.keyFile.isEmpty() ? route.certificateFile : route.keyFile;
        key = keyIn(bytesOf(fileName).value_or(QByteArray()), passphrase.reveal());
        if (key.isNull())
            return unusable(
                Words::tr("The private key in %1 cannot be read: there is none, or its passphrase is another."),
                fileName);
    }
    m_forSite.setLocalCertificateChain(chain);
    m_forSite.setPrivateKey(key);
    return {};
}

void setProxy(QNetworkAccessManager &manager, const Route &route, const RouteSecrets &secrets)
{
    if (route.proxy == Route::Proxy::System)
        return manager.setProxyFactory(new SystemProxies); // the manager owns it
    if (route.proxy == Route::Proxy::None)
        return manager.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    const bool isHttp = route.proxy == Route::Proxy::Http;
    QNetworkProxy proxy(isHttp ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy, route.proxyHost,
        route.proxyPort, route.proxyUser, QString::fromUtf8(secrets.proxyPassword.reveal()));
    // a way through for what is not encrypted too: handing such requests over, Qt 6.4 does not sign in to the proxy
    proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
    manager.setProxy(proxy);
}

bool goesThroughProxy(const QNetworkAccessManager &manager, const QUrl &url)
{
    QNetworkProxyFactory *factory = manager.proxyFactory();
    const QList<QNetworkProxy> proxies =
        factory ? factory->queryProxy(QNetworkProxyQuery(url)) : QList<QNetworkProxy>{manager.proxy()};
    return std::any_of(proxies.begin(), proxies.end(), [](const QNetworkProxy &proxy) {
        return proxy.type() != QNetworkProxy::NoProxy && proxy.type() != QNetworkProxy::DefaultProxy;
    });
}

bool isLoopback(const QString &host)
{
    const QString name = host.toLower();
    return name == QLatin1String("localhost") || name.endsWith(QLatin1String(".localhost"))
        || QHostAddress(name).isLoopback();
}

} // namespace nephoscope
