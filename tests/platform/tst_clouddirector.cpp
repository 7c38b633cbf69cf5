// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/apiversion.h"
#include "platform/clouddirector/clouddirector.h"
#include "platform/clouddirector/faults.h"
#include "platform/clouddirector/kinds.h"
#include "platform/clouddirector/relations.h"
#include "platform/treecatalog.h"

#include <QTest>

using namespace nephoscope;
using namespace nephoscope::clouddirector;

namespace {

const QByteArray versionsXml = R"(<?xml version="1.0"?><SupportedVersions xmlns="http://www.vmware.com/vcloud/versions">
<VersionInfo deprecated="true"><Version>33.0</Version><LoginUrl>https://vcd.example.com/api/sessions</LoginUrl></VersionInfo>
<VersionInfo deprecated="false"><Version>37.0</Version><LoginUrl>https://vcd.example.com/cloudapi/1.0.0/sessions</LoginUrl></VersionInfo>
<VersionInfo><Version>5.5</Version><LoginUrl>https://vcd.example.com/api/sessions</LoginUrl></VersionInfo>
<VersionInfo><Version>5.10</Version></VersionInfo><VersionInfo><Version>5.9</Version></VersionInfo>
<AlphaVersion><Version>38.0.0-alpha</Version></AlphaVersion></SupportedVersions>)";

const QByteArray vdcXml =
    R"(<Vdc xmlns="http://www.vmware.com/vcloud/v1.5" status="1" name="prod" id="urn:vcloud:vdc:11111111-1111-1111-1111-111111111111"
 href="https://inner.example.com/api/vdc/11111111-1111-1111-1111-111111111111" type="application/vnd.vmware.vcloud.vdc+xml">
<Link rel="up" href="https://inner.example.com/api/org/22222222-2222-2222-2222-222222222222" type="application/vnd.vmware.vcloud.org+xml"/>
<Link rel="down" href="https://inner.example.com/api/vdc/11111111-1111-1111-1111-111111111111/metadata" type="application/vnd.vmware.vcloud.metadata+xml"/>
<Link rel="edgeGateways" href="https://inner.example.com/api/admin/vdc/11111111-1111-1111-1111-111111111111/edgeGateways" type="application/vnd.vmware.vcloud.query.records+xml"/>
<Link rel="add" href="https://inner.example.com/api/vdc/11111111-1111-1111-1111-111111111111/action/composeVApp" type="application/vnd.vmware.vcloud.composeVAppParams+xml"/>
<Link rel="frobnicate" href="https://inner.example.com/api/vdc/11111111-1111-1111-1111-111111111111/action/frobnicate" type="application/vnd.vmware.vcloud.frobParams+xml"/>
<Description/>
<ResourceEntities>
<ResourceEntity href="https://inner.example.com/api/vApp/vapp-33333333-3333-3333-3333-333333333333" name="shop" type="application/vnd.vmware.vcloud.vApp+xml"/>
<ResourceEntity href="https://inner.example.com/api/foo/44444444-4444-4444-4444-444444444444" name="odd" type="application/vnd.vmware.vcloud.fooBar+xml"/>
</ResourceEntities>
<VdcStorageProfiles><VdcStorageProfile href="https://inner.example.com/api/vdcStorageProfile/55555555-5555-5555-5555-555555555555" name="*" type="application/vnd.vmware.vcloud.vdcStorageProfile+xml"/></VdcStorageProfiles>
</Vdc>)";

const QByteArray vappXml =
    R"(<n:VApp xmlns:n="http://www.vmware.com/vcloud/v1.5" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1" status="4" deployed="true" name="shop"
 id="urn:vcloud:vapp:33333333-3333-3333-3333-333333333333" href="https://inner.example.com/api/vApp/vapp-33333333-3333-3333-3333-333333333333" type="application/vnd.vmware.vcloud.vApp+xml">
<n:Link rel="power:powerOff" href="https://inner.example.com/api/vApp/vapp-33333333-3333-3333-3333-333333333333/power/action/powerOff"/>
<n:Link rel="disable" href="https://inner.example.com/api/vApp/vapp-33333333-3333-3333-3333-333333333333/action/disableDownload"/>
<n:LeaseSettingsSection href="https://inner.example.com/api/vApp/vapp-33333333-3333-3333-3333-333333333333/leaseSettingsSection/" type="application/vnd.vmware.vcloud.leaseSettingsSection+xml"><ovf:Info>x</ovf:Info></n:LeaseSettingsSection>
<n:Owner type="application/vnd.vmware.vcloud.owner+xml"><n:User href="https://inner.example.com/api/admin/user/66666666-6666-6666-6666-666666666666" name="ada" type="application/vnd.vmware.admin.user+xml"/></n:Owner>
<n:Children><n:Vm status="4" name="web-01" id="urn:vcloud:vm:77777777-7777-7777-7777-777777777777" href="https://inner.example.com/api/vApp/vm-77777777-7777-7777-7777-777777777777" type="application/vnd.vmware.vcloud.vm+xml"><n:Description>front</n:Description></n:Vm></n:Children>
</n:VApp>)";

Reply xml(
    int status, const QByteArray &body, const QByteArray &type = "application/vnd.vmware.vcloud.vdc+xml;version=5.1")
{
    return Reply(status, body, type, QUrl(QStringLiteral("https://vcd.example.com/api/x")));
}

QStringList printed(const QList<Ref> &refs)
{
    QStringList lines;
    for (const Ref &ref : refs)
        lines << (ref.kind() + QLatin1Char(' ') + ref.name()
            + (ref.isCollection() ? QStringLiteral("[list]") : QString()))
                     .trimmed();
    return lines;
}

Profile tenant()
{
    Profile profile;
    profile.url = QUrl(QStringLiteral("https://vcd.example.com/"));
    profile.user = QStringLiteral("ada");
    profile.organization = QStringLiteral("acme");
    return profile;
}

} // namespace

/// The dialect of Cloud Director, on bytes.
class CloudDirectorTest : public QObject {
    Q_OBJECT
private slots:
    void versionsCompareAsIntegerPairs();
    void highestUndeprecatedVersionIsChosen();
    void pinnedVersionIsKeptOrRefusedWithTheOffer();
    void kindsComeFromMediaTypes_data();
    void kindsComeFromMediaTypes();
    void urnsComeFromAddresses_data();
    void urnsComeFromAddresses();
    void recordsHaveTheKindOfTheirObjects_data();
    void recordsHaveTheKindOfTheirObjects();
    void childrenAreWhatIsContained();
    void unknownKindsAndRelationsAreKept();
    void sectionsAndOwnersAreNoChildren();
    void downloadSwitchIsNotDisabling();
    void pagesKnowTheNextOne();
    void wrappedJsonIsUnwrapped();
    void jsonAndXmlReadAlike();
    void faultsHaveKindCodeAndId_data();
    void faultsHaveKindCodeAndId();
    void tenantSignsInAtCloudapi();
    void providerSignsInAtItsOwnDoor();
    void oldVersionsUseTheOldDoorAndToken();
    void missingCloudapiDoorFallsBackOnce();
    void apiTokenIsTradedAndRotated();
};

void CloudDirectorTest::versionsCompareAsIntegerPairs()
{
    QVERIFY(ApiVersion::parse(QStringLiteral("5.10")) > ApiVersion::parse(QStringLiteral("5.9")));
    QVERIFY(ApiVersion::parse(QStringLiteral("37.0")) > ApiVersion::parse(QStringLiteral("5.5")));
    QVERIFY(ApiVersion::parse(QStringLiteral("38.0.0-alpha")).isNull());
    QVERIFY(ApiVersion::parse(QStringLiteral("x.1")).isNull());
}

void CloudDirectorTest::highestUndeprecatedVersionIsChosen()
{
    const auto document = Document::parse(versionsXml);
    const auto version = chosen(offeredVersions(*document), {});
    QVERIFY(version);
    QCOMPARE(version->version.text(), QStringLiteral("37.0"));
    const auto json = Document::parse(
        R"({"versionInfo":[{"version":"36.0","deprecated":true},{"version":"35.0","deprecated":false},{"version":"41.0"}]})");
    QCOMPARE(chosen(offeredVersions(*json), {})->version.text(), QStringLiteral("35.0"));
}

void CloudDirectorTest::pinnedVersionIsKeptOrRefusedWithTheOffer()
{
    const auto offered = offeredVersions(*Document::parse(versionsXml));
    QCOMPARE(chosen(offered, QStringLiteral("5.5"))->version.text(), QStringLiteral("5.5"));
    const auto missing = chosen(offered, QStringLiteral("36.0"));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind(), Error::Kind::Unsupported);
    QVERIFY(missing.error().message().contains(QLatin1String("5.5, 5.9, 5.10, 33.0, 37.0")));
}

void CloudDirectorTest::kindsComeFromMediaTypes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("kind");
    QTest::newRow("camel") << "application/vnd.vmware.vcloud.vApp+xml"
                           << "vApp";
    QTest::newRow("lower with version") << "application/vnd.vmware.vcloud.vapp+xml;version=5.1"
                                        << "vApp";
    QTest::newRow("json") << "application/vnd.vmware.vcloud.orgVdcNetwork+json;version=37.0"
                          << "orgVdcNetwork";
    QTest::newRow("admin view") << "application/vnd.vmware.admin.organization+xml"
                                << "adminOrganization";
    QTest::newRow("admin only") << "application/vnd.vmware.admin.user+xml"
                                << "user";
    QTest::newRow("cloud") << "application/vnd.vmware.admin.vcloud+xml"
                           << "cloud";
    QTest::newRow("unheard of") << "application/vnd.vmware.vcloud.fooBar+xml"
                                << "fooBar";
    QTest::newRow("says nothing") << "application/json"
                                  << "";
    QTest::newRow("wildcard") << "application/*+xml;version=5.1"
                              << "";
}

void CloudDirectorTest::kindsComeFromMediaTypes()
{
    QFETCH(QString, type);
    QFETCH(QString, kind);
    QCOMPARE(kindOfType(type, treeCatalog(QStringLiteral("cloud-director"))), kind);
}

void CloudDirectorTest::urnsComeFromAddresses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("urn");
    const auto row = [](const char *name, const char *path, const char *urn) {
        const QString id = QStringLiteral("0946827a-1a9e-4b9f-8ea3-732b3afe47c6");
        QTest::newRow(name) << QString::fromLatin1(path).replace(QLatin1Char('#'), id)
                            << QString::fromLatin1(urn).replace(QLatin1Char('#'), id);
    };
    row("vdc", "/api/vdc/#", "urn:vcloud:vdc:#");
    row("admin vdc", "/api/admin/vdc/#", "urn:vcloud:vdc:#");
    row("vm", "/api/vApp/vm-#", "urn:vcloud:vm:#");
    row("vapp, slash", "/api/vApp/vapp-#/", "urn:vcloud:vapp:#");
    row("template", "/api/vAppTemplate/vappTemplate-#", "urn:vcloud:vapptemplate:#");
    row("role in org", "/api/admin/org/#/role/#", "urn:vcloud:role:#");
    row("cloudapi", "/cloudapi/1.0.0/edgeGateways/urn:vcloud:gateway:#", "urn:vcloud:gateway:#");
    row("edge gateway", "/api/admin/edgeGateway/#", "urn:vcloud:gateway:#");
    row("storage profile", "/api/vdcStorageProfile/#", "urn:vcloud:vdcstorageProfile:#");
    row("external network", "/api/admin/extension/externalnet/#", "urn:vcloud:network:#");
    row("section", "/api/vApp/vm-#/networkConnectionSection/", "");
    row("tasks list", "/api/tasksList/#", "");
    row("query", "/api/query?type=vm", "");
}

void CloudDirectorTest::urnsComeFromAddresses()
{
    QFETCH(QString, path);
    QFETCH(QString, urn);
    QCOMPARE(urnOf(QUrl(QStringLiteral("https://vcd.example.com") + path)), urn);
}

void CloudDirectorTest::recordsHaveTheKindOfTheirObjects_data()
{
    QTest::addColumn<QString>("record");
    QTest::addColumn<QString>("kind");
    QTest::newRow("vm") << "VMRecord"
                        << "vm";
    QTest::newRow("admin vm") << "AdminVMRecord"
                              << "vm";
    QTest::newRow("vm json") << "QueryResultVMRecordType"
                             << "vm";
    QTest::newRow("org vdc") << "OrgVdcRecord"
                             << "vdc";
    QTest::newRow("provider vdc") << "VMWProviderVdcRecord"
                                  << "providervdc";
    QTest::newRow("unheard of") << "AdminFooBarRecord"
                                << "fooBar";
}

void CloudDirectorTest::recordsHaveTheKindOfTheirObjects()
{
    QFETCH(QString, record);
    QFETCH(QString, kind);
    QCOMPARE(kindOfRecord(record, treeCatalog(QStringLiteral("cloud-director"))), kind);
}

void CloudDirectorTest::childrenAreWhatIsContained()
{
    const CloudDirector director;
    const auto vdc = director.resource(Ref(), xml(200, vdcXml), Access());
    QVERIFY(vdc);
    QCOMPARE(vdc->self.kind(), QStringLiteral("vdc"));
    QCOMPARE(vdc->self.name(), QStringLiteral("prod"));
    QCOMPARE(vdc->self.state().word(), QStringLiteral("READY"));
    QCOMPARE(vdc->parent->kind(), QStringLiteral("org"));
    QCOMPARE(printed(vdc->children),
        QStringList({QStringLiteral("edgeGateway [list]"), QStringLiteral("vApp shop"), QStringLiteral("fooBar odd"),
            QStringLiteral("vdcStorageProfile *")}));
    const auto vapp = director.resource(Ref(), xml(200, vappXml, "application/vnd.vmware.vcloud.vapp+xml"), Access());
    QVERIFY(vapp);
    QCOMPARE(vapp->self.state().tone(), State::Tone::On);
    QCOMPARE(printed(vapp->children), QStringList{QStringLiteral("vm web-01")});
    QCOMPARE(vapp->children.first().state().word(), QStringLiteral("POWERED_ON"));
}

void CloudDirectorTest::unknownKindsAndRelationsAreKept()
{
    const CloudDirector director;
    const auto vdc = director.resource(Ref(), xml(200, vdcXml), Access());
    QCOMPARE(vdc->operations.size(), 2);
    QCOMPARE(vdc->operations[1].name, QStringLiteral("frobnicate"));
    QCOMPARE(vdc->operations[1].method, QByteArray("POST"));
    QCOMPARE(vdc->links.size(), 5);
}

void CloudDirectorTest::sectionsAndOwnersAreNoChildren()
{
    const CloudDirector director;
    const auto vapp = director.resource(Ref(), xml(200, vappXml, "application/vnd.vmware.vcloud.vapp+xml"), Access());
    QStringList references;
    for (const Reference &reference : vapp->references)
        references << reference.relation;
    QVERIFY(references.contains(QStringLiteral("User")));
    QVERIFY(references.contains(QStringLiteral("LeaseSettingsSection")));
    QCOMPARE(vapp->children.size(), 1);
}

void CloudDirectorTest::downloadSwitchIsNotDisabling()
{
    const Catalog catalog = treeCatalog(QStringLiteral("cloud-director"));
    const QUrl vapp(QStringLiteral("https://h/api/vApp/vapp-1/action/disableDownload"));
    QCOMPARE(relationNamed(QStringLiteral("disable"), vapp, {}, catalog).label, QStringLiteral("Disable download"));
    const QUrl vdc(QStringLiteral("https://h/api/admin/vdc/1/action/disable"));
    QCOMPARE(relationNamed(QStringLiteral("disable"), vdc, {}, catalog).label, QStringLiteral("Disable"));
}

void CloudDirectorTest::pagesKnowTheNextOne()
{
    const CloudDirector director;
    const QByteArray records =
        R"(<QueryResultRecords xmlns="http://www.vmware.com/vcloud/v1.5" total="3" pageSize="2" page="1" name="vm" type="application/vnd.vmware.vcloud.query.records+xml" href="https://h/api/query?type=vm">
<Link rel="nextPage" href="https://h/api/query?type=vm&amp;page=2" type="application/vnd.vmware.vcloud.query.records+xml"/>
<VMRecord name="a" status="POWERED_OFF" href="https://h/api/vApp/vm-77777777-7777-7777-7777-777777777777"/>
<EventRecord eventType="x" timeStamp="2024-01-01T00:00:00.000Z"/></QueryResultRecords>)";
    const auto page = director.resource(Ref(QUrl(QStringLiteral("https://h/api/query?type=vm")), QStringLiteral("vm")),
        xml(200, records, "application/vnd.vmware.vcloud.query.records+xml"), Access());
    QVERIFY(page);
    QCOMPARE(page->total.value_or(0), 3);
    QCOMPARE(page->children.size(), 2);
    QCOMPARE(page->children[0].id(), QStringLiteral("urn:vcloud:vm:77777777-7777-7777-7777-777777777777"));
    QVERIFY(page->children[1].href().hasFragment());
    QCOMPARE(page->more->href().query(), QStringLiteral("type=vm&page=2"));
    const QByteArray values =
        R"({"resultTotal":30,"pageCount":2,"page":1,"pageSize":25,"associations":null,"values":[{"id":"urn:vcloud:role:1","name":"Reader"}]})";
    Reply reply(200, values, "application/json;version=37.0",
        QUrl(QStringLiteral("https://h/cloudapi/1.0.0/roles?page=1&pageSize=25")));
    const auto roles = director.resource(Ref(reply.url(), QStringLiteral("role")), reply, Access());
    QCOMPARE(printed(roles->children), QStringList{QStringLiteral("role Reader")});
    QCOMPARE(roles->children[0].href().path(), QStringLiteral("/cloudapi/1.0.0/roles/urn:vcloud:role:1"));
    QVERIFY(roles->more->href().query().contains(QLatin1String("page=2")));
}

void CloudDirectorTest::wrappedJsonIsUnwrapped()
{
    const CloudDirector director;
    const QByteArray body =
        R"({"name":"{ns}Org","declaredType":"x","scope":"y","value":{"name":"acme","id":"urn:vcloud:org:22222222-2222-2222-2222-222222222222","href":"https://h/api/org/22222222-2222-2222-2222-222222222222","type":"application/vnd.vmware.vcloud.org+json","fullName":"ACME"}})";
    const auto org =
        director.resource(Ref(), xml(200, body, "application/vnd.vmware.vcloud.org+json;version=30.0"), Access());
    QVERIFY(org);
    QCOMPARE(org->self.name(), QStringLiteral("acme"));
    QCOMPARE(org->root().value(QStringLiteral("fullName")), QStringLiteral("ACME"));
}

void CloudDirectorTest::jsonAndXmlReadAlike()
{
    const CloudDirector director;
    const QByteArray json = R"({"otherAttributes":{},"link":[
{"rel":"up","href":"https://inner.example.com/api/org/22222222-2222-2222-2222-222222222222","type":"application/vnd.vmware.vcloud.org+xml","name":null},
{"rel":"up","href":"https://inner.example.com/api/org/22222222-2222-2222-2222-222222222222","type":"application/vnd.vmware.vcloud.org+json","name":null},
{"rel":"edgeGateways","href":"https://inner.example.com/api/admin/vdc/11111111-1111-1111-1111-111111111111/edgeGateways","type":"application/vnd.vmware.vcloud.query.records+json"},
{"rel":"add","href":"https://inner.example.com/api/vdc/11111111-1111-1111-1111-111111111111/action/composeVApp","type":"application/vnd.vmware.vcloud.composeVAppParams+json"}],
"href":"https://inner.example.com/api/vdc/11111111-1111-1111-1111-111111111111","type":"application/vnd.vmware.vcloud.vdc+json","id":"urn:vcloud:vdc:11111111-1111-1111-1111-111111111111","name":"prod","status":1,
"resourceEntities":{"otherAttributes":{},"any":[],"resourceEntity":[{"href":"https://inner.example.com/api/vApp/vapp-33333333-3333-3333-3333-333333333333","name":"shop","type":"application/vnd.vmware.vcloud.vApp+xml","otherAttributes":{}},
{"href":"https://inner.example.com/api/foo/44444444-4444-4444-4444-444444444444","name":"odd","type":"application/vnd.vmware.vcloud.fooBar+xml"}]},
"vdcStorageProfiles":{"vdcStorageProfile":[{"href":"https://inner.example.com/api/vdcStorageProfile/55555555-5555-5555-5555-555555555555","name":"*","type":"application/vnd.vmware.vcloud.vdcStorageProfile+xml"}]}})";
    const auto fromXml = director.resource(Ref(), xml(200, vdcXml), Access());
    const auto fromJson =
        director.resource(Ref(), xml(200, json, "application/vnd.vmware.vcloud.vdc+json;version=36.0"), Access());
    QVERIFY(fromJson);
    QCOMPARE(printed(fromJson->children), printed(fromXml->children));
    QCOMPARE(fromJson->self.identity(), fromXml->self.identity());
    QCOMPARE(fromJson->self.state().word(), fromXml->self.state().word());
    QCOMPARE(fromJson->links.size(), 3); // twins show once
}

void CloudDirectorTest::faultsHaveKindCodeAndId_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, int status, const char *type, const char *body, Error::Kind kind,
                         const char *code, const char *message) {
        QTest::newRow(name) << status << QByteArray(type) << QByteArray(body) << int(kind) << QString::fromLatin1(code)
                            << QString::fromLatin1(message);
    };
    row("busy xml", 400, "application/vnd.vmware.vcloud.error+xml;version=37.0",
        R"(<Error xmlns="http://www.vmware.com/vcloud/v1.5" majorErrorCode="400" minorErrorCode="BUSY_ENTITY" message="[ 3f0c0000-aaaa ] The entity web-1 is busy completing an operation VAPP_UPDATE_VM."/>)",
        Error::Kind::Busy, "BUSY_ENTITY", "The entity web-1 is busy completing an operation VAPP_UPDATE_VM.");
    row("forbidden json", 403, "application/json;version=37.0",
        R"({"minorErrorCode":"ACCESS_TO_RESOURCE_IS_FORBIDDEN","message":"[ 3f0c0000-aaaa ] No access","stackTrace":null})",
        Error::Kind::Forbidden, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", "No access");
    row("oauth", 400, "application/json", R"({"error":"invalid_grant","error_description":"Invalid token"})",
        Error::Kind::SignIn, "invalid_grant", "Invalid token");
    row("empty 401", 401, "text/plain", "", Error::Kind::SignIn, "", "Sign-in failed, or the session has expired.");
    row("html 503", 503, "text/html",
        "<html><head><title>Busy</title><style>p{}</style></head><body><h1>Busy</h1><p>Try &amp; "
        "wait</p></body></html>",
        Error::Kind::Busy, "", "Busy Try & wait");
    row("broken xml", 500, "application/vnd.vmware.vcloud.error+xml", "<Error message=\"half", Error::Kind::Server, "",
        "<Error message=\"half");
    row("unknown", 418, "", "", Error::Kind::Invalid, "", "The server answered with status 418.");
}

void CloudDirectorTest::faultsHaveKindCodeAndId()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(QString, code);
    QFETCH(QString, message);
    const Error error = faultIn(xml(status, body, type));
    QCOMPARE(int(error.kind()), kind);
    QCOMPARE(error.code(), code);
    QCOMPARE(error.message(), message);
    QCOMPARE(error.status(), status);
}

namespace {

Access introduced(const CloudDirector &director, const Profile &profile)
{
    const auto request = director.nextStep(profile, Credential(), Access());
    if (!request || request->hasCredentials())
        return {};
    const auto access =
        director.learned(profile, Credential("p"), Access(), Reply(200, versionsXml, "text/xml", request->url()));
    return access ? *access : Access();
}

} // namespace

void CloudDirectorTest::tenantSignsInAtCloudapi()
{
    const CloudDirector director;
    const Access access = introduced(director, tenant());
    QVERIFY(!director.nextStep(tenant(), Credential(), access));
    const auto login = director.nextStep(tenant(), Credential("pass:word"), access);
    QVERIFY(login);
    QCOMPARE(login->url().path(), QStringLiteral("/cloudapi/1.0.0/sessions"));
    QCOMPARE(login->headers().value("Authorization"), "Basic " + QByteArray("ada@acme:pass:word").toBase64());
    QCOMPARE(login->headers().value("Accept"), QByteArray("application/json;version=37.0"));
    Reply answer(200,
        R"({"id":"urn:vcloud:session:1","user":{"name":"ada","id":"u"},"org":{"name":"acme","id":"o"},"roles":["Organization Administrator"],"sessionIdleTimeoutMinutes":30})",
        "application/json", login->url());
    answer.headers().set("X-VMWARE-VCLOUD-ACCESS-TOKEN", "eyJ.token.value");
    const auto in = director.learned(tenant(), Credential("p"), access, answer);
    QVERIFY(in);
    QCOMPARE(in->user, QStringLiteral("ada"));
    QCOMPARE(in->roles, QStringList{QStringLiteral("Organization Administrator")});
    QCOMPARE(int(in->tokenKind), int(Access::Token::Bearer));
    const auto session = director.nextStep(tenant(), Credential("pass:word"), *in);
    QVERIFY(session);
    QCOMPARE(session->url().path(), QStringLiteral("/api/session"));
    QCOMPARE(session->headers().value("Authorization"), QByteArray("Bearer eyJ.token.value"));
    const auto complete = director.learned(tenant(), Credential("p"), *in, Reply(403, {}, {}, session->url()));
    QVERIFY(complete && complete->isComplete); // without the session document the well-known addresses serve
    QVERIFY(!director.roots(tenant(), *complete).isEmpty());
}

void CloudDirectorTest::providerSignsInAtItsOwnDoor()
{
    const CloudDirector director;
    Profile provider = tenant();
    provider.organization = QStringLiteral("SYSTEM");
    const auto login = director.nextStep(provider, Credential("p"), introduced(director, provider));
    QCOMPARE(login->url().path(), QStringLiteral("/cloudapi/1.0.0/sessions/provider"));
    QCOMPARE(login->headers().value("Authorization"), "Basic " + QByteArray("ada@System:p").toBase64());
}

void CloudDirectorTest::oldVersionsUseTheOldDoorAndToken()
{
    const CloudDirector director;
    Profile profile = tenant();
    profile.apiVersion = QStringLiteral("5.5");
    const Access access = introduced(director, profile);
    const auto login = director.nextStep(profile, Credential("p"), access);
    QCOMPARE(login->url().path(), QStringLiteral("/api/sessions"));
    QCOMPARE(login->headers().value("Accept"), QByteArray("application/*+xml;version=5.5"));
    Reply answer(200,
        R"(<Session xmlns="http://www.vmware.com/vcloud/v1.5" user="ada" org="acme" href="https://vcd.example.com/api/session"><Link rel="down" href="https://vcd.example.com/api/org/" type="application/vnd.vmware.vcloud.orgList+xml"/></Session>)",
        "application/vnd.vmware.vcloud.session+xml;version=5.5", login->url());
    answer.headers().set("x-vcloud-authorization", "0123456789abcdef0123456789abcdef");
    const auto in = director.learned(profile, Credential("p"), access, answer);
    QVERIFY(in && in->isComplete);
    QCOMPARE(int(in->tokenKind), int(Access::Token::VcloudAuthorization));
    const Request read =
        director.authorized(Request::get(QUrl(QStringLiteral("https://vcd.example.com/api/org/"))), profile, *in);
    QCOMPARE(read.headers().value("x-vcloud-authorization"), QByteArray("0123456789abcdef0123456789abcdef"));
    QVERIFY(!read.headers().contains("Authorization"));
    QVERIFY(read.hasCredentials());
}

void CloudDirectorTest::missingCloudapiDoorFallsBackOnce()
{
    const CloudDirector director;
    const Access access = introduced(director, tenant());
    const auto login = director.nextStep(tenant(), Credential("p"), access);
    const auto fallen = director.learned(tenant(), Credential("p"), access, Reply(404, {}, {}, login->url()));
    QVERIFY(fallen);
    const auto old = director.nextStep(tenant(), Credential("p"), *fallen);
    QCOMPARE(old->url().path(), QStringLiteral("/api/sessions"));
    const auto refused = director.learned(tenant(), Credential("p"), *fallen, Reply(404, {}, {}, old->url()));
    QVERIFY(!refused);
}

void CloudDirectorTest::apiTokenIsTradedAndRotated()
{
    const CloudDirector director;
    Profile profile = tenant();
    profile.method = SignInMethod::ApiToken;
    const Access access = introduced(director, profile);
    const auto trade = director.nextStep(profile, Credential("re+fresh"), access);
    QCOMPARE(trade->url().path(), QStringLiteral("/oauth/tenant/acme/token"));
    QCOMPARE(trade->body(), QByteArray("grant_type=refresh_token&refresh_token=re%2Bfresh"));
    const auto in = director.learned(profile, Credential("p"), access,
        Reply(200, R"({"access_token":"eyJ.a.b","token_type":"Bearer","expires_in":3600,"refresh_token":"next"})",
            "application/json", trade->url()));
    QVERIFY(in);
    QVERIFY(in->refreshTokenRotated);
    QCOMPARE(in->refreshToken.reveal(), QByteArray("next"));
    QCOMPARE(in->lifetime.value_or(0), 3600);
    QCOMPARE(director.nextStep(profile, Credential("re+fresh"), *in)->url().path(),
        QStringLiteral("/cloudapi/1.0.0/sessions/current"));
}

QTEST_GUILESS_MAIN(CloudDirectorTest)
#include "tst_clouddirector.moc"
