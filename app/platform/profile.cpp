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

const std::array<std::pair<Route::Proxy, const char *>, 4> proxyNames{{
    {Route::Proxy::System, "system"},
    {Route::Proxy::None, "none"},
    {Route::Proxy::Http, "http"},
    {Route::Proxy::Socks5, "socks5"},
}};

QJsonObject toJson(const Route &route)
{
    QString proxy;
    for (const auto &[candidate, name] : proxyNames) {
        if (candidate == route.proxy)
            proxy = QLatin1String(name);
    }
    return QJsonObject{{QStringLiteral("proxy"), proxy}, {QStringLiteral("proxyHost"), route.proxyHost},
        {QStringLiteral("proxyPort"), route.proxyPort}, {QStringLiteral("proxyUser"), route.proxyUser},
        {QStringLiteral("authorityFile"), route.authorityFile},
        {QStringLiteral("certificateFile"), route.certificateFile}, {QStringLiteral("keyFile"), route.keyFile},
        {QStringLiteral("allowsPlainHttp"), route.allowsPlainHttp}};
}

QJsonObject toJson(const Profile &p)
{
    QJsonArray origins;
    for (const QUrl &origin : p.allowedOrigins)
        origins << origin.toString();
    QJsonArray pins;
    for (const Pin &pin : p.pins)
        pins << QJsonObject{{QStringLiteral("authority"), pin.authority},
            {QStringLiteral("fingerprint"), QString::fromLatin1(pin.fingerprint)},
            {QStringLiteral("certificate"), QString::fromLatin1(pin.certificate.toBase64())}};
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
        {QStringLiteral("pins"), pins}, {QStringLiteral("route"), toJson(p.route)}};
}

Route routeFromJson(const QJsonObject &o)
{
    const auto text = [&o](const char *key) { return o.value(QLatin1String(key)).toString(); };
    Route route;
    for (const auto &[proxy, name] : proxyNames) {
        if (text("proxy") == QLatin1String(name))
            route.proxy = proxy;
    }
    route.proxyHost = text("proxyHost");
    route.proxyPort = quint16(o.value(QStringLiteral("proxyPort")).toInt());
    route.proxyUser = text("proxyUser");
    route.authorityFile = text("authorityFile");
    route.certificateFile = text("certificateFile");
    route.keyFile = text("keyFile");
    route.allowsPlainHttp = o.value(QStringLiteral("allowsPlainHttp")).toBool();
    return route;
}

QList<Pin> pinsFromJson(const QJsonObject &o, const QUrl &site)
{
    QList<Pin> pins;
    // what versions before this one kept: for the site itself, without the certificate
    for (const QJsonValue &fingerprint : o.value(QStringLiteral("trustedFingerprints")).toArray())
        pins = pinned(pins, Pin(authorityOf(site), fingerprint.toString().toLatin1()));
    for (const QJsonValue &each : o.value(QStringLiteral("pins")).toArray())
        pins << Pin(each[QLatin1String("authority")].toString(),
            each[QLatin1String("fingerprint")].toString().toLatin1(),
            QByteArray::fromBase64(each[QLatin1String("certificate")].toString().toLatin1()));
    return pins;
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
    p.pins = pinsFromJson(o, p.url);
    p.route = routeFromJson(o.value(QStringLiteral("route")).toObject());
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
