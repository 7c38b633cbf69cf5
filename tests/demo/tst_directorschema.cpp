// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QJsonArray>
#include <QSet>
#include <QXmlStreamReader>
#include <QtTest>

using namespace nephoscope::demo;

namespace {

const QByteArray folder = "/api/v1.5/schema/";
const QString languageUri = QStringLiteral("http://www.w3.org/2001/XMLSchema");
const QString metaUri = QStringLiteral("http://www.vmware.com/vcloud/meta");

/// All that a schema document declares and refers to. Names are "{namespace}name".
class Parsed {
public:
    void read(const QByteArray &xsd);

    QStringList neighbours; ///< documents it includes or imports
    QSet<QString> types;
    QSet<QString> elements;
    QSet<QString> groups;
    QStringList usedTypes;
    QStringList usedElements;
    QStringList usedGroups;
    QSet<QString> mediaTypes;
    QHash<QString, QHash<QString, QString>> annotations; ///< "VmType.NeedsCustomization" → source or language → text

private:
    void start(QXmlStreamReader &reader);
    QString resolved(const QString &written) const;

    QHash<QString, QString> m_prefixes;
    QString m_target;
    QStringList m_path; // of names, empty ones too
};

QString Parsed::resolved(const QString &written) const
{
    const qsizetype colon = written.indexOf(QLatin1Char(':'));
    const QString prefix = colon < 0 ? QString() : written.left(colon);
    return QLatin1Char('{') + m_prefixes.value(prefix) + QLatin1Char('}') + written.mid(colon + 1);
}

void Parsed::start(QXmlStreamReader &reader)
{
    const auto attributes = reader.attributes();
    const auto value = [&](const char *name) { return attributes.value(QLatin1String(name)).toString(); };
    const QString element = reader.name().toString();
    if (element == QLatin1String("schema"))
        m_target = value("targetNamespace");
    if (element == QLatin1String("include") || element == QLatin1String("import"))
        neighbours.append(value("schemaLocation"));
    for (const char *use : {"type", "base"}) {
        if (attributes.hasAttribute(QLatin1String(use)))
            usedTypes.append(resolved(value(use)));
    }
    if (attributes.hasAttribute(QLatin1String("ref")))
        (element == QLatin1String("attributeGroup") ? usedGroups : usedElements).append(resolved(value("ref")));
    const QString name = attributes.hasAttribute(QLatin1String("ref")) ? value("ref") : value("name");
    const QString own = QLatin1Char('{') + m_target + QLatin1Char('}') + name;
    if (m_path.size() == 1 && !name.isEmpty())
        (element.endsWith(QLatin1String("Type"))      ? types
                : element == QLatin1String("element") ? elements
                                                      : groups)
            .insert(own);
    m_path.append(name.mid(name.indexOf(QLatin1Char(':')) + 1));
    if (element == QLatin1String("documentation")) {
        QStringList names = m_path;
        names.removeAll(QString());
        const QString key = value("source").isEmpty() ? QStringLiteral("help") : value("source");
        annotations[names.join(QLatin1Char('.'))][key] = reader.readElementText().simplified();
        m_path.removeLast();
    } else if (reader.namespaceUri() == metaUri) {
        mediaTypes.insert(reader.readElementText().trimmed());
        m_path.removeLast();
    }
}

void Parsed::read(const QByteArray &xsd)
{
    m_prefixes.clear();
    QXmlStreamReader reader(xsd);
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::EndElement && !m_path.isEmpty())
            m_path.removeLast();
        if (token != QXmlStreamReader::StartElement)
            continue;
        for (const QXmlStreamNamespaceDeclaration &each : reader.namespaceDeclarations())
            m_prefixes.insert(each.prefix().toString(), each.namespaceUri().toString());
        start(reader);
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
}

} // namespace

/// The schema that the site publishes.
class TestDirectorSchema : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void isReadWithoutSigningIn();
    void declaresWhateverItRefersTo();
    void saysWhatMayBeChanged_data();
    void saysWhatMayBeChanged();
    void namesTheMediaTypesOfLinks();
    void namesEveryElementOfAMachine();
    void listsItsDocuments_data();
    void listsItsDocuments();
    void hasNoOtherDocuments();
    void holdsRequestsAgainstIt_data();
    void holdsRequestsAgainstIt();

private:
    std::unique_ptr<Server> m_server;
    std::unique_ptr<Client> m_client;
    Parsed m_schema;
    QSet<QString> m_files;
};

void TestDirectorSchema::initTestCase()
{
    m_server = startDirector();
    m_client = std::make_unique<Client>(m_server->url());
    QStringList files{QStringLiteral("master.xsd")};
    while (!files.isEmpty()) {
        const QString file = files.takeFirst();
        if (m_files.contains(file))
            continue;
        m_files.insert(file);
        const Received received = m_client->raw("GET", folder + file.toUtf8(), {});
        QCOMPARE(received.status, 200);
        QVERIFY2(received.mediaType().endsWith("/xml"), received.mediaType().constData());
        m_schema.read(received.body);
        files += m_schema.neighbours;
    }
}

void TestDirectorSchema::isReadWithoutSigningIn()
{
    QVERIFY(m_files.size() > 15);
    QVERIFY(m_schema.types.size() > 600);
    const Received versions = m_client->raw("GET", "/api/versions/schema/versions.xsd", {});
    QCOMPARE(versions.status, 200);
    QVERIFY(versions.body.contains("targetNamespace=\"http://www.vmware.com/vcloud/versions\""));
    QCOMPARE(m_client->raw("HEAD", folder + "master.xsd", {}).status, 200);
}

void TestDirectorSchema::declaresWhateverItRefersTo()
{
    for (const QString &type : m_schema.usedTypes)
        QVERIFY2(type.startsWith(QLatin1Char('{') + languageUri) || m_schema.types.contains(type), qPrintable(type));
    for (const QString &element : m_schema.usedElements)
        QVERIFY2(m_schema.elements.contains(element), qPrintable(element));
    for (const QString &group : m_schema.usedGroups)
        QVERIFY2(m_schema.groups.contains(group), qPrintable(group));
    QVERIFY(!m_schema.usedGroups.isEmpty());
}

void TestDirectorSchema::saysWhatMayBeChanged_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("modifiable");
    QTest::addColumn<QString>("required");
    QTest::addColumn<bool>("hasHelp");
    const auto row = [](const char *key, const char *modifiable, const char *required, bool hasHelp) {
        QTest::newRow(key) << QString::fromLatin1(key) << QString::fromLatin1(modifiable)
                           << QString::fromLatin1(required) << hasHelp;
    };
    row("VmType.needsCustomization", "none", "false", true);
    row("EntityType.Description", "always", "false", true);
    row("EntityType.name", "always", "true", true);
    row("MediaType.size", "create", "true", true);
    row("UserType.IsLocked", "update", "false", true);
    row("UserType.Role", "always", "true", true);
    row("ResourceType.Link", "none", "false", true);
    row("NetworkConnectionType.IpAddressAllocationMode", "always", "true", true);
    row("DiskType.sizeMb", "always", "true", true);
    row("QueryResultVMRecordAttributes.numberOfCpus", "none", "false", true);
}

void TestDirectorSchema::saysWhatMayBeChanged()
{
    QFETCH(QString, key);
    QFETCH(QString, modifiable);
    QFETCH(QString, required);
    QFETCH(bool, hasHelp);
    QVERIFY(m_schema.annotations.contains(key));
    const QHash<QString, QString> said = m_schema.annotations.value(key);
    QCOMPARE(said.value(QStringLiteral("modifiable")), modifiable);
    QCOMPARE(said.value(QStringLiteral("required")), required);
    QCOMPARE(!said.value(QStringLiteral("help")).isEmpty(), hasHelp);
    QCOMPARE(m_schema.annotations.value(QStringLiteral("DiskType.size")).value(QStringLiteral("deprecated")),
        QStringLiteral("33.0"));
    QCOMPARE(m_schema.annotations.value(QStringLiteral("DiskType.sizeMb")).value(QStringLiteral("since")),
        QStringLiteral("33.0"));
}

/// Whoever follows a link can look up what to send.
void TestDirectorSchema::namesTheMediaTypesOfLinks()
{
    QCOMPARE(m_client->signIn("ada@acme", "31.0"), 200);
    const QByteArray vm = hrefOf(m_client->get("/api/query?type=vm&filter=name==web-1").body, "VMRecord", "web-1");
    const QByteArray vapp = hrefOf(m_client->get("/api/query?type=vApp").body, "VAppRecord", "shop");
    int links = 0;
    for (const QByteArray &address : {QByteArray("/api/session"), vm, vapp}) {
        QXmlStreamReader reader(m_client->get(address).body);
        while (!reader.atEnd()) {
            if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() != QLatin1String("Link"))
                continue;
            const QString type = reader.attributes().value(QLatin1String("type")).toString();
            if (!type.startsWith(QLatin1String("application/vnd")))
                continue;
            QVERIFY2(m_schema.mediaTypes.contains(type), qPrintable(type));
            ++links;
        }
    }
    QVERIFY(links > 10);
}

/// What a machine's document says at its top is declared in its type or one that it extends.
void TestDirectorSchema::namesEveryElementOfAMachine()
{
    const QByteArray vm = hrefOf(m_client->get("/api/query?type=vm&filter=name==web-1").body, "VMRecord", "web-1");
    QXmlStreamReader reader(m_client->get(vm).body);
    QVERIFY(reader.readNextStartElement());
    QSet<QString> known;
    for (auto each = m_schema.annotations.cbegin(); each != m_schema.annotations.cend(); ++each) {
        for (const char *type : {"VmType.", "AbstractVAppType.", "ResourceEntityType.", "EntityType.",
                 "IdentifiableResourceType.", "ResourceType."}) {
            if (each.key().startsWith(QLatin1String(type)))
                known.insert(each.key().mid(static_cast<qsizetype>(qstrlen(type))));
        }
    }
    while (reader.readNextStartElement()) {
        const QString own =
            QLatin1Char('{') + reader.namespaceUri().toString() + QLatin1Char('}') + reader.name().toString();
        const bool isSection = reader.name().endsWith(QLatin1String("Section")) && m_schema.elements.contains(own);
        QVERIFY2(isSection || known.contains(reader.name().toString()), qPrintable(own));
        reader.skipCurrentElement();
    }
}

void TestDirectorSchema::listsItsDocuments_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("xml") << QByteArray("xml");
    QTest::newRow("json") << QByteArray("json");
}

void TestDirectorSchema::listsItsDocuments()
{
    QFETCH(QByteArray, format);
    Client client(m_server->url());
    QCOMPARE(client.signIn("ada@acme", "33.0", format), 200);
    QStringList addresses = addressesIn(client.get("/api/schema"));
    addresses.removeDuplicates();
    QSet<QString> files;
    for (const QString &address : addresses) {
        if (!address.endsWith(QLatin1String(".xsd")))
            continue;
        QCOMPARE(client.raw("GET", address.toUtf8(), {}).status, 200);
        files.insert(address.mid(address.lastIndexOf(QLatin1Char('/')) + 1));
    }
    QCOMPARE(files, m_files);
    Client old(m_server->url());
    QCOMPARE(old.signIn("ada@acme", "32.0"), 200);
    QCOMPARE(old.get("/api/schema").status, 404); // came with 33.0
}

void TestDirectorSchema::hasNoOtherDocuments()
{
    QCOMPARE(m_client->get(folder + "nothing.xsd").status, 404);
    QVERIFY(m_client->send("PUT", folder + "master.xsd", "<x/>").status >= 400);
}

void TestDirectorSchema::holdsRequestsAgainstIt_data()
{
    QTest::addColumn<QByteArray>("content"); // of a Catalog item
    QTest::addColumn<QByteArray>("complaint"); // empty: none
    const auto row = [](const char *name, const char *content, const char *complaint) {
        QTest::newRow(name) << QByteArray(content) << QByteArray(complaint);
    };
    row("in order", "<Description>d</Description><Entity href=\"x\"/><Property key=\"k\">v</Property>", "");
    row("left out", "", "");
    row("comment", "<!-- c --><Description>d</Description>", "");
    row("read-only parts sent back", "<Link rel=\"up\" href=\"x\"/><Description/><Tasks/><Entity href=\"x\"/>", "");
    row("other prefix", "<p:Description xmlns:p=\"http://www.vmware.com/vcloud/v1.5\">d</p:Description>", "");
    row("out of order", "<Entity href=\"x\"/><Description>d</Description>", "cvc-complex-type.2.4");
    row("twice", "<Description>d</Description><Description>e</Description>", "cvc-complex-type.2.4");
    row("no namespace", "<Description xmlns=\"\">d</Description>", "cvc-complex-type.2.4");
    row("other namespace", "<Description xmlns=\"urn:x\">d</Description>", "cvc-complex-type.2.4");
}

void TestDirectorSchema::holdsRequestsAgainstIt()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, complaint);
    QCOMPARE(m_client->signIn("ada@acme", "36.0"), 200);
    const QByteArray items = m_client->get("/api/query?type=catalogItem&filter=catalogName==acme-images").body;
    const QByteArray item = hrefOf(items, "CatalogItemRecord", "installer.iso");
    QVERIFY(!item.isEmpty());
    const QByteArray body =
        "<CatalogItem xmlns=\"http://www.vmware.com/vcloud/v1.5\" name=\"installer.iso\">" + content + "</CatalogItem>";
    const Received received = m_client->send("PUT", item, body, "application/vnd.vmware.vcloud.catalogItem+xml");
    QCOMPARE(received.status, complaint.isEmpty() ? 200 : 400);
    QVERIFY2(received.body.contains(complaint), received.body.constData());
}

QTEST_GUILESS_MAIN(TestDirectorSchema)
#include "tst_directorschema.moc"
