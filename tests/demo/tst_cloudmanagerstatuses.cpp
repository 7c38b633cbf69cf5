// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerclient.h"

#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>
#include <demo/server.h>

using namespace nephoscope::demo;
using namespace nephoscope::demo::cloudmanager;

namespace {
const QByteArray setUpBody = R"({"site":"Quay 7","company":"Example GmbH","proxyUrl":{"uri":"PROXY"},
  "tenantRequest":{"name":"Default Tenant"},"userRequest":{"firstName":"Olga","lastName":"Nord",
  "email":"olga@example.com","password":"Example-Pass1","roleId":"Role-1"}})";

SiteOptions fresh()
{
    SiteOptions options;
    options.setUp = false;
    return options;
}

QString harbour(Client &client, const char *tail)
{
    return QStringLiteral("/vsa/working-environments/") + client.systemId(QStringLiteral("harbourcvo1"))
        + QString::fromLatin1(tail);
}

const QByteArray logIn = R"({"email":"olga@example.com","password":"Example-Pass1"})";

bool signInAsOlga(Client &client)
{
    client.credentials.clear();
    const Got got = client.post(QStringLiteral("/auth/login"), logIn);
    const QByteArray cookie = got.header("Set-Cookie");
    client.credentials = {{"Cookie", cookie.left(cookie.indexOf(';'))}};
    return got.status == 204;
}
} // namespace

/// Every status that the published table of statuses names, reached through the state of the site.
class CloudManagerStatuses : public QObject {
    Q_OBJECT
private slots:
    void doneAcceptedAndEmpty();
    void violationsComeInThreeForms();
    void unauthenticatedAndForbidden();
    void unknownThings();
    void directoryThatDoesNotAnswer();
    void conflicts();
    void portalThatWasNotConfigured();
    void setUpWithoutTheInternet();
    void restarts();
    void connectorThatIsNotUpYet();
    void gatewayThatGivesUpTooEarly();
};

void CloudManagerStatuses::doneAcceptedAndEmpty()
{
    Client client;
    QVERIFY(client.signIn());
    QCOMPARE(client.get(QStringLiteral("/occm/config")).status, 200);
    QCOMPARE(client.put(harbour(client, "/writing-speed"), R"({"writingSpeedState":"HIGH"})").status, 202);
    QCOMPARE(client.put(QStringLiteral("/occm/asup"), R"({"isEnabled":"False"})").status, 204);
}

void CloudManagerStatuses::violationsComeInThreeForms()
{
    Client client(fresh());
    const auto violations = [&](const char *path, const QByteArray &body) {
        const Got got = client.post(QString::fromLatin1(path), body);
        return got.status == 400 ? got.object().value(QLatin1String("violations")) : QJsonValue();
    };
    const QByteArray weak = QByteArray(setUpBody).replace("Example-Pass1", "short").replace("PROXY", "");
    const QJsonValue objects = violations("/occm/setup/init", weak);
    QCOMPARE(pick(objects.toArray(), "path", QStringLiteral("userRequest.password")).isEmpty(), false);
    const QByteArray user =
        R"({"firstName":"O","lastName":"N","email":"olga","password":"Example-Pass1","roleId":"Role-1"})";
    const QJsonValue texts = violations("/occm/setup/validate/user", user);
    QVERIFY(texts.isArray() && texts.toArray().first().isString());
    QVERIFY(violations("/occm/setup/validate/proxy", R"({"uri":"proxy:3128"})").isString());
}

void CloudManagerStatuses::unauthenticatedAndForbidden()
{
    Client client;
    QCOMPARE(client.get(QStringLiteral("/tenants")).status, 401);
    QVERIFY(client.signIn(QStringLiteral("Read only")));
    const Got refused = client.post(QStringLiteral("/tenants"), R"({"name":"Mine"})");
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.header("Content-Type"), QByteArray("text/plain"));
    QVERIFY(client.signIn());
    client.credentials.append(qMakePair(QByteArray("X-Agent-Id"), QByteArray("nobodyclients")));
    QCOMPARE(client.get(QStringLiteral("/working-environments/exists/x")).status, 403);
}

void CloudManagerStatuses::unknownThings()
{
    Client client;
    QVERIFY(client.signIn());
    QCOMPARE(client.get(QStringLiteral("/tenants/nobody")).status, 404);
    QCOMPARE(client.get(QStringLiteral("/no/such/path")).status, 404);
    QCOMPARE(client.send("PATCH", "/occm/api/tenants", "{}", client.credentials).status, 405);
}

void CloudManagerStatuses::directoryThatDoesNotAnswer()
{
    Client client;
    QVERIFY(client.signIn());
    const QByteArray user = R"({"firstName":"Olga","lastName":"Nord","email":"olga@example.com","roleId":"Role-1",
        "password":"Example-Pass1","ldapUserName":"onord"})";
    QCOMPARE(client.post(QStringLiteral("/users"), user).status, 200);
    QVERIFY(signInAsOlga(client));
    const QString list = QStringLiteral("/active-directory");
    const QString id = client.get(list).array().first().toObject().value(QLatin1String("publicId")).toString();
    const QByteArray down = R"({"name":"ad.example","host":"dc1.example.invalid","port":389})";
    QCOMPARE(client.post(list + QStringLiteral("/check-connection"), down).status, 408);
    QCOMPARE(client.put(list + QLatin1Char('/') + id, down).status, 200);
    QCOMPARE(client.post(QStringLiteral("/auth/login"), logIn).status, 408);
}

void CloudManagerStatuses::conflicts()
{
    Client client;
    QVERIFY(client.signIn());
    QCOMPARE(client.put(harbour(client, "/writing-speed"), R"({"writingSpeedState":"HIGH"})").status, 202);
    const Got refused = client.post(harbour(client, "/ntp"), R"({"ntpServer":"pool.example"})");
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.message(),
        QStringLiteral("Couldn't perform action Setup Ntp Server, because there are ongoing operations which might "
                       "interfere with it: Modify Writing Speed"));
    client.pass(10);
    QCOMPARE(client.post(harbour(client, "/ntp"), R"({"ntpServer":"pool.example"})").status, 202);
}

void CloudManagerStatuses::portalThatWasNotConfigured()
{
    Client client(fresh());
    QCOMPARE(client.get(QStringLiteral("/tenants")).status, 420);
    QCOMPARE(client.post(QStringLiteral("/occm/setup/init"), QByteArray(setUpBody).replace("PROXY", "")).status, 200);
    client.pass(6);
    QCOMPARE(client.post(QStringLiteral("/occm/setup-portal/register")).status, 412);
    QCOMPARE(client.post(QStringLiteral("/occm/setup/init"), setUpBody).status, 400);
}

void CloudManagerStatuses::setUpWithoutTheInternet()
{
    Client client(fresh());
    const QByteArray dead = R"({"uri":"http://proxy.invalid:3128"})";
    QCOMPARE(client.post(QStringLiteral("/occm/setup/validate/proxy"), dead).status, 400);
    QCOMPARE(client.post(QStringLiteral("/occm/setup-portal/proxy/setup"), dead).status, 204);
    QCOMPARE(client.post(QStringLiteral("/occm/setup-portal/validate/connectivity")).status, 409);
    QCOMPARE(client.post(QStringLiteral("/occm/setup-portal/register")).status, 404);
    const QByteArray body = QByteArray(setUpBody).replace("PROXY", "http://proxy.invalid:3128");
    QCOMPARE(client.post(QStringLiteral("/occm/setup/init"), body).status, 200);
    client.pass(6);
    QVERIFY(signInAsOlga(client));
    const auto waits = [&] {
        const QJsonObject services = client.get(QStringLiteral("/occm/system/support-services")).object();
        return at(services, "setupInfo.isPendingConnectivitySet").toBool();
    };
    QVERIFY(waits());
    QCOMPARE(client.get(QStringLiteral("/auth/current-user")).status, 409);
    const QString complete = QStringLiteral("/occm/setup-portal/complete-connectivity-pending-setup");
    QCOMPARE(client.post(complete).status, 409);
    const QByteArray repaired = R"({"proxyUri":"http://proxy.example:3128"})";
    QCOMPARE(client.put(QStringLiteral("/occm/config"), repaired).status, 200);
    QCOMPARE(client.post(complete).status, 200);
    QVERIFY(!waits());
    QCOMPARE(client.get(QStringLiteral("/auth/current-user")).status, 200);
}

void CloudManagerStatuses::restarts()
{
    Client client;
    QVERIFY(client.signIn());
    QCOMPARE(client.post(QStringLiteral("/occm/system/update"), R"({"name":"3.9.12"})").status, 204);
    QCOMPARE(client.get(QStringLiteral("/occm/system/about")).status, 503);
    client.pass(10);
    const QJsonObject about = client.get(QStringLiteral("/occm/system/about")).object();
    QCOMPARE(at(about, "version").toString(), QStringLiteral("3.9.12"));
    QCOMPARE(client.post(QStringLiteral("/occm/system/update"), R"({"name":"3.9.12"})").status, 400);
}

void CloudManagerStatuses::connectorThatIsNotUpYet()
{
    Client client;
    QVERIFY(client.signIn());
    const Got made = client.send("POST", "/agents-mgmt/connector-setup", R"({"name":"fourth"})", client.credentials);
    QCOMPARE(made.status, 200);
    const QByteArray id = at(made.object(), "clientId").toString().toLatin1() + "clients";
    client.credentials.append(qMakePair(QByteArray("X-Agent-Id"), id));
    const Got early = client.get(QStringLiteral("/tenants"));
    QCOMPARE(early.status, 400);
    QVERIFY2(early.body.contains("Connection refused"), early.body.constData());
    client.pass(10);
    QCOMPARE(client.get(QStringLiteral("/tenants")).status, 200);
    const Got agent = client.send("GET", "/agents-mgmt/agent/" + id, {}, client.credentials);
    QCOMPARE(at(agent.object(), "agent.status").toString(), QStringLiteral("active"));
}

/// 504 with a page of the gateway's own, while the work goes on.
void CloudManagerStatuses::gatewayThatGivesUpTooEarly()
{
    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("script.json")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write(R"([{"method":"POST","path":"/occm/api/occm/setup/init","status":504,"worked":true,"times":1,
        "headers":{"Content-Type":"text/html"},"body":"<html><h1>504 Gateway Time-out</h1></html>"}])");
    script.close();
    ServerOptions options;
    options.platform = QStringLiteral("cloud-manager");
    options.site.setUp = false;
    options.site.speed = 1000;
    options.misfortunesFile = script.fileName();
    const auto server = Server::start(options);
    QVERIFY(server.has_value());
    const QByteArray body = QByteArray(setUpBody).replace("PROXY", "");
    QTcpSocket socket;
    const QUrl url((*server)->url());
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write("POST /occm/api/occm/setup/init HTTP/1.1\r\nHost: any.example\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 504"));
    Message again;
    again.method = "POST";
    again.path = "/occm/api/occm/setup/init";
    again.body = body;
    QTRY_COMPARE((*server)->site().answer(again).status, 400); // it was set up after all
}

QTEST_GUILESS_MAIN(CloudManagerStatuses)
#include "tst_cloudmanagerstatuses.moc"
