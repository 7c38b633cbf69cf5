// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fieldguide.h"
#include "schema/builtin.h"

#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace nephoscope;

/// The ranges of numbers and what means "no limit", through the real catalogues and the built-in descriptions.
class TestNumberHints : public QObject {
    Q_OBJECT
private slots:
    void whatTheDescriptionCallsNoLimitIsKnown();
    void noHintIsForAFieldThatNobodyHas_data();
    void noHintIsForAFieldThatNobodyHas();
    void numbersOutOfRangeAreFaults_data();
    void numbersOutOfRangeAreFaults();
    void aRangeOfTheServiceIsKept();
};

namespace {

bool isPlain(const Field &field, PlainType plain) { return field.type.isEmpty() && field.plain == plain; }

FieldFacts factsIn(const FieldGuide &guide, const Path &place)
{
    const auto field = guide.field(place);
    return field ? guide.factsOfAbsent(place, *field) : FieldFacts();
}

Catalog catalog(const QString &service) { return Catalog::builtIn(service); }

const QString director = QStringLiteral("cloud-director");
const QString manager = QStringLiteral("cloud-manager");

} // namespace

/// The help of a field says "0 means no limit": the editor must offer that.
void TestNumberHints::whatTheDescriptionCallsNoLimitIsKnown()
{
    static const QRegularExpression saying(QStringLiteral("(-?\\d+) means (no limit|without end)"));
    const Schema schema = builtInSchema(director);
    const Catalog hints = catalog(director);
    int seen = 0;
    const QList<Type> types = schema.types();
    for (const Type &type : types) {
        FieldGuide guide = FieldGuide::ofBody(schema, type.id, hints, QString());
        guide.setDocument(*Document::parse("<x/>"));
        const QList<Field> fields = guide.fields(Path());
        for (const Field &field : fields) {
            const auto said = saying.match(field.help);
            const bool isByPlace = field.name == QLatin1String("Limit"); // it means other things in other places
            if (!said.hasMatch() || isByPlace)
                continue;
            const FieldFacts facts = guide.factsOfAbsent(guide.placeOf(Path(), field), field);
            QVERIFY2(facts.unlimited.contains(said.captured(1)),
                qPrintable(type.name + QLatin1Char('/') + field.name + QStringLiteral(": ") + field.help));
            QVERIFY2(faultOf(facts, QStringLiteral("-5")) == FieldFault::TooSmall, qPrintable(field.name));
            ++seen;
        }
    }
    QVERIFY2(seen >= 20, qPrintable(QString::number(seen)));
}

void TestNumberHints::noHintIsForAFieldThatNobodyHas_data()
{
    QTest::addColumn<QString>("service");
    QTest::newRow("cloud-director") << director;
    QTest::newRow("cloud-manager") << manager;
}

/// Every name with a range or a "no limit" is that of a number of the service; whatever is not one could not show it.
void TestNumberHints::noHintIsForAFieldThatNobodyHas()
{
    QFETCH(QString, service);
    const Schema schema = builtInSchema(service);
    QSet<QString> numbers{QStringLiteral("cpuCount"), QStringLiteral("memory"), QStringLiteral("sizeMb"),
        QStringLiteral("storedVmQuota"), QStringLiteral("numberOfCpus"), QStringLiteral("storageMB"),
        QStringLiteral("memoryMB"), QStringLiteral("deployedVMQuota"), QStringLiteral("storedVMQuota")}; // of records
    const QList<Type> types = schema.types();
    for (const Type &type : types) {
        const QList<Field> fields = schema.fields(type.id);
        for (const Field &field : fields) {
            const bool isGroup = !field.type.isEmpty(); // {"size": 1, "unit": "GB"}
            if (isPlain(field, PlainType::Integer) || isPlain(field, PlainType::Decimal) || isGroup)
                numbers << field.name << field.jsonName;
        }
    }
    const QJsonObject properties = catalog(service).section(QStringLiteral("properties"));
    int seen = 0;
    for (auto each = properties.begin(); each != properties.end(); ++each) {
        const QJsonObject hints = each.value().toObject();
        if (!hints.contains(QLatin1String("unlimited")) && !hints.contains(QLatin1String("least")))
            continue;
        ++seen;
        QVERIFY2(numbers.contains(Path(each.key()).name()), qPrintable(each.key()));
    }
    QVERIFY2(seen >= 10, qPrintable(QString::number(seen)));
}

void TestNumberHints::numbersOutOfRangeAreFaults_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("place"); // kind/path
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("fault");
    const auto row = [](const QString &service, const char *place, const char *value, FieldFault fault) {
        QTest::addRow("%s %s", place, value)
            << service << QString::fromLatin1(place) << QString::fromLatin1(value) << int(fault);
    };
    row(director, "vm/VmSpecSection/NumCpus", "-5", FieldFault::TooSmall);
    row(director, "vm/VmSpecSection/NumCpus", "0", FieldFault::TooSmall);
    row(director, "vm/VmSpecSection/NumCpus", "8", FieldFault::None);
    row(director, "vm/VmSpecSection/NumCoresPerSocket", "0", FieldFault::TooSmall);
    row(director, "vm/VmSpecSection/MemoryResourceMb/Configured", "0", FieldFault::TooSmall);
    row(director, "vm/VmSpecSection/CpuResourceMhz/Limit", "-1", FieldFault::None);
    row(director, "vm/VmSpecSection/CpuResourceMhz/Limit", "-2", FieldFault::TooSmall);
    row(director, "adminVdcStorageProfile/Limit", "0", FieldFault::None);
    row(director, "adminVdcStorageProfile/Limit", "-1", FieldFault::TooSmall);
    row(director, "vApp/LeaseSettingsSection/StorageLeaseInSeconds", "0", FieldFault::None);
    row(director, "vApp/LeaseSettingsSection/StorageLeaseInSeconds", "-1", FieldFault::TooSmall);
    row(director, "adminVdc/NicQuota", "-1", FieldFault::TooSmall);
    row(manager, "replication/maxTransferRate", "0", FieldFault::None);
    row(manager, "replication/maxTransferRate", "1000", FieldFault::TooSmall);
    row(manager, "replication/maxTransferRate", "1024", FieldFault::None);
    row(manager, "replication/maxTransferRate", "2147482625", FieldFault::TooLarge);
    row(manager, "volume/minimumCoolingDays", "184", FieldFault::TooLarge);
    row(manager, "volume/minimumCoolingDays", "2", FieldFault::None);
}

void TestNumberHints::numbersOutOfRangeAreFaults()
{
    QFETCH(QString, service);
    QFETCH(QString, place);
    QFETCH(QString, value);
    QFETCH(int, fault);
    const PropertyHints hints =
        catalog(service).property(place.section(QLatin1Char('/'), 0, 0), place.section(QLatin1Char('/'), 1));
    FieldFacts facts;
    facts.type = hints.type.isEmpty() ? PropertyType::Integer : propertyTypeNamed(hints.type);
    facts.unlimited = hints.unlimited;
    facts.least = hints.least;
    facts.most = hints.most;
    QCOMPARE(int(faultOf(facts, value)), fault);
}

/// What the service itself says about a number counts where the catalogue says nothing.
void TestNumberHints::aRangeOfTheServiceIsKept()
{
    Field port;
    port.name = QStringLiteral("port");
    port.plain = PlainType::Integer;
    port.range.lowest = 1;
    port.range.highest = 65535;
    Type type;
    type.id = type.name = QStringLiteral("Server");
    type.fields = {port};
    SchemaPart part;
    part.types = {type};
    FieldGuide guide = FieldGuide::ofBody(Schema().with(part), type.id, Catalog(), QString());
    guide.setDocument(*Document::parse(R"({"port": 80})"));
    const FieldFacts facts = factsIn(guide, Path(port.name));
    QCOMPARE(int(faultOf(facts, QStringLiteral("0"))), int(FieldFault::TooSmall));
    QCOMPARE(int(faultOf(facts, QStringLiteral("65536"))), int(FieldFault::TooLarge));
    QCOMPARE(int(faultOf(facts, QStringLiteral("443"))), int(FieldFault::None));
}

QTEST_GUILESS_MAIN(TestNumberHints)
#include "tst_numberhints.moc"
