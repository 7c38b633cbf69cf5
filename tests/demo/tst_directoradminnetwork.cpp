// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace nephoscope::demo;

namespace {

constexpr const char *xml = "xmlns=\"http://www.vmware.com/vcloud/v1.5\"";
const QByteArray networkType = "application/vnd.vmware.vcloud.orgVdcNetwork+xml";
const QByteArray servicesType = "application/vnd.vmware.admin.edgeGatewayServiceConfiguration+xml";

} // namespace

/// Networks of vdcs and edge gateways, by the classic API.
class TestDirectorAdminNetwork : public QObject {
    Q_OBJECT

private slots:
    void init();
    void keepsNetworks();
    void refusesNetworks_data();
    void refusesNetworks();
    void keepsServices();
    void keepsServicesInJson();
    void refusesServices_data();
    void refusesServices();
    void offersGatewayOperations();
    void keepsGateways();

private:
    QByteArray vdc()
    {
        return hrefOf(m_client->get("/api/query?type=orgVdc").body, "OrgVdcRecord", "acme-prod")
            .replace("/api/vdc/", "/api/admin/vdc/");
    }
    QByteArray gateway()
    {
        const QStringList all = addressesIn(m_client->get(vdc() + "/edgeGateways"));
        const QStringList found = all.filter(QStringLiteral("/edgeGateway/"));
        return found.isEmpty() ? QByteArray() : found.first().toUtf8();
    }
    /// Waits for the task in the answer; how it ended.
    QByteArray outcome(const Received &received)
    {
        if (received.status != 202)
            return "refused: " + received.body;
        const QByteArray task =
            received.header("Location").isEmpty() ? hrefOf(received.body, "Task", "task") : received.header("Location");
        QByteArray status;
        const bool isDone = QTest::qWaitFor([&] {
            status = rootAttribute(m_client->get(task).body, "status");
            return status != "queued" && status != "running";
        });
        return isDone ? status : QByteArray("not done");
    }

    std::unique_ptr<Server> m_server;
    std::unique_ptr<Client> m_client;
};

void TestDirectorAdminNetwork::init()
{
    SiteOptions site;
    site.speed = 50;
    m_server = startDirector(site);
    m_client = std::make_unique<Client>(m_server->url());
    QCOMPARE(m_client->signIn("ada@acme", "36.0"), 200);
}

void TestDirectorAdminNetwork::keepsNetworks()
{
    const QByteArray body = QByteArray("<OrgVdcNetwork ") + xml
        + " name=\"lab\"><Description>d</Description><Configuration><IpScopes><IpScope><IsInherited>false</IsInherited>"
          "<Gateway>10.7.0.1</Gateway><Netmask>255.255.0.0</Netmask><Dns1>10.7.0.2</Dns1><IpRanges><IpRange>"
          "<StartAddress>10.7.0.10</StartAddress><EndAddress>10.7.0.90</EndAddress></IpRange></IpRanges></IpScope>"
          "</IpScopes><FenceMode>isolated</FenceMode></Configuration><IsShared>true</IsShared></OrgVdcNetwork>";
    const Received made = m_client->send("POST", vdc() + "/networks", body, networkType);
    QCOMPARE(made.status, 201);
    const QByteArray address = made.header("Location");
    QVERIFY(!hrefOf(made.body, "Task", "task").isEmpty());
    QTRY_VERIFY(!m_client->get(address).body.contains("<Task "));
    QByteArray whole = m_client->get(address).body;
    for (const char *part : {"<Netmask>255.255.0.0<", "<Dns1>10.7.0.2<", "<EndAddress>10.7.0.90<", "<IsShared>true<"})
        QVERIFY2(whole.contains(part), part);
    QVERIFY(m_client->get(vdc() + "/networks").body.contains("name=\"lab\""));
    whole.replace("10.7.0.90", "10.7.0.99");
    const Received changed = m_client->send("PUT", address, whole, networkType);
    QCOMPARE(changed.status, 202);
    QCOMPARE(rootAttribute(changed.body, "href"), address);
    QTRY_VERIFY(m_client->get(address).body.contains("10.7.0.99"));
    QCOMPARE(outcome(m_client->send("POST", linkIn(m_client->get(address).body, "repair"))), QByteArray("success"));
    QCOMPARE(outcome(m_client->send("DELETE", address)), QByteArray("success"));
    QCOMPARE(m_client->get(address).status, 403);
}

void TestDirectorAdminNetwork::refusesNetworks_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("status");
    const QByteArray scope = "<IpScopes/>";
    QTest::newRow("fence mode") << QByteArray("<Configuration><FenceMode>open</FenceMode></Configuration>") << 400;
    QTest::newRow("order") << QByteArray(
        "<IsShared>true</IsShared><Configuration><FenceMode>isolated</FenceMode></Configuration>")
                           << 400;
    QTest::newRow("no gateway") << QByteArray("<Configuration><FenceMode>natRouted</FenceMode></Configuration>") << 403;
    QTest::newRow("no parent") << QByteArray("<Configuration><FenceMode>bridged</FenceMode></Configuration>") << 403;
}

void TestDirectorAdminNetwork::refusesNetworks()
{
    QFETCH(QByteArray, content);
    QFETCH(int, status);
    const QByteArray body = QByteArray("<OrgVdcNetwork ") + xml + " name=\"n\">" + content + "</OrgVdcNetwork>";
    QCOMPARE(m_client->send("POST", vdc() + "/networks", body, networkType).status, status);
}

void TestDirectorAdminNetwork::keepsServices()
{
    const QByteArray body = QByteArray("<EdgeGatewayServiceConfiguration ") + xml
        + "><FirewallService><IsEnabled>true</IsEnabled><DefaultAction>drop</DefaultAction>"
          "<LogDefaultAction>false</LogDefaultAction><FirewallRule><Id>7</Id><IsEnabled>true</IsEnabled>"
          "<Description>mail</Description><Policy>allow</Policy><Protocols><Tcp>true</Tcp></Protocols>"
          "<DestinationPortRange>25</DestinationPortRange><DestinationIp>internal</DestinationIp>"
          "<SourcePortRange>Any</SourcePortRange><SourceIp>external</SourceIp><EnableLogging>false</EnableLogging>"
          "</FirewallRule></FirewallService><NatService><IsEnabled>true</IsEnabled><NatRule><RuleType>DNAT</RuleType>"
          "<IsEnabled>true</IsEnabled><GatewayNatRule><OriginalIp>203.0.113.11</OriginalIp>"
          "<OriginalPort>25</OriginalPort><TranslatedIp>10.0.0.9</TranslatedIp><TranslatedPort>25</TranslatedPort>"
          "<Protocol>tcp</Protocol></GatewayNatRule></NatRule></NatService></EdgeGatewayServiceConfiguration>";
    const QByteArray edge = gateway();
    QVERIFY(m_client->get(edge).body.contains("<Description>Web</Description>"));
    const QByteArray action = linkIn(m_client->get(edge).body, "edgeGateway:configureServices");
    QCOMPARE(outcome(m_client->send("POST", action, body, servicesType)), QByteArray("success"));
    const QByteArray whole = m_client->get(edge).body;
    QVERIFY(whole.contains("<Description>mail</Description>"));
    QVERIFY(whole.contains("<TranslatedIp>10.0.0.9<"));
    QVERIFY(!whole.contains("<Description>Web</Description>")); // the set replaces the set
    QVERIFY(!whole.contains("StaticRoutingService"));
    QCOMPARE(outcome(m_client->send("PUT", edge, whole, "application/vnd.vmware.admin.edgeGateway+xml")),
        QByteArray("success")); // all of it back again
    QVERIFY(m_client->get(edge).body.contains("<Description>mail</Description>"));
}

void TestDirectorAdminNetwork::keepsServicesInJson()
{
    Client json(m_server->url());
    QCOMPARE(json.signIn("ada@acme", "36.0", "json"), 200);
    const QByteArray edge = gateway();
    QJsonObject services = json.get(edge)
                               .json()
                               .value(QStringLiteral("configuration"))
                               .toObject()
                               .value(QStringLiteral("edgeGatewayServiceConfiguration"))
                               .toObject();
    QJsonArray list = services.value(QStringLiteral("networkService")).toArray();
    QCOMPARE(list.first()[QStringLiteral("_type")].toString(), QStringLiteral("FirewallServiceType"));
    QJsonObject firewall = list.first().toObject();
    QJsonArray rules = firewall.value(QStringLiteral("firewallRule")).toArray();
    QJsonObject rule = rules.first().toObject();
    rule.insert(QStringLiteral("description"), QStringLiteral("changed as JSON"));
    rules.append(rule);
    firewall.insert(QStringLiteral("firewallRule"), rules);
    list.replace(0, firewall);
    services.insert(QStringLiteral("networkService"), list);
    const QByteArray body = QJsonDocument(services).toJson();
    const Received sent =
        json.send("POST", edge + "/action/configureServices", body, QByteArray(servicesType).replace("+xml", "+json"));
    QCOMPARE(sent.status, 202);
    QTRY_VERIFY(m_client->get(edge).body.contains("<Description>changed as JSON</Description>"));
    QCOMPARE(m_client->get(edge).body.count("<FirewallRule>"), 2);
    QVERIFY(m_client->get(edge).body.contains("<Tcp>true</Tcp>"));
}

void TestDirectorAdminNetwork::refusesServices_data()
{
    QTest::addColumn<QByteArray>("who");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    const QByteArray good = "<FirewallService><IsEnabled>true</IsEnabled></FirewallService>";
    QTest::newRow("order") << QByteArray("ada@acme")
                           << QByteArray("<FirewallService><DefaultAction>drop</DefaultAction>"
                                         "<IsEnabled>true</IsEnabled></FirewallService>")
                           << servicesType << 400;
    QTest::newRow("no such service") << QByteArray("ada@acme") << QByteArray("<CoffeeService/>") << servicesType << 400;
    QTest::newRow("media type") << QByteArray("ada@acme") << good << QByteArray("text/xml") << 415;
    QTest::newRow("author") << QByteArray("bo@acme") << good << servicesType << 403;
    QTest::newRow("other tenant") << QByteArray("dana@globex") << good << servicesType << 403;
}

void TestDirectorAdminNetwork::refusesServices()
{
    QFETCH(QByteArray, who);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, type);
    QFETCH(int, status);
    const QByteArray address = gateway() + "/action/configureServices";
    Client client(m_server->url());
    QCOMPARE(client.signIn(who, "36.0"), 200);
    const QByteArray body =
        QByteArray("<EdgeGatewayServiceConfiguration ") + xml + '>' + content + "</EdgeGatewayServiceConfiguration>";
    QCOMPARE(client.send("POST", address, body, type).status, status);
}

void TestDirectorAdminNetwork::offersGatewayOperations()
{
    const QByteArray edge = gateway();
    for (const char *rel : {"edgeGateway:redeploy", "edgeGateway:reapplyServices", "edgeGateway:syncSyslogSettings"}) {
        const QByteArray action = linkIn(m_client->get(edge).body, rel);
        QVERIFY2(!action.isEmpty(), rel);
        const Received begun = m_client->send("POST", action);
        QCOMPARE(begun.status, 202);
        QVERIFY(linkIn(m_client->get(edge).body, rel).isEmpty()); // busy
        const Received second = m_client->send("POST", action);
        QCOMPARE(rootAttribute(second.body, "minorErrorCode"), QByteArray("BUSY_ENTITY"));
        QCOMPARE(outcome(begun), QByteArray("success"));
    }
    QCOMPARE(m_client->send("POST", edge + "/action/nonsense").status, 404);
}

void TestDirectorAdminNetwork::keepsGateways()
{
    QCOMPARE(m_client->signIn("administrator@System", "36.0"), 200);
    const QByteArray outside =
        hrefOf(m_client->get("/api/query?type=externalNetwork").body, "NetworkRecord", "internet-north");
    const QByteArray target = hrefOf(m_client->get("/api/query?type=adminOrgVdc").body, "AdminVdcRecord", "acme-prod")
                                  .replace("/api/vdc/", "/api/admin/vdc/");
    const QByteArray body = QByteArray("<EdgeGateway ") + xml
        + " name=\"edge-new\"><Configuration><GatewayBackingConfig>compact</GatewayBackingConfig><GatewayInterfaces>"
          "<GatewayInterface><Name>up</Name><DisplayName>up</DisplayName><Network href=\""
        + outside
        + "\"/><InterfaceType>uplink</InterfaceType></GatewayInterface></GatewayInterfaces></Configuration></"
          "EdgeGateway>";
    const QByteArray type = "application/vnd.vmware.admin.edgeGateway+xml";
    const Received made = m_client->send("POST", target + "/edgeGateways", body, type);
    QVERIFY2(made.status == 201, made.body.constData());
    const QByteArray address = made.header("Location");
    QTRY_VERIFY(!linkIn(m_client->get(address).body, "remove").isEmpty());
    QCOMPARE(outcome(m_client->send("DELETE", address)), QByteArray("success"));
    QCOMPARE(m_client->get(address).status, 403);
}

QTEST_GUILESS_MAIN(TestDirectorAdminNetwork)
#include "tst_directoradminnetwork.moc"
