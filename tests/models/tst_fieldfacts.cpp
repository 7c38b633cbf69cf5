// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fieldguide.h"

#include <QTest>

using namespace nephoscope;

class TestFieldFacts : public QObject {
    Q_OBJECT
private slots:
    void faults_data();
    void faults();
    void addresses_data();
    void addresses();
    void valuesAreWrittenAsTheirTokens_data();
    void valuesAreWrittenAsTheirTokens();
    void theTypeADocumentNamesIsFollowed();
    void absentFieldsAreThoseThatMayBeGiven();
    void nullStandsForTheGroupThatMayBeGiven();
    void nullOfAKnownNumberIsWrittenAsANumber();
    void secretsAreFoundWhereverTheyStand();
};

void TestFieldFacts::faults_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("fault");
    const auto row = [](const char *name, PropertyType type, const char *text, FieldFault fault) {
        QTest::newRow(name) << int(type) << QString::fromLatin1(text) << int(fault);
    };
    row("nothing is fine", PropertyType::Integer, "", FieldFault::None);
    row("a whole number", PropertyType::Integer, "9223372036854775807", FieldFault::None);
    row("a fraction", PropertyType::Integer, "1.5", FieldFault::NotWhole);
    row("no number", PropertyType::Decimal, "four", FieldFault::NoNumber);
    row("below the range", PropertyType::Integer, "0", FieldFault::TooSmall);
    row("above the range", PropertyType::Integer, "1e30", FieldFault::NotWhole);
    row("no limit", PropertyType::Size, "-1", FieldFault::None);
    row("ISO time", PropertyType::Time, "2024-05-31T18:00:00.000+0200", FieldFault::None);
    row("milliseconds", PropertyType::Time, "1717171200000", FieldFault::None);
    row("no time", PropertyType::Time, "tomorrow", FieldFault::NoTime);
    row("seconds", PropertyType::Duration, "90", FieldFault::None);
    row("ISO duration", PropertyType::Duration, "PT1M30S", FieldFault::None);
    row("empty ISO duration", PropertyType::Duration, "P", FieldFault::NoDuration);
    row("ISO duration without a time", PropertyType::Duration, "PT", FieldFault::NoDuration);
    row("network", PropertyType::Address, "10.0.0.0/24", FieldFault::None);
    row("no address", PropertyType::Address, "10.0.0.256", FieldFault::NoAddress);
}

void TestFieldFacts::faults()
{
    QFETCH(int, type);
    QFETCH(QString, text);
    QFETCH(int, fault);
    FieldFacts facts;
    facts.type = PropertyType(type);
    facts.least = 1;
    facts.unlimited = QStringList{QStringLiteral("-1")};
    QCOMPARE(int(faultOf(facts, text)), fault);
    facts.isRequired = true;
    QCOMPARE(int(faultOf(facts, {})), int(FieldFault::Missing));
    facts.choices = QStringList{QStringLiteral("HIGH")};
    QCOMPARE(int(faultOf(facts, QStringLiteral("LOW"))), int(FieldFault::NoChoice));
}

void TestFieldFacts::addresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    const char *const good[] = {
        "192.168.0.1", "fe80::1", "2001:db8::/32", "10.0.0.5-10.0.0.9", "10.0.0.5 - 10.0.0.9", "00:50:56:01:02:03"};
    for (const char *text : good)
        QTest::newRow(text) << QString::fromLatin1(text) << true;
    const char *const bad[] = {"", "1", "10.2", "10.0.0.0/33", "10.0.0.5-", "host.example", "00:50:56:01:02"};
    for (const char *text : bad)
        QTest::newRow(text) << QString::fromLatin1(text) << false;
}

void TestFieldFacts::addresses()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QCOMPARE(isAddress(text), good);
}

void TestFieldFacts::valuesAreWrittenAsTheirTokens_data()
{
    QTest::addColumn<int>("token");
    QTest::addColumn<bool>("isXml");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("written");
    using Kind = Value::Kind;
    QTest::newRow("number") << int(Kind::Number) << false << QStringLiteral("1.10") << int(Kind::Number);
    QTest::newRow("no number") << int(Kind::Number) << false << QStringLiteral("x") << int(Kind::Text);
    QTest::newRow("emptied number") << int(Kind::Number) << false << QString() << int(Kind::Null);
    QTest::newRow("number in XML") << int(Kind::Number) << true << QStringLiteral("1") << int(Kind::Text);
    QTest::newRow("boolean") << int(Kind::Boolean) << false << QStringLiteral("true") << int(Kind::Boolean);
    QTest::newRow("text that looks like a number")
        << int(Kind::Text) << false << QStringLiteral("7") << int(Kind::Text);
}

void TestFieldFacts::valuesAreWrittenAsTheirTokens()
{
    QFETCH(int, token);
    QFETCH(bool, isXml);
    QFETCH(QString, text);
    QFETCH(int, written);
    FieldFacts facts;
    facts.token = Value::Kind(token);
    facts.isXml = isXml;
    QCOMPARE(int(facts.value(text).kind()), written);
}

namespace {

Field field(const char *name, const char *type = "", Modifiable modifiable = Modifiable::Always)
{
    Field made;
    made.name = QLatin1String(name);
    made.type = QLatin1String(type);
    made.modifiable = modifiable;
    return made;
}

Schema schema()
{
    Type section;
    section.id = section.name = QStringLiteral("Section");
    section.isAbstract = true;
    Type special;
    special.id = special.name = QStringLiteral("SpecialSection");
    special.base = section.id;
    special.fields = {field("speed"), field("gateway")};
    special.fields[0].choices = QStringList{QStringLiteral("fast"), QStringLiteral("slow")};
    Type thing;
    thing.id = thing.name = QStringLiteral("Thing");
    thing.fields = {field("name"), field("state", "", Modifiable::Never), field("owner", "", Modifiable::WhenCreating),
        field("note"), field("section", "Section")};
    SchemaPart part;
    part.types = {section, special, thing};
    return Schema().with(part);
}

} // namespace

void TestFieldFacts::theTypeADocumentNamesIsFollowed()
{
    FieldGuide guide = FieldGuide::ofBody(schema(), QStringLiteral("Thing"), Catalog(), QStringLiteral("thing"));
    guide.setDocument(*Document::parse(R"({"section": {"_type": "SpecialSection", "speed": "fast"}})"));
    const auto speed = guide.field(Path(QStringLiteral("section/speed")));
    QVERIFY(speed);
    QCOMPARE(speed->choices.size(), 2);
    QVERIFY(guide.field(Path(QStringLiteral("section/gateway"))));
    guide.setDocument(*Document::parse(R"(<Thing xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <section xsi:type="SpecialSection"><speed>fast</speed></section></Thing>)"));
    QVERIFY(guide.field(Path(QStringLiteral("section/speed"))));
}

void TestFieldFacts::absentFieldsAreThoseThatMayBeGiven()
{
    FieldGuide guide = FieldGuide::ofBody(schema(), QStringLiteral("Thing"), Catalog(), QStringLiteral("thing"));
    guide.setDocument(*Document::parse(R"({"name": "one"})"));
    QStringList names;
    for (const Field &each : guide.absent(Path()))
        names << each.name;
    QCOMPARE(names, QStringList({QStringLiteral("owner"), QStringLiteral("note"), QStringLiteral("section")}));
    const FieldFacts facts =
        guide.factsOfAbsent(Path(QStringLiteral("section")), *guide.field(Path(QStringLiteral("section"))));
    QVERIFY(facts.isGroup && facts.isMissing && facts.isWritable());
}

void TestFieldFacts::nullStandsForTheGroupThatMayBeGiven()
{
    FieldGuide guide = FieldGuide::ofBody(schema(), QStringLiteral("Thing"), Catalog(), QStringLiteral("thing"));
    guide.setDocument(*Document::parse(R"({"name": null, "section": null})"));
    Property property;
    property.path = Path(QStringLiteral("section"));
    property.name = QStringLiteral("section");
    property.isNil = true;
    QVERIFY(guide.facts(property).isGroup);
    property.path = Path(QStringLiteral("name"));
    QVERIFY(!guide.facts(property).isGroup);
}

void TestFieldFacts::nullOfAKnownNumberIsWrittenAsANumber()
{
    FieldGuide guide = FieldGuide::ofBody(
        Schema(), QString(), Catalog::builtIn(QStringLiteral("cloud-director")), QStringLiteral("vdcComputePolicy"));
    guide.setDocument(*Document::parse(R"({"cpuCount": null, "memory": null, "policyType": null})"));
    const auto token = [&guide](const char *name) {
        Property property;
        property.path = Path(QLatin1String(name));
        property.name = QLatin1String(name);
        property.isNil = true;
        return guide.facts(property).token;
    };
    QCOMPARE(token("cpuCount"), Value::Kind::Number);
    QCOMPARE(token("memory"), Value::Kind::Number);
    QCOMPARE(token("policyType"), Value::Kind::Text);
}

void TestFieldFacts::secretsAreFoundWhereverTheyStand()
{
    FieldGuide guide = FieldGuide::ofBody(schema(), QStringLiteral("Thing"), Catalog(), QStringLiteral("thing"));
    guide.setDocument(*Document::parse(
        R"(<Vm><GuestCustomizationSection><AdminPassword>x</AdminPassword></GuestCustomizationSection><Name>y</Name></Vm>)"));
    QStringList paths;
    for (const Path &path : guide.secrets())
        paths << path.text();
    QCOMPARE(paths, QStringList{QStringLiteral("GuestCustomizationSection/AdminPassword")});
}

QTEST_GUILESS_MAIN(TestFieldFacts)
#include "tst_fieldfacts.moc"
