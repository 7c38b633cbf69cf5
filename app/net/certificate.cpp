// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/certificate.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslError>
#include <algorithm>

namespace nephoscope {

namespace {

/// The worst of what is wrong, as a code.
QString codeOf(const QList<QSslError> &errors)
{
    const auto has = [&](std::initializer_list<QSslError::SslError> kinds) {
        return std::any_of(errors.begin(), errors.end(), [&](const QSslError &error) {
            return std::find(kinds.begin(), kinds.end(), error.error()) != kinds.end();
        });
    };
    if (has({QSslError::CertificateExpired, QSslError::CertificateNotYetValid}))
        return QStringLiteral("TLS_EXPIRED");
    if (has({QSslError::HostNameMismatch}))
        return QStringLiteral("TLS_WRONG_NAME");
    return has({QSslError::SelfSignedCertificate}) ? QStringLiteral("TLS_SELF_SIGNED")
                                                   : QStringLiteral("TLS_UNTRUSTED");
}

} // namespace

Certificate Certificate::of(const QList<QSslCertificate> &chain, const QUrl &url)
{
    Certificate result;
    result.host = url.host();
    result.authority = authorityOf(url);
    const QSslCertificate leaf = chain.value(0);
    result.subject = leaf.subjectDisplayName();
    result.issuer = leaf.issuerDisplayName();
    result.names = leaf.subjectAlternativeNames().values();
    result.validFrom = leaf.effectiveDate();
    result.validUntil = leaf.expiryDate();
    result.fingerprint = leaf.digest(QCryptographicHash::Sha256).toHex(':');
    for (const QSslCertificate &each : chain) {
        result.chain << each.subjectDisplayName() + QStringLiteral(" \u2190 ") + each.issuerDisplayName();
        result.sent << each.toDer();
    }
    return result;
}

std::optional<Certificate> Certificate::ofDer(const QByteArray &der)
{
    const QSslCertificate certificate(der, QSsl::Der);
    if (certificate.isNull())
        return std::nullopt;
    return of({certificate}, QUrl());
}

void Certificate::setReasons(const QList<QSslError> &errors)
{
    reasons.clear();
    for (const QSslError &error : errors)
        reasons << error.errorString();
    reasons.removeDuplicates();
    code = codeOf(errors);
}

QString authorityOf(const QUrl &url)
{
    const int port = url.port(url.scheme() == QLatin1String("http") ? 80 : 443);
    return url.host().toLower() + QLatin1Char(':') + QString::number(port);
}

QList<Pin> pinned(const QList<Pin> &pins, const Pin &pin)
{
    QList<Pin> result = pins;
    result.removeIf([&](const Pin &other) { return other.authority == pin.authority; });
    result << pin;
    return result;
}

Pin pinOf(const QList<Pin> &pins, const QString &authority)
{
    const auto found =
        std::find_if(pins.begin(), pins.end(), [&](const Pin &pin) { return pin.authority == authority; });
    return found == pins.end() ? Pin() : *found;
}

bool isPinned(const QList<Pin> &pins, const QString &authority, const QByteArray &fingerprint)
{
    return std::any_of(pins.begin(), pins.end(),
        [&](const Pin &pin) { return pin.authority == authority && pin.fingerprint == fingerprint; });
}

} // namespace nephoscope
