// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schema.h"

#include <QTest>

using namespace nephoscope;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

/// "@name" is an attribute, "name*" repeats.
Field field(const char *name, const char *type = "")
{
    Field made;
    made.name = s(name);
    made.type = s(type);
    made.isAttribute = made.name.startsWith(u'@');
    made.isList = made.name.endsWith(u'*');
    made.name.remove(u'@').remove(u'*');
    if (made.isList)
        made.most = -1;
    return made;
}

Type type(const char *name, const char *base, const QList<Field> &fields)
{
    Type made;
    made.name = s(name);
    made.namespaceUri = s("urn:a");
    made.id = s("{urn:a}") + made.name;
    made.base = s(base);
    made.fields = fields;
    return made;
}

Type simple(const char *name, const char *base, std::optional<PlainType> text, const QStringList &choices)
{
    Type made = type(name, base, {});
    made.text = text;
    made.textChoices = choices;
    return made;
}

SchemaElement element(const char *name, const char *typeId, const char *head)
{
    SchemaElement made;
    made.name = s(name);
    made.namespaceUri = s("urn:a");
    made.type = s(typeId);
    made.head = s(head);
    return made;
}

/// A machine with sections, as XML and JSON of one service have it.
SchemaPart machines()
{
    SchemaPart part;
    part.name = s("machines");
    Field parent = field("VParent", "{urn:a}Reference");
    parent.jsonName = s("vParent");
    Field tags = field("Tags", "{urn:a}Tag");
    tags.isMap = tags.isList = true;
    Type vm = type("Vm", "{urn:a}Entity",
        {field("Size", "{urn:a}Sizes"), parent, field("Section*", "{urn:a}Section"), tags, field("@status")});
    vm.element = s("Vm");
    vm.elementNamespace = s("urn:a");
    vm.mediaTypes = QStringList{s("application/vnd.a.vm+xml")};
    Type section = type("Section", "", {field("Info")});
    section.isAbstract = true;
    part.types = {vm, type("Entity", "", {field("@name"), field("Description"), field("Gone", "{urn:a}NotThere")}),
        section, type("Network", "{urn:a}Section", {field("Connection*", "{urn:a}Connection")}),
        type("Connection", "", {field("Address"), field("@index")}), type("Tag", "", {field("Value")}),
        type("Reference", "", {field("@href"), field("@name")}),
        simple("Sizes", "{urn:b}Words", {}, {s("big"), s("small")}), simple("Words", "", PlainType::Integer, {})};
    part.types.last().id = s("{urn:b}Words");
    part.elements = {element("Network", "{urn:a}Network", "{urn:a}/Section")};
    return part;
}

QStringList names(const QList<Field> &fields)
{
    QStringList list;
    for (const Field &one : fields)
        list.append(one.isAttribute ? u'@' + one.name : one.name);
    return list;
}

Call call(const char *method, const char *path, const char *nickname)
{
    Call made;
    made.method = method;
    made.path = s(path);
    made.nickname = s(nickname);
    return made;
}

} // namespace

class TestSchema : public QObject {
    Q_OBJECT
private slots:
    void putsBasesFirstAndAttributesLast();
    void resolvesSimpleTypesOfOtherDocuments();
    void takesUnknownTypesForAnything();
    void expandsGroupsInTheirPlace();
    void followsPaths_data();
    void followsPaths();
    void endsWithTypesThatExtendThemselves();
    void endsWithGroupsThatHoldThemselves();
    void findsTypesByMediaElementAndName();
    void listsExtensionsNearestFirst();
    void replacesWhatCameBefore();
    void keepsPointersWhileACopyLives();
    void comesBackFromJson();
    void refusesWhatIsNoStoredSchema_data();
    void refusesWhatIsNoStoredSchema();
};

void TestSchema::putsBasesFirstAndAttributesLast()
{
    const QList<Field> fields = Schema().with(machines()).fields(s("{urn:a}Vm"));
    QCOMPARE(names(fields).join(u' '), s("Description Gone Size VParent Section Tags @name @status"));
}

void TestSchema::resolvesSimpleTypesOfOtherDocuments()
{
    const auto size = Schema().with(machines()).field(s("{urn:a}Vm"), Path(s("Size")));
    QVERIFY(size);
    QVERIFY(size->type.isEmpty());
    QCOMPARE(size->plain, PlainType::Integer);
    QCOMPARE(size->choices, QStringList({s("big"), s("small")}));
}

void TestSchema::takesUnknownTypesForAnything()
{
    const auto gone = Schema().with(machines()).field(s("{urn:a}Vm"), Path(s("Gone")));
    QVERIFY(gone);
    QVERIFY(gone->type.isEmpty());
    QCOMPARE(gone->plain, PlainType::Any);
    QVERIFY(!Schema().field(s("{urn:a}Vm"), Path(s("Gone"))));
    QVERIFY(Schema().fields(s("nothing")).isEmpty());
}

void TestSchema::expandsGroupsInTheirPlace()
{
    SchemaPart part;
    part.types = {type("Box", "", {field("First"), field("", "{urn:a}%middle"), field("Last")}),
        type("", "", {field("Second"), field("Third")})};
    part.types.last().id = s("{urn:a}%middle");
    QCOMPARE(names(Schema().with(part).fields(s("{urn:a}Box"))).join(u' '), s("First Second Third Last"));
}

void TestSchema::followsPaths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("found"); ///< name and type's id; empty = not known
    QTest::newRow("attribute of a base") << s("@name") << s("name ");
    QTest::newRow("attribute as JSON member") << s("name") << s("name ");
    QTest::newRow("attribute with prefix") << s("@a:status") << s("status ");
    QTest::newRow("element") << s("Description") << s("Description ");
    QTest::newRow("JSON name") << s("vParent/href") << s("href ");
    QTest::newRow("attribute below an element") << s("VParent/@href") << s("href ");
    QTest::newRow("list by index, XML") << s("Section[3]") << s("Section {urn:a}Section");
    QTest::newRow("list by index, JSON") << s("Section/3") << s("Section {urn:a}Section");
    QTest::newRow("takes a section's place") << s("Network/Connection[1]/Address") << s("Address ");
    QTest::newRow("dictionary of lists") << s("Tags/key/0/Value") << s("Value ");
    QTest::newRow("xsi:type") << s("Section/@xsi:type") << s("type ");
    QTest::newRow("not there") << s("Section/Nothing") << s("");
    QTest::newRow("below plain text") << s("Description/More") << s("");
    QTest::newRow("attribute not there") << s("@nothing") << s("");
}

void TestSchema::followsPaths()
{
    QFETCH(QString, path);
    QFETCH(QString, found);
    const auto field = Schema().with(machines()).field(s("{urn:a}Vm"), Path(path));
    QCOMPARE(field ? field->name + u' ' + field->type : QString(), found);
}

void TestSchema::endsWithTypesThatExtendThemselves()
{
    SchemaPart part;
    part.types = {type("A", "{urn:a}B", {field("OfA")}), type("B", "{urn:a}C", {field("OfB")}),
        type("C", "{urn:a}A", {field("OfC", "{urn:a}C")}), type("Self", "{urn:a}Self", {field("Own")})};
    const Schema schema = Schema().with(part);
    QCOMPARE(names(schema.fields(s("{urn:a}A"))).join(u' '), s("OfC OfB OfA"));
    QCOMPARE(names(schema.fields(s("{urn:a}Self"))).join(u' '), s("Own"));
    QCOMPARE(schema.extensions(s("{urn:a}A")), QStringList({s("{urn:a}C"), s("{urn:a}B")}));
    QVERIFY(schema.extensions(s("{urn:a}Self")).isEmpty());
    QVERIFY(schema.isKindOf(s("{urn:a}A"), s("{urn:a}C")));
    QVERIFY(schema.field(s("{urn:a}C"), Path(s("OfC/OfC/OfC/OfC"))));
}

void TestSchema::endsWithGroupsThatHoldThemselves()
{
    SchemaPart part;
    part.types = {type("Box", "", {field("", "{urn:a}%g"), field("Last")}),
        type("", "", {field("Second"), field("", "{urn:a}%g"), field("", "{urn:a}%g")})};
    part.types.last().id = s("{urn:a}%g");
    part.elements = {element("X", "", "{urn:a}/Y"), element("Y", "", "{urn:a}/X")};
    const Schema schema = Schema().with(part);
    QCOMPARE(names(schema.fields(s("{urn:a}Box"))).join(u' '), s("Second Last"));
    QCOMPARE(schema.typeOfElement(s("urn:a"), s("X")), QString());
}

void TestSchema::findsTypesByMediaElementAndName()
{
    const Schema schema = Schema().with(machines());
    const QString vm = s("{urn:a}Vm");
    QCOMPARE(schema.typeOfMedia(s("application/vnd.a.vm+xml")), vm);
    QCOMPARE(schema.typeOfMedia(s("Application/vnd.a.VM+json;version=36.0")), vm);
    QCOMPARE(schema.typeOfMedia(s("application/vnd.a.other+xml")), QString());
    QCOMPARE(schema.typeOfMedia(QString()), QString());
    QCOMPARE(schema.typeOfElement(s("urn:a"), s("Vm")), vm);
    QCOMPARE(schema.typeOfElement(s("urn:b"), s("Vm")), QString());
    QCOMPARE(schema.typeNamed(s("vcloud:Vm")), vm);
    QCOMPARE(schema.typeNamed(s("Vm"), s("urn:other")), vm);
    QCOMPARE(schema.typeNamed(s("Nobody")), QString());
}

void TestSchema::listsExtensionsNearestFirst()
{
    SchemaPart part = machines();
    part.types.append(type("SpecialNetwork", "{urn:a}Network", {}));
    part.types.append(type("Lease", "{urn:a}Section", {}));
    const Schema schema = Schema().with(part);
    QCOMPARE(schema.extensions(s("{urn:a}Section")),
        QStringList({s("{urn:a}Network"), s("{urn:a}Lease"), s("{urn:a}SpecialNetwork")}));
    QVERIFY(schema.isKindOf(s("{urn:a}Vm"), s("{urn:a}Entity")));
    QVERIFY(!schema.isKindOf(s("{urn:a}Entity"), s("{urn:a}Vm")));
}

void TestSchema::replacesWhatCameBefore()
{
    SchemaPart first = machines();
    first.calls = {call("GET", "/a", "one"), call("PUT", "/a", "two")};
    SchemaPart second;
    second.types = {type("Tag", "", {field("New")})};
    second.calls = {call("GET", "/a", "three")};
    second.notes = QStringList{s("Something was left out.")};
    const Schema before = Schema().with(first);
    const Schema after = before.with(second);
    QCOMPARE(names(before.fields(s("{urn:a}Tag"))).join(u' '), s("Value"));
    QCOMPARE(names(after.fields(s("{urn:a}Tag"))).join(u' '), s("New"));
    QCOMPARE(after.calls().size(), 2);
    QVERIFY(after.call(s("GET /a")));
    QCOMPARE(after.call(s("GET /a"))->nickname, s("three"));
    QVERIFY(!after.call(s("DELETE /a")));
    QCOMPARE(after.notes(), second.notes);
    QCOMPARE(after.types().size(), before.types().size());
}

void TestSchema::keepsPointersWhileACopyLives()
{
    Schema copy;
    const Type *vm = nullptr;
    {
        const Schema schema = Schema().with(machines());
        vm = schema.type(s("{urn:a}Vm"));
        copy = schema.with(SchemaPart());
    }
    QVERIFY(vm);
    QCOMPARE(vm->name, s("Vm"));
    QVERIFY(Schema().isEmpty() && !copy.isEmpty());
}

void TestSchema::comesBackFromJson()
{
    SchemaPart part = machines();
    Call one = call("PUT", "/a/{id}", "change");
    Parameter parameter;
    parameter.in = Parameter::In::Header;
    parameter.field = field("id");
    parameter.field.isRequired = true;
    parameter.field.modifiable = Modifiable::WhenCreating;
    parameter.field.least = 1;
    parameter.field.choices = QStringList{s("a"), s("b")};
    parameter.field.preset = s("a");
    one.parameters = {parameter};
    one.states = QStringList{s("ON")};
    one.isVoid = one.isDeprecated = true;
    one.resultPlain = PlainType::Boolean;
    part.calls = {one};
    part.notes = QStringList{s("A note with “quotes”.")};
    const Schema schema = Schema().with(part);
    const Result<Schema> again = Schema::fromJson(schema.toJson());
    QVERIFY(again);
    QCOMPARE(again->toJson(), schema.toJson());
    QVERIFY(schema.toJson().size() > 1000);
    const Call *back = again->call(s("PUT /a/{id}"));
    QVERIFY(back);
    QCOMPARE(back->parameters.first().in, Parameter::In::Header);
    QCOMPARE(back->parameters.first().field.choices, parameter.field.choices);
    QCOMPARE(back->parameters.first().field.modifiable, Modifiable::WhenCreating);
    QCOMPARE(back->states, one.states);
    QCOMPARE(again->notes(), part.notes);
    QCOMPARE(again->field(s("{urn:a}Vm"), Path(s("Size")))->plain, PlainType::Integer);
}

void TestSchema::refusesWhatIsNoStoredSchema_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("no format") << QByteArray("{\"types\":[]}");
    QTest::newRow("later format") << QByteArray("{\"format\":2}");
    QTest::newRow("cut off") << Schema().with(machines()).toJson().chopped(10);
}

void TestSchema::refusesWhatIsNoStoredSchema()
{
    QFETCH(QByteArray, json);
    const Result<Schema> schema = Schema::fromJson(json);
    QVERIFY(!schema);
    QCOMPARE(schema.error().kind(), Error::Kind::Malformed);
}

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
