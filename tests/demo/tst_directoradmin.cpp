// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace nephoscope::demo;

namespace {

constexpr const char *xml = "xmlns=\"http://www.vmware.com/vcloud/v1.5\"";

QByteArray mediaType(const QByteArray &name, const QByteArray &format)
{
    return "application/vnd.vmware.admin." + name + '+' + format;
}

/// The value of an element in an XML document; empty where there is none.
QByteArray textOf(const QByteArray &document, const QByteArray &element)
{
    const qsizetype start = document.indexOf('<' + element + '>');
    const qsizetype from = start + element.size() + 2;
    return start < 0 ? QByteArray() : document.mid(from, document.indexOf("</" + element + '>', from) - from);
}

} // namespace

/// Administration by the classic API.
class TestDirectorAdmin : public QObject {
    Q_OBJECT

private slots:
    void init();
    void offersWhatCanBeMade();
    void keepsUsers_data();
    void keepsUsers();
    void refusesUsers_data();
    void refusesUsers();
    void endsSessionsOfDisabledUsers();
    void locksAccountsAsThePolicySays();
    void passesOwnershipOn();
    void keepsGroups();
    void keepsRoles();
    void keepsSettings_data();
    void keepsSettings();
    void hidesPasswordsOfSettings();
    void limitsSimultaneousOperations();
    void keepsOrganizations();
    void keepsVdcs();
    void keepsTenantsOut_data();
    void keepsTenantsOut();
    void takesWholeDocumentsBack_data();
    void takesWholeDocumentsBack();

private:
    QByteArray organization(const QByteArray &name)
    {
        return hrefOf(m_provider->get("/api/org/").body, "Org", name).replace("/api/org/", "/api/admin/org/");
    }
    QByteArray role(const QByteArray &name)
    {
        return hrefOf(m_provider->get("/api/admin").body, "RoleReference", name);
    }
    QByteArray user(const QByteArray &name, const QByteArray &more = {}, const QByteArray &roleName = "vApp Author")
    {
        return QByteArray("<User ") + xml + " name=\"" + name + "\"><FullName>New " + name
            + "</FullName><IsEnabled>true</IsEnabled>" + more + "<Role href=\"" + role(roleName)
            + "\"/><Password>secret</Password></User>";
    }
    QByteArray create(const QByteArray &name)
    {
        const Received made =
            m_admin->send("POST", organization("acme") + "/users", user(name), mediaType("user", "xml"));
        return made.status == 201 ? made.header("Location") : QByteArray();
    }

    std::unique_ptr<Server> m_server;
    std::unique_ptr<Client> m_provider;
    std::unique_ptr<Client> m_admin;
};

void TestDirectorAdmin::init()
{
    SiteOptions site;
    site.speed = 50;
    m_server = startDirector(site);
    m_provider = std::make_unique<Client>(m_server->url());
    QCOMPARE(m_provider->signIn("administrator@System", "36.0"), 200);
    m_admin = std::make_unique<Client>(m_server->url());
    QCOMPARE(m_admin->signIn("ada@acme", "36.0"), 200);
}

void TestDirectorAdmin::offersWhatCanBeMade()
{
    const QByteArray tenant = m_admin->get(organization("acme")).body;
    const QByteArray provider = m_provider->get(organization("acme")).body;
    for (const char *type : {"admin.user+xml", "admin.group+xml", "admin.catalog+xml", "admin.role+xml"})
        QVERIFY2(tenant.contains(QByteArray("rel=\"add\"")) && tenant.contains(type), type);
    QVERIFY(!tenant.contains("admin.createVdcParams"));
    QVERIFY(provider.contains("admin.createVdcParams"));
    QVERIFY(!linkIn(provider, "disable").isEmpty());
}

void TestDirectorAdmin::keepsUsers_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("xml") << QByteArray("xml");
    QTest::newRow("json") << QByteArray("json");
}

void TestDirectorAdmin::keepsUsers()
{
    QFETCH(QByteArray, format);
    const QByteArray type = mediaType("user", format);
    QByteArray body = user("nina");
    if (format == "json")
        body = R"({"name":"nina","fullName":"New nina","isEnabled":true,"password":"secret","role":{"href":")"
            + role("vApp Author") + "\"}}";
    const Received made = m_admin->send("POST", organization("acme") + "/users", body, type);
    QCOMPARE(made.status, 201);
    const QByteArray address = made.header("Location");
    QCOMPARE(rootAttribute(made.body, "href"), address);
    QVERIFY(rootAttribute(made.body, "id").startsWith("urn:vcloud:user:"));
    QVERIFY(!made.body.contains("secret"));
    Client nina(m_server->url());
    QCOMPARE(nina.signIn("nina@acme", "36.0", "xml", "secret"), 200);
    QVERIFY(m_admin->get(organization("acme")).body.contains(address));
    QVERIFY(m_admin->get("/api/query?type=user").body.contains("name=\"nina\""));

    QByteArray whole = m_admin->get(address).body;
    whole.replace("<FullName>New nina", "<FullName>Nina Ray").replace("<IsEnabled>true", "<IsEnabled>false");
    const Received changed = m_admin->send("PUT", address, whole, mediaType("user", "xml"));
    QCOMPARE(changed.status, 200);
    QCOMPARE(textOf(changed.body, "FullName"), QByteArray("Nina Ray"));
    QCOMPARE(nina.signIn("nina@acme", "36.0", "xml", "secret"), 401);

    QCOMPARE(m_admin->send("DELETE", address).status, 204);
    QCOMPARE(m_admin->get(address).status, 403);
    QVERIFY(!m_admin->get("/api/query?type=user").body.contains("name=\"nina\""));
    QVERIFY(!create("nina").isEmpty()); // the name is free again
}

void TestDirectorAdmin::refusesUsers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    const QByteArray open = QByteArray("<User ") + xml;
    const QByteArray right = mediaType("user", "xml");
    const auto row = [](const char *name, const QByteArray &body, const QByteArray &type, int status,
                         const char *code) { QTest::newRow(name) << body << type << status << QByteArray(code); };
    const QByteArray missing = "<Role href=\"http://x/api/admin/role/00000000-0000-4000-8000-000000000001\"/>";
    row("name of another", open + " name=\"ADA\"><IsEnabled>true</IsEnabled>@ROLE<Password>x</Password></User>", right,
        400, "DUPLICATE_NAME");
    row("no name", open + "><IsEnabled>true</IsEnabled>@ROLE<Password>x</Password></User>", right, 400, "BAD_REQUEST");
    row("no role", open + " name=\"u\"><Password>x</Password></User>", right, 400, "BAD_REQUEST");
    row("unknown role", open + " name=\"u\">" + missing + "<Password>x</Password></User>", right, 403,
        "ACCESS_TO_RESOURCE_IS_FORBIDDEN");
    row("no password", open + " name=\"u\">@ROLE</User>", right, 400, "BAD_REQUEST");
    row("order", open + " name=\"u\"><Password>x</Password>@ROLE</User>", right, 400, "BAD_REQUEST");
    row("no truth value", open + " name=\"u\"><IsEnabled>maybe</IsEnabled>@ROLE</User>", right, 400, "BAD_REQUEST");
    row("other element", QByteArray("<Group ") + xml + " name=\"u\"/>", right, 400, "BAD_REQUEST");
    row("other namespace", "<User name=\"u\"/>", right, 400, "BAD_REQUEST");
    row("no XML", "{", right, 400, "BAD_REQUEST");
    row("other media type", open + "/>", "application/xml", 415, "UNSUPPORTED_MEDIA_TYPE");
    row("no media type", open + "/>", "", 415, "UNSUPPORTED_MEDIA_TYPE");
}

void TestDirectorAdmin::refusesUsers()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    body.replace("@ROLE", "<Role href=\"" + role("vApp Author") + "\"/>");
    const Received received = m_admin->send("POST", organization("acme") + "/users", body, type);
    QCOMPARE(received.status, status);
    QCOMPARE(rootAttribute(received.body, "minorErrorCode"), code);
    QCOMPARE(rootAttribute(received.body, "majorErrorCode").toInt(), status);
}

void TestDirectorAdmin::endsSessionsOfDisabledUsers()
{
    const QByteArray address = create("omar");
    Client omar(m_server->url());
    QCOMPARE(omar.signIn("omar@acme", "36.0", "xml", "secret"), 200);
    QCOMPARE(omar.get(address).status, 200); // of oneself
    QCOMPARE(omar.send("DELETE", address).status, 403);
    QCOMPARE(m_admin->send("DELETE", address).status, 400); // enabled
    const QByteArray disabled = user("omar").replace("<IsEnabled>true", "<IsEnabled>false");
    QCOMPARE(m_admin->send("PUT", address, disabled, mediaType("user", "xml")).status, 200);
    const Received ended = omar.get(address);
    QCOMPARE(ended.status, 401);
    QVERIFY(ended.body.isEmpty());
}

void TestDirectorAdmin::locksAccountsAsThePolicySays()
{
    const QByteArray address = create("pia");
    const QByteArray policy = QByteArray("<OrgPasswordPolicySettings ") + xml
        + "><AccountLockoutEnabled>true</AccountLockoutEnabled><InvalidLoginsBeforeLockout>2"
          "</InvalidLoginsBeforeLockout><AccountLockoutIntervalMinutes>10</AccountLockoutIntervalMinutes>"
          "</OrgPasswordPolicySettings>";
    Client pia(m_server->url());
    for (int i = 0; i < 4; ++i)
        QCOMPARE(pia.signIn("pia@acme", "36.0", "xml", "wrong"), 401);
    QCOMPARE(pia.signIn("pia@acme", "36.0", "xml", "secret"), 200); // no lock by default
    QCOMPARE(m_admin
                 ->send("PUT", organization("acme") + "/settings/passwordPolicy", policy,
                     mediaType("organizationPasswordPolicySettings", "xml"))
                 .status,
        200);
    QCOMPARE(pia.signIn("pia@acme", "36.0", "xml", "wrong"), 401);
    QCOMPARE(pia.signIn("pia@acme", "36.0", "xml", "wrong"), 401);
    QCOMPARE(pia.signIn("pia@acme", "36.0", "xml", "secret"), 401);
    const QByteArray locked = m_admin->get(address).body;
    QCOMPARE(textOf(locked, "IsLocked"), QByteArray("true"));
    QCOMPARE(m_admin->send("POST", linkIn(locked, "unlock")).status, 204);
    QCOMPARE(pia.signIn("pia@acme", "36.0", "xml", "secret"), 200);
}

void TestDirectorAdmin::passesOwnershipOn()
{
    const QByteArray bo = hrefOf(m_admin->get(organization("acme")).body, "UserReference", "ada");
    const QByteArray vapps = "/api/query?type=vApp&filter=ownerName==ada";
    const int owned = rootAttribute(m_admin->get(vapps).body, "total").toInt();
    QVERIFY(owned > 0);
    QCOMPARE(m_provider->send("POST", bo + "/action/takeOwnership").status, 204);
    QCOMPARE(rootAttribute(m_admin->get(vapps).body, "total"), QByteArray("0"));
}

void TestDirectorAdmin::keepsGroups()
{
    const QByteArray body = QByteArray("<Group ") + xml
        + " name=\"testers\"><NameInSource>testers</NameInSource><ProviderType>SAML</ProviderType><Role href=\""
        + role("vApp Author") + "\"/></Group>";
    const QByteArray type = mediaType("group", "xml");
    const Received made = m_admin->send("POST", organization("acme") + "/groups", body, type);
    QCOMPARE(made.status, 201);
    QCOMPARE(m_admin->send("POST", organization("acme") + "/groups", body, type).status, 400);
    const QByteArray address = made.header("Location");
    QByteArray whole = m_admin->get(address).body;
    whole.replace("<Description", "<Description>Who test</Description><!-- ")
        .replace("<NameInSource", " --><NameInSource");
    const Received changed = m_admin->send("PUT", address, whole, type);
    QCOMPARE(changed.status, 200);
    QCOMPARE(textOf(changed.body, "Description"), QByteArray("Who test"));
    QCOMPARE(m_admin->send("DELETE", address).status, 204);
    QCOMPARE(m_admin->get(address).status, 403);
}

void TestDirectorAdmin::keepsRoles()
{
    const QByteArray right = hrefOf(m_provider->get("/api/admin").body, "RightReference", "vApp: Power Operations");
    const QByteArray body = QByteArray("<Role ") + xml + " name=\"Operator\"><Description>Switches</Description>"
        + "<RightReferences><RightReference href=\"" + right + "\"/></RightReferences></Role>";
    const QByteArray type = mediaType("role", "xml");
    const Received made = m_admin->send("POST", organization("acme") + "/roles", body, type);
    QCOMPARE(made.status, 201);
    const QByteArray address = made.header("Location");
    QCOMPARE(made.body.count("<RightReference "), 1);
    Client other(m_server->url());
    QCOMPARE(other.signIn("dana@globex", "36.0"), 200);
    QCOMPARE(other.get(address).status, 403); // another tenant's
    QVERIFY(!other.get("/api/query?type=role").body.contains("Operator"));
    QVERIFY(m_provider->get("/api/query?type=adminRole").body.contains("name=\"Operator\""));
    const QByteArray empty = QByteArray("<Role ") + xml + " name=\"Operator\"><RightReferences/></Role>";
    QCOMPARE(m_admin->send("PUT", address, empty, type).body.count("<RightReference "), 0);
    QCOMPARE(m_admin->send("PUT", role("vApp Author"), body, type).status, 403); // comes with the site
    const QByteArray userBody = user("rita", {}, "vApp Author").replace(role("vApp Author"), address);
    QCOMPARE(m_admin->send("POST", organization("acme") + "/users", userBody, mediaType("user", "xml")).status, 201);
    QCOMPARE(m_admin->send("DELETE", address).status, 409); // in use
    QCOMPARE(m_admin
                 ->send("POST", organization("acme") + "/users", user("sam", {}, "System Administrator"),
                     mediaType("user", "xml"))
                 .status,
        403); // more than one has oneself
}

void TestDirectorAdmin::keepsSettings_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("was"); // a part of what is shown
    QTest::addColumn<QByteArray>("becomes");
    const auto row = [](const char *path, const char *was, const char *becomes) {
        QTest::newRow(path) << QByteArray(path) << QByteArray(was) << QByteArray(becomes);
    };
    row("general", "<DeployedVMQuota>0<", "<DeployedVMQuota>7<");
    row("vAppLeaseSettings", "<DeploymentLeaseSeconds>604800<", "<DeploymentLeaseSeconds>3600<");
    row("vAppTemplateLeaseSettings", "<StorageLeaseSeconds>7776000<", "<StorageLeaseSeconds>0<");
    row("ldap", "<OrgLdapMode>NONE<", "<OrgLdapMode>SYSTEM<");
    row("email", "<IsDefaultOrgEmail>true<", "<IsDefaultOrgEmail>false<");
    row("passwordPolicy", "<InvalidLoginsBeforeLockout>5<", "<InvalidLoginsBeforeLockout>3<");
    row("operationLimitsSettings", "<OperationsPerUser>0<", "<OperationsPerUser>9<");
    row("federation", "<Enabled>false<", "<Enabled>true<");
    row("oauth", "<Enabled>false<", "<Enabled>true<");
    row("guestPersonalizationSettings", "<AllowDomainSettings>true<", "<AllowDomainSettings>false<");
}

void TestDirectorAdmin::keepsSettings()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, was);
    QFETCH(QByteArray, becomes);
    const QByteArray address = organization("acme") + "/settings/" + path;
    QByteArray whole = m_admin->get(address).body;
    QVERIFY2(whole.contains(was), whole.constData());
    const QByteArray type = rootAttribute(whole, "type");
    QCOMPARE(m_admin->send("PUT", address, whole.replace(was, becomes), type).status, 200);
    QVERIFY(m_admin->get(address).body.contains(becomes));
    QVERIFY(m_provider->get(organization("globex") + "/settings/" + path).body.contains(was)); // only there
    Client json(m_server->url());
    QCOMPARE(json.signIn("ada@acme", "36.0", "json"), 200);
    QByteArray object = json.get(address).body;
    const QByteArray jsonType = QByteArray(type).replace("+xml", "+json");
    QCOMPARE(json.send("PUT", address, object, jsonType).status, 200); // the same again, as JSON
    QVERIFY(m_admin->get(address).body.contains(becomes));
    Client author(m_server->url());
    QCOMPARE(author.signIn("bo@acme", "36.0"), 200);
    QCOMPARE(author.send("PUT", address, whole, type).status, 403);
}

void TestDirectorAdmin::hidesPasswordsOfSettings()
{
    const QByteArray address = organization("acme") + "/settings/guestPersonalizationSettings";
    const QByteArray body = QByteArray("<OrgGuestPersonalizationSettings ") + xml
        + "><DomainUsername>joiner</DomainUsername><DomainPassword>hush</DomainPassword>"
          "</OrgGuestPersonalizationSettings>";
    const Received put = m_admin->send("PUT", address, body, mediaType("guestPersonalizationSettings", "xml"));
    QCOMPARE(put.status, 200);
    QVERIFY(put.body.contains("joiner"));
    QVERIFY(!put.body.contains("hush"));
}

void TestDirectorAdmin::limitsSimultaneousOperations()
{
    SiteOptions slow;
    slow.speed = 0.01;
    const auto server = startDirector(slow);
    Client provider(server->url());
    QCOMPARE(provider.signIn("administrator@System", "36.0"), 200);
    const QByteArray acme =
        hrefOf(provider.get("/api/org/").body, "Org", "acme").replace("/api/org/", "/api/admin/org/");
    const QByteArray limits = QByteArray("<OrgOperationLimitsSettings ") + xml
        + "><OperationsPerUser>2</OperationsPerUser></OrgOperationLimitsSettings>";
    QCOMPARE(provider
                 .send("PUT", acme + "/settings/operationLimitsSettings", limits,
                     mediaType("operationLimitsSettings", "xml"))
                 .status,
        200);
    Client bo(server->url());
    QCOMPARE(bo.signIn("bo@acme", "36.0"), 200);
    QList<QByteArray> answers;
    const QStringList vms = addressesIn(bo.get("/api/query?type=vm&filter=status==POWERED_OFF;isVAppTemplate==false"));
    for (const QString &vm : vms) {
        if (!vm.contains(QLatin1String("/vApp/vm-")))
            continue;
        const Received on = bo.send("POST", vm.toUtf8() + "/power/action/powerOn");
        answers.append(on.status == 202 ? "202" : rootAttribute(on.body, "minorErrorCode"));
    }
    QVERIFY2(answers.count("202") == 2 && answers.contains("OPERATION_LIMITS_EXCEEDED"), answers.join(' ').constData());
}

void TestDirectorAdmin::keepsOrganizations()
{
    const QByteArray type = mediaType("organization", "xml");
    const QByteArray body = QByteArray("<AdminOrg ") + xml
        + " name=\"hooli\"><Description>d</Description><FullName>Hooli Inc.</FullName><IsEnabled>true</IsEnabled>"
          "<Settings><OrgGeneralSettings><DeployedVMQuota>4</DeployedVMQuota></OrgGeneralSettings></Settings></"
          "AdminOrg>";
    QCOMPARE(m_admin->send("POST", "/api/admin/orgs", body, type).status, 403);
    const Received made = m_provider->send("POST", "/api/admin/orgs", body, type);
    QCOMPARE(made.status, 201);
    const QByteArray address = made.header("Location");
    QVERIFY(made.body.contains("<DeployedVMQuota>4<"));
    QCOMPARE(m_provider->send("POST", "/api/admin/orgs", body, type).status, 400); // the name is taken
    QVERIFY(m_provider->get("/api/org/").body.contains("name=\"hooli\""));
    QCOMPARE(m_provider->send("DELETE", address).status, 409); // enabled
    QCOMPARE(m_provider->send("POST", address + "/action/disable").status, 204);
    QCOMPARE(textOf(m_provider->get(address).body, "IsEnabled"), QByteArray("false"));
    QCOMPARE(m_provider->send("DELETE", address + "?force=true&recursive=true").status, 204);
    QCOMPARE(m_provider->get(address).status, 403);
    // One with everything in it goes with everything.
    const QByteArray globex = organization("globex");
    QCOMPARE(m_provider->send("POST", globex + "/action/disable").status, 204);
    Client dana(m_server->url());
    QCOMPARE(dana.signIn("dana@globex", "36.0"), 401);
    QCOMPARE(m_provider->send("DELETE", globex).status, 409); // not empty
    QCOMPARE(m_provider->send("DELETE", globex + "?recursive=true&force=true").status, 400); // something goes on in it
    const QStringList tasks = addressesIn(m_provider->get("/api/tasksList/" + globex.right(36)));
    for (const QString &task : tasks.filter(QStringLiteral("/task/")))
        m_provider->send("POST", task.toUtf8() + "/action/cancel");
    const auto isGone = [&] {
        m_provider->send("DELETE", globex + "?recursive=true&force=true");
        return m_provider->get(globex).status == 403;
    };
    QTRY_VERIFY(isGone());
    QVERIFY(!m_provider->get("/api/query?type=adminOrgVdc").body.contains("globex"));
    for (const char *each : {"adminTask", "adminEvent", "adminUser", "adminCatalog", "adminVM", "adminMedia"})
        QCOMPARE(m_provider->get(QByteArray("/api/query?pageSize=128&type=") + each).status, 200);
}

void TestDirectorAdmin::keepsVdcs()
{
    const QByteArray provider = hrefOf(m_provider->get("/api/admin").body, "ProviderVdcReference", "pvdc-north");
    const QByteArray body = QByteArray("<CreateVdcParams ") + xml
        + " name=\"acme-new\"><AllocationModel>AllocationPool</AllocationModel><ComputeCapacity><Cpu><Units>MHz</Units>"
          "<Allocated>5000</Allocated><Limit>5000</Limit></Cpu><Memory><Units>MB</Units><Allocated>8192</Allocated>"
          "<Limit>8192</Limit></Memory></ComputeCapacity><IsEnabled>true</IsEnabled><VdcStorageProfile><Units>MB</"
          "Units>"
          "<Limit>1024</Limit><Default>true</Default><ProviderVdcStorageProfile href=\"x\" name=\"Gold\"/>"
          "</VdcStorageProfile><ProviderVdcReference href=\""
        + provider + "\"/></CreateVdcParams>";
    const QByteArray type = mediaType("createVdcParams", "xml");
    const QByteArray list = organization("acme") + "/vdcsparams";
    QCOMPARE(m_admin->send("POST", list, body, type).status, 403);
    const Received made = m_provider->send("POST", list, body, type);
    QCOMPARE(made.status, 201);
    const QByteArray address = made.header("Location");
    QTRY_VERIFY(!m_provider->get(address).body.contains("<Task "));
    QVERIFY(made.body.contains("<Allocated>5000<"));
    QVERIFY(m_admin->get("/api/query?type=orgVdc").body.contains("acme-new"));
    QVERIFY(m_admin->get(address + "/vdcStorageProfiles").body.contains("name=\"Gold\""));
    QByteArray whole = m_provider->get(address).body;
    whole.replace("name=\"acme-new\"", "name=\"acme-newer\"");
    QCOMPARE(m_provider->send("PUT", address, whole, mediaType("vdc", "xml")).status, 202);
    QTRY_COMPARE(rootAttribute(m_provider->get(address).body, "name"), QByteArray("acme-newer"));
    QCOMPARE(m_provider->send("DELETE", address).status, 409); // enabled
    QCOMPARE(m_provider->send("POST", address + "/action/disable").status, 204);
    QCOMPARE(m_provider->send("DELETE", address).status, 202);
    QTRY_COMPARE(m_provider->get(address).status, 403);
}

void TestDirectorAdmin::keepsTenantsOut_data()
{
    QTest::addColumn<QByteArray>("who");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("address"); // after that of globex
    const auto row = [](const char *who, const char *method, const char *address) {
        QTest::addRow("%s %s %s", who, method, address) << QByteArray(who) << QByteArray(method) << QByteArray(address);
    };
    for (const char *who : {"ada@acme", "eli@globex", "fay@globex"}) {
        row(who, "POST", "/users");
        row(who, "POST", "/groups");
        row(who, "POST", "/roles");
        row(who, "POST", "/vdcsparams");
        row(who, "POST", "/catalogs");
        row(who, "PUT", "");
        row(who, "DELETE", "");
        row(who, "PUT", "/settings/general");
        row(who, "POST", "/action/disable");
    }
}

void TestDirectorAdmin::keepsTenantsOut()
{
    QFETCH(QByteArray, who);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, address);
    Client client(m_server->url());
    QCOMPARE(client.signIn(who, "36.0"), 200);
    const Received received =
        client.send(method, organization("globex") + address, user("x"), mediaType("user", "xml"));
    QCOMPARE(received.status, 403);
    QCOMPARE(rootAttribute(received.body, "minorErrorCode"), QByteArray("ACCESS_TO_RESOURCE_IS_FORBIDDEN"));
}

void TestDirectorAdmin::takesWholeDocumentsBack_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("xml") << QByteArray("xml");
    QTest::newRow("json") << QByteArray("json");
}

void TestDirectorAdmin::takesWholeDocumentsBack()
{
    QFETCH(QByteArray, format);
    Client client(m_server->url());
    QCOMPARE(client.signIn("administrator@System", "36.0", format), 200);
    const QByteArray acme = m_provider->get(organization("acme")).body;
    const QByteArray vdc = hrefOf(acme, "Vdc", "acme-test");
    QList<QByteArray> addresses{organization("acme"), organization("acme") + "/settings", vdc,
        hrefOf(acme, "UserReference", "bo"), hrefOf(acme, "GroupReference", "acme-operators"),
        hrefOf(acme, "CatalogReference", "acme-images")};
    for (const QByteArray &address : addresses) {
        const Received got = client.get(address);
        const QByteArray type = format == "xml" ? rootAttribute(got.body, "type")
                                                : got.json().value(QStringLiteral("type")).toString().toUtf8();
        const Received put = client.send("PUT", address, got.body, type);
        QVERIFY2(put.status == 200 || put.status == 202, (address + ' ' + put.body).constData());
        QTRY_VERIFY(!client.get(address).body.contains("\"running\""));
    }
}

QTEST_GUILESS_MAIN(TestDirectorAdmin)
#include "tst_directoradmin.moc"
