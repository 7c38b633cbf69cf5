// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/schemaxsd.h"
#include "schema/xsd.h"
#include "schema/xsdfacts.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace nephoscope;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

const QUrl place(QStringLiteral("https://cell.example/api/v1.5/schema/machines.xsd"));

QByteArray sample(const char *name)
{
    QFile file(s(NEPHOSCOPE_SOURCE_DIR "/tests/data/schema/") + s(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

SchemaPart part(const char *name) { return readXsd(place, sample(name)).value_or(SchemaPart()); }

Schema machines() { return Schema().with({part("machines.xsd"), part("parts.xsd"), part("common.xsd")}); }

const QString machine = QStringLiteral("{urn:machines}MachineType");

QString inWords(const Field &field)
{
    static const QStringList plain =
        s("text integer decimal boolean time instant date duration url binary file any").split(u' ');
    static const QStringList modifiable = s(" none create update always").split(u' ');
    QStringList words = {field.type.isEmpty() ? plain.value(static_cast<int>(field.plain)) : field.type};
    words += field.isList ? s("list") : QString();
    words += field.isRequired ? s("required") : QString();
    words += modifiable.value(static_cast<int>(field.modifiable));
    words += field.deprecated;
    words += field.choices.join(u'|');
    words += field.preset;
    words.removeAll(QString());
    return words.join(u' ');
}

QByteArray wrapped(const QByteArray &content)
{
    return R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:a" targetNamespace="urn:a">)" + content
        + "</xs:schema>";
}

QByteArray nested(const QByteArray &open, const QByteArray &close, qsizetype times)
{
    return wrapped("<xs:complexType name='T'>" + open.repeated(times) + close.repeated(times) + "</xs:complexType>");
}

} // namespace

class TestXsd : public QObject {
    Q_OBJECT
private slots:
    void listsFieldsInDocumentOrder();
    void knowsWhatFieldsAre_data();
    void knowsWhatFieldsAre();
    void readsTheRangesOfNumbers_data();
    void readsTheRangesOfNumbers();
    void keepsNamespaces();
    void readsFactsOfTypes();
    void readsDocumentsInAnyOrder();
    void namesMembersOfTheJsonForm_data();
    void namesMembersOfTheJsonForm();
    void leadsToOtherDocuments();
    void leadsNowhereElse_data();
    void leadsNowhereElse();
    void isMalformed_data();
    void isMalformed();
    void wrongElementsCostThemselvesOnly_data();
    void wrongElementsCostThemselvesOnly();
    void staysQuickOnHostileInput_data();
    void staysQuickOnHostileInput();
    void survivesEveryTruncation();
    void readsWhatTheDemoPublishes();
};

void TestXsd::listsFieldsInDocumentOrder()
{
    QStringList names;
    for (const Field &field : machines().fields(machine))
        names.append(field.isAttribute ? u'@' + field.name : field.name);
    QCOMPARE(names.join(u' '),
        s("Description Local VParent MACAddress Section Size Left Right Place Created Kept Child "
          "@name @deployed @required @state @mode"));
}

void TestXsd::knowsWhatFieldsAre_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *path, const char *words) { QTest::newRow(path) << s(path) << s(words); };
    row("@name", "text required");
    row("Description", "text always");
    row("VParent", "{urn:machines}ReferenceType none");
    row("VParent/@href", "url required");
    row("vParent/href", "url required");
    row("MACAddress", "text");
    row("Section", "{urn:parts}SectionType list");
    row("Section/Info", "{urn:parts}MsgType");
    row("Section/Info/@msgid", "text");
    row("NetworkSection", "{urn:machines}NetworkSectionType list");
    row("NetworkSection/Connection[3]/@network", "text required");
    row("NetworkSection/Info", "{urn:parts}MsgType");
    row("Size", "integer required always 6.0");
    row("Left", "text");
    row("Right", "text list on|off off");
    row("Place/Row", "integer required");
    row("Place/@room", "text");
    row("Created", "time");
    row("Kept", "text");
    row("Child/Child/Child[2]/Size", "integer required always 6.0");
    row("@deployed", "boolean");
    row("@required", "boolean");
    row("@state", "text on|off");
    row("@mode", "text on|off|auto");
}

void TestXsd::knowsWhatFieldsAre()
{
    QFETCH(QString, path);
    QFETCH(QString, words);
    const auto field = machines().field(machine, Path(path));
    QVERIFY(field);
    QCOMPARE(inWords(*field), words);
}

void TestXsd::readsTheRangesOfNumbers_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("range");
    const auto row = [](const char *field, const char *range) { QTest::newRow(field) << s(field) << s(range); };
    row("Any", "...");
    row("Positive", "1...");
    row("Unsigned", "0...");
    row("Negative", "...-1");
    row("Port", "1...65535");
    row("High", "1024...65535");
    row("Share", "0...1");
    row("Inner", "2...8");
    row("@attribute", "1...65535");
    row("Dated", "...");
}

void TestXsd::readsTheRangesOfNumbers()
{
    QFETCH(QString, field);
    QFETCH(QString, range);
    const Result<SchemaPart> part = readXsd(place, wrapped(R"(
      <xs:simpleType name="Port"><xs:restriction base="xs:int"><xs:minInclusive value="1"/>
        <xs:maxInclusive value="65535"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="High"><xs:restriction base="Port"><xs:minInclusive value="1024"/></xs:restriction>
      </xs:simpleType>
      <xs:simpleType name="Dated"><xs:restriction base="xs:date"><xs:minInclusive value="2020-01-01"/>
        <xs:maxInclusive value="INF"/></xs:restriction></xs:simpleType>
      <xs:complexType name="T"><xs:sequence>
        <xs:element name="Any" type="xs:int"/><xs:element name="Positive" type="xs:positiveInteger"/>
        <xs:element name="Unsigned" type="xs:unsignedShort"/><xs:element name="Negative" type="xs:negativeInteger"/>
        <xs:element name="Port" type="Port"/><xs:element name="High" type="High"/>
        <xs:element name="Share"><xs:simpleType><xs:restriction base="xs:decimal"><xs:minExclusive value="0"/>
          <xs:maxInclusive value="1"/></xs:restriction></xs:simpleType></xs:element>
        <xs:element name="Inner"><xs:simpleType><xs:restriction><xs:simpleType><xs:restriction base="xs:int">
          <xs:maxInclusive value="8"/></xs:restriction></xs:simpleType><xs:minInclusive value="2"/></xs:restriction>
        </xs:simpleType></xs:element>
        <xs:element name="Dated" type="Dated"/>
      </xs:sequence><xs:attribute name="attribute" type="Port"/></xs:complexType>)"));
    QVERIFY(part.has_value());
    const auto words = [&field](const Schema &schema) {
        const auto found = schema.field(s("{urn:a}T"), Path(field));
        const auto bound = [](std::optional<double> value) { return value ? QString::number(*value) : QString(); };
        return found ? bound(found->range.lowest) + s("...") + bound(found->range.highest) : s("no field");
    };
    const Schema schema = Schema().with(*part);
    QCOMPARE(words(schema), range);
    QCOMPARE(words(*Schema::fromJson(schema.toJson())), range);
}

void TestXsd::keepsNamespaces()
{
    const Schema schema = machines();
    const auto uri = [&schema](const char *path) { return schema.field(machine, Path(s(path)))->namespaceUri; };
    QCOMPARE(uri("Description"), s("urn:machines"));
    QCOMPARE(uri("Local"), QString());
    QCOMPARE(uri("Section"), s("urn:parts"));
    QCOMPARE(uri("NetworkSection"), s("urn:machines"));
    QCOMPARE(uri("Section/@weight"), s("urn:parts"));
    QCOMPARE(uri("@deployed"), QString());
}

void TestXsd::readsFactsOfTypes()
{
    const Schema schema = machines();
    const Type *type = schema.type(machine);
    QVERIFY(type);
    QCOMPARE(type->name, s("MachineType"));
    QCOMPARE(type->since, s("1.5"));
    QCOMPARE(type->help, s("A machine & its parts."));
    QCOMPARE(type->element, s("Machine"));
    QCOMPARE(type->elementNamespace, s("urn:machines"));
    QVERIFY(schema.type(s("{urn:machines}EntityType"))->isAbstract);
    QCOMPARE(schema.typeOfMedia(s("application/vnd.machines.machine+json;version=1")), machine);
    QCOMPARE(schema.typeOfMedia(s("application/vnd.machines.box+xml")), machine);
    QCOMPARE(schema.typeOfElement(s("urn:machines"), s("Machine")), machine);
    QCOMPARE(schema.typeNamed(s("x:MachineType")), machine);
    QCOMPARE(schema.extensions(s("{urn:parts}SectionType")), QStringList(s("{urn:machines}NetworkSectionType")));
    QCOMPARE(schema.type(s("{urn:parts}MsgType"))->text, PlainType::Text);
    QCOMPARE(schema.prefixOf(s("urn:parts")), s("p"));
    QCOMPARE(schema.prefixOf(s("http://www.w3.org/2001/XMLSchema")), QString());
}

void TestXsd::readsDocumentsInAnyOrder()
{
    const QByteArray whole = Schema::fromJson(machines().toJson())->toJson();
    const Schema other = Schema().with(part("common.xsd")).with(part("parts.xsd")).with(part("machines.xsd"));
    for (const Field &field : machines().fields(machine)) {
        const auto same = other.field(machine, Path(field.isAttribute ? u'@' + field.name : field.name));
        QVERIFY2(same, qPrintable(field.name));
        QCOMPARE(inWords(*same), inWords(field));
    }
    QCOMPARE(whole, machines().toJson());
}

void TestXsd::namesMembersOfTheJsonForm_data()
{
    QTest::addColumn<QString>("element");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *element, const char *member) { QTest::newRow(element) << s(element) << s(member); };
    row("Description", "description");
    row("VAppParent", "vAppParent");
    row("MACAddress", "macAddress");
    row("VMWareTools", "vmWareTools");
    row("VMWProviderVdcResourcePool", "vmwProviderVdcResourcePool");
    row("IM", "im");
    row("vRAM", "vram");
    row("name", "name");
    row("x", "x");
    row("InstanceID", "instanceID");
    row("", "");
}

void TestXsd::namesMembersOfTheJsonForm()
{
    QFETCH(QString, element);
    QFETCH(QString, member);
    QCOMPARE(jsonNameOf(element), member);
}

void TestXsd::leadsToOtherDocuments()
{
    QCOMPARE(xsdIncludes(place, sample("machines.xsd")),
        QList<QUrl>({QUrl(s("https://cell.example/api/v1.5/schema/common.xsd")),
            QUrl(s("https://cell.example/api/v1.5/other/parts.xsd"))}));
    const QByteArray links = R"(<SchemaResources xmlns="http://www.vmware.com/vcloud/v1.5">
        <Link rel="down" href="https://cell.example/api/v1.5/schema/vApp.xsd" type="application/xml"/>
        <Link rel="down" href="common.xsd"/><Other href="no.xsd"/></SchemaResources>)";
    QCOMPARE(xsdIncludes(QUrl(s("https://cell.example/api/schema")), links),
        QList<QUrl>({QUrl(s("https://cell.example/api/v1.5/schema/vApp.xsd")),
            QUrl(s("https://cell.example/api/common.xsd"))}));
}

void TestXsd::leadsNowhereElse_data()
{
    QTest::addColumn<QByteArray>("location");
    for (const char *location :
        {"file:///etc/passwd", "http://other.example/a.xsd", "//other.example/a.xsd", "ftp://cell.example/a.xsd",
            "machines.xsd", "", "   ", "javascript:alert(1)", "https://cell.example:70000/a"})
        QTest::newRow(location) << QByteArray(location);
}

void TestXsd::leadsNowhereElse()
{
    QFETCH(QByteArray, location);
    QCOMPARE(xsdIncludes(place, wrapped("<xs:include schemaLocation='" + location + "'/>")), QList<QUrl>());
}

void TestXsd::isMalformed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("json") << QByteArray("{}");
    QTest::newRow("html") << QByteArray("<html><body>no</body></html>");
    QTest::newRow("broken") << QByteArray("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element>");
    QTest::newRow("other root") << QByteArray("<schema xmlns='urn:other'/>");
    QTest::newRow("dtd") << QByteArray("<!DOCTYPE a [<!ENTITY b 'c'>]>") + wrapped("");
    QTest::newRow("entity") << wrapped("<xs:element name='a'>&b;</xs:element>");
    QTest::newRow("endless") << wrapped(QByteArray("<xs:sequence>").repeated(500'000));
    QTest::newRow("nested, closed") << nested("<xs:sequence>", "</xs:sequence>", 300);
    QTest::newRow("50 MB") << wrapped(QByteArray("<xs:annotation/>").repeated(50 * 1024 * 1024 / 16));
    QTest::newRow("many elements") << wrapped(QByteArray("<xs:any/>").repeated(500'000));
    QByteArray prefixes;
    for (int i = 0; i < 1000; ++i)
        prefixes += "<xs:element name='e' xmlns:p" + QByteArray::number(i) + "='urn:p'/>";
    QTest::newRow("many namespaces") << wrapped(prefixes);
}

void TestXsd::isMalformed()
{
    QFETCH(QByteArray, bytes);
    QElapsedTimer timer;
    timer.start();
    const Result<SchemaPart> read = readXsd(place, bytes);
    QVERIFY(!read);
    QCOMPARE(read.error().kind(), Error::Kind::Malformed);
    QVERIFY(!read.error().message().isEmpty());
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(xsdIncludes(place, bytes).isEmpty());
}

void TestXsd::wrongElementsCostThemselvesOnly_data()
{
    QTest::addColumn<QByteArray>("content"); ///< beside a good type
    const auto row = [](const char *name, const char *content) { QTest::newRow(name) << QByteArray(content); };
    row("no name", "<xs:complexType/><xs:simpleType/><xs:element/><xs:attribute/><xs:group/><xs:attributeGroup/>");
    row("undeclared prefix",
        "<xs:element name='x' type='nobody:T'/><xs:complexType name='X'><xs:complexContent>"
        "<xs:extension base='nobody:T'/></xs:complexContent></xs:complexType>");
    row("extends itself",
        "<xs:complexType name='X'><xs:complexContent><xs:extension base='X'/></xs:complexContent>"
        "</xs:complexType><xs:simpleType name='Y'><xs:restriction base='Y'/></xs:simpleType>");
    row("group in itself",
        "<xs:group name='X'><xs:sequence><xs:group ref='X'/><xs:group ref='X'/></xs:sequence></xs:group>"
        "<xs:complexType name='Y'><xs:group ref='X'/></xs:complexType>");
    row("stands for itself", "<xs:element name='X' substitutionGroup='X'/><xs:element name='Y' type='Good'/>");
    row("numbers that are none",
        "<xs:complexType name='X'><xs:sequence minOccurs='-5' maxOccurs='99999999999999'><xs:element name='a' "
        "minOccurs='x' maxOccurs='-1'/></xs:sequence></xs:complexType>");
    row("unknown words", "<xs:nonsense name='X'><xs:element name='a'/></xs:nonsense><other xmlns='urn:o' name='X'/>");
}

void TestXsd::wrongElementsCostThemselvesOnly()
{
    QFETCH(QByteArray, content);
    const QByteArray good =
        "<xs:complexType name='Good'><xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence>"
        "</xs:complexType>";
    const Result<SchemaPart> read = readXsd(place, wrapped(content + good));
    QVERIFY(read);
    const Schema schema = Schema().with(*read);
    QCOMPARE(schema.fields(s("{urn:a}Good")).size(), 1);
    for (const Type &type : schema.types()) {
        for (const Field &field : schema.fields(type.id))
            QVERIFY(!field.name.isEmpty() && (field.type.isEmpty() || schema.type(field.type)));
    }
}

void TestXsd::staysQuickOnHostileInput_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray elements;
    for (int i = 0; i < 50'000; ++i)
        elements += "<xs:element name='e" + QByteArray::number(i) + "' type='T'/>";
    QTest::newRow("fields") << wrapped(
        "<xs:complexType name='T'><xs:sequence>" + elements + "</xs:sequence></xs:complexType>");
    QTest::newRow("elements") << wrapped(elements + "<xs:complexType name='T'/>");
    QByteArray chain = "<xs:complexType name='T'/>";
    for (int i = 0; i < 20'000; ++i)
        chain += "<xs:complexType name='T" + QByteArray::number(i + 1) + "'><xs:complexContent><xs:extension base='T"
            + QByteArray::number(i) + "'/></xs:complexContent></xs:complexType>";
    QTest::newRow("bases") << wrapped(chain);
    QTest::newRow("nested types") << nested(
        "<xs:sequence><xs:element name='a'><xs:complexType>", "</xs:complexType></xs:element></xs:sequence>", 60);
    QTest::newRow("help") << wrapped("<xs:complexType name='T'><xs:annotation><xs:documentation>"
        + QByteArray("&lt;a").repeated(300'000) + "</xs:documentation></xs:annotation></xs:complexType>");
}

void TestXsd::staysQuickOnHostileInput()
{
    QFETCH(QByteArray, bytes);
    QElapsedTimer timer;
    timer.start();
    const Result<SchemaPart> read = readXsd(place, bytes);
    QVERIFY(read);
    const Schema schema = Schema().with(*read);
    QVERIFY(schema.type(s("{urn:a}T")));
    for (const QString &id : {s("{urn:a}T"), s("{urn:a}T20000")})
        QVERIFY(schema.fields(id).size() <= 4000);
    QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed())));
}

void TestXsd::survivesEveryTruncation()
{
    const QByteArray whole = sample("machines.xsd");
    QVERIFY(whole.size() > 1000);
    for (qsizetype size = 0; size < whole.trimmed().size(); size += 11) {
        const Result<SchemaPart> read = readXsd(place, whole.left(size));
        QVERIFY(!read && read.error().kind() == Error::Kind::Malformed);
    }
    for (qsizetype at = 0; at < whole.size(); at += 7) {
        QByteArray changed = whole;
        changed[at] = static_cast<char>(changed.at(at) ^ 0x0d);
        const Result<SchemaPart> read = readXsd(place, changed);
        QVERIFY(read || read.error().kind() == Error::Kind::Malformed);
    }
}

void TestXsd::readsWhatTheDemoPublishes()
{
    const QUrl root(s("https://cell.example/api/v1.5/schema/master.xsd"));
    QList<QUrl> open = {root};
    QList<SchemaPart> parts;
    QSet<QUrl> seen;
    while (!open.isEmpty()) {
        const QUrl url = open.takeFirst();
        if (seen.contains(url))
            continue;
        seen.insert(url);
        const QByteArray bytes = demo::clouddirector::schemaDocument(url.fileName().toLatin1());
        const Result<SchemaPart> read = readXsd(url, bytes);
        QVERIFY2(read, qPrintable(url.toString()));
        parts.append(*read);
        open.append(xsdIncludes(url, bytes));
    }
    QVERIFY(parts.size() > 5);
    const Schema schema = Schema().with(parts);
    const QString vm = schema.typeOfMedia(s("application/vnd.vmware.vcloud.vm+xml"));
    QCOMPARE(vm, s("{http://www.vmware.com/vcloud/v1.5}VmType"));
    QCOMPARE(schema.type(vm)->element, s("Vm"));
    QCOMPARE(schema.field(vm, Path(s("Description")))->modifiable, Modifiable::Always);
    QCOMPARE(schema.field(vm, Path(s("@status")))->plain, PlainType::Integer);
    const auto address = schema.field(vm, Path(s("NetworkConnectionSection/NetworkConnection/IpAddress")));
    QVERIFY(address && !address->help.isEmpty());
    QVERIFY(schema.field(vm, Path(s("section/0/info"))));
    for (const Type &type : schema.types()) {
        for (const Field &field : schema.fields(type.id))
            QVERIFY2(field.type.isEmpty() || schema.type(field.type), qPrintable(type.id + field.name));
    }
}

QTEST_GUILESS_MAIN(TestXsd)
#include "tst_xsd.moc"
