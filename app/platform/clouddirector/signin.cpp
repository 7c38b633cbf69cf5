// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/signin.h"

#include "platform/clouddirector/apiversion.h"
#include "platform/clouddirector/faults.h"
#include "platform/grant.h"
#include "platform/parts.h"

#include <QCoreApplication>
#include <QUrlQuery>

namespace nephoscope::clouddirector {

namespace {

// the steps, as they stand in Access::done
const QString versionsStep = QStringLiteral("versions");
const QString loginStep = QStringLiteral("login");
const QString currentStep = QStringLiteral("current"); // cloudapi: who we are
const QString sessionStep = QStringLiteral("session"); // classic: what we may open
const QString noOpenLogin = QStringLiteral("no cloudapi login");

constexpr ApiVersion firstWithJson{30, 0};
constexpr ApiVersion firstWithOpenLogin{33, 0};
constexpr ApiVersion firstWithBearer{30, 0};

QString tr(const char *text) { return QCoreApplication::translate("CloudDirector", text); }

bool opens(const Access &access)
{
    return ApiVersion::parse(access.apiVersion) >= firstWithOpenLogin && !access.done.contains(noOpenLogin);
}

Request stepTo(const Profile &profile, const Access &access, const QByteArray &method, const QString &path)
{
    Request request(method, profile.url.resolved(QUrl(path)));
    request.headers().set("Accept", acceptFor(request.url(), access.apiVersion, profile.representation));
    request.setHasCredentials(true);
    return request;
}

Request passwordLogin(const Profile &profile, const Credential &credential, const Access &access)
{
    const QString open = isProvider(profile) ? QStringLiteral("/cloudapi/1.0.0/sessions/provider")
                                             : QStringLiteral("/cloudapi/1.0.0/sessions");
    Request request = stepTo(profile, access, "POST", opens(access) ? open : QStringLiteral("/api/sessions"));
    const QString organization = isProvider(profile) ? QStringLiteral("System") : profile.organization;
    const QByteArray pair = (profile.user + QLatin1Char('@') + organization).toUtf8() + ':' + credential.reveal();
    request.headers().set("Authorization", "Basic " + pair.toBase64());
    return request;
}

Request tokenTrade(const Profile &profile, const Credential &credential)
{
    const QString path = isProvider(profile)
        ? QStringLiteral("/oauth/provider/token")
        : QStringLiteral("/oauth/tenant/%1/token")
              .arg(QString::fromLatin1(QUrl::toPercentEncoding(profile.organization)));
    Request request = Request::post(profile.url.resolved(QUrl(path)),
        "grant_type=refresh_token&refresh_token=" + credential.reveal().toPercentEncoding(),
        "application/x-www-form-urlencoded");
    request.headers().set("Accept", "application/json");
    request.setHasCredentials(true);
    return request;
}

} // namespace

bool isProvider(const Profile &profile)
{
    return profile.organization.trimmed().isEmpty()
        || profile.organization.trimmed().compare(QLatin1String("system"), Qt::CaseInsensitive) == 0;
}

QByteArray acceptFor(const QUrl &url, const QString &apiVersion, const QString &representation)
{
    const QString path = url.path();
    const bool open = path.startsWith(QLatin1String("/cloudapi"));
    const bool json = representation == QLatin1String("json") && ApiVersion::parse(apiVersion) >= firstWithJson;
    const QString type = open ? QStringLiteral("application/json")
        : json                ? QStringLiteral("application/*+json")
                              : QStringLiteral("application/*+xml");
    return (type + QLatin1String(";version=") + apiVersion).toLatin1();
}

Request withToken(Request request, const Access &access)
{
    switch (access.tokenKind) {
    case Access::Token::Bearer:
        request.headers().set("Authorization", "Bearer " + access.token.reveal());
        break;
    case Access::Token::VcloudAuthorization:
        request.headers().set("x-vcloud-authorization", access.token.reveal());
        break;
    case Access::Token::Cookie:
    case Access::Token::None:
        break;
    }
    request.setHasCredentials(access.tokenKind != Access::Token::None);
    return request;
}

std::optional<Request> SignIn::nextStep(
    const Profile &profile, const Credential &credential, const Access &access) const
{
    if (access.isComplete)
        return std::nullopt;
    if (!access.done.contains(versionsStep)) {
        Request request = Request::get(profile.url.resolved(QUrl(QStringLiteral("/api/versions"))));
        return request;
    }
    if (!access.done.contains(loginStep)) {
        if (credential.isEmpty())
            return std::nullopt;
        if (profile.method == SignInMethod::ApiToken)
            return tokenTrade(profile, credential);
        if (profile.method != SignInMethod::Bearer)
            return passwordLogin(profile, credential, access);
        Access pasted = access; // the pasted token is tried on the first question that needs one
        pasted.tokenKind = profile.legacyToken ? Access::Token::VcloudAuthorization : Access::Token::Bearer;
        pasted.token = credential;
        const QString whoAmI =
            opens(access) ? QStringLiteral("/cloudapi/1.0.0/sessions/current") : QStringLiteral("/api/session");
        return withToken(stepTo(profile, access, "GET", whoAmI), pasted);
    }
    if (opens(access) && !access.done.contains(currentStep))
        return withToken(stepTo(profile, access, "GET", QStringLiteral("/cloudapi/1.0.0/sessions/current")), access);
    if (!access.done.contains(sessionStep))
        return withToken(stepTo(profile, access, "GET", QStringLiteral("/api/session")), access);
    return std::nullopt;
}

Result<Access> SignIn::learned(
    const Profile &profile, const Credential &credential, Access access, const Reply &reply) const
{
    if (!access.done.contains(versionsStep))
        return versionsLearned(profile, access, reply);
    if (!access.done.contains(loginStep)) {
        // a server that has the version but not that way in: the older one, once
        if (opens(access) && profile.method == SignInMethod::Password
            && (reply.status() == 404 || reply.status() == 405)) {
            access.done << noOpenLogin;
            return access;
        }
        if (!reply.isSuccess())
            return failure(faultIn(reply));
        access.isProvider = isProvider(profile);
        if (profile.method == SignInMethod::Bearer) { // the pasted token has answered its first question
            access.token = credential;
            access.tokenKind = profile.legacyToken ? Access::Token::VcloudAuthorization : Access::Token::Bearer;
        }
        if (profile.legacyToken && !reply.headers().value("x-vcloud-authorization").isEmpty()) {
            access.token = Secret(reply.headers().value("x-vcloud-authorization"));
            access.tokenKind = Access::Token::VcloudAuthorization;
        }
        return profile.method == SignInMethod::ApiToken ? tokenLearned(access, reply) : loginLearned(access, reply);
    }
    return sessionLearned(access, reply);
}

Result<Access> SignIn::versionsLearned(const Profile &profile, Access access, const Reply &reply) const
{
    if (!reply.isSuccess())
        return failure(faultIn(reply));
    const auto document = Document::parse(reply.body(), reply.mediaType());
    if (!document)
        return failure(document.error());
    const auto version = chosen(offeredVersions(*document), profile.apiVersion);
    if (!version)
        return failure(version.error());
    readVersions(access, *document);
    access.apiVersion = version->version.text();
    access.loginUrl = version->loginUrl;
    access.product = QStringLiteral("VMware Cloud Director");
    access.done << versionsStep;
    return access;
}

void SignIn::readVersions(Access &access, const Document &document)
{
    const QList<OfferedVersion> offered = offeredVersions(document);
    for (const OfferedVersion &each : offered)
        access.serverVersions << each.version.text();
}

Result<Access> SignIn::loginLearned(Access access, const Reply &reply) const
{
    const Headers &headers = reply.headers();
    const QByteArray bearer = headers.value("X-VMWARE-VCLOUD-ACCESS-TOKEN");
    const QByteArray legacy = headers.value("x-vcloud-authorization");
    if (access.tokenKind == Access::Token::None) {
        const bool modern = ApiVersion::parse(access.apiVersion) >= firstWithBearer;
        if (!bearer.isEmpty() && (modern || legacy.isEmpty())) {
            access.token = Secret(bearer);
            access.tokenKind = Access::Token::Bearer;
        } else if (!legacy.isEmpty()) {
            access.token = Secret(legacy);
            access.tokenKind = Access::Token::VcloudAuthorization;
        } else {
            return failure(Error(Error::Kind::SignIn, tr("The server accepted the sign-in but gave no token."))
                               .withStatus(reply.status()));
        }
    }
    access.done << loginStep;
    if (const auto document = Document::parse(reply.body(), reply.mediaType())) {
        readSession(access, *document, reply.url());
        access.done << (document->isXml() || !access.entryPoints.isEmpty() ? sessionStep : currentStep);
    }
    access.isComplete = access.done.contains(sessionStep);
    return access;
}

Result<Access> SignIn::tokenLearned(Access access, const Reply &reply) const
{
    if (!takeGrant(access, reply))
        return failure(
            Error(Error::Kind::SignIn, tr("The server traded the API token for nothing.")).withStatus(reply.status()));
    access.done << loginStep;
    return access;
}

Result<Access> SignIn::sessionLearned(Access access, const Reply &reply) const
{
    const QString step = opens(access) && !access.done.contains(currentStep) ? currentStep : sessionStep;
    if (reply.status() == 401)
        return failure(faultIn(reply));
    // without these documents one is signed in all the same: the well-known addresses serve
    const auto document = reply.isSuccess() ? Document::parse(reply.body(), reply.mediaType())
                                            : Result<Document>(failure(faultIn(reply)));
    if (document)
        readSession(access, *document, reply.url());
    access.done << step;
    access.isComplete = access.done.contains(sessionStep);
    return access;
}

void SignIn::readSession(Access &access, const Document &document, const QUrl &base) const
{
    const Path part = unwrapped(document);
    const Node root = part.isEmpty() ? document.root() : document.root().at(part);
    const bool open = root.child(QStringLiteral("user")).kind() == Node::Kind::Object;
    access.user =
        open ? root.child(QStringLiteral("user")).value(QStringLiteral("name")) : root.value(QStringLiteral("user"));
    access.organization =
        open ? root.child(QStringLiteral("org")).value(QStringLiteral("name")) : root.value(QStringLiteral("org"));
    access.isProvider = access.organization.compare(QLatin1String("system"), Qt::CaseInsensitive) == 0;
    QStringList roles;
    if (open) {
        for (const Node &role : root.children(QStringLiteral("roles")))
            roles << role.text();
        access.idleMinutes = root.value(QStringLiteral("sessionIdleTimeoutMinutes")).toInt();
        const QString id = root.value(QStringLiteral("id"));
        access.session = base.resolved(QUrl(QStringLiteral("/cloudapi/1.0.0/sessions/") + id));
    } else {
        roles = root.value(QStringLiteral("roles")).split(QLatin1Char(','), Qt::SkipEmptyParts);
        if (access.session.isEmpty())
            access.session = base.resolved(QUrl(QStringLiteral("/api/session")));
        access.entryPoints = m_reader.entryPoints(root, base);
    }
    if (!roles.isEmpty())
        access.roles = roles;
}

} // namespace nephoscope::clouddirector
