// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QJsonObject>
#include <QtTest>

using namespace nephoscope::demo;

namespace {

const QByteArray stem = "application/vnd.vmware.vcloud.";

QByteArray taskStatus(Client &client, const QByteArray &task) { return rootAttribute(client.get(task).body, "status"); }

} // namespace

/// What can be done, by whom, and what the service says otherwise.
class TestDirectorOperations : public QObject {
    Q_OBJECT

private slots:
    void init();
    void offersWhatStateAndRightsAllow_data();
    void offersWhatStateAndRightsAllow();
    void powersAVAppOnAndOff();
    void goesThroughAllStates_data();
    void goesThroughAllStates();
    void takesSnapshots();
    void isBusyMeanwhile();
    void cancelsTasks();
    void renames_data();
    void renames();
    void refusesRequests_data();
    void refusesRequests();
    void keepsTenantsApart();
    void letsReadersOnlyRead();

private:
    QByteArray find(Client &client, const QByteArray &type, const QByteArray &record, const QByteArray &name);
    QByteArray vapp(const QByteArray &name) { return find(*m_client, "vApp", "VAppRecord", name); }
    QByteArray vm(const QByteArray &name) { return find(*m_client, "vm", "VMRecord", name); }
    /// Sends, follows the task to its end, and says how it ended; or the status of the refusal.
    QByteArray perform(
        const QByteArray &method, const QByteArray &address, const QByteArray &body = {}, const QByteArray &type = {});

    std::unique_ptr<Server> m_server;
    std::unique_ptr<Client> m_client;
};

void TestDirectorOperations::init()
{
    SiteOptions site;
    site.speed = 50;
    m_server = startDirector(site);
    m_client = std::make_unique<Client>(m_server->url());
    QCOMPARE(m_client->signIn("ada@acme", "36.0"), 200);
}

QByteArray TestDirectorOperations::find(
    Client &client, const QByteArray &type, const QByteArray &record, const QByteArray &name)
{
    const QByteArray query = "/api/query?type=" + type + "&filter=vdcName==acme-prod;name==" + name;
    return hrefOf(client.get(query).body, record, name);
}

QByteArray TestDirectorOperations::perform(
    const QByteArray &method, const QByteArray &address, const QByteArray &body, const QByteArray &type)
{
    const Received received = m_client->send(method, address, body, type);
    if (received.status != 202)
        return QByteArray::number(received.status);
    const QByteArray task = rootAttribute(received.body, "href");
    if (task != received.header("Location"))
        return "Location is not the task";
    QByteArray status;
    const bool ended = QTest::qWaitFor([&] {
        status = taskStatus(*m_client, task);
        return status != "queued" && status != "running";
    });
    return ended ? status : QByteArray("never ended");
}

void TestDirectorOperations::offersWhatStateAndRightsAllow_data()
{
    QTest::addColumn<QByteArray>("vapp");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<QByteArray>("missing");
    const auto row = [](const char *vapp, const char *user, const char *offered, const char *missing) {
        QTest::addRow("%s as %s", vapp, user)
            << QByteArray(vapp) << QByteArray(user) << QByteArray(offered) << QByteArray(missing);
    };
    row("shop", "ada@acme", "power:powerOff power:suspend undeploy snapshot:create edit", "power:powerOn discardState");
    row("shop", "bo@acme", "power:powerOff undeploy edit", "power:powerOn");
    row("shop", "cy@acme", "down up", "power:powerOff undeploy edit snapshot:create");
    row("payroll", "ada@acme", "power:powerOn deploy edit", "power:powerOff undeploy discardState power:suspend");
    row("lab", "ada@acme", "power:powerOn discardState undeploy", "");
    row("mail", "ada@acme", "power:powerOn power:powerOff deploy undeploy", "power:suspend");
    row("blank", "ada@acme", "edit", "power:powerOn deploy");
    row("reports", "ada@acme", "down up", "power:powerOn deploy edit"); // a task is running
}

void TestDirectorOperations::offersWhatStateAndRightsAllow()
{
    QFETCH(QByteArray, vapp);
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, offered);
    QFETCH(QByteArray, missing);
    Client client(m_server->url());
    QCOMPARE(client.signIn(user, "36.0"), 200);
    const QByteArray document = client.get(find(client, "vApp", "VAppRecord", vapp)).body;
    for (const QByteArray &rel : offered.split(' '))
        QVERIFY2(!linkIn(document, rel).isEmpty(), rel);
    for (const QByteArray &rel : missing.split(' '))
        QVERIFY2(rel.isEmpty() || linkIn(document, rel).isEmpty(), rel);
}

void TestDirectorOperations::powersAVAppOnAndOff()
{
    const QByteArray payroll = vapp("payroll");
    const QByteArray off = m_client->get(payroll).body;
    QCOMPARE(rootAttribute(off, "status"), QByteArray("8"));
    QCOMPARE(perform("POST", linkIn(off, "power:powerOn")), QByteArray("success"));
    const QByteArray on = m_client->get(payroll).body;
    QCOMPARE(rootAttribute(on, "status"), QByteArray("4"));
    QCOMPARE(rootAttribute(on, "deployed"), QByteArray("true"));
    QCOMPARE(rootAttribute(m_client->get(vm("pay-db")).body, "status"), QByteArray("4"));
    QCOMPARE(perform("POST", linkIn(on, "power:powerOff")), QByteArray("success"));
    const QByteArray partly = m_client->get(payroll).body; // off, but its networks are still deployed
    QCOMPARE(rootAttribute(partly, "status"), QByteArray("8"));
    QCOMPARE(rootAttribute(partly, "deployed"), QByteArray("true"));
    QCOMPARE(perform("POST", linkIn(partly, "undeploy"),
                 "<UndeployVAppParams xmlns=\"http://www.vmware.com/vcloud/v1.5\">"
                 "<UndeployPowerAction>powerOff</UndeployPowerAction></UndeployVAppParams>",
                 stem + "undeployVAppParams+xml"),
        QByteArray("success"));
    QCOMPARE(rootAttribute(m_client->get(payroll).body, "deployed"), QByteArray("false"));
}

void TestDirectorOperations::goesThroughAllStates_data()
{
    QTest::addColumn<QByteArray>("vm");
    QTest::addColumn<QList<QByteArray>>("steps"); // action, then the status it leads to
    QTest::newRow("sleep and wake") << QByteArray("web-1")
                                    << QList<QByteArray>{"suspend", "3", "powerOn", "4", "reset", "4", "shutdown", "8"};
    QTest::newRow("restart") << QByteArray("web-2")
                             << QList<QByteArray>{"reboot", "4", "powerOff", "8", "powerOn", "4"};
    QTest::newRow("wrong state") << QByteArray("pay-db") << QList<QByteArray>{"powerOff", "400", "suspend", "400"};
}

void TestDirectorOperations::goesThroughAllStates()
{
    QFETCH(QByteArray, vm);
    QFETCH(QList<QByteArray>, steps);
    const QByteArray address = this->vm(vm);
    for (qsizetype i = 0; i < steps.size(); i += 2) {
        const QByteArray outcome = perform("POST", address + "/power/action/" + steps.at(i));
        if (outcome == "success")
            QCOMPARE(rootAttribute(m_client->get(address).body, "status"), steps.at(i + 1));
        else
            QCOMPARE(outcome, steps.at(i + 1));
    }
}

void TestDirectorOperations::takesSnapshots()
{
    const QByteArray address = vm("web-1");
    QVERIFY(linkIn(m_client->get(address).body, "snapshot:removeAll").isEmpty());
    QCOMPARE(perform("POST", linkIn(m_client->get(address).body, "snapshot:create"),
                 "<v:CreateSnapshotParams xmlns:v=\"http://www.vmware.com/vcloud/v1.5\" name=\"before\"/>",
                 stem + "createSnapshotParams+xml"),
        QByteArray("success"));
    QVERIFY(m_client->get(address + "/snapshotSection").body.contains("poweredOn=\"true\""));
    QCOMPARE(perform("POST", address + "/power/action/powerOff"), QByteArray("success"));
    QCOMPARE(perform("POST", linkIn(m_client->get(address).body, "snapshot:revertToCurrent")), QByteArray("success"));
    QCOMPARE(rootAttribute(m_client->get(address).body, "status"), QByteArray("4"));
    QCOMPARE(perform("POST", linkIn(m_client->get(address).body, "snapshot:removeAll")), QByteArray("success"));
    QVERIFY(!m_client->get(address + "/snapshotSection").body.contains("<Snapshot "));
}

void TestDirectorOperations::isBusyMeanwhile()
{
    const QByteArray reports = vapp("reports");
    const QByteArray document = m_client->get(reports).body;
    const QByteArray task = hrefOf(document, "Task", "task");
    QVERIFY(!task.isEmpty());
    for (const QByteArray &address : {reports, vm("report-1")}) {
        const Received refusal = m_client->send("POST", address + "/power/action/powerOn");
        QCOMPARE(refusal.status, 400);
        QCOMPARE(rootAttribute(refusal.body, "minorErrorCode"), QByteArray("BUSY_ENTITY"));
        QVERIFY(rootAttribute(refusal.body, "message").contains(task.mid(task.lastIndexOf('/') + 1)));
    }
    // An old failure stays in the object without keeping it busy.
    const QByteArray import = m_client->get(vapp("import")).body;
    QVERIFY(import.contains("status=\"error\""));
    QVERIFY(!linkIn(import, "edit").isEmpty());
}

void TestDirectorOperations::cancelsTasks()
{
    const QByteArray reports = vapp("reports");
    const QByteArray task = hrefOf(m_client->get(reports).body, "Task", "task");
    QTRY_COMPARE(taskStatus(*m_client, task), QByteArray("running"));
    const QByteArray cancel = linkIn(m_client->get(task).body, "task:cancel");
    Client author(m_server->url());
    QCOMPARE(author.signIn("bo@acme", "36.0"), 200);
    QCOMPARE(author.send("POST", task + "/action/cancel").status, 403); // somebody else's
    QCOMPARE(m_client->send("POST", cancel).status, 204);
    QTRY_COMPARE(taskStatus(*m_client, task), QByteArray("canceled"));
    QCOMPARE(m_client->send("POST", cancel).status, 400);
    QVERIFY(!linkIn(m_client->get(reports).body, "power:powerOn").isEmpty());
}

void TestDirectorOperations::renames_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("outcome");
    const auto row = [](const char *type, const char *record, const char *name, const char *outcome) {
        QTest::newRow(type) << QByteArray(type) << QByteArray(record) << QByteArray(name) << QByteArray(outcome);
    };
    row("vApp", "VAppRecord", "payroll", "success");
    row("vm", "VMRecord", "pay-db", "success");
    row("vAppTemplate", "VAppTemplateRecord", "ubuntu-22.04", "success");
    row("media", "MediaRecord", "installer.iso", "success");
    row("disk", "DiskRecord", "acme-prod-scratch", "success");
}

void TestDirectorOperations::renames()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, record);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, outcome);
    const QByteArray address = find(*m_client, type, record, name);
    QByteArray body = m_client->get(address).body; // whole, with links, as real clients send it back
    const QByteArray mediaType = rootAttribute(body, "type");
    body.replace(body.indexOf(" name=\"" + name + '"'), name.size() + 8, " name=\"other &amp; new\"");
    QCOMPARE(perform("PUT", address, body, mediaType), outcome);
    QCOMPARE(rootAttribute(m_client->get(address).body, "name"), QByteArray("other & new"));
}

void TestDirectorOperations::refusesRequests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("address"); // VAPP stands for a vApp that is off, VDC for the id of a vdc
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *method, const char *address, const char *type, const char *body,
                         int status) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(address) << QByteArray(type) << QByteArray(body)
                            << status;
    };
    const char *params = "application/vnd.vmware.vcloud.deployVAppParams+xml";
    const char *good = "<DeployVAppParams xmlns=\"http://www.vmware.com/vcloud/v1.5\"/>";
    row("malformed id", "GET", "/api/vdc/12", "", "", 400);
    row("unknown id", "GET", "/api/vdc/12345678-1234-1234-1234-123456789012", "", "", 403);
    row("id of another kind", "GET", "/api/catalog/VDC", "", "", 403);
    row("unknown address", "GET", "/api/nonsense", "", "", 404);
    row("unknown operation", "POST", "VAPP/power/action/fly", "", "", 404);
    row("wrong method", "PATCH", "VAPP", params, good, 405);
    row("wrong type", "POST", "VAPP/action/deploy", "text/plain", good, 415);
    row("no type", "POST", "VAPP/action/deploy", "", "", 415);
    row("wrong root", "POST", "VAPP/action/deploy", params, "<Other xmlns=\"http://www.vmware.com/vcloud/v1.5\"/>",
        400);
    row("wrong namespace", "POST", "VAPP/action/deploy", params, "<DeployVAppParams/>", 400);
    row("broken XML", "POST", "VAPP/action/deploy", params, "<DeployVAppParams", 400);
    row("administration", "GET", "/api/admin", "", "", 403);
    row("provider's", "GET", "/api/admin/extension", "", "", 403);
    row("fine", "POST", "VAPP/action/deploy", params, good, 202);
    row("fine, any XML", "POST", "VAPP/action/deploy", "Application/*+XML;version=36.0", good, 202);
    row("fine, JSON", "POST", "VAPP/action/deploy", "application/*+json", "{\"powerOn\":true}", 202);
}

void TestDirectorOperations::refusesRequests()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const QByteArray vdc = hrefOf(m_client->get("/api/query?type=orgVdc").body, "OrgVdcRecord", "acme-prod");
    address.replace("VAPP", vapp("payroll")).replace("VDC", vdc.mid(vdc.lastIndexOf('/') + 1));
    for (const char *format : {"xml", "json"}) {
        QCOMPARE(m_client->signIn("ada@acme", "36.0", format), 200);
        const Received received = m_client->send(method, address, body, type);
        if (status == 202)
            QVERIFY(received.status == 202 || received.status == 400); // the second time it is busy
        else
            QCOMPARE(received.status, status);
        if (received.status == 202)
            continue;
        QCOMPARE(received.mediaType(), "application/vnd.vmware.vcloud.error+" + QByteArray(format));
        QVERIFY(received.body.contains(received.header("X-VMWARE-VCLOUD-REQUEST-ID")));
        QVERIFY(received.body.contains("minorErrorCode"));
    }
}

void TestDirectorOperations::keepsTenantsApart()
{
    Client other(m_server->url());
    QCOMPARE(other.signIn("dana@globex", "36.0"), 200);
    const QByteArray mine = vapp("shop");
    const QByteArray vdc = hrefOf(m_client->get("/api/query?type=orgVdc").body, "OrgVdcRecord", "acme-prod");
    const QByteArray org = hrefOf(m_client->get("/api/org").body, "Org", "acme");
    for (const QByteArray &address : {mine, vm("web-1"), vdc, org, QByteArray(mine + "/metadata")}) {
        QCOMPARE(m_client->get(address).status, 200);
        QCOMPARE(other.get(address).status, 403);
    }
    QCOMPARE(other.send("POST", mine + "/power/action/powerOff").status, 403);
    for (const char *type : {"vApp", "vm", "orgVdc", "task", "user", "disk", "orgVdcNetwork", "event"}) {
        const QByteArray page = other.get(QByteArray("/api/query?pageSize=128&type=") + type).body;
        QVERIFY2(rootAttribute(page, "total").toInt() > 0, type);
        QVERIFY2(!page.contains("acme-prod") && !page.contains("orgName=\"acme\""), type);
    }
    // What is published is for everybody.
    const QByteArray catalogs = other.get("/api/query?type=catalog").body;
    QVERIFY(hrefOf(catalogs, "CatalogRecord", "acme-images").isEmpty());
    QCOMPARE(other.get(hrefOf(catalogs, "CatalogRecord", "acme-public")).status, 200);
}

void TestDirectorOperations::letsReadersOnlyRead()
{
    Client reader(m_server->url());
    QCOMPARE(reader.signIn("cy@acme", "36.0"), 200);
    const QByteArray shop = find(reader, "vApp", "VAppRecord", "shop");
    QCOMPARE(reader.get(shop).status, 200);
    QCOMPARE(reader.send("POST", shop + "/power/action/powerOff").status, 403);
    QCOMPARE(reader.send("PUT", shop, reader.get(shop).body, stem + "vApp+xml").status, 403);
    const QByteArray org = hrefOf(reader.get("/api/org").body, "Org", "acme");
    QCOMPARE(reader.get("/api/admin/org/" + org.mid(org.lastIndexOf('/') + 1)).status, 403);
    QCOMPARE(reader.get("/cloudapi/1.0.0/roles").json().value(QStringLiteral("resultTotal")).toInt(-1), 0);
    QCOMPARE(reader.get("/cloudapi/1.0.0/virtualCenters").status, 403);
}

QTEST_GUILESS_MAIN(TestDirectorOperations)
#include "tst_directoroperations.moc"
