// SPDX-License-Identifier: GPL-3.0-or-later
#include "compute.h"

#include "demo/misfortunes.h"
#include "demo/strangeness.h"

#include <QJsonArray>
#include <QTest>

using namespace nephoscope;
using namespace nephoscope::demo;

/// vApps, VMs and disks from birth to death, and what the site says it holds.
class TestDirectorComputeLife : public QObject {
    Q_OBJECT

private slots:
    void makesVApps_data();
    void makesVApps();
    void recomposes();
    void refusesToMake_data();
    void refusesToMake();
    void refusesTooManyAtOnce();
    void makesStandaloneVms();
    void capturesAndCopies();
    void handlesDisks();
    void turnsMedia();
    void deletesOnlyWhatIsUndeployed();
    void saysWhatItHolds_data();
    void saysWhatItHolds();
    void becomesStrange_data();
    void becomesStrange();
};

void TestDirectorComputeLife::makesVApps_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("5.5") << QByteArray("5.5") << QByteArray("xml");
    QTest::newRow("36.0") << QByteArray("36.0") << QByteArray("xml");
    QTest::newRow("37.0 JSON") << QByteArray("37.0") << QByteArray("json");
}

void TestDirectorComputeLife::makesVApps()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, format);
    Compute compute(version, format);
    const bool json = format == "json";
    const QByteArray source = compute.find("vAppTemplate", "VAppTemplateRecord", "ubuntu-22.04");
    const QByteArray type = vcloudType("instantiateVAppTemplateParams", format);
    const QByteArray body = json
        ? R"({"name":"fresh","powerOn":true,"description":"new","source":{"href":")" + source + "\"}}"
        : vcloudElement("InstantiateVAppTemplateParams", "name=\"fresh\" powerOn=\"true\"",
            "<Description>new</Description><Source href=\"" + source + "\"/>");
    const QByteArray address = compute.vdc() + "/action/instantiateVAppTemplate";
    const Received made = compute.client().send("POST", address, body, type);
    QCOMPARE(made.status, 201);
    const QByteArray vapp = made.header("Location");
    QVERIFY(made.body.contains(vapp) && made.body.contains("vdcInstantiateVapp"));
    QVERIFY(made.body.contains(json ? "\"status\": 0" : "status=\"0\""));
    QCOMPARE(compute.finish(vapp), QByteArray("success"));
    const QByteArray done = compute.xml(vapp);
    QCOMPARE(rootAttribute(done, "status"), QByteArray("4"));
    QVERIFY(done.contains("ubuntu-22.04-vm") && done.contains(">new</Description>"));
    QCOMPARE(compute.client().send("POST", address, body, type).status, 400); // the name is taken
}

void TestDirectorComputeLife::recomposes()
{
    Compute compute;
    const QByteArray composed =
        vcloudElement("ComposeVAppParams", "name=\"bench\"", "<AllEULAsAccepted>true</AllEULAsAccepted>");
    const Received made =
        compute.client().send("POST", compute.vdc() + "/action/composeVApp", composed, vcloudType("composeVAppParams"));
    QCOMPARE(made.status, 201);
    const QByteArray vapp = made.header("Location");
    QCOMPARE(compute.finish(vapp), QByteArray("success"));
    QCOMPARE(rootAttribute(compute.xml(vapp), "status"), QByteArray("1"));
    const QByteArray recompose = linkIn(compute.client().get(vapp).body, "recompose");
    const QByteArray type = vcloudType("recomposeVAppParams");
    const QByteArray items = "<SourcedItem><Source href=\"" + compute.vm("pay-db")
        + "\"/><VmGeneralParams><Name>copy</Name>"
          "</VmGeneralParams></SourcedItem><CreateItem name=\"blank\"><Description>empty</Description><VmSpecSection "
          "Modified=\"true\"><ovf:Info>i</ovf:Info><NumCpus>2</NumCpus><NumCoresPerSocket>1</NumCoresPerSocket>"
          "<MemoryResourceMb><Configured>512</Configured></MemoryResourceMb></VmSpecSection></CreateItem>";
    QCOMPARE(compute.perform("POST", recompose, vcloudElement("RecomposeVAppParams", "", items), type),
        QByteArray("success"));
    const QByteArray filled = compute.xml(vapp);
    const QByteArray copy = hrefOf(filled, "Vm", "copy");
    QVERIFY(!copy.isEmpty() && copy != compute.vm("pay-db"));
    QVERIFY(compute.xml(hrefOf(filled, "Vm", "blank")).contains("512 MB of memory"));
    QCOMPARE(compute.perform("POST", recompose, vcloudElement("RecomposeVAppParams", "", items), type),
        QByteArray("400 BAD_REQUEST")); // the names are taken
    QCOMPARE(compute.perform("POST", recompose,
                 vcloudElement("RecomposeVAppParams", "", "<DeleteItem href=\"" + copy + "\"/>"), type),
        QByteArray("success"));
    QCOMPARE(compute.client().get(copy).status, 403);
}

void TestDirectorComputeLife::refusesToMake_data()
{
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("refusal");
    QTest::newRow("a name that is taken")
        << QByteArray("name=\"shop\"") << QByteArray() << QByteArray("400 DUPLICATE_NAME");
    QTest::newRow("no name") << QByteArray() << QByteArray() << QByteArray("400 BAD_REQUEST");
    QTest::newRow("a source nobody knows")
        << QByteArray("name=\"x\"")
        << QByteArray("<SourcedItem><Source href=\"/api/vApp/vm-12345678-1234-1234-1234-123456789012\"/></SourcedItem>")
        << QByteArray("403 ACCESS_TO_RESOURCE_IS_FORBIDDEN");
    QTest::newRow("another order") << QByteArray("name=\"x\"")
                                   << QByteArray("<AllEULAsAccepted>true</AllEULAsAccepted><InstantiationParams/>")
                                   << QByteArray("400 BAD_REQUEST");
    QTest::newRow("a network without parent")
        << QByteArray("name=\"x\"")
        << QByteArray(
               "<InstantiationParams><NetworkConfigSection><ovf:Info/><NetworkConfig networkName=\"n\"><Configuration>"
               "<FenceMode>bridged</FenceMode></Configuration></NetworkConfig></NetworkConfigSection>"
               "</InstantiationParams>")
        << QByteArray("400 BAD_REQUEST");
}

void TestDirectorComputeLife::refusesToMake()
{
    QFETCH(QByteArray, attributes);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, refusal);
    Compute compute;
    const QByteArray before = compute.xml(compute.vdc());
    QCOMPARE(compute.perform("POST", compute.vdc() + "/action/composeVApp",
                 vcloudElement("ComposeVAppParams", attributes, content), vcloudType("composeVAppParams")),
        refusal);
    QCOMPARE(compute.xml(compute.vdc()), before);
}

void TestDirectorComputeLife::refusesTooManyAtOnce()
{
    SiteOptions slow;
    slow.speed = 0.1;
    const std::unique_ptr<Server> server = startDirector(slow);
    Client client(server->url());
    QCOMPARE(client.signIn("gus@initech", "36.0"), 200);
    const QByteArray vms = client.get("/api/query?type=vm&filter=status==POWERED_OFF;isVAppTemplate==false").body;
    int begun = 0;
    int refused = 0;
    for (const QString &vm : addressesIn({200, {}, vms})) {
        if (!vm.contains(QLatin1String("/vm-")))
            continue;
        const Received received = client.send("POST", vm.toUtf8() + "/power/action/powerOn");
        begun += received.status == 202 ? 1 : 0;
        refused += rootAttribute(received.body, "minorErrorCode") == "OPERATION_LIMITS_EXCEEDED" ? 1 : 0;
    }
    QVERIFY(begun > 0 && begun <= 4);
    QVERIFY(refused > 0);
}

void TestDirectorComputeLife::makesStandaloneVms()
{
    Compute compute("37.0");
    const QByteArray link = linkIn(compute.client().get(compute.vdc()).body, "add");
    QVERIFY(!link.isEmpty());
    const QByteArray body = vcloudElement("CreateVmParams", "name=\"alone\" powerOn=\"true\"",
        "<Description>by itself</Description><CreateVm name=\"alone\"><VmSpecSection "
        "Modified=\"true\"><ovf:Info>i</ovf:Info>"
        "<NumCpus>1</NumCpus><MemoryResourceMb><Configured>2048</Configured></MemoryResourceMb></VmSpecSection></"
        "CreateVm>");
    QCOMPARE(compute.perform("POST", compute.vdc() + "/action/createVm", body, vcloudType("CreateVmParams")),
        QByteArray("success"));
    const QByteArray vm = compute.vm("alone");
    const QByteArray document = compute.client().get(vm).body;
    QCOMPARE(rootAttribute(document, "status"), QByteArray("4"));
    const QByteArray container = linkIn(document, "up");
    QVERIFY(compute.client().get(container).body.contains("<autoNature>true<"));
    QCOMPARE(compute.perform("DELETE", vm), QByteArray("400 INVALID_STATE"));
    QCOMPARE(compute.perform("DELETE", vm + "?force=true"), QByteArray("success"));
    QCOMPARE(compute.client().get(container).status, 403); // goes with its VM
}

void TestDirectorComputeLife::capturesAndCopies()
{
    Compute compute;
    const QByteArray vapp = compute.vapp("payroll");
    const QByteArray catalogs = compute.client().get("/api/query?type=catalog").body;
    const QByteArray images = hrefOf(catalogs, "CatalogRecord", "acme-images");
    const QByteArray capture = vcloudElement(
        "CaptureVAppParams", "name=\"taken\"", "<Description>d</Description><Source href=\"" + vapp + "\"/>");
    const Received answered =
        compute.client().send("POST", images + "/action/captureVApp", capture, vcloudType("captureVAppParams"));
    QCOMPARE(answered.status, 201);
    QCOMPARE(compute.finish(answered.header("Location")), QByteArray("success"));
    const QByteArray taken = compute.find("vAppTemplate", "VAppTemplateRecord", "taken");
    QCOMPARE(rootAttribute(compute.xml(taken), "status"), QByteArray("8"));
    QVERIFY(compute.xml(taken).contains("pay-db"));
    const QByteArray moved = vcloudElement("CloneVAppParams", "name=\"elsewhere\"",
        "<Source href=\"" + vapp + "\"/><IsSourceDelete>true</IsSourceDelete>");
    const Received made =
        compute.client().send("POST", compute.vdc() + "/action/cloneVApp", moved, vcloudType("cloneVAppParams"));
    QCOMPARE(made.status, 201);
    QCOMPARE(compute.finish(made.header("Location")), QByteArray("success"));
    QCOMPARE(compute.client().get(vapp).status, 403);
    QVERIFY(compute.xml(made.header("Location")).contains("pay-db"));
}

void TestDirectorComputeLife::handlesDisks()
{
    Compute compute("36.0");
    const QByteArray body = vcloudElement("DiskCreateParams", "",
        "<Disk name=\"spare\" sizeMb=\"2048\" busType=\"6\" "
        "busSubType=\"VirtualSCSI\"><Description>d</Description></Disk>");
    const Received made = compute.client().send("POST", compute.vdc() + "/disk", body, vcloudType("diskCreateParams"));
    QCOMPARE(made.status, 201);
    const QByteArray disk = made.header("Location");
    QCOMPARE(compute.finish(disk), QByteArray("success"));
    const QByteArray vm = compute.vm("pay-db");
    const QByteArray which = vcloudElement("DiskAttachOrDetachParams", "", "<Disk href=\"" + disk + "\"/>");
    const QByteArray type = vcloudType("diskAttachOrDetachParams");
    QCOMPARE(compute.perform("POST", vm + "/disk/action/attach", which, type), QByteArray("success"));
    QVERIFY(compute.xml(disk + "/attachedVms").contains(vm));
    QVERIFY(compute.xml(vm + "/virtualHardwareSection/disks").contains(disk));
    QCOMPARE(compute.perform("POST", vm + "/disk/action/attach", which, type), QByteArray("400 INVALID_STATE"));
    QCOMPARE(compute.perform("DELETE", disk), QByteArray("400 INVALID_STATE"));
    QCOMPARE(compute.perform("POST", vm + "/disk/action/detach", which, type), QByteArray("success"));
    QByteArray grown = compute.client().get(disk).body;
    grown.replace("sizeMb=\"2048\"", "sizeMb=\"4096\"");
    QCOMPARE(compute.perform("PUT", disk, grown, vcloudType("disk")), QByteArray("success"));
    QCOMPARE(rootAttribute(compute.xml(disk), "sizeMb"), QByteArray("4096"));
    QCOMPARE(compute.perform("DELETE", disk), QByteArray("success"));
    QCOMPARE(compute.client().get(disk).status, 403);
}

void TestDirectorComputeLife::turnsMedia()
{
    Compute compute;
    const QByteArray vm = compute.vm("pay-db");
    const QByteArray media = compute.find("media", "MediaRecord", "installer.iso");
    const QByteArray body = vcloudElement("MediaInsertOrEjectParams", "", "<Media href=\"" + media + "\"/>");
    const QByteArray type = vcloudType("mediaInsertOrEjectParams");
    const QByteArray document = compute.client().get(vm).body;
    QCOMPARE(
        compute.perform("POST", linkIn(document, "media:ejectMedia"), body, type), QByteArray("400 INVALID_STATE"));
    QCOMPARE(compute.perform("POST", linkIn(document, "media:insertMedia"), body, type), QByteArray("success"));
    QVERIFY(compute.xml(vm).contains("CONNECTED</MediaState>") && compute.xml(vm).contains("installer.iso"));
    QCOMPARE(compute.perform("POST", linkIn(document, "media:ejectMedia"), body, type), QByteArray("success"));
    QVERIFY(!compute.xml(vm).contains("installer.iso"));
}

void TestDirectorComputeLife::deletesOnlyWhatIsUndeployed()
{
    Compute compute;
    const QByteArray shop = compute.vapp("shop");
    QVERIFY(linkIn(compute.client().get(shop).body, "remove").isEmpty());
    QCOMPARE(compute.perform("DELETE", shop), QByteArray("400 INVALID_STATE"));
    const QByteArray payroll = compute.vapp("payroll");
    const QByteArray member = compute.vm("pay-db");
    QCOMPARE(linkIn(compute.client().get(payroll).body, "remove"), payroll);
    QCOMPARE(compute.perform("DELETE", payroll), QByteArray("success"));
    QCOMPARE(compute.client().get(payroll).status, 403);
    QCOMPARE(compute.client().get(member).status, 403);
    QVERIFY(!compute.xml(compute.vdc()).contains(payroll));
}

void TestDirectorComputeLife::saysWhatItHolds_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::newRow("provider") << QByteArray("administrator@System");
    QTest::newRow("tenant") << QByteArray("ada@acme");
    QTest::newRow("reader") << QByteArray("ian@initech");
}

void TestDirectorComputeLife::saysWhatItHolds()
{
    QFETCH(QByteArray, user);
    const std::unique_ptr<Server> server = startDirector();
    Client client(server->url());
    QCOMPARE(client.raw("GET", "/demo/inventory", {}).status, 401);
    const Received received = client.raw("GET", "/demo/inventory", {{"Authorization", basic(user, "demo")}});
    QCOMPARE(received.status, 200);
    const QJsonObject counts = received.json().value(QStringLiteral("counts")).toObject();
    const QJsonObject ids = received.json().value(QStringLiteral("ids")).toObject();
    QCOMPARE(client.signIn(user, "36.0"), 200);
    for (const char *type : {"vApp", "vAppTemplate", "media", "disk", "catalogItem"}) {
        const QString kind = QString::fromLatin1(type) == QLatin1String("vApp") ? QStringLiteral("vapp")
            : QByteArray(type) == "vAppTemplate"                                ? QStringLiteral("vappTemplate")
                                                                                : QString::fromLatin1(type);
        const bool provider = user.startsWith("administrator");
        const QByteArray query =
            provider ? "admin" + QByteArray(type).left(1).toUpper() + QByteArray(type).mid(1) : QByteArray(type);
        const QByteArray page = client.get("/api/query?type=" + query).body;
        QCOMPARE(rootAttribute(page, "total").toInt(), counts.value(kind).toInt(-1));
        QCOMPARE(ids.value(kind).toArray().size(), qsizetype(counts.value(kind).toInt()));
    }
}

void TestDirectorComputeLife::becomesStrange_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("strange");
    QTest::addColumn<QByteArray>("there");
    const QByteArray xml = "application/vnd.vmware.vcloud.vapp+xml;version=36.0";
    const QByteArray json = "application/vnd.vmware.vcloud.vapp+json;version=36.0";
    const auto row = [](const char *name, const QByteArray &type, const char *strange, const char *there) {
        QTest::newRow(name) << type << QByteArray(strange) << QByteArray(there);
    };
    row("element", xml, "element", "<UnheardOf since=\"99.0\"><Depth>unfathomed</Depth></UnheardOf>");
    row("link", xml, "link", "rel=\"demo:unheardOf\"");
    row("kind", xml, "kind", "<UnheardOf ");
    row("media type", xml, "mediaType", "<VApp ");
    row("prefixes", xml, "prefixes", "<q0:VApp xmlns:q0=\"http://www.vmware.com/vcloud/v1.5\"");
    row("order", xml, "order", "<A n=\"1\"");
    row("element in JSON", json, "element", "\"unheardOf\"");
    row("link in JSON", json, "link", "\"demo:unheardOf\"");
    row("kind in JSON", json, "kind", "UnheardOfType");
    row("another type", "image/png", "element", "<VApp ");
}

void TestDirectorComputeLife::becomesStrange()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, strange);
    QFETCH(QByteArray, there);
    Answer answer;
    answer.headers = {{"Content-Type", type}};
    answer.body = type.contains("json") ? R"({"href":"h","type":"t","link":[],"a":[1,2,3]})"
                                        : "<VApp xmlns=\"http://www.vmware.com/vcloud/v1.5\" href=\"h\" type=\"t\">"
                                          "<A n=\"1\"/><B/><A n=\"2\"/><A n=\"3\"/></VApp>";
    const Answer made = madeStrange(answer, {QString::fromLatin1(strange)});
    QVERIFY2(made.body.contains(there), made.body);
    const bool renames = strange == "mediaType" || strange == "kind";
    QCOMPARE(made.headers.first().second.contains("unheardof"), renames);
    QCOMPARE(made.body == answer.body, strange == "mediaType" || type == "image/png");
    const QByteArray script = "[{\"path\":\"/api/*\",\"strange\":[\"" + strange + "\"]}]";
    QVERIFY(Misfortunes::parse(script).has_value());
    QVERIFY(!Misfortunes::parse("[{\"strange\":[\"fish\"]}]").has_value());
}

QTEST_GUILESS_MAIN(TestDirectorComputeLife)
#include "tst_directorcomputelife.moc"
