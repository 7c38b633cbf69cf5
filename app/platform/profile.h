// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "net/certificate.h"
#include "net/route.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QUrl>

namespace nephoscope {

/// How a person signs in. Which of them a site offers, Platform::signInMethods() says.
enum class SignInMethod {
    Password, ///< user, organization where the service has some, password
    ApiToken, ///< refresh token, traded for an access token (and rotated where the server does)
    Bearer, ///< an access token the user pasted
    ClientCredentials, ///< client id and secret of a service account
    PasswordGrant, ///< OAuth password grant at the token URL
    LocalSession ///< session cookie of a Cloud Manager without a portal
};

QString nameOf(SignInMethod method);
SignInMethod signInMethodNamed(const QString &name);

/// A saved site: where it is, how to sign in, how it looks. Never a secret.
class Profile {
public:
    QString id; ///< made by the console, never shown
    QString name;
    QUrl url; ///< as the user gave it
    QString color; ///< "#rrggbb", empty = none
    bool readOnly = false;
    bool production = false;
    bool reasonWanted = false; ///< nothing is written without a reason or ticket
    bool skipReview = false; ///< edits are sent without showing the requests first; never where production
    bool staySignedIn = false; ///< keep the secret in the OS keychain

    SignInMethod method = SignInMethod::Password;
    QString user;
    QString organization; ///< Cloud Director: short name; empty or "System" = provider
    QString clientId; ///< OAuth client id
    QUrl tokenUrl; ///< OAuth token endpoint; empty = what the server says
    QString audience;
    QString agentId; ///< Cloud Manager through the gateway: x-agent-id, with or without "clients"
    QString apiVersion; ///< pinned version; empty = the highest both know
    QString representation; ///< "json" or "xml" where the service has both; empty = the dialect's own choice
    bool legacyToken = false; ///< Cloud Director: use x-vcloud-authorization although the version has better
    QList<QUrl> allowedOrigins; ///< further origins that may receive this site's credentials
    QList<Pin> pins; ///< certificates accepted for its servers
    Route route;
};

/// JSON for the settings; unknown members of newer versions are ignored. Malformed text gives an empty list.
QByteArray toJson(const QList<Profile> &profiles);
QList<Profile> profilesFromJson(const QByteArray &json);

/// What the user typed or the keychain held: password, API token, bearer or client secret, by the profile's method.
using Credential = Secret;

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Profile)
