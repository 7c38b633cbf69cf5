// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/draft.h"
#include "schema/builtin.h"
#include "schema/schemashape.h"
#include "schema/swagger.h"

#include <QTest>

using namespace nephoscope;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

const QString vcloud = QStringLiteral("http://www.vmware.com/vcloud/v1.5");
const QString ovf = QStringLiteral("http://schemas.dmtf.org/ovf/envelope/1");

Schema director() { return builtInSchema(s("cloud-director")); }

SchemaShape shape(const char *type, bool isXml) { return {director(), director().typeNamed(s(type)), isXml}; }

Schema widgets()
{
    return Schema().with(readSwagger(s("/w"), R"({"apis":[],"models":{
        "Widget":{"required":["name","size","open","parts","kind","self"],"properties":{
            "name":{"type":"string","defaultValue":"new one"},"size":{"type":"integer","defaultValue":"5"},
            "open":{"type":"boolean","defaultValue":"true"},"kind":{"$ref":"Kind"},"note":{"type":"string"},
            "parts":{"type":"array","items":{"$ref":"Kind"}},"self":{"$ref":"Widget"},"tags":{"$ref":"Map[string,string]"}}},
        "Kind":{"required":["weight","words"],"properties":{"weight":{"type":"number"},
            "words":{"type":"array","items":{"type":"string"}}}}}})")
                             .value_or(SchemaPart()));
}

} // namespace

class TestSchemaShape : public QObject {
    Q_OBJECT
private slots:
    void saysHowPlacesLook_data();
    void saysHowPlacesLook();
    void ordersElementsWithThoseThatStandInForOthers();
    void ordersNothingInJson();
    void putsANewElementInItsPlace();
    void beginsDocumentsWithWhatIsRequired();
    void declaresTheNamespacesItNeeds();
    void keepsInheritedPartsInTheirNamespace();
    void endsWhereTypesRequireThemselves();
    void refusesWhatItDoesNotKnow();
    void everyTypeWithARootHasASkeleton();
};

void TestSchemaShape::saysHowPlacesLook_data()
{
    QTest::addColumn<bool>("isXml");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words"); ///< attribute, list, group; "?" = unknown
    QTest::addColumn<QString>("uri");
    const auto row = [](bool isXml, const char *path, const char *words, const QString &uri) {
        QTest::addRow("%s %s", isXml ? "xml" : "json", path) << isXml << s(path) << s(words) << uri;
    };
    row(true, "Description", "", vcloud);
    row(true, "@name", "attribute", QString());
    row(true, "Section", "list group", ovf);
    row(true, "NetworkConnectionSection", "list group", vcloud);
    row(true, "NetworkConnectionSection/NetworkConnection", "list group", vcloud);
    row(true, "NetworkConnectionSection/Info", "group", ovf);
    row(true, "VmCapabilities/CpuHotAddEnabled", "", vcloud);
    row(true, "Nothing", "?", QString());
    row(false, "name", "", QString());
    row(false, "section", "list group", QString());
    row(false, "section/0", "group", QString());
    row(false, "vmCapabilities/cpuHotAddEnabled", "", QString());
}

void TestSchemaShape::saysHowPlacesLook()
{
    QFETCH(bool, isXml);
    QFETCH(QString, path);
    QFETCH(QString, words);
    QFETCH(QString, uri);
    const auto slot = shape("VmType", isXml).slot(Path(path));
    QStringList found;
    if (!slot)
        found.append(s("?"));
    if (slot && slot->isAttribute)
        found.append(s("attribute"));
    if (slot && slot->isList)
        found.append(s("list"));
    if (slot && slot->isGroup)
        found.append(s("group"));
    QCOMPARE(found.join(u' '), words);
    QCOMPARE(slot ? slot->namespaceUri : QString(), uri);
}

void TestSchemaShape::ordersElementsWithThoseThatStandInForOthers()
{
    const QStringList order = shape("VmType", true).order(Path());
    QStringList wanted = s("Link Description Tasks VAppParent Section LeaseSettingsSection NetworkConnectionSection "
                           "VmSpecSection Environment VmCapabilities StorageProfile ComputePolicy")
                             .split(u' ');
    qsizetype last = -1;
    for (const QString &name : qAsConst(wanted)) {
        QVERIFY2(order.indexOf(name) > last, qPrintable(name));
        last = order.indexOf(name);
    }
    QVERIFY(!order.contains(s("name")) && !order.contains(s("href")));
    QCOMPARE(shape("VmType", true).order(Path(s("VmSpecSection/CpuResourceMhz"))),
        s("Configured Reservation Limit SharesLevel Shares").split(u' '));
    QCOMPARE(shape("VmType", true).order(Path(s("Unknown/Path"))), QStringList());
}

void TestSchemaShape::ordersNothingInJson() { QVERIFY(shape("VmType", false).order(Path()).isEmpty()); }

void TestSchemaShape::putsANewElementInItsPlace()
{
    const QByteArray bytes = R"(<Vm xmlns="http://www.vmware.com/vcloud/v1.5" name="a"><Description>x</Description>)"
                             "<VmCapabilities><CpuHotAddEnabled>true</CpuHotAddEnabled></VmCapabilities></Vm>";
    const Result<Document> document = Document::parse(bytes);
    QVERIFY(document);
    Draft draft(*document, std::make_shared<SchemaShape>(director(), director().typeNamed(s("VmType")), true));
    QVERIFY(draft.set(Path(s("VmCapabilities/MemoryHotAddEnabled")), Value::boolean(true)));
    QVERIFY(draft.set(Path(s("VmSpecSection/NumCpus")), Value::number(s("2"))));
    QStringList order;
    for (const Node &child : draft.document().root().children())
        order.append(child.name() + u' ' + child.namespaceUri());
    QCOMPARE(
        order, QStringList({s("Description ") + vcloud, s("VmSpecSection ") + vcloud, s("VmCapabilities ") + vcloud}));
    const Node capabilities = draft.document().root().child(s("VmCapabilities"));
    QCOMPARE(capabilities.children().first().name(), s("MemoryHotAddEnabled"));
}

void TestSchemaShape::beginsDocumentsWithWhatIsRequired()
{
    const Result<Document> json = emptyDocument(widgets(), s("/w#Widget"), false);
    QVERIFY(json && !json->isXml());
    const Node root = json->root();
    QCOMPARE(root.child(s("name")).text(), s("new one"));
    QCOMPARE(root.child(s("size")).kind(), Node::Kind::Number);
    QCOMPARE(root.child(s("open")).text(), s("true"));
    QCOMPARE(root.child(s("kind")).bytes(), QByteArray(R"({"weight":null,"words":[]})"));
    QCOMPARE(root.child(s("parts")).children().size(), 1);
    QVERIFY(root.child(s("note")).isNull() && root.child(s("tags")).isNull());
    const Result<Document> disk = emptyDocument(director(), director().typeNamed(s("DiskCreateParamsType")), true);
    QVERIFY(disk);
    QCOMPARE(disk->root().name(), s("DiskCreateParams"));
    QVERIFY(disk->root().child(s("Disk")).kind() == Node::Kind::Element);
    QCOMPARE(disk->root().child(s("Disk")).namespaceUri(), vcloud);
}

void TestSchemaShape::declaresTheNamespacesItNeeds()
{
    SchemaPart part;
    Type section;
    section.id = s("{a}T");
    section.namespaceUri = vcloud;
    section.element = s("Root");
    section.elementNamespace = vcloud;
    Field info;
    info.name = s("Info");
    info.namespaceUri = ovf;
    info.isRequired = true;
    Field attribute = info;
    attribute.name = s("required");
    attribute.isAttribute = true;
    attribute.plain = PlainType::Boolean;
    Field own = info;
    own.name = s("Own");
    own.namespaceUri = vcloud;
    Field readOnly = own;
    readOnly.name = s("Status");
    readOnly.modifiable = Modifiable::Never;
    section.fields = {info, own, readOnly, attribute};
    part.types = {section};
    part.prefixes = {{ovf, s("ovf")}, {s("urn:unused"), s("unused")}};
    const Result<Document> document = emptyDocument(Schema().with(part), s("{a}T"), true);
    QVERIFY(document);
    const QByteArray text = document->serialized();
    QVERIFY2(text.contains("<Root xmlns=\"http://www.vmware.com/vcloud/v1.5\""), text.constData());
    QVERIFY2(text.contains("xmlns:ovf=\"" + ovf.toLatin1() + '"'), text.constData());
    QVERIFY2(text.contains("ovf:required=\"false\"") && text.contains("<ovf:Info"), text.constData());
    QVERIFY2(text.contains("<Own") && !text.contains("Status") && !text.contains("unused"), text.constData());
    const Result<Document> named = emptyDocument(Schema().with(part), s("{a}T"), true, s("Other"), s("urn:o"));
    QVERIFY(named && named->root().name() == s("Other") && named->root().namespaceUri() == s("urn:o"));
}

void TestSchemaShape::keepsInheritedPartsInTheirNamespace()
{
    const Result<Document> document = emptyDocument(director(), director().typeNamed(s("VMWProviderVdcType")), true);
    QVERIFY(document);
    const QByteArray text = document->serialized();
    QCOMPARE(document->root().prefix(), s("vmext"));
    QVERIFY2(text.contains("xmlns=\"http://www.vmware.com/vcloud/v1.5\""), text.constData());
}

void TestSchemaShape::endsWhereTypesRequireThemselves()
{
    const Result<Document> document = emptyDocument(widgets(), s("/w#Widget"), false);
    QVERIFY(document);
    QVERIFY(!document->root().at(Path(s("self/self/self"))).isNull());
    QVERIFY(document->bytes().size() < 100'000);
}

void TestSchemaShape::refusesWhatItDoesNotKnow()
{
    QVERIFY(!emptyDocument(director(), s("nothing"), true));
    QVERIFY(!emptyDocument(widgets(), s("/w#Widget"), true)); // no root element
}

void TestSchemaShape::everyTypeWithARootHasASkeleton()
{
    const Schema schema = director();
    int made = 0;
    for (const Type &type : schema.types()) {
        if (type.element.isEmpty())
            continue;
        const Result<Document> xml = emptyDocument(schema, type.id, true);
        QVERIFY2(xml, qPrintable(type.id));
        QCOMPARE(xml->root().name(), type.element);
        QCOMPARE(xml->root().namespaceUri(), type.elementNamespace);
        QVERIFY2(emptyDocument(schema, type.id, false), qPrintable(type.id));
        ++made;
    }
    QVERIFY(made > 100);
}

QTEST_GUILESS_MAIN(TestSchemaShape)
#include "tst_schemashape.moc"
