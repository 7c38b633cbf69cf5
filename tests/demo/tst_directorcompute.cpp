// SPDX-License-Identifier: GPL-3.0-or-later
#include "compute.h"

#include <QJsonDocument>
#include <QTest>

using namespace nephoscope;
using namespace nephoscope::demo;

/// Sections of VMs and vApps: read, sent back, changed, refused.
class TestDirectorCompute : public QObject {
    Q_OBJECT

private slots:
    void takesWholeDocumentsBack_data();
    void takesWholeDocumentsBack();
    void changesWhatIsSent_data();
    void changesWhatIsSent();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
    void reconfiguresTheWholeVm();
    void keepsWhatAReconfigurationSays_data();
    void keepsWhatAReconfigurationSays();
    void keepsMetadata();
    void sharesAndHandsOver();
    void showsScreensAndAsksQuestions();
};

void TestDirectorCompute::takesWholeDocumentsBack_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("object"); // a VM, or a vApp
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    for (const char *format : {"xml", "json"}) {
        const auto row = [&](const char *object, const char *path, const char *type) {
            QTest::addRow("%s %s%s", format, object, path)
                << QByteArray(format) << QByteArray(object) << QByteArray(path) << QByteArray(type);
        };
        row("pay-db", "", "vm");
        row("pay-db", "/virtualHardwareSection/", "virtualHardwareSection");
        row("pay-db", "/virtualHardwareSection/cpu", "rasdItem");
        row("pay-db", "/virtualHardwareSection/memory", "rasdItem");
        for (const char *list : {"disks", "media", "networkCards", "serialPorts"})
            row("pay-db", (QByteArray("/virtualHardwareSection/") + list).constData(), "rasdItemsList");
        row("pay-db", "/operatingSystemSection/", "operatingSystemSection");
        row("pay-db", "/networkConnectionSection/", "networkConnectionSection");
        row("pay-db", "/guestCustomizationSection/", "guestCustomizationSection");
        row("pay-db", "/vmCapabilities/", "vmCapabilitiesSection");
        row("pay-db", "/action/bootOptions/", "bootOptionsSection");
        row("pay-db", "/productSections/", "productSections");
        row("payroll", "", "vApp");
        row("payroll", "/leaseSettingsSection/", "leaseSettingsSection");
        row("payroll", "/startupSection/", "startupSection");
        row("payroll", "/networkConfigSection/", "networkConfigSection");
        row("payroll", "/productSections/", "productSections");
    }
}

void TestDirectorCompute::takesWholeDocumentsBack()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, object);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    Compute compute("37.0", format);
    const QByteArray address = (object == "payroll" ? compute.vapp(object) : compute.vm(object)) + path;
    const QByteArray before = compute.client().get(address).body;
    QVERIFY(before.contains("href"));
    QCOMPARE(compute.perform("PUT", address, before, vcloudType(type, format)), QByteArray("success"));
    QByteArray after = compute.client().get(address).body;
    QByteArray unchanged = before;
    for (QByteArray *each : {&after, &unchanged}) { // leases run anew
        const qsizetype lease = each->indexOf("torageLeaseExpiration");
        if (lease > 0)
            each->truncate(lease);
    }
    QCOMPARE(after, unchanged);
}

void TestDirectorCompute::changesWhatIsSent_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("old");
    QTest::addColumn<QByteArray>("fresh");
    QTest::addColumn<QByteArray>("shownAt"); // where the VM says the same in other words
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char *path, const char *type, const char *old, const char *fresh, const char *shownAt,
                         const char *shown) {
        QTest::addRow("%s %s", path, fresh) << QByteArray(path) << QByteArray(type) << QByteArray(old)
                                            << QByteArray(fresh) << QByteArray(shownAt) << QByteArray(shown);
    };
    const char *hardware = "/virtualHardwareSection/";
    row("/virtualHardwareSection/memory", "rasdItem", "VirtualQuantity>*<", "VirtualQuantity>3072<", hardware,
        "3072 MB of memory");
    row("/virtualHardwareSection/cpu", "rasdItem", "VirtualQuantity>*<", "VirtualQuantity>6<", hardware,
        "6 virtual CPU(s)");
    row("/virtualHardwareSection/disks", "rasdItemsList", "capacity=\"*\"", "capacity=\"99328\"", hardware,
        "vcloud:capacity=\"99328\"");
    row("/operatingSystemSection/", "operatingSystemSection", "osType=\"*\"", "osType=\"debian11_64Guest\"", "",
        "Debian GNU/Linux 11 (64-bit)");
    row("/networkConnectionSection/", "networkConnectionSection", "<IsConnected>*<", "<IsConnected>false<", "",
        "<IsConnected>false<");
    row("/guestCustomizationSection/", "guestCustomizationSection", "<ComputerName>*<", "<ComputerName>ledger<", "",
        "<ComputerName>ledger<");
    row("/vmCapabilities/", "vmCapabilitiesSection", "<CpuHotAddEnabled>*<", "<CpuHotAddEnabled>true<", "",
        "<CpuHotAddEnabled>true<");
    row("/action/bootOptions/", "bootOptionsSection", "<BootDelay>*<", "<BootDelay>5000<", "", "<BootDelay>5000<");
    row("/productSections/", "productSections", "ovf:value=\"hello\"", "ovf:value=\"moin\"", "/productSections/",
        "ovf:value=\"moin\"");
    row("", "vm", " name=\"pay-db\"", " name=\"ledger\"", "", " name=\"ledger\"");
}

/// Puts `fresh` where `old` stands first; `*` in it is up to what follows it in the pattern.
static bool substitute(QByteArray &text, const QByteArray &old, const QByteArray &fresh)
{
    const qsizetype star = old.indexOf('*');
    const qsizetype begin = text.indexOf(star < 0 ? old : old.left(star));
    if (begin < 0)
        return false;
    const qsizetype end =
        star < 0 ? begin + old.size() : text.indexOf(old.mid(star + 1), begin + star) + old.size() - star - 1;
    text.replace(begin, end - begin, fresh);
    return true;
}

void TestDirectorCompute::changesWhatIsSent()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, old);
    QFETCH(QByteArray, fresh);
    QFETCH(QByteArray, shownAt);
    QFETCH(QByteArray, shown);
    Compute compute;
    const QByteArray vm = compute.vm("pay-db");
    QByteArray document = compute.client().get(vm + path).body;
    QVERIFY(substitute(document, old, fresh));
    QVERIFY(!compute.client().get(vm + shownAt).body.contains(shown));
    QCOMPARE(compute.perform("PUT", vm + path, document, vcloudType(type)), QByteArray("success"));
    QVERIFY(compute.client().get(vm + shownAt).body.contains(shown));
    QVERIFY(compute.client().get(vm + path).body.contains(fresh));
}

void TestDirectorCompute::refusesWhatCannotBe_data()
{
    QTest::addColumn<QByteArray>("vm");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("old");
    QTest::addColumn<QByteArray>("fresh");
    QTest::addColumn<QByteArray>("refusal");
    const auto row = [](const char *name, const char *vm, const char *path, const char *type, const char *old,
                         const char *fresh, const char *refusal) {
        QTest::newRow(name) << QByteArray(vm) << QByteArray(path) << QByteArray(type) << QByteArray(old)
                            << QByteArray(fresh) << QByteArray(refusal);
    };
    const char *memory = "/virtualHardwareSection/memory";
    const char *cards = "/networkConnectionSection/";
    row("odd memory", "pay-db", memory, "rasdItem", "VirtualQuantity>*<", "VirtualQuantity>1023<", "400 BAD_REQUEST");
    row("less memory while on", "web-1", memory, "rasdItem", "VirtualQuantity>*<", "VirtualQuantity>4<",
        "400 BAD_REQUEST");
    row("more CPUs while on", "web-1", "/virtualHardwareSection/cpu", "rasdItem", "VirtualQuantity>*<",
        "VirtualQuantity>64<", "400 BAD_REQUEST");
    row("a smaller disk", "pay-db", "/virtualHardwareSection/disks", "rasdItemsList", "capacity=\"*\"",
        "capacity=\"1\"", "400 BAD_REQUEST");
    row("a network that is not there", "pay-db", cards, "networkConnectionSection", "network=\"*\"",
        "network=\"nowhere\"", "400 BAD_REQUEST");
    row("an unknown mode", "pay-db", cards, "networkConnectionSection", "AllocationMode>*<", "AllocationMode>LUCK<",
        "400 BAD_REQUEST");
    row("a name that is taken", "pay-db", "", "vm", " name=\"pay-db\"", " name=\"pay-app\"", "400 BAD_REQUEST");
    row("elements in another order", "pay-db", cards, "networkConnectionSection", "<IsConnected>*</IsConnected>",
        "<IsConnected>true</IsConnected><NetworkConnectionIndex>0</NetworkConnectionIndex>", "400 BAD_REQUEST");
    row("another namespace", "pay-db", cards, "networkConnectionSection", "<IsConnected>",
        "<x:Other xmlns:x=\"urn:x\"/><IsConnected>", "400 BAD_REQUEST");
    row("another media type", "pay-db", cards, "vApp", "network=\"*\"", "network=\"none\"",
        "415 UNSUPPORTED_MEDIA_TYPE");
    row("what is only read", "pay-db", "/runtimeInfoSection", "runtimeInfoSection", "<", "<", "405 METHOD_NOT_ALLOWED");
    row("a busy one", "report-1", memory, "rasdItem", "VirtualQuantity>*<", "VirtualQuantity>1024<", "400 BUSY_ENTITY");
}

void TestDirectorCompute::refusesWhatCannotBe()
{
    QFETCH(QByteArray, vm);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, old);
    QFETCH(QByteArray, fresh);
    QFETCH(QByteArray, refusal);
    Compute compute;
    const QByteArray address = compute.vm(vm) + path;
    const QByteArray before = compute.client().get(address).body;
    QByteArray document = before;
    QVERIFY(substitute(document, old, fresh));
    QCOMPARE(compute.perform("PUT", address, document, vcloudType(type)), refusal);
    QCOMPARE(compute.client().get(address).body, before);
    Compute reader("36.0", "xml", "cy@acme");
    QVERIFY(reader.perform("PUT", reader.vm(vm) + path, before, vcloudType(type))
                .startsWith(path.contains("runtime") ? "405" : "403"));
}

void TestDirectorCompute::reconfiguresTheWholeVm()
{
    for (const char *format : {"xml", "json"}) {
        Compute compute("37.0", format);
        const QByteArray vm = compute.vm("pay-db");
        QByteArray document = compute.client().get(vm).body;
        if (QByteArray(format) == "xml") {
            QVERIFY(substitute(document, "Modified=\"false\"", "Modified=\"true\""));
            QVERIFY(substitute(document, "<NumCpus>*<", "<NumCpus>3<"));
        } else {
            QVERIFY(substitute(document, "\"modified\": false", "\"modified\": true"));
            QVERIFY(substitute(document, "\"numCpus\": *,", "\"numCpus\": 3,"));
        }
        QVERIFY(!linkIn(compute.xml(vm), "reconfigureVm").isEmpty());
        QCOMPARE(compute.perform("POST", vm + "/action/reconfigureVm", document, vcloudType("vm", format)),
            QByteArray("success"));
        QVERIFY(compute.xml(vm).contains("<NumCpus>3<"));
        QVERIFY(compute.xml(vm + "/virtualHardwareSection/cpu").contains("3 virtual CPU(s)"));
    }
}

void TestDirectorCompute::keepsWhatAReconfigurationSays_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("shares", "<Shares>1000</Shares>", "<Shares>1234</Shares>");
    row("level", "<SharesLevel>NORMAL</SharesLevel>", "<SharesLevel>HIGH</SharesLevel>");
    row("bus", "<BusNumber>0</BusNumber><AdapterType>5<", "<BusNumber>1</BusNumber><AdapterType>5<");
    row("adapter", "<BusNumber>0</BusNumber><AdapterType>5<", "<BusNumber>0</BusNumber><AdapterType>6<");
    row("thin", "<ThinProvisioned>true<", "<ThinProvisioned>false<");
    row("iops", "<iops>0<", "<iops>500<");
    row("own profile", "<overrideVmDefault>false<", "<overrideVmDefault>true<");
    row("medium's kind", "<MediaType>ISO<", "<MediaType>FLOPPY<");
    row("medium's bus", "<BusNumber>0</BusNumber><AdapterType>1<", "<BusNumber>2</BusNumber><AdapterType>1<");
    row("kind of CPU", "<VirtualCpuType>VM64<", "<VirtualCpuType>VM32<");
    row("clock", "<TimeSyncWithHost>false<", "<TimeSyncWithHost>true<");
}

/// Each alone, and nothing beside it.
void TestDirectorCompute::keepsWhatAReconfigurationSays()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    Compute compute("37.0", "xml");
    const QByteArray vm = compute.vm("pay-db");
    const auto specification = [&] {
        QByteArray all = compute.client().get(vm).body;
        all = all.mid(all.indexOf("<VmSpecSection"), all.indexOf("</VmSpecSection>") - all.indexOf("<VmSpecSection"));
        return all.simplified().replace("> <", "><");
    };
    QByteArray document = compute.client().get(vm).body.simplified().replace("> <", "><");
    const QByteArray was = specification();
    QVERIFY2(document.contains(before), was.constData());
    document.replace(document.lastIndexOf(before), before.size(), after);
    QVERIFY(substitute(document, "Modified=\"false\"", "Modified=\"true\""));
    QCOMPARE(compute.perform("POST", vm + "/action/reconfigureVm", document, vcloudType("vm")), QByteArray("success"));
    QByteArray wanted = was;
    wanted.replace(wanted.lastIndexOf(before), before.size(), after);
    if (after.contains("<Shares>")) // a number of one's own is a level of its own
        wanted.replace(
            "<SharesLevel>NORMAL</SharesLevel><Shares>1234", "<SharesLevel>CUSTOM</SharesLevel><Shares>1234");
    QCOMPARE(specification(), wanted);
}

void TestDirectorCompute::keepsMetadata()
{
    Compute compute("37.0", "json");
    const QByteArray metadata = compute.vapp("payroll") + "/metadata";
    const QByteArray type = vcloudType("metadata", "json");
    QCOMPARE(compute.perform("POST", metadata,
                 R"({"metadataEntry":[{"key":"tier","typedValue":{"_type":"MetadataNumberValue","value":7}},)"
                 R"({"key":"who","typedValue":{"_type":"MetadataStringValue","value":"a b"}}]})",
                 type),
        QByteArray("success"));
    QVERIFY(compute.xml(metadata + "/tier").contains("MetadataNumberValue"));
    QCOMPARE(compute.perform("PUT", metadata + "/GENERAL/tier",
                 R"({"typedValue":{"_type":"MetadataNumberValue","value":8}})", vcloudType("metadata.value", "json")),
        QByteArray("success"));
    QVERIFY(compute.xml(metadata + "/tier").contains(">8<"));
    QCOMPARE(
        compute.perform("PUT", metadata + "/tier", R"({"typedValue":{"_type":"MetadataNumberValue","value":"many"}})",
            vcloudType("metadata.value", "json")),
        QByteArray("400 BAD_REQUEST"));
    QCOMPARE(compute.perform("PUT", metadata + "/SYSTEM/tier",
                 R"({"typedValue":{"_type":"MetadataNumberValue","value":8}})", vcloudType("metadata.value", "json")),
        QByteArray("403 ACCESS_TO_RESOURCE_IS_FORBIDDEN"));
    QCOMPARE(compute.perform("DELETE", metadata + "/tier"), QByteArray("success"));
    QCOMPARE(compute.perform("DELETE", metadata + "/tier"), QByteArray("403 ACCESS_TO_RESOURCE_IS_FORBIDDEN"));
    QVERIFY(compute.xml(metadata).contains("a b"));
}

void TestDirectorCompute::sharesAndHandsOver()
{
    Compute compute;
    const QByteArray vapp = compute.vapp("payroll");
    const QByteArray everyone = vcloudElement("ControlAccessParams", "",
        "<IsSharedToEveryone>true</IsSharedToEveryone><EveryoneAccessLevel>Change</EveryoneAccessLevel>");
    const Received shared =
        compute.client().send("POST", vapp + "/action/controlAccess", everyone, vcloudType("controlAccess"));
    QCOMPARE(shared.status, 200);
    QCOMPARE(compute.client().get(vapp + "/controlAccess/").body, shared.body);
    QVERIFY(shared.body.contains("<EveryoneAccessLevel>Change<"));
    const QByteArray users = compute.xml("/api/query?type=adminUser&filter=name==bo");
    const QByteArray owner =
        vcloudElement("Owner", "", "<User href=\"" + hrefOf(users, "AdminUserRecord", "bo") + "\"/>");
    QCOMPARE(compute.client().send("PUT", vapp + "/owner", owner, vcloudType("owner")).status, 204);
    QVERIFY(compute.client().get(vapp + "/owner").body.contains("name=\"bo\""));
    Compute author("36.0", "xml", "bo@acme");
    QCOMPARE(author.client().send("PUT", author.vapp("payroll") + "/owner", owner, vcloudType("owner")).status, 403);
}

void TestDirectorCompute::showsScreensAndAsksQuestions()
{
    Compute compute;
    const QByteArray on = compute.vm("web-1");
    const Received screen = compute.client().get(on + "/screen");
    QCOMPARE(screen.mediaType(), QByteArray("image/png"));
    QVERIFY(screen.body.startsWith("\x89PNG") && screen.body.endsWith(QByteArray("IEND\xae\x42\x60\x82", 8)));
    QCOMPARE(
        compute.client().send("POST", linkIn(compute.client().get(on).body, "screen:acquireMksTicket")).status, 200);
    QCOMPARE(compute.client().send("POST", compute.vm("pay-db") + "/screen/action/acquireTicket").status, 400);
    const QByteArray waiting = compute.vm("intake-1");
    const QByteArray asked = compute.client().get(linkIn(compute.client().get(waiting).body, "question")).body;
    const qsizetype begin = asked.indexOf("<QuestionId>") + 12;
    const QByteArray id = asked.mid(begin, asked.indexOf('<', begin) - begin);
    const auto answer = [&](const QByteArray &choice, const QByteArray &question) {
        const QByteArray body = vcloudElement(
            "VmQuestionAnswer", "", "<ChoiceId>" + choice + "</ChoiceId><QuestionId>" + question + "</QuestionId>");
        return compute.client().send("POST", linkIn(asked, "answer"), body, vcloudType("vmPendingAnswer")).status;
    };
    QCOMPARE(answer("0", "other"), 400);
    QCOMPARE(answer("0", id), 204);
    QCOMPARE(rootAttribute(compute.client().get(waiting).body, "status"), QByteArray("4"));
    QCOMPARE(compute.client().get(waiting + "/question").status, 403);
}

QTEST_GUILESS_MAIN(TestDirectorCompute)
#include "tst_directorcompute.moc"
