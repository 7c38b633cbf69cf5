// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/signin.h"

#include "platform/cloudmanager/faults.h"
#include "platform/grant.h"
#include "platform/parts.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace nephoscope::cloudmanager {

namespace {

const QString aboutStep = QStringLiteral("about");
const QString servicesStep = QStringLiteral("services");
const QString loginStep = QStringLiteral("login");
const QString userStep = QStringLiteral("user");
const QString tenantsStep = QStringLiteral("tenants");

// public client ids and audience of the service's own clients (reference §4.3); a profile may name others
const QString refreshClient = QStringLiteral("Mu0V1ywgYteI6w1MbD15fKfVIUrNXGWC");
const QString passwordClient = QStringLiteral("QC3AgHk6qdbmC7Yyr82ApBwaaJLwRrNO");
const QString defaultAudience = QStringLiteral("https://api.cloud.netapp.com");

QString tr(const char *text) { return QCoreApplication::translate("CloudManager", text); }

QUrl at(const Profile &profile, const char *path)
{
    return profile.url.resolved(QUrl(QStringLiteral("/occm/api") + QLatin1String(path)));
}

QString orElse(const QString &value, const QString &fallback) { return value.isEmpty() ? fallback : value; }

Request jsonPost(const QUrl &url, const QJsonObject &body)
{
    Request request = Request::post(url, QJsonDocument(body).toJson(QJsonDocument::Compact), "application/json");
    request.headers().set("Accept", "application/json");
    request.setHasCredentials(true);
    return request;
}

QUrl tokenUrlOf(const Profile &profile, const Access &access)
{
    if (!profile.tokenUrl.isEmpty())
        return profile.tokenUrl;
    return access.tokenUrl.isEmpty() ? profile.url.resolved(QUrl(QStringLiteral("/auth/oauth/token")))
                                     : access.tokenUrl;
}

Request tokenRequest(const Profile &profile, const Credential &credential, const Access &access)
{
    const QString secret = QString::fromUtf8(credential.reveal());
    const QString audience = orElse(profile.audience, orElse(access.audience, defaultAudience));
    QJsonObject body{{QStringLiteral("audience"), audience}};
    switch (methodOf(profile, access)) {
    case SignInMethod::ApiToken:
        body.insert(QStringLiteral("grant_type"), QStringLiteral("refresh_token"));
        body.insert(QStringLiteral("refresh_token"), secret);
        body.insert(QStringLiteral("client_id"), orElse(profile.clientId, refreshClient));
        break;
    case SignInMethod::ClientCredentials:
        body.insert(QStringLiteral("grant_type"), QStringLiteral("client_credentials"));
        body.insert(QStringLiteral("client_id"), profile.clientId);
        body.insert(QStringLiteral("client_secret"), secret);
        break;
    default:
        body.insert(QStringLiteral("grant_type"), QStringLiteral("password"));
        body.insert(QStringLiteral("username"), profile.user);
        body.insert(QStringLiteral("password"), secret);
        body.insert(QStringLiteral("scope"), QStringLiteral("openid profile"));
        body.insert(QStringLiteral("client_id"), orElse(profile.clientId, orElse(access.clientId, passwordClient)));
        break;
    }
    return jsonPost(tokenUrlOf(profile, access), body);
}

Request loginRequest(const Profile &profile, const Credential &credential, const Access &access)
{
    if (methodOf(profile, access) != SignInMethod::LocalSession)
        return tokenRequest(profile, credential, access);
    return jsonPost(at(profile, "/auth/login"),
        {{QStringLiteral("email"), profile.user},
            {QStringLiteral("password"), QString::fromUtf8(credential.reveal())}});
}

/// Claims of a JWT that are worth showing; what cannot be read is left alone.
void readClaims(Access &access)
{
    const QList<QByteArray> parts = access.token.reveal().split('.');
    if (parts.size() != 3)
        return;
    const QJsonObject claims =
        QJsonDocument::fromJson(QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding)).object();
    const QString name = claims.value(QStringLiteral("http://cloud.netapp.com/full_name")).toString();
    if (!name.isEmpty())
        access.user = name;
    else if (access.user.isEmpty())
        access.user = claims.value(QStringLiteral("sub")).toString();
}

} // namespace

SignInMethod methodOf(const Profile &profile, const Access &access)
{
    if (profile.method != SignInMethod::Password)
        return profile.method;
    return access.wantsTokens ? SignInMethod::PasswordGrant : SignInMethod::LocalSession;
}

QByteArray agentHeader(const QString &agentId)
{
    const QString suffix = QStringLiteral("clients");
    return (agentId.endsWith(suffix) ? agentId : agentId + suffix).toUtf8();
}

Request withAccess(Request request, const Profile &profile, const Access &access)
{
    if (!request.headers().contains("Accept"))
        request.headers().set("Accept", "application/json");
    if (!profile.agentId.isEmpty())
        request.headers().set("x-agent-id", agentHeader(profile.agentId));
    if (access.tokenKind == Access::Token::Bearer) {
        request.headers().set("Authorization", "Bearer " + access.token.reveal());
        if (request.url().path().startsWith(QLatin1String("/tenancy"))
            || request.url().path().startsWith(QLatin1String("/agents-mgmt")))
            request.headers().set("X-User-Token", "Bearer " + access.token.reveal());
    } else if (access.tokenKind == Access::Token::Cookie) {
        request.headers().set("Cookie", access.token.reveal());
    }
    request.setHasCredentials(access.tokenKind != Access::Token::None || !profile.agentId.isEmpty());
    return request;
}

std::optional<Request> SignIn::nextStep(
    const Profile &profile, const Credential &credential, const Access &access) const
{
    if (access.isComplete)
        return std::nullopt;
    if (!access.done.contains(aboutStep))
        return Request::get(at(profile, "/occm/system/about"));
    if (!access.done.contains(servicesStep))
        return Request::get(at(profile, "/occm/system/support-services"));
    if (!access.done.contains(loginStep)) {
        if (credential.isEmpty())
            return std::nullopt;
        if (profile.method != SignInMethod::Bearer)
            return loginRequest(profile, credential, access);
        Access pasted = access;
        pasted.token = credential;
        pasted.tokenKind = Access::Token::Bearer;
        return withAccess(Request::get(at(profile, "/tenants")), profile, pasted);
    }
    if (access.tokenKind == Access::Token::Cookie && !access.done.contains(userStep))
        return withAccess(Request::get(at(profile, "/auth/current-user")), profile, access);
    if (!access.done.contains(tenantsStep))
        return withAccess(Request::get(at(profile, "/tenants")), profile, access);
    return std::nullopt;
}

Result<Access> SignIn::learned(
    const Profile &profile, const Credential &credential, Access access, const Reply &reply) const
{
    if (!access.done.contains(aboutStep)) {
        readAbout(access, reply); // a gateway may ask for a token even here; the rest tells then
        access.done << aboutStep;
        return access;
    }
    if (!access.done.contains(servicesStep)) {
        readServices(access, reply);
        access.done << servicesStep;
        return access;
    }
    if (!access.done.contains(loginStep))
        return loginLearned(profile, credential, access, reply);
    if (access.tokenKind == Access::Token::Cookie && !access.done.contains(userStep))
        return userLearned(access, reply);
    if (reply.status() == 401 || reply.status() == 420)
        return failure(faultIn(reply));
    readTenants(access, reply);
    access.done << tenantsStep;
    access.isComplete = true;
    return access;
}

void SignIn::readAbout(Access &access, const Reply &reply) const
{
    const auto document = Document::parse(reply.body(), "application/json");
    const QString version =
        reply.isSuccess() && document ? document->root().value(QStringLiteral("version")) : QString();
    if (!version.isEmpty())
        access.serverVersions = QStringList{version};
    access.apiVersion = version;
    access.product = (QStringLiteral("NetApp Cloud Manager ") + version).trimmed();
}

void SignIn::readServices(Access &access, const Reply &reply) const
{
    const auto document = reply.isSuccess() ? Document::parse(reply.body(), "application/json")
                                            : Result<Document>(failure(faultIn(reply)));
    if (!document) {
        access.wantsTokens = true; // behind a gateway, which knows tokens only
        return;
    }
    const Node root = document->root();
    const Node setup = root.child(QStringLiteral("setupInfo"));
    const QString isSetUp = firstText(setup, {"isSetup", "setup"});
    access.isSetUp = isSetUp != QLatin1String("false");
    const Node portal = root.child(QStringLiteral("portalService"));
    access.wantsTokens = portal.value(QStringLiteral("usePortalAuthentication")) == QLatin1String("true");
    const Node identity = portal.child(QStringLiteral("auth0Information"));
    const QString domain = identity.value(QStringLiteral("domain"));
    if (!domain.isEmpty()) {
        QUrl token(QStringLiteral("https://") + domain + QStringLiteral("/oauth/token"));
        if (domain == reply.url().authority()) // an identity service on the site itself is spoken to as the site is
            token.setScheme(reply.url().scheme());
        access.tokenUrl = token;
    }
    access.audience = identity.value(QStringLiteral("audience"));
    access.clientId = identity.value(QStringLiteral("clientId"));
}

Result<Access> SignIn::loginLearned(
    const Profile &profile, const Credential &credential, Access access, const Reply &reply) const
{
    if (!reply.isSuccess()) {
        Error error = faultIn(reply);
        if (reply.status() == 403) // the token endpoint's way of saying "wrong"
            error = Error(Error::Kind::SignIn, error.message()).withStatus(403).withCode(error.code());
        return failure(error);
    }
    access.done << loginStep;
    access.user = profile.user;
    if (profile.method == SignInMethod::Bearer) { // the answer to the pasted token's first question
        access.token = credential;
        access.tokenKind = Access::Token::Bearer;
        readClaims(access);
        readTenants(access, reply);
        access.done << tenantsStep;
        access.isComplete = true;
        return access;
    }
    if (methodOf(profile, access) == SignInMethod::LocalSession) {
        QList<QByteArray> cookies;
        for (const QByteArray &cookie : reply.headers().values("Set-Cookie"))
            cookies << cookie.left(cookie.indexOf(';') < 0 ? cookie.size() : cookie.indexOf(';')).trimmed();
        if (cookies.isEmpty())
            return failure(Error(Error::Kind::SignIn, tr("The server accepted the sign-in but gave no session cookie."))
                               .withStatus(reply.status()));
        access.token = Secret(cookies.join("; "));
        access.tokenKind = Access::Token::Cookie;
        access.session = at(profile, "/auth/logout");
        return access;
    }
    if (!takeGrant(access, reply))
        return failure(
            Error(Error::Kind::SignIn, tr("The token service answered without a token.")).withStatus(reply.status()));
    if (methodOf(profile, access) != SignInMethod::ApiToken) { // a password or client secret stays what signs in
        access.refreshToken = Secret();
        access.refreshTokenRotated = false;
    }
    readClaims(access);
    return access;
}

Result<Access> SignIn::userLearned(Access access, const Reply &reply) const
{
    if (!reply.isSuccess())
        return failure(faultIn(reply));
    if (const auto document = Document::parse(reply.body(), "application/json")) {
        const Node root = document->root();
        const QString name =
            (root.value(QStringLiteral("firstName")) + QLatin1Char(' ') + root.value(QStringLiteral("lastName")))
                .trimmed();
        access.user = name.isEmpty() ? root.value(QStringLiteral("email")) : name;
        access.roles = QStringList{m_tree.roleName(root.value(QStringLiteral("roleId")))};
    }
    access.done << userStep;
    return access;
}

void SignIn::readTenants(Access &access, const Reply &reply) const
{
    const auto document = reply.isSuccess() ? Document::parse(reply.body(), "application/json")
                                            : Result<Document>(failure(faultIn(reply)));
    if (!document)
        return; // no right to the list: the tree's own node will say so
    access.entryPoints.clear();
    for (const Node &tenant : document->root().children())
        access.entryPoints << m_tree.element(tenant, QStringLiteral("tenant"), reply.url());
}

} // namespace nephoscope::cloudmanager
