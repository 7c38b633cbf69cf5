// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QString>

namespace nephoscope {

/// A certificate with its private key, made by the test.
class TestIdentity {
public:
    QByteArray certificate; ///< PEM; with those that vouch for it behind it
    QByteArray key; ///< PEM

    /// What a server needs to show it.
    QSslConfiguration configuration() const;
    QByteArray fingerprint() const;
    /// Writes both into one file and returns its name.
    QString write(const QString &fileName) const;
};

/// An authority of the test's own, which the system does not know.
class TestAuthority {
public:
    TestAuthority();

    /// Days count from now; `names` as OpenSSL writes them: "DNS:localhost,IP:127.0.0.1".
    TestIdentity issue(
        const QByteArray &commonName, const QByteArray &names, int fromDay = -1, int untilDay = 30) const;
    const TestIdentity &identity() const { return m_own; }

private:
    TestIdentity m_own;
};

} // namespace nephoscope
