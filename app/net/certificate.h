// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <optional>

class QSslCertificate;
class QSslError;

namespace nephoscope {

/// A certificate that a server showed and, where it was not accepted, why: for the person who decides.
class Certificate {
public:
    QString host;
    QString authority; ///< who showed it: authorityOf() the address asked
    QString subject;
    QString issuer;
    QStringList names; ///< subject alternative names
    QDateTime validFrom;
    QDateTime validUntil;
    QByteArray fingerprint; ///< SHA-256 of the leaf, lower-case hex with colons
    QStringList reasons; ///< why it was refused, in words of the TLS library
    QString code; ///< the same as a code: TLS_EXPIRED, TLS_SELF_SIGNED, TLS_WRONG_NAME, TLS_UNTRUSTED, TLS_CHANGED
    QStringList chain; ///< as the server sent it, the leaf first: "subject ← issuer"
    QList<QByteArray> sent; ///< the same in DER

    /// What the leaf of that chain says.
    static Certificate of(const QList<QSslCertificate> &chain, const QUrl &url);
    /// One certificate by itself; nothing where the bytes are none.
    static std::optional<Certificate> ofDer(const QByteArray &der);
    /// The worst of what is wrong with it, and all of it in words.
    void setReasons(const QList<QSslError> &errors);
};

/// A certificate that a person decided to accept for a server, although nobody vouches for it: that server is believed
/// with this one only.
class Pin {
public:
    Pin() = default;
    Pin(QString forAuthority, QByteArray ofFingerprint, QByteArray der = {})
        : authority(std::move(forAuthority))
        , fingerprint(std::move(ofFingerprint))
        , certificate(std::move(der))
    {
    }
    explicit Pin(const Certificate &accepted)
        : Pin(accepted.authority, accepted.fingerprint, accepted.sent.value(0))
    {
    }

    QString authority; ///< authorityOf() the server's address
    QByteArray fingerprint; ///< as Certificate::fingerprint
    QByteArray certificate; ///< in DER, to be shown beside another one; empty where only the fingerprint was given

    bool operator==(const Pin &) const = default;
};

/// Host and port, the port always written out: "cloud.example.com:443".
QString authorityOf(const QUrl &url);
/// The pins with this one in place of those of the same server.
QList<Pin> pinned(const QList<Pin> &pins, const Pin &pin);
/// The pin of that server, one without a fingerprint where it has none.
Pin pinOf(const QList<Pin> &pins, const QString &authority);
/// Whether that server may show that certificate by a pin; there may be several for one.
bool isPinned(const QList<Pin> &pins, const QString &authority, const QByteArray &fingerprint);

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Certificate)
