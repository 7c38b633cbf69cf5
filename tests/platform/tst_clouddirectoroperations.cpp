// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/clouddirector.h"

#include <QTest>
#include <QUrlQuery>

using namespace nephoscope;

namespace {

QByteArray linkTo(const QByteArray &rel, const QByteArray &path, const QByteArray &type = {})
{
    return "<Link rel=\"" + rel + "\" href=\"https://inner.example.com" + path + '"'
        + (type.isEmpty() ? QByteArray() : " type=\"application/vnd.vmware." + type + "+xml\"") + "/>";
}

const QByteArray vmPath = "/api/vApp/vm-77777777-7777-7777-7777-777777777777";

QByteArray vm(const QByteArray &status, const QByteArray &deployed, const QByteArray &content)
{
    return R"(<Vm xmlns="http://www.vmware.com/vcloud/v1.5" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ns13="http://www.vmware.com/vcloud/v1.5" status=")"
        + status + "\" deployed=\"" + deployed
        + R"(" name="web-1" id="urn:vcloud:vm:77777777-7777-7777-7777-777777777777" type="application/vnd.vmware.vcloud.vm+xml" href="https://inner.example.com)"
        + vmPath + "\">" + content + "</Vm>";
}

Access signedIn(const char *version = "36.0")
{
    Access access;
    access.apiVersion = QLatin1String(version);
    access.isComplete = true;
    return access;
}

const Operation *named(const Resource &resource, const QString &name)
{
    for (const Operation &operation : resource.operations) {
        if (operation.name == name)
            return &operation;
    }
    return nullptr;
}

} // namespace

/// What the console offers to do with what Cloud Director answered.
class CloudDirectorOperationsTest : public QObject {
    Q_OBJECT
private slots:
    void relationsHaveMethodBodyAndRole_data();
    void relationsHaveMethodBodyAndRole();
    void twinsComeOnceInTheDocumentsNotation();
    void sectionsAreEditedWhereTheyStand();
    void whatIsNotOfferedSaysWhy_data();
    void whatIsNotOfferedSaysWhy();
    void workThatGoesOnIsKnown();
    void objectsInsideKeepTheirOperationsToThemselves();
    void documentedOperationsAreAddedOnlyForThoseWhoMayEdit();
    void cloudapiOffersWhatItsHeadersName();
    void cloudapiWithoutHeadersGoesByConvention_data();
    void cloudapiWithoutHeadersGoesByConvention();
    void requestsCarryWhatWasAsked();
    void requestsNameWhatIsMissing();

private:
    Result<Resource> read(const QByteArray &body, const QByteArray &type = "application/vnd.vmware.vcloud.vm+xml",
        const QString &path = QString::fromLatin1(vmPath), const QByteArray &links = {},
        const char *version = "36.0") const
    {
        const QUrl url(QStringLiteral("https://vcd.example.com") + path);
        Reply reply(200, body, type, url);
        if (!links.isEmpty())
            reply.headers().set("Link", links);
        return m_platform.resource(Ref(url, {}), reply, signedIn(version));
    }

    CloudDirector m_platform;
};

void CloudDirectorOperationsTest::relationsHaveMethodBodyAndRole_data()
{
    QTest::addColumn<QByteArray>("rel");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("role");
    QTest::addColumn<int>("danger");
    QTest::addColumn<QString>("label");
    using Role = Operation::Role;
    using Danger = Operation::Danger;
    const auto row = [](const char *rel, const QByteArray &path, const char *type, const char *method, Role role,
                         Danger danger, const char *label) {
        QTest::newRow((QByteArray(rel) + ' ' + path).constData())
            << QByteArray(rel) << path << QByteArray(type) << QByteArray(method) << int(role) << int(danger)
            << QString::fromUtf8(label);
    };
    row("edit", vmPath, "vcloud.vm", "PUT", Role::Edit, Danger::Changes, "Edit");
    row("remove", vmPath, "", "DELETE", Role::Delete, Danger::Destroys, "Delete");
    row("add", "/api/vdc/1/action/composeVApp", "vcloud.composeVAppParams", "POST", Role::Create, Danger::Changes,
        "Compose vApp");
    row("add", "/api/admin/org/1/users", "admin.user", "POST", Role::Create, Danger::Changes, "Create user");
    row("add", "/api/x/new", "vcloud.frobParams", "POST", Role::Create, Danger::Changes, "Add frob");
    row("deploy", vmPath + "/action/deploy", "vcloud.deployVAppParams", "POST", Role::Act, Danger::Changes, "Deploy");
    row("undeploy", vmPath + "/action/undeploy", "vcloud.undeployVAppParams", "POST", Role::Act, Danger::Interrupts,
        "Undeploy");
    row("power:powerOn", vmPath + "/power/action/powerOn", "", "POST", Role::Act, Danger::Changes, "Power on");
    row("power:powerOff", vmPath + "/power/action/powerOff", "", "POST", Role::Act, Danger::Interrupts, "Power off");
    row("snapshot:revertToCurrent", vmPath + "/action/revertToCurrentSnapshot", "", "POST", Role::Act, Danger::Destroys,
        "Revert to snapshot");
    row("enable", vmPath + "/action/enableDownload", "", "POST", Role::Act, Danger::Changes, "Enable download");
    row("enable", vmPath + "/action/enableNestedHypervisor", "", "POST", Role::Act, Danger::Changes,
        "Enable nested hypervisor");
    row("enable", "/api/admin/org/1/action/enable", "", "POST", Role::Act, Danger::Changes, "Enable");
    row("screen:thumbnail", vmPath + "/screen", "", "GET", Role::Ask, Danger::Harmless, "Show screen");
    row("screen:acquireTicket", vmPath + "/screen/action/acquireTicket", "", "POST", Role::Ask, Danger::Harmless,
        "Acquire console ticket");
    row("upload:default", "/transfer/1/file", "", "PUT", Role::Upload, Danger::Changes, "Upload file …");
    row("download:default", "/transfer/1/descriptor.ovf", "", "GET", Role::Download, Danger::Harmless, "Download …");
    row("frobnicate", vmPath + "/action/frobnicate", "vcloud.frobParams", "POST", Role::Act, Danger::Changes, "");
}

void CloudDirectorOperationsTest::relationsHaveMethodBodyAndRole()
{
    QFETCH(QByteArray, rel);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    const auto resource = read(vm("8", "false", linkTo(rel, path, type)));
    QVERIFY(resource);
    const Operation *operation = named(*resource, QString::fromLatin1(rel));
    QVERIFY(operation && operation->offered);
    QTEST(operation->method, "method");
    QTEST(int(operation->role), "role");
    QTEST(int(operation->danger), "danger");
    QTEST(operation->label, "label");
    QCOMPARE(operation->href.path(), QString::fromLatin1(path));
    QCOMPARE(operation->bodyType,
        type.isEmpty() ? QString() : QStringLiteral("application/vnd.vmware.%1+xml").arg(QString::fromLatin1(type)));
}

void CloudDirectorOperationsTest::twinsComeOnceInTheDocumentsNotation()
{
    const QByteArray body = R"({"name":"web-1","type":"application/vnd.vmware.vcloud.vm+json","status":8,
"href":"https://inner.example.com/api/vApp/vm-77777777-7777-7777-7777-777777777777","link":[
{"rel":"edit","href":"https://inner.example.com/api/vApp/vm-77777777-7777-7777-7777-777777777777","type":"application/vnd.vmware.vcloud.vm+xml","name":null,"model":null},
{"rel":"edit","href":"https://inner.example.com/api/vApp/vm-77777777-7777-7777-7777-777777777777","type":"application/vnd.vmware.vcloud.vm+json","name":null,"model":null},
{"rel":"deploy","href":"https://inner.example.com/api/vApp/vm-77777777-7777-7777-7777-777777777777/action/deploy","type":"application/vnd.vmware.vcloud.deployVAppParams+xml"}]})";
    const auto resource = read(body, "application/vnd.vmware.vcloud.vm+json");
    QVERIFY(resource);
    QCOMPARE(resource->links.size(), 2);
    QCOMPARE(std::count_if(resource->operations.begin(), resource->operations.end(),
                 [](const Operation &o) { return o.name == QLatin1String("edit"); }),
        1);
    QCOMPARE(
        named(*resource, QStringLiteral("edit"))->bodyType, QStringLiteral("application/vnd.vmware.vcloud.vm+json"));
    QCOMPARE(named(*resource, QStringLiteral("deploy"))->bodyType,
        QStringLiteral("application/vnd.vmware.vcloud.deployVAppParams+json"));
}

void CloudDirectorOperationsTest::sectionsAreEditedWhereTheyStand()
{
    const QByteArray section = "<ovf:OperatingSystemSection ns13:href=\"https://inner.example.com" + vmPath
        + "/operatingSystemSection/\">"
        + linkTo("edit", vmPath + "/operatingSystemSection/", "vcloud.operatingSystemSection")
        + "</ovf:OperatingSystemSection>";
    const auto resource = read(vm("8", "false", section));
    QVERIFY(resource);
    const auto found = std::find_if(resource->operations.begin(), resource->operations.end(),
        [](const Operation &o) { return o.offered && o.role == Operation::Role::Edit; });
    QVERIFY(found != resource->operations.end());
    QCOMPARE(found->place.text(), QStringLiteral("OperatingSystemSection"));
    QCOMPARE(found->method, QByteArray("PUT"));
}

void CloudDirectorOperationsTest::whatIsNotOfferedSaysWhy_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    QTest::newRow("state") << vm("4", "true", linkTo("power:powerOff", vmPath + "/power/action/powerOff"))
                           << "power:powerOn"
                           << "It is powered on; this needs it to be powered off or suspended.";
    QTest::newRow("busy") << vm("8", "false",
        R"(<Tasks><Task status="running" operation="Updating Virtual Machine web-1" operationName="vappUpdateVm" href="https://h/api/task/6f000000-0000-0000-0000-000000000001"/></Tasks>)")
                          << "power:powerOn"
                          << "It is busy: Updating Virtual Machine web-1";
    QTest::newRow("deployed") << vm("8", "true", {}) << "remove"
                              << "It is deployed; stop it first.";
    QTest::newRow("no snapshot") << vm("8", "false", "<SnapshotSection/>") << "snapshot:revertToCurrent"
                                 << "There is no snapshot.";
    QTest::newRow("no right") << vm("8", "false", {}) << "power:powerOn"
                              << "The server does not offer it: your role may not include it.";
    QTest::newRow("an old failure keeps nobody busy") << vm("4", "true",
        R"(<Tasks><Task status="error" operation="x" operationName="y" href="https://h/api/task/6f000000-0000-0000-0000-000000000001"/></Tasks>)")
                                                      << "discardState"
                                                      << "It is powered on; this needs it to be suspended.";
}

void CloudDirectorOperationsTest::whatIsNotOfferedSaysWhy()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, name);
    const auto resource = read(body);
    QVERIFY(resource);
    const Operation *operation = named(*resource, name);
    QVERIFY(operation);
    QVERIFY(!operation->offered);
    QTEST(operation->reason, "reason");
}

void CloudDirectorOperationsTest::workThatGoesOnIsKnown()
{
    const QByteArray task =
        R"(<Task status="running" operation="Updating" operationName="vappUpdateVm" href="https://h/api/task/6f000000-0000-0000-0000-000000000001"><Link rel="task:cancel" href="https://h/api/task/6f000000-0000-0000-0000-000000000001/action/cancel"/></Task>)";
    const auto resource = read(vm("8", "false", "<Tasks>" + task + "</Tasks>"));
    QVERIFY(resource);
    QCOMPARE(resource->tasks.size(), 1);
    QCOMPARE(resource->tasks.first().phase, TaskState::Phase::Running);
    const Operation *cancel = named(*resource, QStringLiteral("task:cancel"));
    QVERIFY(cancel && cancel->offered);
    QCOMPARE(cancel->label, QStringLiteral("Cancel: Updating"));
    QCOMPARE(cancel->place.text(), QStringLiteral("Tasks/Task"));
}

void CloudDirectorOperationsTest::objectsInsideKeepTheirOperationsToThemselves()
{
    const QByteArray body =
        R"(<VApp xmlns="http://www.vmware.com/vcloud/v1.5" status="4" deployed="true" name="shop" href="https://inner.example.com/api/vApp/vapp-33333333-3333-3333-3333-333333333333" type="application/vnd.vmware.vcloud.vApp+xml"><Children>)"
        + vm("4", "true", linkTo("power:reset", vmPath + "/power/action/reset")) + "</Children></VApp>";
    const auto resource = read(body, "application/vnd.vmware.vcloud.vapp+xml",
        QStringLiteral("/api/vApp/vapp-33333333-3333-3333-3333-333333333333"));
    QVERIFY(resource);
    QVERIFY(named(*resource, QStringLiteral("power:reset")));
    QVERIFY(!named(*resource, QStringLiteral("power:reset"))->offered);
}

void CloudDirectorOperationsTest::documentedOperationsAreAddedOnlyForThoseWhoMayEdit()
{
    const QByteArray owner =
        R"(<Owner type="application/vnd.vmware.vcloud.owner+xml"><User href="https://h/api/admin/user/1" name="ada"/></Owner>)";
    const QByteArray type = "application/vnd.vmware.vcloud.media+xml";
    const auto media = [&](const QByteArray &links) {
        return read("<Media xmlns=\"http://www.vmware.com/vcloud/v1.5\" name=\"iso\" "
                    "href=\"https://h/api/media/55555555-5555-5555-5555-555555555555\" type=\""
                + type + "\">" + links + owner + "</Media>",
            type, QStringLiteral("/api/media/55555555-5555-5555-5555-555555555555"));
    };
    const auto mine = media(linkTo("edit", "/api/media/55555555-5555-5555-5555-555555555555", "vcloud.media"));
    const Operation *change = named(*mine, QStringLiteral("owner:change"));
    QVERIFY(change);
    QCOMPARE(change->method, QByteArray("PUT"));
    QCOMPARE(change->href.path(), QStringLiteral("/api/media/55555555-5555-5555-5555-555555555555/owner"));
    QCOMPARE(change->bodyType, QStringLiteral("application/vnd.vmware.vcloud.owner+xml"));
    QCOMPARE(change->place.text(), QStringLiteral("Owner"));
    QVERIFY(!named(*media({}), QStringLiteral("owner:change")));
}

void CloudDirectorOperationsTest::cloudapiOffersWhatItsHeadersName()
{
    const QByteArray links =
        R"(<https://inner.example.com/cloudapi/1.0.0/orgs?page=2&pageSize=25>;rel="lastPage nextPage";type="application/json";model="Orgs" <https://inner.example.com/cloudapi/1.0.0/orgs>;rel="add";type="application/json";model="Org")";
    const auto page = read(R"({"resultTotal":30,"pageCount":2,"page":1,"pageSize":25,"values":[]})", "application/json",
        QStringLiteral("/cloudapi/1.0.0/orgs"), links);
    QVERIFY(page);
    QVERIFY(page->more);
    QCOMPARE(page->more->href().query(), QStringLiteral("page=2&pageSize=25"));
    const Operation *add = named(*page, QStringLiteral("add"));
    QVERIFY(add);
    QCOMPARE(add->method, QByteArray("POST"));
    QCOMPARE(add->bodyType, QStringLiteral("application/json"));
    QCOMPARE(add->label, QStringLiteral("Add org"));
}

void CloudDirectorOperationsTest::cloudapiWithoutHeadersGoesByConvention_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("methods");
    const QByteArray page = R"({"resultTotal":0,"pageCount":1,"page":1,"pageSize":25,"values":[]})";
    const QByteArray item = R"({"id":"urn:vcloud:role:44c20000-0000-0000-0000-000000000001","name":"x"})";
    QTest::newRow("known collection") << "/cloudapi/1.0.0/roles" << page << QStringList{QStringLiteral("POST")};
    QTest::newRow("known item") << "/cloudapi/1.0.0/roles/urn:vcloud:role:44c20000-0000-0000-0000-000000000001" << item
                                << QStringList{QStringLiteral("PUT"), QStringLiteral("DELETE")};
    QTest::newRow("read-only collection") << "/cloudapi/1.0.0/auditTrail" << page << QStringList();
    QTest::newRow("whole sets")
        << "/cloudapi/1.0.0/edgeGateways/urn:vcloud:gateway:44c20000-0000-0000-0000-000000000001/firewall/rules"
        << QByteArray(R"({"systemRules":null,"userDefinedRules":[]})") << QStringList{QStringLiteral("PUT")};
    QTest::newRow("unknown item") << "/cloudapi/1.0.0/gizmos/urn:vcloud:gizmo:44c20000-0000-0000-0000-000000000001"
                                  << item << QStringList{QStringLiteral("PUT"), QStringLiteral("DELETE")};
    QTest::newRow("unknown collection") << "/cloudapi/1.0.0/gizmos" << page << QStringList();
}

void CloudDirectorOperationsTest::cloudapiWithoutHeadersGoesByConvention()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    const auto resource = read(body, "application/json", path);
    QVERIFY(resource);
    QStringList found;
    for (const Operation &operation : resource->operations)
        found << QString::fromLatin1(operation.method);
    QTEST(found, "methods");
}

void CloudDirectorOperationsTest::requestsCarryWhatWasAsked()
{
    const auto resource = read("<AdminCatalog xmlns=\"http://www.vmware.com/vcloud/v1.5\" name=\"c\" "
                               "href=\"https://h/api/admin/catalog/88888888-8888-8888-8888-888888888888\" "
                               "type=\"application/vnd.vmware.admin.catalog+xml\">"
            + linkTo("remove", "/api/admin/catalog/88888888-8888-8888-8888-888888888888")
            + linkTo("publish", "/api/admin/catalog/88888888-8888-8888-8888-888888888888/action/publish",
                "admin.publishCatalogParams")
            + "</AdminCatalog>",
        "application/vnd.vmware.admin.catalog+xml");
    const Operation *remove = named(*resource, QStringLiteral("remove"));
    QVERIFY(remove);
    QCOMPARE(remove->parameters.size(), 2);
    const auto plain = m_platform.request(*remove, {}, {}, signedIn());
    QVERIFY(plain);
    QCOMPARE(plain->method(), QByteArray("DELETE"));
    QVERIFY(!plain->url().hasQuery());
    QVERIFY(!plain->headers().contains("Content-Type"));
    const auto forced =
        m_platform.request(*remove, {{QStringLiteral("force"), {QStringLiteral("true")}}}, {}, signedIn());
    QCOMPARE(forced->url().query(), QStringLiteral("force=true"));
    const auto publish = m_platform.request(*named(*resource, QStringLiteral("publish")), {}, "<x/>", signedIn());
    QCOMPARE(
        publish->headers().value("Content-Type"), QByteArray("application/vnd.vmware.admin.publishCatalogParams+xml"));
    QCOMPARE(publish->body(), QByteArray("<x/>"));
}

void CloudDirectorOperationsTest::requestsNameWhatIsMissing()
{
    Operation operation;
    operation.method = "POST";
    operation.href = QUrl(QStringLiteral("https://h/api/a/{key}"));
    Parameter key;
    key.in = Parameter::In::Path;
    key.field.name = QStringLiteral("key");
    key.field.isRequired = true;
    operation.parameters << key;
    const auto none = m_platform.request(operation, {}, {}, signedIn());
    QVERIFY(!none);
    QCOMPARE(none.error().kind(), Error::Kind::Invalid);
    QVERIFY(none.error().message().contains(QLatin1String("key")));
    const auto given =
        m_platform.request(operation, {{QStringLiteral("key"), {QStringLiteral("a/b c")}}}, {}, signedIn());
    QCOMPARE(given->url().toEncoded(), QByteArray("https://h/api/a/a%2Fb%20c"));
    operation.bodyType = QStringLiteral("application/json");
    QVERIFY(!m_platform.request(operation, {{QStringLiteral("key"), {QStringLiteral("a")}}}, {}, signedIn()));
}

QTEST_GUILESS_MAIN(CloudDirectorOperationsTest)
#include "tst_clouddirectoroperations.moc"
