// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace nephoscope {

/// A server certificate that was not accepted, and why, for the person who decides.
class Certificate {
public:
    QString host;
    QString subject;
    QString issuer;
    QStringList names; ///< subject alternative names
    QDateTime validFrom;
    QDateTime validUntil;
    QByteArray fingerprint; ///< SHA-256 of the leaf, lower-case hex with colons
    QStringList reasons; ///< why it was refused, in words of the TLS library
    QString code; ///< the same as a code: TLS_EXPIRED, TLS_SELF_SIGNED, TLS_WRONG_NAME, TLS_UNTRUSTED
    QStringList chain; ///< as the server sent it, the leaf first: "subject ← issuer"
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Certificate)
