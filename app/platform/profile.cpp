// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/profile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <array>
#include <utility>

namespace nephoscope {

namespace {

const std::array<std::pair<SignInMethod, const char *>, 6> methodNames{{
    {SignInMethod::Password, "password"},
    {SignInMethod::ApiToken, "api-token"},
    {SignInMethod::Bearer, "bearer"},
    {SignInMethod::ClientCredentials, "client-credentials"},
    {SignInMethod::PasswordGrant, "password-grant"},
    {SignInMethod::LocalSession, "local-session"},
}};

QJsonObject toJson(const Profile &p)
{
    QJsonArray origins;
    for (const QUrl &origin : p.allowedOrigins)
        origins << origin.toString();
    QJsonArray fingerprints;
    for (const QByteArray &fingerprint : p.trustedFingerprints)
        fingerprints << QString::fromLatin1(fingerprint);
    return QJsonObject{{QStringLiteral("id"), p.id}, {QStringLiteral("name"), p.name},
        {QStringLiteral("url"), p.url.toString(QUrl::RemoveUserInfo)}, {QStringLiteral("color"), p.color},
        {QStringLiteral("readOnly"), p.readOnly}, {QStringLiteral("production"), p.production},
        {QStringLiteral("reasonWanted"), p.reasonWanted}, {QStringLiteral("skipReview"), p.skipReview},
        {QStringLiteral("staySignedIn"), p.staySignedIn}, {QStringLiteral("method"), nameOf(p.method)},
        {QStringLiteral("user"), p.user}, {QStringLiteral("organization"), p.organization},
        {QStringLiteral("clientId"), p.clientId},
        {QStringLiteral("tokenUrl"), p.tokenUrl.toString(QUrl::RemoveUserInfo)},
        {QStringLiteral("audience"), p.audience}, {QStringLiteral("agentId"), p.agentId},
        {QStringLiteral("apiVersion"), p.apiVersion}, {QStringLiteral("representation"), p.representation},
        {QStringLiteral("legacyToken"), p.legacyToken}, {QStringLiteral("allowedOrigins"), origins},
        {QStringLiteral("trustedFingerprints"), fingerprints}};
}

Profile profileFromJson(const QJsonObject &o)
{
    const auto text = [&o](const char *key) { return o.value(QLatin1String(key)).toString(); };
    const auto flag = [&o](const char *key) { return o.value(QLatin1String(key)).toBool(); };
    Profile p;
    p.id = text("id");
    p.name = text("name");
    p.url = QUrl(text("url"));
    p.color = text("color");
    p.readOnly = flag("readOnly");
    p.production = flag("production");
    p.reasonWanted = flag("reasonWanted");
    p.skipReview = flag("skipReview");
    p.staySignedIn = flag("staySignedIn");
    p.method = signInMethodNamed(text("method"));
    p.user = text("user");
    p.organization = text("organization");
    p.clientId = text("clientId");
    p.tokenUrl = QUrl(text("tokenUrl"));
    p.audience = text("audience");
    p.agentId = text("agentId");
    p.apiVersion = text("apiVersion");
    p.representation = text("representation");
    p.legacyToken = flag("legacyToken");
    for (const QJsonValue &origin : o.value(QStringLiteral("allowedOrigins")).toArray())
        p.allowedOrigins << QUrl(origin.toString());
    for (const QJsonValue &fingerprint : o.value(QStringLiteral("trustedFingerprints")).toArray())
        p.trustedFingerprints << fingerprint.toString().toLatin1();
    return p;
}

} // namespace

QString nameOf(SignInMethod method)
{
    for (const auto &[candidate, name] : methodNames) {
        if (candidate == method)
            return QLatin1String(name);
    }
    return {};
}

SignInMethod signInMethodNamed(const QString &name)
{
    for (const auto &[method, candidate] : methodNames) {
        if (name == QLatin1String(candidate))
            return method;
    }
    return SignInMethod::Password;
}

QByteArray toJson(const QList<Profile> &profiles)
{
    QJsonArray list;
    for (const Profile &profile : profiles)
        list << toJson(profile);
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

QList<Profile> profilesFromJson(const QByteArray &json)
{
    QList<Profile> profiles;
    const QJsonArray list = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &value : list) {
        if (value.isObject() && !value[QLatin1String("id")].toString().isEmpty())
            profiles << profileFromJson(value.toObject());
    }
    return profiles;
}

} // namespace nephoscope
