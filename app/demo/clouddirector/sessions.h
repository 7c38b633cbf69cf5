// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/world.h"
#include "demo/site.h"

#include <optional>

namespace nephoscope::demo::clouddirector {

/// Somebody who is signed in.
class Session {
public:
    Id id;
    Id user;
    Id organization;
    QByteArray token; ///< JWT-like, longer than 32 characters
    QByteArray oldToken; ///< 32 hexadecimal digits, for x-vcloud-authorization
    qint64 lastUse = 0; ///< milliseconds since 1970
    bool byApiToken = false; ///< may not manage API tokens
};

/// Who is signed in. A session ends when it was not used for the idle time.
class Sessions {
public:
    explicit Sessions(int idleSeconds)
        : m_idleSeconds(idleSeconds)
    {
    }

    const Session &open(const User &user);
    Session *openByApiToken(const User &user);
    /// The session a request names by Authorization, its repeated headers, x-vcloud-authorization or a cookie; uses
    /// it. nullptr: none, unknown or too old.
    const Session *of(const Message &message);
    const Session *find(const Id &id) const;
    void close(const Id &id);
    void closeAll(const Id &user);
    int idleMinutes() const { return m_idleSeconds / 60; }

private:
    Session &add(const User &user);
    const Session *use(const QByteArray &token);

    int m_idleSeconds;
    QHash<Id, Session> m_sessions;
    QHash<QByteArray, Id> m_byToken;
};

/// Random text that cannot be guessed, as JWT-like token.
QByteArray newToken(const QByteArray &subject);
QByteArray newHex(int digits);

/// User name, organization and password of an `Authorization: Basic` header.
class Credentials {
public:
    static std::optional<Credentials> parse(const QByteArray &authorization);

    QByteArray user;
    QByteArray organization;
    QByteArray password;
};

/// The user these credentials belong to; nullptr where name, organization or password are wrong, or the account or
/// organization is disabled.
const User *authenticate(World &world, const Credentials &credentials);

} // namespace nephoscope::demo::clouddirector
