// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerclient.h"

#include <QtTest>

using namespace nephoscope::demo;
using namespace nephoscope::demo::cloudmanager;

namespace {
const QByteArray setUpBody = R"({"site":"Quay 7","company":"Example GmbH","proxyUrl":{"uri":""},
 "tenantRequest":{"name":"Default Tenant","description":"","costCenter":""},
 "userRequest":{"firstName":"Olga","lastName":"Tern","email":"olga@example.com","password":"Example-Pass1",
  "roleId":"Role-1","accessKey":null,"secretKey":null}})";

SiteOptions fresh()
{
    SiteOptions options;
    options.setUp = false;
    return options;
}

QByteArray bodyOf(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

QByteArray loginBody(const char *email, const char *password)
{
    return bodyOf(
        {{QStringLiteral("email"), QLatin1String(email)}, {QStringLiteral("password"), QLatin1String(password)}});
}
} // namespace

class CloudManagerSession : public QObject {
    Q_OBJECT
private slots:
    void freshAnswers_data();
    void freshAnswers();
    void setUpRestartsAndLetsTheNewUserIn();
    void setUpNamesWhatIsWrong_data();
    void setUpNamesWhatIsWrong();
    void portalSetUpNeedsAToken();
    void loginOpensASessionThatEnds();
    void idleSessionsEnd();
    void tokens_data();
    void tokens();
    void tokensExpire();
    void gatewayHeader_data();
    void gatewayHeader();
    void everyConnectorAnswerHasARequestId_data();
    void everyConnectorAnswerHasARequestId();
    void readyAnswersWithoutCredentials_data();
    void readyAnswersWithoutCredentials();
};

void CloudManagerSession::freshAnswers_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    const auto row = [](const char *method, const char *path, int status) {
        QTest::newRow(path) << QByteArray(method) << QByteArray(path) << status;
    };
    row("GET", "/occm/api/occm/system/about", 200);
    row("GET", "/occm/api/occm/system/support-services", 200);
    row("GET", "/occm/api/occm/config", 420);
    row("GET", "/occm/api/working-environments", 420);
    row("GET", "/occm/api/api-docs/", 420);
    row("GET", "/occm/api/nowhere", 420);
    row("POST", "/occm/api/auth/login", 420);
    row("DELETE", "/occm/api/tenants/Tenant-1", 420);
    row("POST", "/occm/api/occm/setup/validate/connectivity", 204);
    row("POST", "/occm/api/occm/setup-portal/validate/connectivity", 204);
    row("POST", "/occm/api/occm/setup-portal/init", 400); // its body is missing, but it listens
    row("POST", "/occm/api/occm/setup/init", 400);
}

void CloudManagerSession::freshAnswers()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    Client client(fresh());
    const Got got = client.send(method, path);
    QCOMPARE(got.status, status);
    if (status == 420)
        QCOMPARE(got.body, QByteArray(R"({"message":"OCCM must be setup before performing this operation."})"));
}

void CloudManagerSession::setUpRestartsAndLetsTheNewUserIn()
{
    Client client(fresh());
    const auto isSetUp = [&] {
        const Got got = client.get(QStringLiteral("/occm/system/support-services"));
        return at(got.object(), "setupInfo.isSetup").toBool();
    };
    QVERIFY(!isSetUp());
    const Got done = client.post(QStringLiteral("/occm/setup/init"), setUpBody);
    QCOMPARE(done.status, 200);
    QCOMPARE(done.body, QByteArray(R"({"upgradeToVersion":null})"));
    QCOMPARE(client.get(QStringLiteral("/occm/system/about")).status, 503);
    QCOMPARE(client.get(QStringLiteral("/occm/config")).status, 503);
    client.pass(6);
    QVERIFY(isSetUp());
    QCOMPARE(client.get(QStringLiteral("/occm/config")).status, 401);
    const Got about = client.get(QStringLiteral("/occm/system/about"));
    QCOMPARE(at(about.object(), "siteIdentifier.company").toString(), QStringLiteral("Example GmbH"));
    QCOMPARE(client.send("POST", "/occm/api/auth/login", loginBody("olga@example.com", "Example-Pass1")).status, 204);
    const Got twice = client.post(QStringLiteral("/occm/setup/init"), setUpBody);
    QCOMPARE(twice.status, 400);
    QCOMPARE(twice.message(), QStringLiteral("Initial setup already performed"));
}

void CloudManagerSession::setUpNamesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("path");
    QTest::newRow("e-mail") << QByteArray("olga@example.com") << QByteArray("olga")
                            << QStringLiteral("userRequest.email");
    QTest::newRow("weak password") << QByteArray("Example-Pass1") << QByteArray("short")
                                   << QStringLiteral("userRequest.password");
    QTest::newRow("role") << QByteArray("Role-1") << QByteArray("Role-2") << QStringLiteral("userRequest.roleId");
    QTest::newRow("tenant") << QByteArray("Default Tenant") << QByteArray() << QStringLiteral("tenantRequest.name");
    QTest::newRow("half a key") << QByteArray(R"("accessKey":null)") << QByteArray(R"("accessKey":"AKIA")")
                                << QStringLiteral("userRequest.secretKey");
    QTest::newRow("proxy") << QByteArray(R"("uri":"")") << QByteArray(R"("uri":"proxy:3128")")
                           << QStringLiteral("proxyUrl.uri");
}

void CloudManagerSession::setUpNamesWhatIsWrong()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, path);
    Client client(fresh());
    const Got got = client.post(QStringLiteral("/occm/setup/init"), QByteArray(setUpBody).replace(from, to));
    QCOMPARE(got.status, 400);
    const QJsonArray violations = got.object().value(QLatin1String("violations")).toArray();
    QVERIFY2(!pick(violations, "path", path).isEmpty(), got.body.constData());
    QCOMPARE(client.get(QStringLiteral("/occm/config")).status, 420);
}

void CloudManagerSession::portalSetUpNeedsAToken()
{
    Client client(fresh());
    const QByteArray body = R"({"site":"Quay 7","company":"Example GmbH"})";
    QCOMPARE(client.post(QStringLiteral("/occm/setup-portal/register")).status, 200);
    QCOMPARE(client.post(QStringLiteral("/occm/setup-portal/register")).status, 409);
    QCOMPARE(client.post(QStringLiteral("/occm/setup-portal/init"), body).status, 401);
    const DemoUser user = client.user(QStringLiteral("Refresh token"));
    const Got token = client.send("POST", "/oauth/token",
        bodyOf({{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
            {QStringLiteral("refresh_token"), user.password}}));
    QCOMPARE(token.status, 200);
    client.credentials = {
        {"Authorization", "Bearer " + token.object().value(QLatin1String("access_token")).toString().toLatin1()}};
    QCOMPARE(client.post(QStringLiteral("/occm/setup-portal/init"), body).status, 200);
    client.pass(6);
    QCOMPARE(
        client.get(QStringLiteral("/auth/current-user")).object().value(QLatin1String("email")).toString(), user.user);
    QCOMPARE(client.post(QStringLiteral("/occm/setup-portal/init"), body).status, 400);
}

void CloudManagerSession::loginOpensASessionThatEnds()
{
    Client client;
    const Got wrong = client.send("POST", "/occm/api/auth/login", loginBody("nobody@example.com", "x"));
    QCOMPARE(wrong.status, 401);
    QCOMPARE(wrong.body, QByteArray(R"({"message":"Authentication Failure","causeMessage":"Invalid credentials"})"));
    QVERIFY(client.signIn());
    const Got me = client.get(QStringLiteral("/auth/current-user"));
    QCOMPARE(me.object().value(QLatin1String("roleId")).toString(), QStringLiteral("Role-1"));
    QVERIFY(!me.body.contains(client.user(QStringLiteral("Administrator")).password.toUtf8()));
    QCOMPARE(client.post(QStringLiteral("/auth/logout")).status, 204);
    QCOMPARE(client.get(QStringLiteral("/auth/current-user")).status, 401);
}

void CloudManagerSession::idleSessionsEnd()
{
    Client client;
    QVERIFY(client.signIn());
    client.pass(29 * 60);
    QCOMPARE(client.get(QStringLiteral("/tenants")).status, 200);
    client.pass(29 * 60);
    QCOMPARE(client.get(QStringLiteral("/tenants")).status, 200);
    client.pass(31 * 60);
    QCOMPARE(client.get(QStringLiteral("/tenants")).status, 401);
}

void CloudManagerSession::tokens_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("grant");
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const char *path, const char *grant, const char *role, const char *secret,
                         int status, const char *error) {
        QTest::newRow(name) << QByteArray(path) << QString::fromLatin1(grant) << QString::fromLatin1(role)
                            << QString::fromLatin1(secret) << status << QString::fromLatin1(error);
    };
    row("refresh", "/oauth/token", "refresh_token", "Refresh token", "", 200, "");
    row("refresh at the gateway", "/auth/oauth/token", "refresh_token", "Refresh token", "", 200, "");
    row("client", "/auth/oauth/token", "client_credentials", "Service account", "", 200, "");
    row("password", "/oauth/token", "password", "Administrator", "", 200, "");
    row("local", "/occm/api/auth/local/authenticate", "", "Administrator", "", 200, "");
    row("local, wrong", "/occm/api/auth/local/authenticate", "", "Administrator", "wrong", 401, "");
    row("wrong refresh", "/oauth/token", "refresh_token", "Refresh token", "wrong", 403, "invalid_grant");
    row("wrong secret", "/oauth/token", "client_credentials", "Service account", "wrong", 401, "access_denied");
    row("wrong password", "/oauth/token", "password", "Administrator", "wrong", 403, "invalid_grant");
    row("other grant", "/oauth/token", "device_code", "Administrator", "", 403, "unsupported_grant_type");
}

void CloudManagerSession::tokens()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, grant);
    QFETCH(QString, role);
    QFETCH(QString, secret);
    QFETCH(int, status);
    QFETCH(QString, error);
    Client client;
    const DemoUser user = client.user(role);
    const QString given = secret.isEmpty() ? user.password : secret;
    const Got got = client.send("POST", path,
        bodyOf({{QStringLiteral("grant_type"), grant}, {QStringLiteral("refresh_token"), given},
            {QStringLiteral("client_id"), user.user}, {QStringLiteral("client_secret"), given},
            {QStringLiteral("username"), user.user}, {QStringLiteral("email"), user.user},
            {QStringLiteral("password"), given}, {QStringLiteral("Realm"), QStringLiteral("ignored")}}));
    QCOMPARE(got.status, status);
    QCOMPARE(got.object().value(QLatin1String("error")).toString(), error);
    if (status != 200)
        return;
    const QByteArray token = got.object().value(QLatin1String("access_token")).toString().toLatin1();
    QCOMPARE(token.count('.'), 2);
    client.credentials = {{"authorization", "Bearer " + token}};
    QCOMPARE(client.get(QStringLiteral("/tenants")).status, 200);
}

void CloudManagerSession::tokensExpire()
{
    Client client;
    const DemoUser robot = client.user(QStringLiteral("Service account"));
    const Got got = client.send("POST", "/oauth/token",
        bodyOf({{QStringLiteral("grant_type"), QStringLiteral("client_credentials")},
            {QStringLiteral("client_id"), robot.user}, {QStringLiteral("client_secret"), robot.password}}));
    const int seconds = got.object().value(QLatin1String("expires_in")).toInt();
    QCOMPARE(seconds, 86400);
    client.credentials = {
        {"Authorization", "Bearer " + got.object().value(QLatin1String("access_token")).toString().toLatin1()}};
    client.pass(seconds - 1);
    QCOMPARE(client.get(QStringLiteral("/tenants")).status, 200);
    client.pass(2);
    QCOMPARE(client.get(QStringLiteral("/tenants")).status, 401);
}

void CloudManagerSession::gatewayHeader_data()
{
    QTest::addColumn<bool>("known");
    QTest::addColumn<QByteArray>("suffix");
    QTest::addColumn<int>("status");
    QTest::newRow("with the suffix") << true << QByteArray("clients") << 200;
    QTest::newRow("without it") << true << QByteArray() << 200;
    QTest::newRow("unknown") << false << QByteArray("clients") << 403;
}

void CloudManagerSession::gatewayHeader()
{
    QFETCH(bool, known);
    QFETCH(QByteArray, suffix);
    QFETCH(int, status);
    Client client;
    QVERIFY(client.signIn());
    const Got agents = client.send("GET", "/agents-mgmt/agent", {}, client.credentials);
    QByteArray id = agents.object()
                        .value(QLatin1String("agents"))
                        .toArray()
                        .first()
                        .toObject()
                        .value(QLatin1String("agentId"))
                        .toString()
                        .toLatin1();
    QVERIFY(id.endsWith("clients"));
    id.chop(7);
    client.credentials.append({"X-Agent-Id", (known ? id : QByteArray("nobody")) + suffix});
    const Got got = client.get(QStringLiteral("/working-environments/exists/harbourcvo1"));
    QCOMPARE(got.status, status);
    if (status == 403) {
        QCOMPARE(got.body, QByteArray("Action not allowed for user"));
        QCOMPARE(got.header("Content-Type"), QByteArray("text/plain"));
    }
}

void CloudManagerSession::everyConnectorAnswerHasARequestId_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path :
        {"/occm/api/occm/system/about", "/occm/api/tenants", "/occm/api/nowhere", "/occm/api//accounts"})
        QTest::newRow(path) << QByteArray(path);
}

void CloudManagerSession::everyConnectorAnswerHasARequestId()
{
    QFETCH(QByteArray, path);
    Client client;
    const QByteArray one = client.send("GET", path).requestId();
    QCOMPARE(one.size(), 8);
    QVERIFY(client.send("GET", path).requestId() != one);
    QVERIFY(client.signIn());
    QCOMPARE(client.send("GET", path, {}, client.credentials).requestId().size(), 8);
}

void CloudManagerSession::readyAnswersWithoutCredentials_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path :
        {"/occm/api/occm/config", "/occm/api/tenants", "/occm/api/auth/current-user", "/tenancy/account"})
        QTest::newRow(path) << QByteArray(path);
}

void CloudManagerSession::readyAnswersWithoutCredentials()
{
    QFETCH(QByteArray, path);
    Client client;
    const Got got = client.send("GET", path, {}, {{"Authorization", "Bearer eyJub3RoaW5n.e30.x"}});
    QCOMPARE(got.status, 401);
    QCOMPARE(got.message(), QStringLiteral("OnCloudAuthenticationException: Authentication required"));
}

QTEST_GUILESS_MAIN(CloudManagerSession)
#include "tst_cloudmanagersession.moc"
