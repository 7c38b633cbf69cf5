// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest>

using namespace nephoscope::demo;

namespace {

const QByteArray form = "application/x-www-form-urlencoded";

bool isUuid(const QByteArray &text)
{
    return !QUuid::fromString(QString::fromLatin1(text)).isNull() && text.size() == 36;
}

} // namespace

/// Versions, every way in and out, and who is turned away.
class TestDirectorSignIn : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_server = startDirector(); }
    void listsVersionsWithoutSignIn_data();
    void listsVersionsWithoutSignIn();
    void asksForAVersionItSpeaks_data();
    void asksForAVersionItSpeaks();
    void signsIn_data();
    void signsIn();
    void turnsAway_data();
    void turnsAway();
    void takesTheTokenInEveryForm_data();
    void takesTheTokenInEveryForm();
    void signsOut_data();
    void signsOut();
    void endsIdleSessions();
    void tradesRefreshTokens();
    void makesApiTokens();
    void answersWithTheRequestId_data();
    void answersWithTheRequestId();
    void actsForATenant();

private:
    Received signIn(const QByteArray &address, const QByteArray &user, const QByteArray &accept,
        const QByteArray &password = "demo");
    Client client() const { return Client(m_server->url()); }

    std::unique_ptr<Server> m_server;
};

Received TestDirectorSignIn::signIn(
    const QByteArray &address, const QByteArray &user, const QByteArray &accept, const QByteArray &password)
{
    return client().raw("POST", address, {{"Accept", accept}, {"Authorization", basic(user, password)}});
}

void TestDirectorSignIn::listsVersionsWithoutSignIn_data()
{
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("no Accept at all") << QByteArray() << QByteArray("text/xml");
    QTest::newRow("anything") << QByteArray("*/*") << QByteArray("text/xml");
    QTest::newRow("JSON") << QByteArray("application/*+json") << QByteArray("application/*+json");
}

void TestDirectorSignIn::listsVersionsWithoutSignIn()
{
    QFETCH(QByteArray, accept);
    QFETCH(QByteArray, type);
    const Client::Headers headers = accept.isEmpty() ? Client::Headers() : Client::Headers{{"Accept", accept}};
    const Received received = client().raw("GET", "/api/versions", headers);
    QCOMPARE(received.status, 200);
    QCOMPARE(received.mediaType(), type);
    const QByteArray login = m_server->url().toUtf8() + "/cloudapi/1.0.0/sessions";
    if (type.endsWith("json")) {
        const QJsonArray versions = received.json().value(QStringLiteral("versionInfo")).toArray();
        QVERIFY(versions.size() > 20);
        QVERIFY(received.json().contains(QStringLiteral("alphaVersion")));
        return;
    }
    QVERIFY(received.body.contains("xmlns=\"http://www.vmware.com/vcloud/versions\""));
    QVERIFY(received.body.contains("<LoginUrl>" + login + "</LoginUrl>"));
    QVERIFY(received.body.contains("<ProviderLoginUrl>" + login + "/provider</ProviderLoginUrl>"));
    QVERIFY(received.body.indexOf("<Version>5.5<") > received.body.indexOf("<Version>37.0<"));
    QVERIFY(received.body.contains("MediaTypeMapping"));
}

void TestDirectorSignIn::asksForAVersionItSpeaks_data()
{
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<int>("status");
    const auto row = [](const char *accept, int status) { QTest::newRow(accept) << QByteArray(accept) << status; };
    row("application/*+xml;version=36.0", 401); // understood, but nobody is signed in
    row("application/*+xml;version=1.5", 401);
    row("application/*+xml; version=5.1", 401);
    row("application/*+json;version=31.0", 401);
    row("application/*+json;version=38.0;multisite=global", 401);
    row("application/vnd.vmware.vcloud.org+xml;version=37.2", 401);
    row("application/*+xml;version=99.0, application/*+xml;version=9.0", 401);
    row("application/*+xml;version=40.0.0-alpha", 401);
    row("*/*", 406);
    row("application/*+xml", 406);
    row("application/*+xml;version=99.0", 406);
    row("application/*+xml;version=latest", 406);
    row("application/*+json;version=9.0", 406); // JSON came with 30.0
    row("text/html;version=36.0", 406);
}

void TestDirectorSignIn::asksForAVersionItSpeaks()
{
    QFETCH(QByteArray, accept);
    QFETCH(int, status);
    const Received received = client().raw("GET", "/api/org", {{"Accept", accept}});
    QCOMPARE(received.status, status);
    if (status == 401) {
        QCOMPARE(received.body, QByteArray());
        return;
    }
    QVERIFY(received.header("Content-Type").startsWith("application/vnd.vmware.vcloud.error+"));
    QVERIFY(received.header("Content-Type").endsWith(";version=39.0"));
    QVERIFY(received.body.contains("Supported API versions are: [39.0, 38.1,"));
}

void TestDirectorSignIn::signsIn_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<QByteArray>("token"); // the header that must come
    const auto row = [](const char *name, const char *address, const char *user, const char *accept,
                         const char *token) {
        QTest::newRow(name) << QByteArray(address) << QByteArray(user) << QByteArray(accept) << QByteArray(token);
    };
    const char *jwt = "X-VMWARE-VCLOUD-ACCESS-TOKEN";
    const char *old = "x-vcloud-authorization";
    const char *cloudapi = "/cloudapi/1.0.0/sessions";
    row("1.5", "/api/sessions", "ada@acme", "application/*+xml;version=1.5", old);
    row("9.0", "/api/sessions", "ada@acme", "application/*+xml;version=9.0", old);
    row("31.0 old token", "/api/sessions", "ada@acme", "application/*+xml;version=31.0", old);
    row("31.0 new token", "/api/sessions", "ada@acme", "application/*+json;version=31.0", jwt);
    row("provider, classic", "/api/sessions", "administrator@System", "application/*+xml;version=38.0", jwt);
    row("tenant", cloudapi, "ada@acme", "application/json;version=37.0", jwt);
    row("capitals do not matter", cloudapi, "ADA@Acme", "application/json;version=37.0", jwt);
    row("provider", "/cloudapi/1.0.0/sessions/provider", "administrator@system", "application/json;version=39.0", jwt);
}

void TestDirectorSignIn::signsIn()
{
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, accept);
    QFETCH(QByteArray, token);
    const Received received = signIn(address, user, accept);
    QCOMPARE(received.status, 200);
    const QByteArray value = received.header(token);
    if (token.startsWith("X-")) {
        QVERIFY(value.size() > 32);
        QCOMPARE(value.count('.'), 2);
        QCOMPARE(received.header("X-VMWARE-VCLOUD-TOKEN-TYPE"), QByteArray("Bearer"));
    } else {
        QVERIFY(QRegularExpression(QStringLiteral("^[0-9a-f]{32}$")).match(QString::fromLatin1(value)).hasMatch());
        QVERIFY(received.header("Set-Cookie").startsWith("vcloud-token=" + value));
    }
    if (address.startsWith("/cloudapi")) {
        QVERIFY(
            received.json().value(QStringLiteral("id")).toString().startsWith(QLatin1String("urn:vcloud:session:")));
        QCOMPARE(received.json().value(QStringLiteral("sessionIdleTimeoutMinutes")).toInt(), 30);
    } else if (received.mediaType().endsWith("xml")) {
        QCOMPARE(received.mediaType(), QByteArray("application/vnd.vmware.vcloud.session+xml"));
        for (const char *down : {"/api/org/", "/api/query"})
            QVERIFY(received.body.contains("href=\"" + m_server->url().toUtf8() + down + '"'));
    }
}

void TestDirectorSignIn::turnsAway_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("password");
    const auto row = [](const char *name, const char *address, const char *user, const char *password) {
        QTest::newRow(name) << QByteArray(address) << QByteArray(user) << QByteArray(password);
    };
    row("wrong password", "/api/sessions", "ada@acme", "wrong");
    row("password of another case", "/api/sessions", "ada@acme", "Demo");
    row("nobody", "/api/sessions", "nobody@acme", "demo");
    row("of another organization", "/api/sessions", "ada@globex", "demo");
    row("no organization", "/api/sessions", "ada", "demo");
    row("disabled account", "/api/sessions", "former@acme", "demo");
    row("tenant as provider", "/cloudapi/1.0.0/sessions/provider", "ada@acme", "demo");
    row("provider as tenant", "/cloudapi/1.0.0/sessions", "administrator@System", "demo");
    row("wrong password, cloudapi", "/cloudapi/1.0.0/sessions", "ada@acme", "");
}

void TestDirectorSignIn::turnsAway()
{
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, password);
    const QByteArray accept =
        address.startsWith("/api") ? "application/*+xml;version=36.0" : "application/json;version=36.0";
    const Received received = signIn(address, user, accept, password);
    QCOMPARE(received.status, 401);
    QCOMPARE(received.body, QByteArray());
    QCOMPARE(received.header("X-VMWARE-VCLOUD-ACCESS-TOKEN"), QByteArray());
    QCOMPARE(received.header("x-vcloud-authorization"), QByteArray());
}

void TestDirectorSignIn::takesTheTokenInEveryForm_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<bool>("old");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *header, const char *before, bool old, int status) {
        QTest::newRow(name) << QByteArray(header) << QByteArray(before) << old << status;
    };
    row("bearer", "Authorization", "Bearer ", false, 200);
    row("in lower case", "Authorization", "bearer ", false, 200);
    row("repeated", "X-Vmware-Vcloud-Access-Token", "", false, 200);
    row("old", "x-vcloud-authorization", "", true, 200);
    row("cookie", "Cookie", "a=b; vcloud-token=", true, 200);
    row("cookie with the new one", "Cookie", "vcloud_jwt=", false, 200);
    row("wrong", "Authorization", "Bearer x", false, 401);
}

void TestDirectorSignIn::takesTheTokenInEveryForm()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, before);
    QFETCH(bool, old);
    QFETCH(int, status);
    const QByteArray accept = "application/*+xml;version=31.0";
    const Received session = signIn("/api/sessions", "ada@acme", accept);
    const QByteArray token = session.header(old ? "x-vcloud-authorization" : "X-VMWARE-VCLOUD-ACCESS-TOKEN");
    const Received received = client().raw("GET", "/api/session", {{"Accept", accept}, {header, before + token}});
    QCOMPARE(received.status, status);
    if (header == "x-vcloud-authorization")
        QCOMPARE(received.header(header), token);
    if (status == 401)
        QCOMPARE(received.body, QByteArray());
}

void TestDirectorSignIn::signsOut_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("classic") << QByteArray("/api/session");
    QTest::newRow("where it signed in") << QByteArray("/api/sessions");
    QTest::newRow("cloudapi, where it signed in") << QByteArray("/cloudapi/1.0.0/sessions");
    QTest::newRow("by id") << QByteArray("/cloudapi/1.0.0/sessions/ID");
}

void TestDirectorSignIn::signsOut()
{
    QFETCH(QByteArray, address);
    Client signedIn = client();
    QCOMPARE(signedIn.signIn("ada@acme", "37.0"), 200);
    const QJsonObject session = signedIn.get("/cloudapi/1.0.0/sessions/current").json();
    address.replace("ID", session.value(QStringLiteral("id")).toString().toUtf8());
    const Received received = signedIn.send("DELETE", address);
    QCOMPARE(received.status, 204);
    QCOMPARE(received.header("Content-Type"), QByteArray());
    QCOMPARE(signedIn.get("/api/session").status, 401);
}

void TestDirectorSignIn::endsIdleSessions()
{
    SiteOptions site;
    site.idleSeconds = 0; // what is not used in the same millisecond is over
    const auto server = startDirector(site);
    Client signedIn(server->url());
    QCOMPARE(signedIn.signIn("ada@acme", "36.0"), 200);
    Received received;
    QTRY_COMPARE((received = signedIn.get("/api/session")).status, 401);
    QCOMPARE(received.body, QByteArray());
    QVERIFY(!received.header("X-VMWARE-VCLOUD-REQUEST-ID").isEmpty());
}

void TestDirectorSignIn::tradesRefreshTokens()
{
    const auto trade = [this](const QByteArray &address, const QByteArray &token) {
        return client().raw("POST", address, {{"Accept", "application/json"}, {"Content-Type", form}},
            "grant_type=refresh_token&refresh_token=" + token);
    };
    const QByteArray tenant = "/oauth/tenant/acme/token";
    const Received first = trade(tenant, "demo-api-token-of-ada");
    QCOMPARE(first.status, 200);
    QCOMPARE(first.json().value(QStringLiteral("token_type")).toString(), QStringLiteral("Bearer"));
    QVERIFY(first.json().value(QStringLiteral("refresh_token")).isNull());
    const QByteArray access = first.json().value(QStringLiteral("access_token")).toString().toUtf8();
    const Received session = client().raw("GET", "/cloudapi/1.0.0/sessions/current",
        {{"Accept", "application/json;version=37.0"}, {"Authorization", "Bearer " + access}});
    QCOMPARE(session.json().value(QStringLiteral("user")).toObject().value(QStringLiteral("name")).toString(),
        QStringLiteral("ada"));
    QCOMPARE(trade(tenant, "demo-api-token-of-ada").status, 200);
    QCOMPARE(trade("/oauth/provider/token", "demo-api-token-of-administrator").status, 200);
    // A service account's token is good once; the answer brings the next.
    const Received robot = trade(tenant, "demo-service-account-of-bo");
    QCOMPARE(robot.status, 200);
    const QByteArray next = robot.json().value(QStringLiteral("refresh_token")).toString().toUtf8();
    QCOMPARE(trade(tenant, "demo-service-account-of-bo").status, 400);
    QCOMPARE(trade(tenant, next).status, 200);
    const Received wrong = trade("/oauth/tenant/globex/token", "demo-api-token-of-ada");
    QCOMPARE(wrong.status, 400);
    QCOMPARE(wrong.json().value(QStringLiteral("error")).toString(), QStringLiteral("invalid_grant"));
}

void TestDirectorSignIn::makesApiTokens()
{
    const QByteArray accept = "application/json;version=37.0";
    const QByteArray jwt = signIn("/cloudapi/1.0.0/sessions", "bo@acme", accept).header("X-VMWARE-VCLOUD-ACCESS-TOKEN");
    const Client::Headers headers{{"Accept", accept}, {"Authorization", "Bearer " + jwt}};
    const Received registered = client().raw("POST", "/oauth/tenant/acme/register",
        headers + Client::Headers{{"Content-Type", "application/json"}}, R"({"client_name":"laptop"})");
    QCOMPARE(registered.status, 200);
    const QByteArray id = registered.json().value(QStringLiteral("client_id")).toString().toUtf8();
    const QByteArray address = "/cloudapi/1.0.0/tokens/urn:vcloud:token:" + id;
    QCOMPARE(client().raw("GET", address, headers).json().value(QStringLiteral("name")).toString(),
        QStringLiteral("laptop"));
    const QByteArray body =
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&client_id=" + id + "&assertion=" + jwt;
    const auto issue = [&] { return client().raw("POST", "/oauth/tenant/acme/token", {{"Content-Type", form}}, body); };
    const QByteArray secret = issue().json().value(QStringLiteral("refresh_token")).toString().toUtf8();
    QVERIFY(secret.size() >= 32);
    QCOMPARE(issue().status, 400); // shown only once
    QCOMPARE(client().raw("DELETE", address, headers).status, 204);
    QCOMPARE(client().raw("GET", address, headers).status, 403);
    QCOMPARE(client()
                 .raw("POST", "/oauth/tenant/acme/token", {{"Content-Type", form}},
                     "grant_type=refresh_token&refresh_token=" + secret)
                 .status,
        400);
}

void TestDirectorSignIn::answersWithTheRequestId_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("before"); // what stands before the server's UUID
    QTest::newRow("none") << QByteArray() << QByteArray();
    QTest::newRow("valid") << QByteArray("save-17") << QByteArray("save-17-");
    QTest::newRow("ends in a dash") << QByteArray("a-") << QByteArray("a--");
    QTest::newRow("dashes only") << QByteArray("---") << QByteArray();
    QTest::newRow("a character too many") << QByteArray("save_17") << QByteArray();
    QTest::newRow("too long") << QByteArray(200, 'x') << QByteArray(QByteArray(128, 'x') + '-');
}

void TestDirectorSignIn::answersWithTheRequestId()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, before);
    Client::Headers headers{{"Accept", "application/*+xml;version=36.0"}};
    if (!sent.isEmpty())
        headers.append({"X-VMWARE-VCLOUD-CLIENT-REQUEST-ID", sent});
    const Received received = client().raw("GET", "/api/org", headers);
    const QByteArray id = received.header("X-VMWARE-VCLOUD-REQUEST-ID");
    QVERIFY2(id.startsWith(before) && isUuid(id.mid(before.size())), id);
    bool isNumber = false;
    received.header("X-VMWARE-VCLOUD-REQUEST-EXECUTION-TIME").toInt(&isNumber);
    QVERIFY(isNumber);
    QVERIFY(isUuid(received.header("X-VMWARE-VCLOUD-CEIP-ID")));
}

void TestDirectorSignIn::actsForATenant()
{
    Client provider = client();
    QCOMPARE(provider.signIn("administrator@System", "37.0"), 200);
    const QByteArray orgs = provider.get("/api/org").body;
    const QByteArray acme = hrefOf(orgs, "Org", "acme");
    QVERIFY(!hrefOf(orgs, "Org", "globex").isEmpty());
    const QByteArray id = acme.mid(acme.lastIndexOf('/') + 1);
    for (const QByteArray &context : {id, QByteArray("urn:vcloud:org:" + id)}) {
        const QByteArray seen =
            provider.send("GET", "/api/org", {}, {}, {{"X-VMWARE-VCLOUD-TENANT-CONTEXT", context}}).body;
        QCOMPARE(hrefOf(seen, "Org", "acme"), acme);
        QCOMPARE(hrefOf(seen, "Org", "globex"), QByteArray());
    }
    const QByteArray byName = provider.send("GET", "/api/org", {}, {}, {{"X-VMWARE-VCLOUD-AUTH-CONTEXT", "acme"}}).body;
    QCOMPARE(hrefOf(byName, "Org", "acme"), acme);
    QCOMPARE(hrefOf(byName, "Org", "globex"), QByteArray());
    for (const char *header : {"X-VMWARE-VCLOUD-TENANT-CONTEXT", "X-VMWARE-VCLOUD-AUTH-CONTEXT"})
        QCOMPARE(provider.send("GET", "/api/org", {}, {}, {{header, "x"}}).status, 401);
}

QTEST_GUILESS_MAIN(TestDirectorSignIn)
#include "tst_directorsignin.moc"
