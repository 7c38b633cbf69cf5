// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QXmlStreamReader>
#include <QtTest>

using namespace nephoscope::demo;

namespace {

constexpr const char *xml = "xmlns=\"http://www.vmware.com/vcloud/v1.5\"";

const QByteArray descriptor =
    "<?xml version=\"1.0\"?>\n"
    "<Envelope xmlns=\"http://schemas.dmtf.org/ovf/envelope/1\" xmlns:ovf=\"http://schemas.dmtf.org/ovf/envelope/1\"\n"
    " xmlns:rasd=\"http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData\">\n"
    " <References><File ovf:href=\"disk one.vmdk\" ovf:id=\"f1\" ovf:size=\"3000\"/><File ovf:href=\"b.vmdk\" "
    "ovf:size=\"10\"/></References>\n"
    " <VirtualSystem ovf:id=\"box\"><Info>i</Info><Name>box-1</Name><VirtualHardwareSection><Info>i</Info>\n"
    "  "
    "<Item><rasd:InstanceID>1</rasd:InstanceID><rasd:ResourceType>3</rasd:ResourceType><rasd:VirtualQuantity>4</"
    "rasd:VirtualQuantity></Item>\n"
    "  "
    "<Item><rasd:InstanceID>2</rasd:InstanceID><rasd:ResourceType>4</rasd:ResourceType><rasd:VirtualQuantity>2048</"
    "rasd:VirtualQuantity></Item>\n"
    " </VirtualHardwareSection></VirtualSystem></Envelope>\n";

/// An attribute of the first such element whose `name` is that; of the first of all where it is empty.
QByteArray attributeOf(
    const QByteArray &document, const QString &element, const QByteArray &name, const QString &attribute)
{
    QXmlStreamReader reader(document);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == element
            && (name.isEmpty() || reader.attributes().value(QLatin1String("name")).toUtf8() == name))
            return reader.attributes().value(attribute).toString().toUtf8();
    }
    return {};
}

/// Where a file is to be sent to or fetched from.
QByteArray fileAddress(const QByteArray &document, const QByteArray &file)
{
    QXmlStreamReader reader(document);
    bool isIts = false;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (reader.name() == QLatin1String("File"))
            isIts = reader.attributes().value(QLatin1String("name")).toUtf8() == file;
        else if (isIts && reader.name() == QLatin1String("Link"))
            return reader.attributes().value(QLatin1String("href")).toUtf8();
    }
    return {};
}

QByteArray range(qint64 first, qint64 last, const QByteArray &total)
{
    return "bytes " + QByteArray::number(first) + '-' + QByteArray::number(last) + '/' + total;
}

} // namespace

/// Catalogs, what is in them, and how it comes and goes.
class TestDirectorTransfer : public QObject {
    Q_OBJECT

private slots:
    void init();
    void keepsCatalogs();
    void publishesCatalogs();
    void copiesAndMovesItems();
    void uploadsATemplate();
    void uploadsMediaInPieces();
    void resumesABrokenUpload();
    void refusesPieces_data();
    void refusesPieces();
    void refusesUploads_data();
    void refusesUploads();
    void downloads_data();
    void downloads();
    void deletesContent();

private:
    QByteArray catalog(const QByteArray &name)
    {
        return hrefOf(m_client->get("/api/query?type=catalog").body, "CatalogRecord", name);
    }
    QByteArray mediaUpload(qint64 size, const QByteArray &name = "new.iso")
    {
        const QByteArray body = QByteArray("<Media ") + xml + " name=\"" + name + "\" imageType=\"iso\" size=\""
            + QByteArray::number(size) + "\"><Description>d</Description></Media>";
        const Received made = m_client->send(
            "POST", catalog("acme-images") + "/action/upload", body, "application/vnd.vmware.vcloud.media+xml");
        return made.status == 201 ? attributeOf(made.body, QStringLiteral("Entity"), {}, QStringLiteral("href"))
                                  : QByteArray();
    }
    Received put(const QByteArray &address, const QByteArray &bytes, const QByteArray &contentRange = {})
    {
        Client::Headers headers{{"Content-Type", "application/octet-stream"}};
        if (!contentRange.isEmpty())
            headers.append({"Content-Range", contentRange});
        return m_client->raw("PUT", address, headers, bytes); // without a token: the address is the secret
    }

    std::unique_ptr<Server> m_server;
    std::unique_ptr<Client> m_client;
};

void TestDirectorTransfer::init()
{
    SiteOptions site;
    site.speed = 50;
    m_server = startDirector(site);
    m_client = std::make_unique<Client>(m_server->url());
    QCOMPARE(m_client->signIn("ada@acme", "36.0"), 200);
}

void TestDirectorTransfer::keepsCatalogs()
{
    const QByteArray organization =
        hrefOf(m_client->get("/api/org/").body, "Org", "acme").replace("/api/org/", "/api/admin/org/");
    const QByteArray type = "application/vnd.vmware.admin.catalog+xml";
    const QByteArray body =
        QByteArray("<AdminCatalog ") + xml + " name=\"tools\"><Description>Tools</Description></AdminCatalog>";
    const Received made = m_client->send("POST", organization + "/catalogs", body, type);
    QCOMPARE(made.status, 201);
    const QByteArray address = made.header("Location");
    QVERIFY(rootAttribute(made.body, "id").startsWith("urn:vcloud:catalog:"));
    QCOMPARE(m_client->send("POST", organization + "/catalogs", body, type).status, 400); // the name is taken
    QVERIFY(!catalog("tools").isEmpty());
    for (const char *rel : {"edit", "remove", "publish", "add", "sync"})
        QVERIFY2(!linkIn(m_client->get(address).body, rel).isEmpty(), rel);
    QCOMPARE(m_client->send("DELETE", address).status, 204);
    QCOMPARE(m_client->get(address).status, 403);
    const QByteArray full = catalog("acme-images").replace("/api/catalog", "/api/admin/catalog");
    QCOMPARE(m_client->send("DELETE", full).status, 400); // not empty
    QCOMPARE(m_client->send("DELETE", full + "?force=true&recursive=true").status, 204);
    QVERIFY(!m_client->get("/api/query?type=vAppTemplate").body.contains("catalogName=\"acme-images\""));
    QCOMPARE(m_client->get("/api/query?type=vm&pageSize=128").status, 200);
}

void TestDirectorTransfer::publishesCatalogs()
{
    const QByteArray address = catalog("acme-images").replace("/api/catalog", "/api/admin/catalog");
    Client other(m_server->url());
    QCOMPARE(other.signIn("dana@globex", "36.0"), 200);
    QVERIFY(!other.get("/api/query?type=catalog").body.contains("acme-images"));
    const auto publish = [&](const QByteArray &value) {
        const QByteArray body = QByteArray("<PublishCatalogParams ") + xml + "><IsPublished>" + value
            + "</IsPublished></PublishCatalogParams>";
        return m_client
            ->send("POST", address + "/action/publish", body, "application/vnd.vmware.admin.publishCatalogParams+xml")
            .status;
    };
    QCOMPARE(publish("true"), 204);
    QVERIFY(other.get("/api/query?type=catalog").body.contains("acme-images"));
    QCOMPARE(publish("false"), 204);
    QVERIFY(!other.get("/api/query?type=catalog").body.contains("acme-images"));
}

void TestDirectorTransfer::copiesAndMovesItems()
{
    const QByteArray items = m_client->get("/api/query?type=catalogItem&filter=catalogName==acme-images").body;
    const QByteArray item = hrefOf(items, "CatalogItemRecord", "ubuntu-22.04");
    const QByteArray type = "application/vnd.vmware.vcloud.copyOrMoveCatalogItemParams+xml";
    const QByteArray body = QByteArray("<CopyOrMoveCatalogItemParams ") + xml
        + " name=\"ubuntu-copy\"><Description/><Source href=\"" + item + "\"/></CopyOrMoveCatalogItemParams>";
    const QByteArray target = catalog("acme-public");
    QCOMPARE(m_client->send("POST", target + "/action/copy", body, type).status, 202);
    QTRY_VERIFY(m_client->get(target).body.contains("ubuntu-copy"));
    QCOMPARE(m_client->get(item).status, 200);
    QVERIFY(m_client->get("/api/query?type=vAppTemplate").body.contains("name=\"ubuntu-copy\""));
    QCOMPARE(m_client->send("POST", target + "/action/copy", body, type).status, 400); // the name is taken
    const QByteArray other = QByteArray(body).replace("ubuntu-copy", "ubuntu-moved");
    QCOMPARE(m_client->send("POST", target + "/action/move", other, type).status, 202);
    QTRY_VERIFY(m_client->get(target).body.contains("ubuntu-moved"));
    QCOMPARE(m_client->get(item).status, 403);
}

void TestDirectorTransfer::uploadsATemplate()
{
    const QByteArray body = QByteArray("<UploadVAppTemplateParams ") + xml
        + " name=\"mine\" manifestRequired=\"false\"><Description>d</Description></UploadVAppTemplateParams>";
    const Received made = m_client->send("POST", catalog("acme-images") + "/action/upload", body,
        "application/vnd.vmware.vcloud.uploadVAppTemplateParams+xml");
    QCOMPARE(made.status, 201);
    const QByteArray address = attributeOf(made.body, QStringLiteral("Entity"), {}, QStringLiteral("href"));
    QByteArray image = m_client->get(address).body;
    QCOMPARE(rootAttribute(image, "status"), QByteArray("0"));
    QCOMPARE(rootAttribute(image, "ovfDescriptorUploaded"), QByteArray("false"));
    QCOMPARE(attributeOf(image, QStringLiteral("File"), {}, QStringLiteral("size")), QByteArray("-1"));
    QVERIFY(!hrefOf(image, "Task", "task").isEmpty());
    const QByteArray descriptorAddress = fileAddress(image, "descriptor.ovf");
    QCOMPARE(put(descriptorAddress, "this is no descriptor").status, 400);
    QCOMPARE(put(descriptorAddress, descriptor).status, 200);
    image = m_client->get(address).body;
    QCOMPARE(rootAttribute(image, "ovfDescriptorUploaded"), QByteArray("true"));
    QCOMPARE(attributeOf(image, QStringLiteral("File"), "disk one.vmdk", QStringLiteral("size")), QByteArray("3000"));

    const QByteArray disk(3000, 'd');
    const QByteArray diskAddress = fileAddress(image, "disk one.vmdk");
    QCOMPARE(put(diskAddress, disk.left(1000), range(0, 999, "3000")).status, 200);
    QCOMPARE(attributeOf(m_client->get(address).body, QStringLiteral("File"), "disk one.vmdk",
                 QStringLiteral("bytesTransferred")),
        QByteArray("1000"));
    QCOMPARE(put(diskAddress, disk.mid(1000), range(1000, 2999, "3000")).status, 200);
    QCOMPARE(rootAttribute(m_client->get(address).body, "status"), QByteArray("0")); // one is missing
    QCOMPARE(put(fileAddress(image, "b.vmdk"), QByteArray(10, 'b')).status, 200);
    QTRY_COMPARE(rootAttribute(m_client->get(address).body, "status"), QByteArray("8"));
    image = m_client->get(address).body;
    QVERIFY(!image.contains("<File "));
    QVERIFY(image.contains("name=\"box-1\""));
    QVERIFY(m_client->get(address + "/ovf").body.contains("disk one.vmdk"));
    QCOMPARE(put(diskAddress, disk).status, 404); // it is over
}

void TestDirectorTransfer::uploadsMediaInPieces()
{
    const QByteArray address = mediaUpload(2500);
    QVERIFY(!address.isEmpty());
    QByteArray medium = m_client->get(address).body;
    QCOMPARE(rootAttribute(medium, "status"), QByteArray("0"));
    const QByteArray file = fileAddress(medium, "file");
    for (qint64 at = 0; at < 2500; at += 1000) {
        const qint64 last = qMin<qint64>(at + 999, 2499);
        QCOMPARE(put(file, QByteArray(last - at + 1, 'x'), range(at, last, "2500")).status, 200);
    }
    QTRY_COMPARE(rootAttribute(m_client->get(address).body, "status"), QByteArray("1"));
    medium = m_client->get(address).body;
    QCOMPARE(rootAttribute(medium, "size"), QByteArray("2500"));
    QVERIFY(!medium.contains("<File "));
    QVERIFY(catalog("acme-images").size() > 0 && m_client->get(catalog("acme-images")).body.contains("new.iso"));
}

void TestDirectorTransfer::resumesABrokenUpload()
{
    const QByteArray address = mediaUpload(2000);
    const QByteArray file = fileAddress(m_client->get(address).body, "file");
    QCOMPARE(put(file, QByteArray(700, 'a'), range(0, 699, "2000")).status, 200);
    QCOMPARE(put(file, QByteArray(700, 'b'), range(0, 699, "2000")).status, 200); // the answer was lost: again
    const QByteArray arrived =
        attributeOf(m_client->get(address).body, QStringLiteral("File"), "file", QStringLiteral("bytesTransferred"));
    QCOMPARE(arrived, QByteArray("700"));
    QCOMPARE(put(file, QByteArray(1000, 'c'), range(1000, 1999, "2000")).status, 416); // leaves a gap
    QCOMPARE(put(file, QByteArray(1300, 'c'), range(700, 1999, "2000")).status, 200);
    QTRY_COMPARE(rootAttribute(m_client->get(address).body, "status"), QByteArray("1"));
}

void TestDirectorTransfer::refusesPieces_data()
{
    QTest::addColumn<QByteArray>("contentRange");
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("status");
    const auto row = [](const char *contentRange, int length, int status) {
        QTest::newRow(qPrintable(QStringLiteral("%1 of %2").arg(QLatin1String(contentRange)).arg(length)))
            << QByteArray(contentRange) << length << status;
    };
    row("bytes 0-9/100", 10, 200);
    row("bytes 0-9/*", 10, 200);
    row("bytes 0-9/99", 10, 416);
    row("bytes 50-59/100", 10, 416);
    row("bytes 0-100/100", 101, 416);
    row("bytes 0-9/100", 9, 400);
    row("bytes 9-0/100", 10, 400);
    row("bytes 0-9", 10, 400);
    row("nonsense", 10, 400);
    row("", 10, 400);
}

void TestDirectorTransfer::refusesPieces()
{
    QFETCH(QByteArray, contentRange);
    QFETCH(int, length);
    QFETCH(int, status);
    const QByteArray file = fileAddress(m_client->get(mediaUpload(100)).body, "file");
    QCOMPARE(put(file, QByteArray(length, 'x'), contentRange).status, status);
    QCOMPARE(put(QByteArray(file).replace("/file", "/other"), "x").status, 404);
}

void TestDirectorTransfer::refusesUploads_data()
{
    QTest::addColumn<QByteArray>("who");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    const QByteArray media = "application/vnd.vmware.vcloud.media+xml";
    const QByteArray good = QByteArray("<Media ") + xml + " name=\"n\" imageType=\"iso\" size=\"5\"/>";
    QTest::newRow("name taken") << QByteArray("ada@acme") << QByteArray(good).replace("\"n\"", "\"installer.iso\"")
                                << media << 400;
    QTest::newRow("no size") << QByteArray("ada@acme") << QByteArray(good).replace(" size=\"5\"", "") << media << 400;
    QTest::newRow("no name") << QByteArray("ada@acme") << QByteArray(good).replace(" name=\"n\"", "") << media << 400;
    QTest::newRow("media type") << QByteArray("ada@acme") << good << QByteArray("text/xml") << 415;
    QTest::newRow("reader") << QByteArray("cy@acme") << good << media << 403;
    QTest::newRow("other tenant") << QByteArray("dana@globex") << good << media << 403;
}

void TestDirectorTransfer::refusesUploads()
{
    QFETCH(QByteArray, who);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(int, status);
    const QByteArray address = catalog("acme-images") + "/action/upload";
    Client client(m_server->url());
    QCOMPARE(client.signIn(who, "36.0"), 200);
    const Received received = client.send("POST", address, body, type);
    QCOMPARE(received.status, status);
    QCOMPARE(rootAttribute(received.body, "majorErrorCode").toInt(), status);
}

void TestDirectorTransfer::downloads_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("template") << QByteArray("vAppTemplate") << QByteArray("VAppTemplateRecord")
                              << QByteArray("ubuntu-22.04");
    QTest::newRow("medium") << QByteArray("media") << QByteArray("MediaRecord") << QByteArray("installer.iso");
}

void TestDirectorTransfer::downloads()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, record);
    QFETCH(QByteArray, name);
    const QByteArray list = m_client->get("/api/query?type=" + type + "&filter=catalogName==acme-images").body;
    const QByteArray address = hrefOf(list, record, name);
    QCOMPARE(m_client->send("POST", linkIn(m_client->get(address).body, "enable")).status, 202);
    const bool isTemplate = type == "vAppTemplate";
    const auto source = [&] {
        const QByteArray document = m_client->get(address).body;
        return isTemplate ? linkIn(document, "download:default") : fileAddress(document, "file");
    };
    QTRY_VERIFY(!source().isEmpty());
    QByteArray file = source();
    if (isTemplate) {
        const Received ovf = m_client->raw("GET", file, {});
        QCOMPARE(ovf.status, 200);
        const QByteArray disk = attributeOf(ovf.body, QStringLiteral("File"), {}, QStringLiteral("ovf:href"));
        QVERIFY2(!disk.isEmpty(), ovf.body.constData());
        file = file.left(file.lastIndexOf('/') + 1) + disk;
    }
    const Received whole = m_client->raw("GET", file, {});
    QCOMPARE(whole.status, 200);
    QVERIFY(whole.body.size() > 1000);
    const Received part = m_client->raw("GET", file, {{"Range", "bytes=500-"}});
    QCOMPARE(part.status, 206);
    QCOMPARE(part.body, whole.body.mid(500));
    QCOMPARE(part.header("Content-Range"),
        "bytes 500-" + QByteArray::number(whole.body.size() - 1) + '/' + QByteArray::number(whole.body.size()));
    QCOMPARE(m_client->raw("GET", file, {{"Range", "bytes=999999999-"}}).status, 416);
    QCOMPARE(m_client->send("POST", linkIn(m_client->get(address).body, "disable")).status, 204);
    QCOMPARE(m_client->raw("GET", file, {}).status, 404);
}

void TestDirectorTransfer::deletesContent()
{
    const QByteArray list = m_client->get("/api/query?type=vAppTemplate&filter=catalogName==acme-images").body;
    const QByteArray image = hrefOf(list, "VAppTemplateRecord", "windows-2019");
    QCOMPARE(m_client->send("DELETE", image).status, 202);
    QTRY_COMPARE(m_client->get(image).status, 403);
    const QByteArray items = m_client->get("/api/query?type=catalogItem&filter=catalogName==acme-images").body;
    QVERIFY(hrefOf(items, "CatalogItemRecord", "windows-2019").isEmpty());
    const QByteArray item = hrefOf(items, "CatalogItemRecord", "installer.iso");
    QCOMPARE(m_client->send("DELETE", item).status, 204);
    QCOMPARE(m_client->get(item).status, 403);
    // Who begins an upload may end it.
    const QByteArray unfinished = mediaUpload(100, "unfinished.iso");
    QCOMPARE(m_client->send("DELETE", unfinished).status, 202);
    QTRY_COMPARE(m_client->get(unfinished).status, 403);
}

QTEST_GUILESS_MAIN(TestDirectorTransfer)
#include "tst_directortransfer.moc"
