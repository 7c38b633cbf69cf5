// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace nephoscope::demo;

namespace {

const QByteArray root = "/cloudapi/1.0.0/";

QByteArray bytes(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

} // namespace

/// What can be changed by the cloudapi.
class TestDirectorCloudapi : public QObject {
    Q_OBJECT

private slots:
    void init();
    void keepsUsersAndRoles();
    void keepsOrganizations();
    void keepsNetworksInTasks();
    void keepsDetailsOfNetworksAndGateways();
    void keepsFirewallRules();
    void keepsDocuments_data();
    void keepsDocuments();
    void seesWhoWasFirst();
    void keepsTenantsApart();
    void linksToWhatIsAllowed();
    void refuses_data();
    void refuses();

private:
    Received send(const QByteArray &method, const QByteArray &path, const QJsonObject &body = {},
        const Client::Headers &further = {})
    {
        return m_client->send(method, root + path, bytes(body), "application/json", further);
    }
    /// The first member of a list that has this name.
    QJsonObject member(const QByteArray &list, const QString &name)
    {
        const QJsonArray values =
            m_client->get(root + list + "?pageSize=128").json().value(QStringLiteral("values")).toArray();
        for (const QJsonValue &each : values) {
            for (const char *key : {"name", "username", "alias"}) {
                if (each[QLatin1String(key)].toString() == name)
                    return each.toObject();
            }
        }
        return {};
    }
    QByteArray idOf(const QByteArray &list, const QString &name)
    {
        return member(list, name).value(QStringLiteral("id")).toString().toUtf8();
    }
    /// Waits for the task of a 202; the URN of what it was about.
    QByteArray finished(const Received &received)
    {
        if (received.status != 202 || !received.body.isEmpty())
            return "no task: " + received.body;
        const QByteArray address = received.header("Location");
        QByteArray task;
        const auto isDone = [&] {
            task = m_client->get(address).body;
            return rootAttribute(task, "status") == "success";
        };
        if (!QTest::qWaitFor(isDone, 5000))
            return "not done: " + task;
        const qsizetype owner = task.indexOf("<Owner ");
        const qsizetype id = task.indexOf(" id=\"", owner) + 5;
        return task.mid(id, task.indexOf('"', id) - id);
    }

    std::unique_ptr<Server> m_server;
    std::unique_ptr<Client> m_client;
};

void TestDirectorCloudapi::init()
{
    SiteOptions site;
    site.speed = 50;
    m_server = startDirector(site);
    m_client = std::make_unique<Client>(m_server->url());
    QCOMPARE(m_client->signIn("ada@acme", "37.0"), 200);
}

void TestDirectorCloudapi::keepsUsersAndRoles()
{
    const Received role = send("POST", "roles", {{QStringLiteral("name"), QStringLiteral("Operator")}});
    QCOMPARE(role.status, 201);
    const QByteArray roleId = role.json().value(QStringLiteral("id")).toString().toUtf8();
    const QByteArray right = idOf("rights", QStringLiteral("vApp: Power Operations"));
    const QJsonObject rights{
        {QStringLiteral("values"), QJsonArray{QJsonObject{{QStringLiteral("id"), QString::fromLatin1(right)}}}}};
    QCOMPARE(send("PUT", "roles/" + roleId + "/rights", rights).status, 200);
    QCOMPARE(
        m_client->get(root + "roles/" + roleId + "/rights").json().value(QStringLiteral("resultTotal")).toInt(), 1);
    QJsonObject user{{QStringLiteral("username"), QStringLiteral("una")}, {QStringLiteral("enabled"), true},
        {QStringLiteral("password"), QStringLiteral("secret")},
        {QStringLiteral("roleEntityRefs"),
            QJsonArray{QJsonObject{{QStringLiteral("id"), QString::fromLatin1(roleId)}}}}};
    const Received made = send("POST", "users", user);
    QCOMPARE(made.status, 201);
    QCOMPARE(made.json().value(QStringLiteral("password")), QJsonValue(QJsonValue::Null));
    Client una(m_server->url());
    QCOMPARE(una.signIn("una@acme", "37.0", "xml", "secret"), 200);
    const QByteArray address = "users/" + made.json().value(QStringLiteral("id")).toString().toUtf8();
    QCOMPARE(send("DELETE", "roles/" + roleId).status, 409); // in use
    QCOMPARE(m_client->send("DELETE", root + address).status, 400); // enabled
    user = m_client->get(root + address).json();
    user.insert(QStringLiteral("enabled"), false);
    user.insert(QStringLiteral("fullName"), QStringLiteral("Una Hill"));
    QCOMPARE(
        send("PUT", address, user).json().value(QStringLiteral("fullName")).toString(), QStringLiteral("Una Hill"));
    QCOMPARE(m_client->send("DELETE", root + address).status, 204);
    QCOMPARE(m_client->get(root + address).status, 403);
    QCOMPARE(m_client->send("DELETE", root + "roles/" + roleId).status, 204);
    QCOMPARE(m_client->send("DELETE", root + "roles/" + idOf("roles", QStringLiteral("vApp Author"))).status, 403);
}

void TestDirectorCloudapi::keepsOrganizations()
{
    const QJsonObject body{{QStringLiteral("name"), QStringLiteral("hooli")},
        {QStringLiteral("displayName"), QStringLiteral("Hooli")}, {QStringLiteral("isEnabled"), false}};
    QCOMPARE(send("POST", "orgs", body).status, 403);
    QCOMPARE(m_client->signIn("administrator@System", "37.0"), 200);
    const Received made = send("POST", "orgs", body);
    QCOMPARE(made.status, 201);
    QCOMPARE(send("POST", "orgs", body).status, 400);
    const QByteArray address = "orgs/" + made.json().value(QStringLiteral("id")).toString().toUtf8();
    QCOMPARE(m_client->send("DELETE", root + address).status, 204);
    QCOMPARE(m_client->get(root + address).status, 403);
    QCOMPARE(m_client->send("DELETE", root + "orgs/" + idOf("orgs", QStringLiteral("acme"))).status, 409);
}

void TestDirectorCloudapi::keepsNetworksInTasks()
{
    const QJsonObject vdc{
        {QStringLiteral("id"), member("vdcs", QStringLiteral("acme-prod")).value(QStringLiteral("id"))}};
    const QJsonObject subnet{
        {QStringLiteral("gateway"), QStringLiteral("10.9.8.1")}, {QStringLiteral("prefixLength"), 24}};
    const QJsonObject body{{QStringLiteral("name"), QStringLiteral("lab-net")}, {QStringLiteral("ownerRef"), vdc},
        {QStringLiteral("networkType"), QStringLiteral("ISOLATED")},
        {QStringLiteral("subnets"), QJsonObject{{QStringLiteral("values"), QJsonArray{subnet}}}}};
    const QByteArray urn = finished(send("POST", "orgVdcNetworks", body));
    QVERIFY2(urn.startsWith("urn:vcloud:network:"), urn.constData());
    QJsonObject network = m_client->get(root + "orgVdcNetworks/" + urn).json();
    QCOMPARE(network.value(QStringLiteral("name")).toString(), QStringLiteral("lab-net"));
    network.insert(QStringLiteral("name"), QStringLiteral("lab-net-2"));
    QCOMPARE(finished(send("PUT", "orgVdcNetworks/" + urn, network)), urn);
    QVERIFY(m_client->get("/api/query?type=orgVdcNetwork").body.contains("name=\"lab-net-2\""));
    QCOMPARE(finished(send("DELETE", "orgVdcNetworks/" + urn)), urn);
    QCOMPARE(m_client->get(root + "orgVdcNetworks/" + urn).status, 403);
}

/// The rest is the site's own: counts, and which organization it is.
void TestDirectorCloudapi::keepsDetailsOfNetworksAndGateways()
{
    const auto change = [this](const QByteArray &address, const QByteArray &before, const QByteArray &after) {
        QByteArray body = m_client->get(root + address).body;
        const bool isThere = body.contains(before);
        body.replace(body.indexOf(before), before.size(), after);
        finished(send("PUT", address, QJsonDocument::fromJson(body).object()));
        return isThere && m_client->get(root + address).body.contains(after);
    };
    const auto idAmong = [this](const QByteArray &list, const char *name) {
        return list + '/' + member(list, QString::fromLatin1(name)).value(QStringLiteral("id")).toString().toUtf8();
    };
    const QByteArray network = idAmong("orgVdcNetworks", "acme-prod-front");
    QVERIFY(change(network, R"("dnsSuffix":"demo.example")", R"("dnsSuffix":"lab.example")"));
    QVERIFY(change(network, R"("connectionTypeValue":"INTERNAL")", R"("connectionTypeValue":"SUBINTERFACE")"));
    QVERIFY(!change(network, R"("orgRef":{"id":"urn)", R"("orgRef":{"id":"nru)"));
    const QByteArray gateway = idAmong("edgeGateways", "acme-prod-edge");
    QVERIFY(change(gateway, R"("dedicated":false)", R"("dedicated":true)"));
    QVERIFY(!change(gateway, R"("orgVdcNetworkCount":1)", R"("orgVdcNetworkCount":7)"));
    // what the classic API says of a network later holds
    const QByteArray classic = "/api/admin/network/" + network.right(36);
    const QByteArray xml = m_client->get(classic).body;
    m_client->send("PUT", classic, xml, "application/vnd.vmware.vcloud.orgVdcNetwork+xml");
    QTRY_VERIFY(m_client->get(root + network).body.contains(R"("dnsSuffix":"demo.example")"));
}

void TestDirectorCloudapi::keepsFirewallRules()
{
    const QJsonArray all = m_client->get(root + "edgeGateways").json().value(QStringLiteral("values")).toArray();
    QVERIFY(!all.isEmpty());
    const QByteArray id = all.first()[QStringLiteral("id")].toString().toUtf8();
    const QByteArray address = "edgeGateways/" + id + "/firewall/rules";
    const QJsonObject rule{
        {QStringLiteral("name"), QStringLiteral("web")}, {QStringLiteral("actionValue"), QStringLiteral("ALLOW")}};
    const QJsonObject body{{QStringLiteral("userDefinedRules"), QJsonArray{rule}}};
    QCOMPARE(finished(send("PUT", address, body)), id);
    const QJsonObject rules = m_client->get(root + address).json();
    const QJsonArray own = rules.value(QStringLiteral("userDefinedRules")).toArray();
    QCOMPARE(own.size(), 1);
    const QByteArray ruleId = own.first()[QStringLiteral("id")].toString().toUtf8();
    QVERIFY(!ruleId.isEmpty());
    QCOMPARE(finished(send("DELETE", address + '/' + ruleId)), id);
    QVERIFY(m_client->get(root + address).json().value(QStringLiteral("userDefinedRules")).toArray().isEmpty());
    QJsonObject wrong = rule;
    wrong.insert(QStringLiteral("actionValue"), QStringLiteral("MAYBE"));
    QCOMPARE(send("PUT", address, {{QStringLiteral("userDefinedRules"), QJsonArray{wrong}}}).status, 400);
}

void TestDirectorCloudapi::keepsDocuments_data()
{
    QTest::addColumn<QByteArray>("path"); // @ stands for the first edge gateway
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("inTasks");
    QTest::newRow("firewall group") << QByteArray("firewallGroups") << QByteArray("name") << true;
    QTest::newRow("vdc group") << QByteArray("vdcGroups") << QByteArray("name") << true;
    QTest::newRow("NAT rule") << QByteArray("edgeGateways/@/nat/rules") << QByteArray("name") << true;
    QTest::newRow("tunnel") << QByteArray("edgeGateways/@/ipsec/tunnels") << QByteArray("name") << true;
    QTest::newRow("certificate") << QByteArray("ssl/trustedCertificates") << QByteArray("alias") << false;
}

void TestDirectorCloudapi::keepsDocuments()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, name);
    QFETCH(bool, inTasks);
    const QJsonArray gateways = m_client->get(root + "edgeGateways").json().value(QStringLiteral("values")).toArray();
    path.replace('@', gateways.first()[QStringLiteral("id")].toString().toUtf8());
    const QString key = QString::fromLatin1(name);
    QCOMPARE(send("POST", path, {{QStringLiteral("other"), 1}}).status, 400); // has no name
    const Received made = send("POST", path, {{key, QStringLiteral("one")}, {QStringLiteral("more"), 7}});
    QCOMPARE(made.status, inTasks ? 202 : 201);
    if (inTasks)
        QVERIFY2(!finished(made).startsWith("no"), made.body.constData());
    QJsonObject kept = member(path, QStringLiteral("one"));
    QCOMPARE(kept.value(QStringLiteral("more")).toInt(), 7);
    const QByteArray address = path + '/' + kept.value(QStringLiteral("id")).toString().toUtf8();
    kept.insert(QStringLiteral("more"), 8);
    const Received changed = send("PUT", address, kept);
    QCOMPARE(changed.status, inTasks ? 202 : 200);
    QTRY_COMPARE(m_client->get(root + address).json().value(QStringLiteral("more")).toInt(), 8);
    QCOMPARE(send("PUT", address, kept).status, 409); // its version is an old one now
    QCOMPARE(m_client->send("DELETE", root + address).status, inTasks ? 202 : 204);
    QTRY_COMPARE(m_client->get(root + address).status, 403);
}

void TestDirectorCloudapi::seesWhoWasFirst()
{
    const QByteArray address = "users/" + idOf("users", QStringLiteral("bo"));
    const Received first = m_client->get(root + address);
    const QByteArray etag = first.header("ETag");
    QVERIFY(etag.startsWith('"'));
    QJsonObject user = first.json();
    user.insert(QStringLiteral("fullName"), QStringLiteral("One"));
    const Received changed = send("PUT", address, user, {{"If-Match", etag}});
    QCOMPARE(changed.status, 200);
    user.insert(QStringLiteral("fullName"), QStringLiteral("Two"));
    const Received late = send("PUT", address, user, {{"If-Match", etag}});
    QCOMPARE(late.status, 412);
    QVERIFY(late.json().contains(QStringLiteral("minorErrorCode")));
    QCOMPARE(m_client->get(root + address).json().value(QStringLiteral("fullName")).toString(), QStringLiteral("One"));
    QCOMPARE(send("PUT", address, user, {{"If-Match", changed.header("ETag")}}).status, 200);
    QCOMPARE(send("PUT", address, user).status, 200); // without it the last one wins
}

void TestDirectorCloudapi::keepsTenantsApart()
{
    QVERIFY(!finished(send("POST", "firewallGroups", {{QStringLiteral("name"), QStringLiteral("ours")}})).isEmpty());
    const QByteArray address = root + "firewallGroups/" + idOf("firewallGroups", QStringLiteral("ours"));
    Client other(m_server->url());
    QCOMPARE(other.signIn("dana@globex", "37.0"), 200);
    QCOMPARE(other.get(root + "firewallGroups").json().value(QStringLiteral("resultTotal")).toInt(), 0);
    QCOMPARE(other.get(address).status, 403);
    QCOMPARE(other.send("DELETE", address).status, 403);
    QCOMPARE(m_client->get(address).status, 200);
}

void TestDirectorCloudapi::linksToWhatIsAllowed()
{
    const auto relations = [](Client &client, const QByteArray &path) {
        QStringList found;
        const Received received = client.get(root + path);
        for (const auto &[name, value] : received.headers) {
            if (name.compare("Link", Qt::CaseInsensitive) == 0)
                found.append(QString::fromLatin1(value).section(QLatin1Char('"'), 1, 1));
        }
        found.sort();
        return found.join(QLatin1Char(' '));
    };
    const QByteArray user = "users/" + idOf("users", QStringLiteral("bo"));
    QCOMPARE(relations(*m_client, "users"), QStringLiteral("add"));
    QCOMPARE(relations(*m_client, user), QStringLiteral("edit remove"));
    QCOMPARE(relations(*m_client, "rights"), QString());
    Client author(m_server->url());
    QCOMPARE(author.signIn("bo@acme", "37.0"), 200);
    QCOMPARE(relations(author, user), QString());
}

void TestDirectorCloudapi::refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *method, const char *path, const char *type, int status) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(path) << QByteArray(type) << status;
    };
    const char *json = "application/json";
    row("no such list", "POST", "nonsense", json, 404);
    row("no such list below", "GET", "vdcs/urn:vcloud:vdc:00000000-0000-4000-8000-000000000001/nonsense", json, 403);
    row("not to be made", "POST", "vdcs", json, 405);
    row("not to be deleted", "DELETE", "rights/urn:vcloud:right:00000000-0000-4000-8000-000000000001", json, 405);
    row("malformed id", "PUT", "users/urn:vcloud:user:12", json, 400);
    row("not there", "PUT", "users/urn:vcloud:user:00000000-0000-4000-8000-000000000001", json, 403);
    row("media type", "POST", "roles", "text/plain", 415);
    row("came later", "POST", "ipSpaces", json, 404);
}

void TestDirectorCloudapi::refuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    QFETCH(int, status);
    const Received received = m_client->send(method, root + path, "{\"name\":\"x\"}", type);
    QCOMPARE(received.status, status);
    QVERIFY(!received.json().value(QStringLiteral("message")).toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestDirectorCloudapi)
#include "tst_directorcloudapi.moc"
