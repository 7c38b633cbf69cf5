// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/clouddirector.h"
#include "platform/transfer.h"

#include <QTest>

using namespace nephoscope;

namespace {

const QByteArray space = "http://www.vmware.com/vcloud/v1.5";

Access signedIn(const char *version = "36.0", bool provider = false)
{
    Access access;
    access.apiVersion = QLatin1String(version);
    access.isComplete = true;
    access.isProvider = provider;
    access.loginUrl = QUrl(QStringLiteral("https://public.example.com/api/sessions"));
    return access;
}

Operation taking(const char *type)
{
    Operation operation;
    operation.method = "POST";
    operation.href = QUrl(QStringLiteral("https://vcd.example.com/api/x"));
    operation.bodyType = QStringLiteral("application/vnd.vmware.") + QLatin1String(type);
    return operation;
}

QStringList pathsOf(const QList<Request> &requests)
{
    QStringList paths;
    for (const Request &request : requests)
        paths << request.url().toString();
    return paths;
}

Resource read(const CloudDirector &platform, const QByteArray &body, const QByteArray &type, const QByteArray &path,
    const Access &access = signedIn())
{
    const QUrl url(QStringLiteral("https://vcd.example.com") + QString::fromLatin1(path));
    const auto resource = platform.resource(Ref(url, {}), Reply(200, body, type, url), access);
    return resource ? *resource : Resource();
}

const QByteArray mediaPath = "/api/media/55555555-5555-5555-5555-555555555555";

} // namespace

/// Bodies to begin with, the published schema, files on their way, and what hangs below what.
class CloudDirectorWritingTest : public QObject {
    Q_OBJECT
private slots:
    void bodiesBeginWithWhatIsUsual_data();
    void bodiesBeginWithWhatIsUsual();
    void schemaIsAskedForWhereTheVersionHasIt_data();
    void schemaIsAskedForWhereTheVersionHasIt();
    void schemaListsLeadToTheirDocuments_data();
    void schemaListsLeadToTheirDocuments();
    void brokenSchemaDocumentsCostOnlyThemselves();
    void filesAreKnownWithSizeAndProgress_data();
    void filesAreKnownWithSizeAndProgress();
    void filesTravelInPiecesAndGoOn();
    void organizationsShowTheirPeople();
    void providersSeeThoseOfThatOrganizationOnly();
    void openObjectsLeadToTheirParts();
    void providerCollectionsAreForProviders();

private:
    CloudDirector m_platform;
};

void CloudDirectorWritingTest::bodiesBeginWithWhatIsUsual_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("root");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::newRow("XML attribute") << "vcloud.deployVAppParams+xml"
                                   << "DeployVAppParams"
                                   << "@powerOn"
                                   << "true";
    QTest::newRow("XML element") << "vcloud.undeployVAppParams+xml"
                                 << "UndeployVAppParams"
                                 << "UndeployPowerAction"
                                 << "powerOff";
    QTest::newRow("JSON boolean") << "vcloud.deployVAppParams+json" << QString() << "powerOn"
                                  << "true";
    QTest::newRow("JSON number") << "vcloud.diskCreateParams+json" << QString() << "disk/sizeMb"
                                 << "1024";
    QTest::newRow("nothing known") << "vcloud.frobParams+xml"
                                   << "FrobParams" << QString() << QString();
}

void CloudDirectorWritingTest::bodiesBeginWithWhatIsUsual()
{
    QFETCH(QString, type);
    QFETCH(QString, path);
    const Document body = m_platform.emptyBody(taking(type.toLatin1().constData()), signedIn());
    QVERIFY(!body.isNull());
    QTEST(body.root().name(), "root");
    if (body.isXml())
        QCOMPARE(body.root().namespaceUri(), QString::fromLatin1(space));
    if (!path.isEmpty())
        QTEST(body.root().at(Path(path)).text(), "value");
    QVERIFY(m_platform.emptyBody(Operation(), signedIn()).isNull());
}

void CloudDirectorWritingTest::schemaIsAskedForWhereTheVersionHasIt_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("path");
    QTest::newRow("5.5") << "5.5"
                         << "/api/v1.5/schema/master.xsd";
    QTest::newRow("32.0") << "32.0"
                          << "/api/v1.5/schema/master.xsd";
    QTest::newRow("33.0") << "33.0"
                          << "/api/schema";
    QTest::newRow("39.1") << "39.1"
                          << "/api/schema";
}

void CloudDirectorWritingTest::schemaIsAskedForWhereTheVersionHasIt()
{
    QFETCH(QString, version);
    QFETCH(QString, path);
    QCOMPARE(pathsOf(m_platform.schemaRequests(signedIn(qPrintable(version)))), QStringList{path});
}

void CloudDirectorWritingTest::schemaListsLeadToTheirDocuments_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("paths");
    const QStringList both{QStringLiteral("/api/v1.5/schema/vApp.xsd"), QStringLiteral("/api/v1.5/schema/common.xsd")};
    QTest::newRow("list") << QByteArray(
        R"(<SchemaResources xmlns="http://www.vmware.com/vcloud/v1.5"><Link rel="down" href="http://public.example.com/api/v1.5/schema/vApp.xsd"/><Link rel="down" href="/api/v1.5/schema/common.xsd"/><Link rel="down" href="http://public.example.com/api/v1.5/schema/vApp.xsd"/></SchemaResources>)")
                          << both;
    QTest::newRow("list in JSON") << QByteArray(
        R"({"link":[{"rel":"down","href":"https://public.example.com/api/v1.5/schema/vApp.xsd"},{"rel":"down","href":"/api/v1.5/schema/common.xsd"}]})")
                                  << both;
    QTest::newRow("includes") << QByteArray(
        R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="vApp.xsd"/><xs:include schemaLocation="http://public.example.com/api/v1.5/schema/common.xsd"/><xs:import namespace="urn:x" schemaLocation="http://elsewhere.example.com/x.xsd"/></xs:schema>)")
                              << both;
    QTest::newRow("neither") << QByteArray("<html/>") << QStringList();
}

void CloudDirectorWritingTest::schemaListsLeadToTheirDocuments()
{
    QFETCH(QByteArray, body);
    const Request request = Request::get(QUrl(QStringLiteral("https://vcd.example.com/api/v1.5/schema/master.xsd")));
    const auto further = m_platform.schemaRequestsIn(request, Reply(200, body, {}, request.url()), signedIn());
    QTEST(pathsOf(further), "paths");
}

void CloudDirectorWritingTest::brokenSchemaDocumentsCostOnlyThemselves()
{
    const Request request = Request::get(QUrl(QStringLiteral("https://vcd.example.com/api/v1.5/schema/vApp.xsd")));
    const auto part = [&](const QByteArray &body) { return m_platform.schemaPart(request, Reply(200, body)); };
    QVERIFY(!part("<html>"));
    QCOMPARE(part("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">").error().kind(), Error::Kind::Malformed);
    const auto good = part("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"" + space
        + "\"><xs:complexType name=\"FrobType\"><xs:attribute name=\"power\" "
          "type=\"xs:int\"/></xs:complexType></xs:schema>");
    QVERIFY(good);
    QCOMPARE(good->types.size(), 1);
    QCOMPARE(good->types.first().name, QStringLiteral("FrobType"));
}

void CloudDirectorWritingTest::filesAreKnownWithSizeAndProgress_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("XML") << "<Media xmlns=\"" + space + "\" name=\"iso\" status=\"0\" href=\"https://h" + mediaPath
            + R"("><Files><File name="file" size="52428800" bytesTransferred="1048576"><Link rel="upload:default" href="https://h/transfer/1/file"/><Link rel="upload:alternate" href="http://h/transfer/1/file"/></File></Files></Media>)"
                         << QByteArray("application/vnd.vmware.vcloud.media+xml");
    QTest::newRow("JSON") << R"({"name":"iso","status":0,"href":"https://h)" + mediaPath
            + R"(","files":{"file":[{"name":"file","size":52428800,"bytesTransferred":1048576,"link":[{"rel":"upload:default","href":"https://h/transfer/1/file","type":null}]}]}})"
                          << QByteArray("application/vnd.vmware.vcloud.media+json");
}

void CloudDirectorWritingTest::filesAreKnownWithSizeAndProgress()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    const auto transfers = m_platform.transfers(read(m_platform, body, type, mediaPath));
    QCOMPARE(transfers.size(), 1);
    QCOMPARE(transfers.first().direction, Transfer::Direction::Upload);
    QCOMPARE(transfers.first().name, QStringLiteral("file"));
    QCOMPARE(transfers.first().size, 52428800);
    QCOMPARE(transfers.first().transferred, 1048576);
    QCOMPARE(transfers.first().href.path(), QStringLiteral("/transfer/1/file"));
    QVERIFY(!transfers.first().isDone());
}

void CloudDirectorWritingTest::filesTravelInPiecesAndGoOn()
{
    Transfer transfer;
    transfer.href = QUrl(QStringLiteral("https://h/transfer/1/file"));
    transfer.name = QStringLiteral("file");
    const Request whole = uploadOf(transfer, "0123456789", 0, 10);
    QCOMPARE(whole.method(), QByteArray("PUT"));
    QVERIFY(!whole.headers().contains("Content-Range"));
    QCOMPARE(uploadOf(transfer, "0123", 0, 10).headers().value("Content-Range"), QByteArray("bytes 0-3/10"));
    QCOMPARE(uploadOf(transfer, "89", 8, 10).headers().value("Content-Range"), QByteArray("bytes 8-9/10"));
    QCOMPARE(downloadOf(transfer, 5).headers().value("Range"), QByteArray("bytes=5-"));
    QVERIFY(!downloadOf(transfer, 0).headers().contains("Range"));
    Reply part(206, "56789");
    part.headers().set("Content-Range", "bytes 5-9/10");
    QCOMPARE(startOf(part), std::optional<qint64>(5));
    QCOMPARE(startOf(Reply(200, "0123456789")), std::optional<qint64>(0));
    QVERIFY(!startOf(Reply(404, {})));
    QVERIFY(isSentAgain(416) && !isSentAgain(403));
    Transfer now = transfer;
    now.size = 10;
    now.transferred = 4;
    QCOMPARE(resumed(transfer, {now})->transferred, 4);
    now.transferred = 10;
    QVERIFY(!resumed(transfer, {now}));
    QVERIFY(!resumed(transfer, {}));
}

void CloudDirectorWritingTest::organizationsShowTheirPeople()
{
    const QByteArray path = "/api/org/22222222-2222-2222-2222-222222222222";
    const auto organization = [&](const QByteArray &links) {
        return read(m_platform,
            "<Org xmlns=\"" + space + "\" name=\"acme\" href=\"https://vcd.example.com" + path
                + "\" type=\"application/vnd.vmware.vcloud.org+xml\">" + links + "</Org>",
            "application/vnd.vmware.vcloud.org+xml", path);
    };
    const Resource own =
        organization("<Link rel=\"alternate\" type=\"application/vnd.vmware.admin.organization+xml\" "
                     "href=\"https://vcd.example.com/api/admin/org/22222222-2222-2222-2222-222222222222\"/>");
    QStringList lists;
    for (const Ref &child : own.children)
        lists << child.href().query();
    QVERIFY2(lists.contains(QLatin1String("type=user&format=records")), qPrintable(lists.join(QLatin1Char(' '))));
    QVERIFY(lists.contains(QLatin1String("type=group&format=records")));
    QVERIFY(!lists.contains(QLatin1String("type=event&format=records"))); // the audit trail tells them
    QVERIFY(organization({}).children.isEmpty()); // who does not administrate it is not led there
}

void CloudDirectorWritingTest::providersSeeThoseOfThatOrganizationOnly()
{
    const QByteArray path = "/api/org/22222222-2222-2222-2222-222222222222";
    const QByteArray body = "<Org xmlns=\"" + space + "\" name=\"acme\" href=\"https://vcd.example.com" + path
        + "\" type=\"application/vnd.vmware.vcloud.org+xml\"><Link rel=\"alternate\" "
          "type=\"application/vnd.vmware.admin.organization+xml\" "
          "href=\"https://vcd.example.com/api/admin/org/22222222-2222-2222-2222-222222222222\"/></Org>";
    const Resource resource =
        read(m_platform, body, "application/vnd.vmware.vcloud.org+xml", path, signedIn("36.0", true));
    QVERIFY(!resource.children.isEmpty());
    for (const Ref &child : resource.children) {
        QVERIFY2(child.href().query().contains(QLatin1String("type=admin")), qPrintable(child.href().toString()));
        QVERIFY(child.href().query().contains(QLatin1String("22222222-2222-2222-2222-222222222222")));
    }
}

void CloudDirectorWritingTest::openObjectsLeadToTheirParts()
{
    const QByteArray path = "/cloudapi/1.0.0/edgeGateways/urn:vcloud:gateway:99999999-9999-9999-9999-999999999999";
    const Resource resource = read(m_platform,
        R"({"id":"urn:vcloud:gateway:99999999-9999-9999-9999-999999999999","name":"gw"})", "application/json", path);
    const bool hasRules = std::any_of(resource.links.begin(), resource.links.end(),
        [](const Link &link) { return link.href.path().endsWith(QLatin1String("/firewall/rules")); });
    QVERIFY(hasRules);
    QVERIFY(resource.children.isEmpty());
}

void CloudDirectorWritingTest::providerCollectionsAreForProviders()
{
    Profile profile;
    profile.url = QUrl(QStringLiteral("https://vcd.example.com/"));
    const auto hasVcenters = [&](const Access &access) {
        const QList<Ref> roots = m_platform.roots(profile, access);
        return std::any_of(roots.begin(), roots.end(),
            [](const Ref &root) { return root.href().path().endsWith(QLatin1String("/virtualCenters")); });
    };
    QVERIFY(hasVcenters(signedIn("36.0", true)));
    QVERIFY(!hasVcenters(signedIn("36.0", false)));
    QVERIFY(!hasVcenters(signedIn("35.0", true)));
    Access tenant = signedIn("36.0", true);
    tenant.actingAs = Ref(QUrl(QStringLiteral("https://vcd.example.com/api/org/1")), QStringLiteral("org"));
    QVERIFY(!hasVcenters(tenant));
}

QTEST_GUILESS_MAIN(CloudDirectorWritingTest)
#include "tst_clouddirectorwriting.moc"
