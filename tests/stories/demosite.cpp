// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/demosite.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QtTest>

namespace nephoscope {

namespace {

/// Asks the site itself, past HTTP: what a user would do elsewhere, in a portal.
demo::Answer ask(demo::Site &site, const QByteArray &path, const QByteArray &body, const QByteArray &type,
    const QByteArray &authorization)
{
    demo::Message message;
    message.method = "POST";
    message.path = path;
    message.body = body;
    message.headers = {{"Content-Type", type}, {"Accept", "application/json;version=37.0"},
        {"Authorization", authorization}, {"Host", "localhost"}};
    return site.answer(message);
}

QByteArray member(const demo::Answer &answer, const char *name)
{
    return QJsonDocument::fromJson(answer.body).object().value(QLatin1String(name)).toString().toUtf8();
}

const QByteArray form = "application/x-www-form-urlencoded";

} // namespace

namespace {

demo::ServerOptions optionsFor(const QString &platform, bool tls)
{
    demo::ServerOptions options;
    options.platform = platform;
    options.tls = tls;
    return options;
}

} // namespace

DemoSite::DemoSite(const QString &platform, bool tls)
    : DemoSite(optionsFor(platform, tls))
{
}

DemoSite::DemoSite(const demo::ServerOptions &options)
{
    Result<std::unique_ptr<demo::Server>> started = demo::Server::start(options);
    if (!started)
        qFatal("%s", qPrintable(started.error().message()));
    m_server = std::move(*started);
}

demo::DemoUser DemoSite::user(const QString &role, const QString &organization) const
{
    for (const demo::DemoUser &user : m_server->site().users()) {
        if (user.role.contains(role) && (organization.isEmpty() || user.organization == organization))
            return user;
    }
    qFatal("the demo has no %s", qPrintable(role));
    return {};
}

QByteArray DemoSite::bearerOf(const demo::DemoUser &user)
{
    demo::Site &site = m_server->site();
    if (site.platform() == manager) {
        const QJsonObject body{{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
            {QStringLiteral("client_id"), QStringLiteral("story")}, {QStringLiteral("refresh_token"), user.password}};
        return member(ask(site, "/oauth/token", QJsonDocument(body).toJson(), "application/json", {}), "access_token");
    }
    const QByteArray pair =
        (user.user + QLatin1Char('@') + user.organization + QLatin1Char(':') + user.password).toUtf8();
    const demo::Answer answer = ask(site,
        user.organization == QLatin1String("System") ? "/cloudapi/1.0.0/sessions/provider" : "/cloudapi/1.0.0/sessions",
        {}, "application/json", "Basic " + pair.toBase64());
    for (const auto &[name, value] : answer.headers) {
        if (name.compare("X-VMWARE-VCLOUD-ACCESS-TOKEN", Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray DemoSite::apiTokenOf(const demo::DemoUser &user)
{
    demo::Site &site = m_server->site();
    const QByteArray bearer = bearerOf(user);
    const QByteArray oauth = "/oauth/tenant/" + user.organization.toUtf8();
    const QByteArray client =
        member(ask(site, oauth + "/register", "{\"client_name\":\"story\"}", "application/json", "Bearer " + bearer),
            "client_id");
    const QByteArray body =
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&client_id=" + client + "&assertion=" + bearer;
    return member(ask(site, oauth + "/token", body, form, {}), "refresh_token");
}

} // namespace nephoscope
