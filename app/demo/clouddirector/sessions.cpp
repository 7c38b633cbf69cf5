// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/sessions.h"

#include "demo/clouddirector/kinds.h"
#include "demo/clouddirector/organizationsettings.h"

#include <QRandomGenerator>
#include <array>

namespace nephoscope::demo::clouddirector {

namespace {

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return bytes;
}

QByteArray base64(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray cookie(const QByteArray &header, const QByteArray &name)
{
    const QList<QByteArray> cookies = header.split(';');
    for (const QByteArray &each : cookies) {
        const QByteArray trimmed = each.trimmed();
        if (trimmed.startsWith(name + '='))
            return trimmed.mid(name.size() + 1);
    }
    return {};
}

} // namespace

QByteArray newToken(const QByteArray &subject)
{
    const QByteArray expiry = QByteArray::number(World::now().milliseconds / 1000 + 86'400);
    return base64(R"({"alg":"RS256"})") + '.' + base64(R"({"sub":")" + subject + R"(","exp":)" + expiry + '}') + '.'
        + base64(randomBytes(64));
}

QByteArray newHex(int digits) { return randomBytes(digits / 2).toHex(); }

Session &Sessions::add(const User &user)
{
    Session session;
    session.id = Id::createUuid();
    session.user = user.id;
    session.organization = user.organization;
    session.token = newToken(user.name);
    session.oldToken = newHex(32);
    session.lastUse = World::now().milliseconds;
    m_byToken.insert(session.token, session.id);
    m_byToken.insert(session.oldToken, session.id);
    return *m_sessions.insert(session.id, session);
}

const Session &Sessions::open(const User &user) { return add(user); }

Session *Sessions::openByApiToken(const User &user)
{
    Session &session = add(user);
    session.byApiToken = true;
    return &session;
}

const Session *Sessions::find(const Id &id) const
{
    const auto found = m_sessions.constFind(id);
    return found == m_sessions.constEnd() ? nullptr : &*found;
}

const Session *Sessions::use(const QByteArray &token)
{
    const auto found = m_sessions.find(m_byToken.value(token));
    if (token.isEmpty() || found == m_sessions.end())
        return nullptr;
    const qint64 now = World::now().milliseconds;
    if (now - found->lastUse > m_idleSeconds * qint64(1000)) {
        close(found->id);
        return nullptr;
    }
    found->lastUse = now;
    return &*found;
}

const Session *Sessions::of(const Message &message)
{
    const QByteArray authorization = message.header("Authorization");
    const QByteArray cookies = message.header("Cookie");
    if (authorization.left(7).toLower() == "bearer ")
        return use(authorization.mid(7).trimmed());
    const std::array<QByteArray, 5> tokens{message.header("x-vcloud-authorization"),
        message.header("X-VMWARE-VCLOUD-ACCESS-TOKEN"), cookie(cookies, "vcloud-token"), cookie(cookies, "vcloud_jwt"),
        cookie(cookies, "vcloud_session_id")};
    for (const QByteArray &token : tokens) {
        if (const Session *session = use(token))
            return session;
    }
    return nullptr;
}

void Sessions::close(const Id &id)
{
    const Session session = m_sessions.take(id);
    m_byToken.remove(session.token);
    m_byToken.remove(session.oldToken);
}

void Sessions::closeAll(const Id &user)
{
    for (Session &session : m_sessions) {
        if (session.user == user)
            session.lastUse = 0; // too old from now on; the request at hand still looks at its own
    }
}

std::optional<Credentials> Credentials::parse(const QByteArray &authorization)
{
    if (authorization.left(6).toLower() != "basic ")
        return std::nullopt;
    const QByteArray pair = QByteArray::fromBase64(authorization.mid(6).trimmed());
    const qsizetype colon = pair.indexOf(':');
    const QByteArray name = pair.left(colon);
    const qsizetype at = name.lastIndexOf('@');
    if (colon < 0 || at < 0)
        return std::nullopt;
    Credentials credentials;
    credentials.user = name.left(at);
    credentials.organization = name.mid(at + 1);
    credentials.password = pair.mid(colon + 1);
    return credentials;
}

const User *authenticate(World &world, const Credentials &credentials)
{
    const Organization *organization = world.organizations.named(credentials.organization);
    if (!organization || !organization->enabled)
        return nullptr;
    for (User &user : world.users) {
        if (user.deleted || user.organization != organization->id
            || user.name.compare(credentials.user, Qt::CaseInsensitive) != 0)
            continue;
        if (user.password == credentials.password && user.enabled && !user.locked) {
            user.failures = 0;
            return &user;
        }
        const int most = failuresBeforeLock(world, organization->id);
        user.locked = user.locked || (++user.failures >= most && most > 0);
        return nullptr;
    }
    return nullptr;
}

} // namespace nephoscope::demo::clouddirector
