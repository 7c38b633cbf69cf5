// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QXmlStreamReader>
#include <QtTest>

using namespace nephoscope::demo;

namespace {

/// One attribute of each record.
QStringList columnOf(const QByteArray &xml, const QString &name)
{
    QStringList values;
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement
            && (reader.name().endsWith(QLatin1String("Record")) || reader.name().endsWith(QLatin1String("Reference"))))
            values.append(reader.attributes().value(name).toString());
    }
    return values;
}

} // namespace

/// The query service of the classic API and the lists of the cloudapi.
class TestDirectorQuery : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void namesEveryTypeInThreeFormats();
    void filters_data();
    void filters();
    void refusesWhatItCannotAnswer_data();
    void refusesWhatItCannotAnswer();
    void sorts();
    void pagesThroughEverythingOnce();
    void capsThePageSize();
    void formats();
    void showsOnlyTheFieldsAskedFor();
    void findsNothingWithoutComplaint();
    void showsRecordsInJson();
    void answersTypedAddresses();
    void takesEncodedFiltersOfOldVersions();
    void listsCloudapiInPages();
    void readsOneOfACollection();
    void showsTheFirstOfAHundredThousandQuickly();

private:
    QByteArray query(const QByteArray &parameters) { return m_client->get("/api/query?" + parameters).body; }

    std::unique_ptr<Server> m_server;
    std::unique_ptr<Client> m_client;
};

void TestDirectorQuery::initTestCase()
{
    m_server = startDirector();
    m_client = std::make_unique<Client>(m_server->url());
    QCOMPARE(m_client->signIn("ada@acme", "36.0"), 200);
}

void TestDirectorQuery::namesEveryTypeInThreeFormats()
{
    const Received list = m_client->get("/api/query");
    QStringList queries = addressesIn(list);
    queries.removeDuplicates();
    QVERIFY(queries.size() > 3 * 15);
    for (const QString &address : queries) {
        if (!address.contains(QLatin1String("type=")))
            continue;
        QVERIFY(address.contains(QLatin1String("&format=")));
        const Received page = m_client->get(address.toUtf8() + "&page=1");
        QVERIFY2(page.status == 200, qPrintable(address));
    }
    QVERIFY(!list.body.contains("type=adminVM&"));
    Client provider(m_server->url());
    QCOMPARE(provider.signIn("administrator@System", "36.0"), 200);
    QVERIFY(provider.get("/api/query").body.contains("type=adminVM&amp;"));
}

void TestDirectorQuery::filters_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QStringList>("names"); // sorted
    const auto row = [](const char *filter, const char *names) {
        QTest::newRow(filter) << QByteArray(filter)
                              << QString::fromLatin1(names).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    };
    row("name==web-1;vdcName==acme-prod", "web-1");
    row("name==web*;vdcName==acme-prod", "web-1 web-2");
    row("name==*-db;vdcName==acme-prod", "pay-db");
    row("name==*ay-*;vdcName==acme-prod", "pay-app pay-db");
    row("(name==web-1,name==db-1);vdcName==acme-prod", "db-1 web-1");
    row("(name==web-1,name==db-1);(vdcName==acme-prod;status==POWERED_ON)", "db-1 web-1");
    row("name==WEB-1", "");
    row("status==SUSPENDED;vdcName==acme-prod", "lab-3 report-1");
    row("status!=POWERED_ON;vdcName==acme-prod;isDeployed==true", "intake-1 mail-1");
    row("isVAppTemplate==true;catalogName==acme-images", "ubuntu-22.04-vm windows-2019-vm");
    row("memoryMB=gt=8192;isVAppTemplate==false;vdcName==acme-prod", "mail-1 pay-db");
    row("name==web-1;numberOfCpus=ge=1;vdcName!=acme-test", "web-1");
    row("metadata:backup==STRING:nightly;vdcName==acme-prod", "web-1");
    row("dateCreated=lt=2001-01-01T00:00:00.000Z", "");
    row("dateCreated=gt=2001-01-01T00:00:00.000Z;name==web-1;vdcName==acme-prod", "web-1");
    row("name==no\\,such\\;thing\\(\\)", "");
}

void TestDirectorQuery::filters()
{
    QFETCH(QByteArray, filter);
    QFETCH(QStringList, names);
    for (const QByteArray &sent : {filter, filter.toPercentEncoding()}) {
        QStringList found = columnOf(query("&type=vm&filter=" + sent), QStringLiteral("name"));
        found.sort();
        QCOMPARE(found, names);
    }
}

void TestDirectorQuery::refusesWhatItCannotAnswer_data()
{
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<int>("status");
    const auto row = [](const char *parameters, int status) {
        QTest::newRow(parameters) << QByteArray(parameters) << status;
    };
    row("type=vm&filter=name", 400);
    row("type=vm&filter=name=x", 400);
    row("type=vm&filter=(name==x", 400);
    row("type=vm&filter=;;", 400);
    row("type=vm&filter=nonsense==x", 400);
    row("type=vm&sortAsc=nonsense", 400);
    row("type=vm&page=0", 400);
    row("type=vm&page=x", 400);
    row("type=vm&page=999", 400);
    row("type=vm&format=pictures", 400);
    row("type=nonsense", 400);
    row("type=adminVM", 403);
    row("type=host", 403);
}

void TestDirectorQuery::refusesWhatItCannotAnswer()
{
    QFETCH(QByteArray, parameters);
    QFETCH(int, status);
    const Received received = m_client->get("/api/query?" + parameters);
    QCOMPARE(received.status, status);
    QCOMPARE(rootAttribute(received.body, "majorErrorCode").toInt(), status);
}

void TestDirectorQuery::sorts()
{
    const QStringList up = columnOf(query("type=vm&pageSize=128&sortAsc=memoryMB"), QStringLiteral("memoryMB"));
    QVERIFY(up.size() > 20);
    for (qsizetype i = 1; i < up.size(); ++i)
        QVERIFY(up.at(i - 1).toInt() <= up.at(i).toInt());
    const QStringList down = columnOf(query("type=vm&pageSize=128&sortDesc=name"), QStringLiteral("name"));
    QVERIFY(std::is_sorted(down.rbegin(), down.rend()));
}

void TestDirectorQuery::pagesThroughEverythingOnce()
{
    QByteArray address = "/api/query?type=vm&pageSize=5&sortAsc=name";
    QStringList all;
    int pages = 0;
    int total = 0;
    while (!address.isEmpty()) {
        const QByteArray page = m_client->get(address).body;
        all += columnOf(page, QStringLiteral("href"));
        total = rootAttribute(page, "total").toInt();
        QCOMPARE(rootAttribute(page, "page").toInt(), ++pages);
        address = linkIn(page, "nextPage");
    }
    QCOMPARE(all.size(), total);
    QCOMPARE(pages, (total + 4) / 5);
    QCOMPARE(all.removeDuplicates(), 0);
}

void TestDirectorQuery::capsThePageSize()
{
    QCOMPARE(rootAttribute(query("type=vm&pageSize=5000"), "pageSize"), QByteArray("128"));
    QCOMPARE(rootAttribute(query("type=vm"), "pageSize"), QByteArray("25"));
}

void TestDirectorQuery::formats()
{
    const QByteArray records = query("type=vm&filter=name==web-1;vdcName==acme-prod");
    QVERIFY(columnOf(records, QStringLiteral("href")).first().contains(QLatin1String("/api/vApp/vm-")));
    QVERIFY(columnOf(records, QStringLiteral("vdc")).first().contains(QLatin1String("/api/vdc/")));
    const QByteArray ids = query("type=vm&format=idrecords&filter=name==web-1;vdcName==acme-prod");
    QVERIFY(columnOf(ids, QStringLiteral("id")).first().startsWith(QLatin1String("urn:vcloud:vm:")));
    QVERIFY(columnOf(ids, QStringLiteral("vdc")).first().startsWith(QLatin1String("urn:vcloud:vdc:")));
    const QByteArray references = query("type=vm&format=references&filter=name==web-1;vdcName==acme-prod");
    QVERIFY(references.contains("<VMReferences "));
    QCOMPARE(columnOf(references, QStringLiteral("name")), QStringList{QStringLiteral("web-1")});
    // References compare by whatever names the object.
    const QByteArray vdc = columnOf(records, QStringLiteral("vdc")).first().toUtf8();
    for (const QByteArray &value : {vdc, vdc.mid(vdc.lastIndexOf('/') + 1)})
        QCOMPARE(columnOf(query("type=vm&filter=vdc==" + value + ";name==web-1"), QStringLiteral("name")).size(), 1);
}

void TestDirectorQuery::showsOnlyTheFieldsAskedFor()
{
    const QByteArray page = query("type=vm&fields=name,status&filter=name==web-1;vdcName==acme-prod");
    QVERIFY(page.contains("<VMRecord name=\"web-1\" status=\"POWERED_ON\" href=\""));
    const QByteArray linked = query("type=vm&links=true&filter=name==web-1;vdcName==acme-prod");
    QVERIFY(!page.contains("</VMRecord>"));
    QVERIFY(linked.contains("</VMRecord>"));
}

void TestDirectorQuery::findsNothingWithoutComplaint()
{
    const Received page = m_client->get("/api/query?type=vm&filter=name==nothing");
    QCOMPARE(page.status, 200);
    QCOMPARE(rootAttribute(page.body, "total"), QByteArray("0"));
    QVERIFY(columnOf(page.body, QStringLiteral("name")).isEmpty());
}

void TestDirectorQuery::showsRecordsInJson()
{
    Client json(m_server->url());
    QCOMPARE(json.signIn("ada@acme", "36.0", "json"), 200);
    const QJsonObject page = json.get("/api/query?type=vm&filter=name==web-1;vdcName==acme-prod").json();
    const QJsonObject record = page.value(QStringLiteral("record")).toArray().first().toObject();
    QCOMPARE(record.value(QStringLiteral("_type")).toString(), QStringLiteral("QueryResultVMRecordType"));
    QCOMPARE(record.value(QStringLiteral("name")).toString(), QStringLiteral("web-1"));
    QVERIFY(record.value(QStringLiteral("numberOfCpus")).isDouble());
    QCOMPARE(record.value(QStringLiteral("isDeployed")), QJsonValue(true));
}

void TestDirectorQuery::answersTypedAddresses()
{
    const QByteArray page = m_client->get("/api/vApps/query?pageSize=2").body;
    QCOMPARE(rootAttribute(page, "name"), QByteArray("vApp"));
    QVERIFY(linkIn(page, "nextPage").contains("/api/vApps/query?"));
    QCOMPARE(m_client->get(linkIn(page, "nextPage")).status, 200);
    QCOMPARE(m_client->get("/api/admin/extension/hosts/query").status, 403);
}

void TestDirectorQuery::takesEncodedFiltersOfOldVersions()
{
    Client old(m_server->url());
    QCOMPARE(old.signIn("ada@acme", "31.0"), 200);
    const QByteArray twice = QByteArray("name==web-1;vdcName==acme-prod").toPercentEncoding().toPercentEncoding();
    const QByteArray page = old.get("/api/query?type=vm&filterEncoded=true&filter=" + twice).body;
    QCOMPARE(columnOf(page, QStringLiteral("name")), QStringList{QStringLiteral("web-1")});
}

void TestDirectorQuery::listsCloudapiInPages()
{
    Client provider(m_server->url());
    QCOMPARE(provider.signIn("administrator@System", "37.0"), 200);
    const Received first = provider.get("/cloudapi/1.0.0/orgs?pageSize=3&sortAsc=name");
    const QJsonObject page = first.json();
    QCOMPARE(page.value(QStringLiteral("resultTotal")).toInt(), 4);
    QCOMPARE(page.value(QStringLiteral("pageCount")).toInt(), 2);
    QCOMPARE(page.value(QStringLiteral("values")).toArray().size(), 3);
    QVERIFY(first.header("Link").contains(";rel=\"nextPage\""));
    const QByteArray next = first.header("Link").mid(1, first.header("Link").indexOf('>') - 1);
    const QJsonArray rest = provider.get(next).json().value(QStringLiteral("values")).toArray();
    QCOMPARE(rest.size(), 1);
    QCOMPARE(rest.first()[QStringLiteral("name")].toString(), QStringLiteral("System"));
    const QJsonObject filtered = provider.get("/cloudapi/1.0.0/edgeGateways?filter=orgRef.name==acme").json();
    QCOMPARE(filtered.value(QStringLiteral("resultTotal")).toInt(), 2);
    QCOMPARE(provider.get("/cloudapi/1.0.0/orgs?filter=((").status, 400);
    Client older(m_server->url());
    QCOMPARE(older.signIn("administrator@System", "36.0"), 200);
    QCOMPARE(older.get("/cloudapi/1.0.0/orgs").status, 404); // came with 37.0
}

void TestDirectorQuery::readsOneOfACollection()
{
    const QJsonArray roles = m_client->get("/cloudapi/1.0.0/roles").json().value(QStringLiteral("values")).toArray();
    QCOMPARE(roles.size(), 3); // not the provider's own
    const QByteArray id = roles.first()[QStringLiteral("id")].toString().toUtf8();
    const Received role = m_client->get("/cloudapi/1.0.0/roles/" + id);
    QCOMPARE(role.json().value(QStringLiteral("id")).toString().toUtf8(), id);
    QVERIFY(role.header("ETag").startsWith('"'));
    const QJsonObject rights = m_client->get("/cloudapi/1.0.0/roles/" + id + "/rights").json();
    QVERIFY(rights.value(QStringLiteral("resultTotal")).toInt() > 5);
    const Received missing = m_client->get("/cloudapi/1.0.0/roles/urn:vcloud:role:" + QByteArray(36, '0'));
    QCOMPARE(missing.status, 400);
    const QByteArray nobody = "urn:vcloud:role:" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    QCOMPARE(m_client->get("/cloudapi/1.0.0/roles/" + nobody).status, 403);
    QVERIFY(m_client->get("/cloudapi/1.0.0/roles/" + nobody).json().contains(QStringLiteral("minorErrorCode")));
}

void TestDirectorQuery::showsTheFirstOfAHundredThousandQuickly()
{
    SiteOptions site;
    site.vms = 100'000;
    const auto server = startDirector(site);
    Client client(server->url());
    QCOMPARE(client.signIn("administrator@System", "36.0"), 200);
    for (const char *parameters : {"type=vm&pageSize=128", "type=vm&pageSize=128&filter=isVAppTemplate==false",
             "type=vm&pageSize=128&page=700", "type=vm&pageSize=128&page=2&sortAsc=name"}) {
        QElapsedTimer timer;
        timer.start();
        const QByteArray page = client.get(QByteArray("/api/query?") + parameters).body;
        QVERIFY2(timer.elapsed() < 3000, parameters); // with sanitizers, on a busy machine
        QCOMPARE(page.count("<VMRecord"), 128);
        QVERIFY(rootAttribute(page, "total").toInt() >= 100'000);
    }
}

QTEST_GUILESS_MAIN(TestDirectorQuery)
#include "tst_directorquery.moc"
