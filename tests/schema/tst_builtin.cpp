// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/builtin.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace nephoscope;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

const Schema &director()
{
    static const Schema schema = builtInSchema(QStringLiteral("cloud-director"));
    return schema;
}

const Schema &manager()
{
    static const Schema schema = builtInSchema(QStringLiteral("cloud-manager"));
    return schema;
}

QString inWords(const Field &field)
{
    static const QStringList plain =
        s("text integer decimal boolean time instant date duration url binary file any").split(u' ');
    static const QStringList modifiable = s(" none create update always").split(u' ');
    QStringList words = {field.type.isEmpty() ? plain.value(static_cast<int>(field.plain))
                                              : field.type.section(u'}', -1).section(u'#', -1)};
    words += field.isList ? s("list") : QString();
    words += modifiable.value(static_cast<int>(field.modifiable));
    words += field.choices.join(u'|');
    words.removeAll(QString());
    return words.join(u' ');
}

} // namespace

class TestBuiltIn : public QObject {
    Q_OBJECT
private slots:
    void knowsBothServicesAndNoOther();
    void isSharedAndQuick();
    void knowsTypesOfMedia_data();
    void knowsTypesOfMedia();
    void knowsFields_data();
    void knowsFields();
    void placesWhatWasAddedBeforeAttributes();
    void refersToNothingUnknown_data();
    void refersToNothingUnknown();
    void helpsWithWhatIsEditedMost();
    void hasCallsOfOtherFamilies_data();
    void hasCallsOfOtherFamilies();
    void knowsEveryMediaTypeOfTheReference();
};

void TestBuiltIn::knowsBothServicesAndNoOther()
{
    QVERIFY(director().types().size() > 600 && director().calls().isEmpty());
    QVERIFY(manager().types().size() > 500 && manager().calls().size() > 500);
    QVERIFY(builtInSchema(s("nobody")).isEmpty());
    QVERIFY(builtInSchema(s("../catalog/cloud-director")).isEmpty());
}

void TestBuiltIn::isSharedAndQuick()
{
    director();
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 1000; ++i)
        QVERIFY(builtInSchema(s("cloud-director")).type(s("{http://www.vmware.com/vcloud/v1.5}VmType")));
    QVERIFY(timer.elapsed() < 1000);
}

void TestBuiltIn::knowsTypesOfMedia_data()
{
    QTest::addColumn<QString>("media");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("root");
    const auto row = [](const char *media, const char *type, const char *root) {
        QTest::newRow(media) << s("application/vnd.vmware.") + s(media) << s(type) << s(root);
    };
    row("vcloud.vm+xml", "VmType", "Vm");
    row("vcloud.vm+json;version=38.0", "VmType", "Vm");
    row("vcloud.vApp+xml", "VAppType", "VApp");
    row("vcloud.org+xml", "OrgType", "Org");
    row("admin.organization+xml", "AdminOrgType", "AdminOrg");
    row("admin.user+xml", "UserType", "User");
    row("admin.vdc+xml", "AdminVdcType", "AdminVdc");
    row("vcloud.vdc+xml", "VdcType", "Vdc");
    row("admin.edgeGateway+xml", "GatewayType", "EdgeGateway");
    row("vcloud.deployVAppParams+xml", "DeployVAppParamsType", "DeployVAppParams");
    row("vcloud.leaseSettingsSection+xml", "LeaseSettingsSectionType", "LeaseSettingsSection");
    row("vcloud.query.records+xml", "QueryResultRecordsType", "QueryResultRecords");
    row("admin.vmwvirtualcenter+xml", "VimServerType", "VimServer");
    row("vcloud.rasdItemsList+xml", "RasdItemsListType", "RasdItemsList");
}

void TestBuiltIn::knowsTypesOfMedia()
{
    QFETCH(QString, media);
    QFETCH(QString, type);
    QFETCH(QString, root);
    const Type *found = director().type(director().typeOfMedia(media));
    QVERIFY(found);
    QCOMPARE(found->name, type);
    QCOMPARE(found->element, root);
    QCOMPARE(director().typeOfElement(found->elementNamespace, found->element), found->id);
}

void TestBuiltIn::knowsFields_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *type, const char *path, const char *words) {
        QTest::addRow("%s %s", type, path) << s(type) << s(path) << s(words);
    };
    row("VmType", "Description", "text always");
    row("VmType", "@name", "text always");
    row("VmType", "@status", "integer none");
    row("VmType", "VmCapabilities/MemoryHotAddEnabled", "boolean always");
    row("VmType", "NetworkConnectionSection/NetworkConnection[1]/IpAddress", "text always");
    row("VmType", "NetworkConnectionSection/NetworkConnection/IpAddressAllocationMode",
        "text always POOL|DHCP|MANUAL|NONE");
    row("VmType", "section/2/networkConnection/0/macAddress", "text always");
    row("VmType", "VmSpecSection/DiskSection/DiskSettings[2]/SizeMb", "integer always");
    row("VmType", "VmSpecSection/@Modified", "boolean always");
    row("VmType", "GuestCustomizationSection/Info", "MsgType none");
    row("VmType", "guestCustomizationSection/info/value", "");
    row("VmType", "section/0/info/value", "text");
    row("VmType", "VirtualHardwareSection/Item[3]/VirtualQuantity", "integer");
    row("VmType", "section/1/item/3/virtualQuantity/value", "integer");
    row("VAppType", "Children/Vm[2]/VmSpecSection/NumCpus", "integer always");
    row("VAppType", "children/vm/2/name", "text always");
    row("VAppType", "StartupSection/Item/@startAction", "text none|powerOn");
    row("GatewayType", "Configuration/EdgeGatewayServiceConfiguration/FirewallService/FirewallRule[1]/Policy",
        "text always allow|drop");
    row("GatewayType", "configuration/edgeGatewayServiceConfiguration/networkService/0/natRule/1/ruleType",
        "text SNAT|DNAT");
    row("UserType", "Role/@href", "url always");
    row("DiskType", "@sizeMb", "integer always");
    row("AdminVdcType", "ResourceGuaranteedMemory", "decimal always");
    row("MetadataType", "MetadataEntry/TypedValue/Value", "text");
    row("QueryResultRecordsType", "VMRecord[4]/@numberOfCpus", "integer none");
}

void TestBuiltIn::knowsFields()
{
    QFETCH(QString, type);
    QFETCH(QString, path);
    QFETCH(QString, words);
    const auto field = director().field(director().typeNamed(type), Path(path));
    QCOMPARE(field ? inWords(*field) : QString(), words);
}

void TestBuiltIn::placesWhatWasAddedBeforeAttributes()
{
    for (const Type &type : director().types()) {
        bool areAttributes = false;
        for (const Field &field : type.fields) {
            QVERIFY2(field.isAttribute || !areAttributes, qPrintable(type.name + u' ' + field.name));
            areAttributes = field.isAttribute;
        }
    }
}

void TestBuiltIn::refersToNothingUnknown_data()
{
    QTest::addColumn<QString>("service");
    QTest::newRow("director") << s("cloud-director");
    QTest::newRow("manager") << s("cloud-manager");
}

void TestBuiltIn::refersToNothingUnknown()
{
    QFETCH(QString, service);
    const Schema schema = builtInSchema(service);
    for (const Type &type : schema.types()) {
        QVERIFY2(type.base.isEmpty() || schema.type(type.base), qPrintable(type.id));
        for (const Field &field : type.fields)
            QVERIFY2(field.type.isEmpty() || schema.type(field.type), qPrintable(type.id + field.name));
    }
    for (const Call &call : schema.calls()) {
        QVERIFY2(call.resultType.isEmpty() || schema.type(call.resultType), qPrintable(call.key()));
        for (const Parameter &parameter : call.parameters)
            QVERIFY2(parameter.field.type.isEmpty() || schema.type(parameter.field.type), qPrintable(call.key()));
    }
    QVERIFY2(schema.notes().isEmpty(), qPrintable(schema.notes().join(u'\n')));
}

void TestBuiltIn::helpsWithWhatIsEditedMost()
{
    int helped = 0;
    for (const Type &type : director().types()) {
        for (const Field &field : type.fields) {
            helped += field.help.isEmpty() ? 0 : 1;
            QVERIFY2(field.help.isEmpty() || field.help.endsWith(u'.'), qPrintable(field.help));
        }
    }
    QVERIFY2(helped >= 150, qPrintable(QString::number(helped)));
    for (const char *name : {"NetworkConnectionType", "GuestCustomizationSectionType", "UserType", "DiskType"}) {
        for (const Field &field : director().type(director().typeNamed(s(name)))->fields) {
            const bool mayChange = field.modifiable == Modifiable::Always;
            QVERIFY2(!mayChange || !field.help.isEmpty(), qPrintable(s(name) + u' ' + field.name));
        }
    }
}

void TestBuiltIn::hasCallsOfOtherFamilies_data()
{
    QTest::addColumn<QString>("key");
    for (const char *key : {"GET /tenancy/account", "PATCH /tenancy/account/{accountId}/workspace/{workspaceId}",
             "PATCH /tenancy/account/{accountId}/update-user", "GET /agents-mgmt/agent",
             "POST /agents-mgmt/connector-setup", "GET /fsx-ontap/working-environments/{accountId}",
             "PATCH /fsx-ontap/working-environments/{accountId}/{fileSystemId}",
             "POST /accounts/{accountId}/aws/assume-role", "GET /audit/{accountId}",
             "GET /account/{accountId}/providers/cloudmanager_cbs/api/v1/backup/working-environment"})
        QTest::newRow(key) << s(key);
}

void TestBuiltIn::hasCallsOfOtherFamilies()
{
    QFETCH(QString, key);
    const Call *call = manager().call(key);
    QVERIFY(call);
    QCOMPARE(call->base, QString());
    QVERIFY(!call->summary.isEmpty() && !call->area.isEmpty());
    QVERIFY(call->method == "GET" || call->isVoid || !call->resultType.isEmpty());
    QCOMPARE(manager().call(s("GET /tenants"))->base, s("/occm/api"));
}

void TestBuiltIn::knowsEveryMediaTypeOfTheReference()
{
    QFile file(s(NEPHOSCOPE_SOURCE_DIR "/../shared/api/cloud-director.md"));
    const bool isThere = file.open(QIODevice::ReadOnly);
    printf("%d shared files\n", isThere ? 1 : 0);
    const QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression media(s("application/vnd\\.vmware\\.((?:vcloud|admin)\\.[A-Za-z.]*[A-Za-z])\\+"));
    QSet<QString> names;
    for (auto it = media.globalMatch(text); it.hasNext();)
        names.insert(it.next().captured(1));
    names.remove(s("vcloud.X")); // stands for others
    for (const QString &name : qAsConst(names))
        QVERIFY2(!director().typeOfMedia(s("application/vnd.vmware.") + name + s("+xml")).isEmpty(), qPrintable(name));
    QVERIFY(!isThere || names.size() > 5);
}

QTEST_GUILESS_MAIN(TestBuiltIn)
#include "tst_builtin.moc"
