// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QXmlStreamReader>
#include <QtTest>

using namespace nephoscope::demo;

namespace {

/// What is wrong with a document; empty where nothing is.
QString faultOf(const Received &received)
{
    if (received.mediaType().endsWith("json")) {
        QJsonParseError error;
        QJsonDocument::fromJson(received.body, &error);
        return error.error == QJsonParseError::NoError ? QString() : error.errorString();
    }
    QXmlStreamReader reader(received.body);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.namespaceUri().isEmpty())
            return QStringLiteral("no namespace: ") + reader.name().toString();
    }
    return reader.errorString();
}

} // namespace

/// Everything that is reachable can be read, in every version and form.
class TestDirectorWalk : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_server = startDirector(); }
    void readsEverythingByItsAddress_data();
    void readsEverythingByItsAddress();
    void saysTheSameInXmlAndJson();
    void wrapsJsonIn30Only();
    void linksToChildrenAsTheVersionDoes_data();
    void linksToChildrenAsTheVersionDoes();
    void namesAnotherHostWhereItIsToldTo();
    void isTheSameWorldForTheSameSeed();

private:
    std::unique_ptr<Server> m_server;
};

void TestDirectorWalk::readsEverythingByItsAddress_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<int>("least"); // addresses
    for (const char *version : {"1.5", "5.5", "9.0", "31.0", "36.0", "38.0"}) {
        for (const char *format : {"xml", "json"}) {
            if (QByteArray(format) == "json" && QByteArray(version).toDouble() < 30)
                continue;
            QTest::addRow("%s %s provider", version, format)
                << QByteArray(version) << QByteArray(format) << QByteArray("administrator@System") << 1500;
            QTest::addRow("%s %s tenant", version, format)
                << QByteArray(version) << QByteArray(format) << QByteArray("ada@acme") << 700;
        }
    }
    QTest::newRow("author") << QByteArray("37.0") << QByteArray("xml") << QByteArray("bo@acme") << 700;
    QTest::newRow("reader") << QByteArray("9.0") << QByteArray("xml") << QByteArray("ian@initech") << 700;
}

void TestDirectorWalk::readsEverythingByItsAddress()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, user);
    QFETCH(int, least);
    Client client(m_server->url());
    QCOMPARE(client.signIn(user, version, format), 200);
    QSet<QString> seen;
    QStringList next{m_server->url() + QStringLiteral("/api/session")};
    while (!next.isEmpty()) {
        const QString address = next.takeLast();
        if (seen.contains(address))
            continue;
        seen.insert(address);
        QVERIFY2(address.startsWith(m_server->url()), qPrintable(address));
        const Received received = client.get(address.toUtf8());
        QVERIFY2(received.status == 200, qPrintable(address + QString::fromUtf8(received.body.left(300))));
        if (received.mediaType() == "image/png") { // the screen of a VM
            QVERIFY(received.body.startsWith("\x89PNG"));
            continue;
        }
        const QString fault = faultOf(received);
        QVERIFY2(fault.isEmpty(), qPrintable(address + QLatin1Char(' ') + fault));
        QVERIFY(received.header("Content-Type").endsWith(";version=" + version));
        QCOMPARE(received.mediaType(), received.mediaType().toLower());
        if (!address.endsWith(QLatin1String("/ovf"))) // what a descriptor refers to are files beside it
            next += addressesIn(received);
    }
    QVERIFY2(seen.size() > least, QByteArray::number(seen.size()));
}

void TestDirectorWalk::saysTheSameInXmlAndJson()
{
    Client xml(m_server->url());
    Client json(m_server->url());
    QCOMPARE(xml.signIn("ada@acme", "36.0", "xml"), 200);
    QCOMPARE(json.signIn("ada@acme", "36.0", "json"), 200);
    const QByteArray address = hrefOf(xml.get("/api/query?type=vApp&filter=name==shop").body, "VAppRecord", "shop");
    const Received document = xml.get(address);
    const QJsonObject object = json.get(address).json();
    for (const char *name : {"name", "id", "href"})
        QCOMPARE(object.value(QLatin1String(name)).toString().toUtf8(), rootAttribute(document.body, name));
    QCOMPARE(object.value(QStringLiteral("status")).toInt(), rootAttribute(document.body, "status").toInt());
    const QJsonArray vms = object.value(QStringLiteral("children")).toObject().value(QStringLiteral("vm")).toArray();
    QCOMPARE(vms.size(), document.body.count("<Vm "));
    const QJsonArray sections = vms.first().toObject().value(QStringLiteral("section")).toArray();
    QStringList types;
    for (const QJsonValue &section : sections)
        types.append(section[QStringLiteral("_type")].toString());
    QVERIFY(types.contains(QStringLiteral("VirtualHardwareSectionType")));
    QVERIFY(types.contains(QStringLiteral("NetworkConnectionSectionType")));
    QStringList fromXml = addressesIn(document);
    QStringList fromJson = addressesIn(json.get(address));
    fromXml.sort();
    fromJson.sort();
    QVERIFY(fromXml.size() > 50);
    QVERIFY(fromXml == fromJson);
}

void TestDirectorWalk::wrapsJsonIn30Only()
{
    for (const char *version : {"30.0", "31.0"}) {
        Client client(m_server->url());
        QCOMPARE(client.signIn("ada@acme", version, "json"), 200);
        const QJsonObject list = client.get("/api/org").json();
        const bool wrapped = list.contains(QStringLiteral("declaredType"));
        QCOMPARE(wrapped, QByteArray(version) == "30.0");
        const QJsonObject flat = wrapped ? list.value(QStringLiteral("value")).toObject() : list;
        QCOMPARE(flat.value(QStringLiteral("org")).toArray().size(), 1);
    }
}

void TestDirectorWalk::linksToChildrenAsTheVersionDoes_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<bool>("children");
    QTest::newRow("32.0") << QByteArray("32.0") << true;
    QTest::newRow("33.0") << QByteArray("33.0") << false;
}

void TestDirectorWalk::linksToChildrenAsTheVersionDoes()
{
    QFETCH(QByteArray, version);
    QFETCH(bool, children);
    Client client(m_server->url());
    QCOMPARE(client.signIn("ada@acme", version), 200);
    const QByteArray org = client.get(hrefOf(client.get("/api/org/").body, "Org", "acme")).body;
    QCOMPARE(!hrefOf(org, "Link", "acme-prod").isEmpty(), children);
    QCOMPARE(org.contains("/api/query?type=orgVdc&amp;filter=org%3D%3D"), !children);
    QCOMPARE(org.contains("/api/query?type=catalog&amp;filter=org%3D%3D"), !children);
}

void TestDirectorWalk::namesAnotherHostWhereItIsToldTo()
{
    SiteOptions site;
    site.publicUrl = "https://cloud.example";
    const auto server = startDirector(site);
    Client client(server->url());
    QCOMPARE(client.signIn("ada@acme", "31.0"), 200);
    const QStringList addresses = addressesIn(client.get("/api/session"));
    QVERIFY(!addresses.isEmpty());
    for (const QString &address : addresses)
        QVERIFY2(address.startsWith(QLatin1String("https://cloud.example/")), qPrintable(address));
}

void TestDirectorWalk::isTheSameWorldForTheSameSeed()
{
    const auto world = [](quint32 seed) {
        SiteOptions site;
        site.seed = seed;
        site.vms = 50;
        site.publicUrl = "https://cloud.example";
        const auto server = startDirector(site);
        Client client(server->url());
        client.signIn("administrator@System", "36.0");
        return client.get("/api/query?type=vm&pageSize=128&fields=name,ipAddress,status").body;
    };
    const QByteArray one = world(7);
    QVERIFY(one.count("<VMRecord") > 100);
    QCOMPARE(world(7), one);
    QVERIFY(world(8) != one);
}

QTEST_GUILESS_MAIN(TestDirectorWalk)
#include "tst_directorwalk.moc"
