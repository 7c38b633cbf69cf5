// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "platform/ref.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <memory>
#include <optional>

namespace nephoscope {

class Schema;

/// What a site has told us on the way to being signed in: grows with each answer, see Platform::nextStep(). In memory
/// only.
class Access {
public:
    enum class Token { None, Bearer, VcloudAuthorization, Cookie };

    // what the server is
    QString product; ///< "VMware Cloud Director", "Cloud Manager 3.9.10"
    QStringList serverVersions; ///< as listed, oldest first
    QString apiVersion; ///< the one chosen
    QUrl loginUrl;
    QUrl tokenUrl;
    QString audience;
    QString clientId;
    bool isSetUp = true;
    bool wantsTokens = false; ///< Cloud Manager: portal authentication

    // what lets us in
    Token tokenKind = Token::None;
    Secret token;
    Secret refreshToken; ///< the one to use next time, where the server rotates them
    bool refreshTokenRotated = false;
    std::optional<qint64> lifetime; ///< of the token in seconds, from the answer that brought it
    QDateTime expires; ///< set by the session from lifetime; null = unknown

    // who we are
    QString user;
    QString organization;
    QStringList roles;
    bool isProvider = false;
    std::optional<int> idleMinutes;
    QUrl session; ///< what sign-out deletes
    QList<Ref> entryPoints; ///< roots the session named

    /// The types and calls in force: as published, or the built-in ones. Never null while signed in.
    std::shared_ptr<const Schema> schema;
    /// Act as that organization (Cloud Director's tenant context); null = as oneself.
    Ref actingAs;

    QStringList done; ///< steps of the sign-in that were taken, by the dialect's own names
    bool isComplete = false; ///< nothing left to ask; requests may be sent
};

} // namespace nephoscope
