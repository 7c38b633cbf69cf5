// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/propertytype.h"

#include <QTest>

using namespace nephoscope;

Q_DECLARE_METATYPE(nephoscope::PropertyType)

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

} // namespace

class TestPropertyType : public QObject {
    Q_OBJECT
private slots:
    void knowsTypesByName();
    void guessesByNameAndLook_data();
    void guessesByNameAndLook();
    void readsTimes_data();
    void readsTimes();
    void refusesWhatIsNoTime_data();
    void refusesWhatIsNoTime();
    void knowsUnitsOfSize_data();
    void knowsUnitsOfSize();
};

void TestPropertyType::knowsTypesByName()
{
    QCOMPARE(propertyTypeNamed(s("Size")), PropertyType::Size);
    QCOMPARE(propertyTypeNamed(s("MultiLine")), PropertyType::MultiLine);
    QCOMPARE(propertyTypeNamed(s("Nothing")), PropertyType::Nothing);
    QCOMPARE(propertyTypeNamed(s("Text")), PropertyType::Text);
    QCOMPARE(propertyTypeNamed(s("size")), PropertyType::Text);
    QCOMPARE(propertyTypeNamed(QString()), PropertyType::Text);
}

void TestPropertyType::guessesByNameAndLook_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<PropertyType>("type");
    const auto row = [](const char *name, const char *text, PropertyType type) {
        QTest::newRow(qPrintable(s(name) + u'=' + s(text))) << s(name) << s(text) << type;
    };
    row("DateCreated", "2016-03-01T10:15:30.250+01:00", PropertyType::Time);
    row("startTime", "2023-05-04T03:02:01.100+0000", PropertyType::Time);
    row("name", "2016", PropertyType::Integer);
    row("deployed", "true", PropertyType::Boolean);
    row("name", "True story", PropertyType::Text);
    row("NumCpus", "4", PropertyType::Integer);
    row("offset", "-17", PropertyType::Integer);
    row("inodes", "18446744073709551615", PropertyType::Integer);
    row("assetTag", "007", PropertyType::Text);
    row("size", "1.10", PropertyType::Decimal);
    row("size", "1e3", PropertyType::Decimal);
    row("size", "1.", PropertyType::Text);
    row("hwVersion", "13", PropertyType::Text);
    row("ApiVersion", "5.10", PropertyType::Text);
    row("id", "urn:vcloud:vm:0b6f1c5e-4d67-4f0a-9a51-2f7c6f0b1d11", PropertyType::Identifier);
    row("uuid", "0B6F1C5E-4d67-4f0a-9a51-2f7c6f0b1d11", PropertyType::Identifier);
    row("uuid", "0b6f1c5e-4d67-4f0a-9a51", PropertyType::Text);
    row("IpAddress", "10.20.0.9", PropertyType::Address);
    row("subnet", "10.20.0.0/16", PropertyType::Address);
    row("IpAddress", "10.20.0.999", PropertyType::Text);
    row("build", "1.2.3", PropertyType::Text);
    row("creationTime", "1666666666000", PropertyType::Time);
    row("startDate", "1666666666000", PropertyType::Time);
    row("inodes", "1666666666000", PropertyType::Integer);
    row("startDate", "1666", PropertyType::Integer);
    row("vlanId", "4094", PropertyType::Text);
    row("majorErrorCode", "10403", PropertyType::Text);
    row("port", "8443", PropertyType::Text);
    row("import", "8443", PropertyType::Integer);
    row("paid", "12000", PropertyType::Integer);
    row("IpAddress", "fe80::1", PropertyType::Address);
    row("IpAddress", "2001:db8:0:1:2:3:4:5", PropertyType::Address);
    row("prefix", "2001:db8::/32", PropertyType::Address);
    row("IpAddress", "::ffff:10.0.0.1", PropertyType::Address);
    row("note", "a::b::c", PropertyType::Text);
    row("clock", "10:15:30", PropertyType::Text);
    row("MACAddress", "00:50:56:01:02:aF", PropertyType::Address);
    row("MACAddress", "00-50-56-01-02-aF", PropertyType::Address);
    row("MACAddress", "00:50-56:01:02:03", PropertyType::Text);
    row("href", "https://cell.example.test/api/org", PropertyType::Url);
    row("note", "see https://cell.example.test", PropertyType::Text);
    row("mountPoint", "10.20.0.9:/home01", PropertyType::Text);
    row("Description", "one\ntwo", PropertyType::MultiLine);
    row("AdminPassword", "true", PropertyType::Secret);
    row("svmPassword", "", PropertyType::Secret);
    row("AdminPasswordEnabled", "true", PropertyType::Boolean);
    row("name", "", PropertyType::Text);
}

void TestPropertyType::guessesByNameAndLook()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QTEST(guessedType(name, text), "type");
}

void TestPropertyType::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("utc");
    const auto row = [](const char *text, const char *utc) { QTest::newRow(text) << s(text) << s(utc); };
    row("2016-03-01T10:15:30.250+01:00", "2016-03-01T09:15:30.250Z");
    row("2016-03-01T10:15:30.250+0100", "2016-03-01T09:15:30.250Z");
    row("2016-03-01T10:15:30.2500009+01", "2016-03-01T09:15:30.250Z");
    row("2016-03-01T10:15:30-05:30", "2016-03-01T15:45:30.000Z");
    row("2016-03-01T10:15:30Z", "2016-03-01T10:15:30.000Z");
    row("2016-03-01T10:15:30.5Z", "2016-03-01T10:15:30.500Z");
    row("2016-03-01T10:15Z", "2016-03-01T10:15:00.000Z");
    row("2020-02-29T00:00:00+00:00", "2020-02-29T00:00:00.000Z");
    row("2016-12-31T23:59:59-14:00", "2017-01-01T13:59:59.000Z");
}

void TestPropertyType::readsTimes()
{
    QFETCH(QString, text);
    QTEST(timeFromText(text).toUTC().toString(Qt::ISODateWithMs), "utc");
}

void TestPropertyType::refusesWhatIsNoTime_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "2016-03-01", "2016-03-01T10:15:30", "2016-03-01 10:15:30Z", "2016-13-01T10:15:30Z",
             "2019-02-29T10:15:30Z", "2016-03-01T25:15:30Z", "2016-03-01T10:61:30Z", "2016-03-01T10:15:30+25:00",
             "2016-03-01T10:15:30+01:75", "2016-03-01T10:15:30Z tomorrow", "x2016-03-01T10:15:30Z", "1418731600000"})
        QTest::newRow(text) << s(text);
}

void TestPropertyType::refusesWhatIsNoTime()
{
    QFETCH(QString, text);
    QVERIFY(!timeFromText(text).isValid());
}

void TestPropertyType::knowsUnitsOfSize_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addColumn<double>("bytes");
    const auto row = [](const char *unit, double bytes) { QTest::newRow(unit) << s(unit) << bytes; };
    for (const char *unit : {"B", "Byte", "byte", "Bytes"})
        row(unit, 1);
    for (const char *unit : {"kB", "KB", "KiB", "byte * 2^10", "KiloBytes"})
        row(unit, 1024);
    for (const char *unit : {"MB", "Mb", "MiB", "byte * 2^20", "byte*2^20", "MegaBytes"})
        row(unit, 1024. * 1024);
    row("GB", 1073741824.);
    row("TB", 1099511627776.);
    row("byte * 10^6", 1000000);
    for (const char *unit : {"", "b", "hertz * 10^6", "MHz", "count", "%", "bit", "byte * 3^2", "XB", "s"})
        row(unit, 0);
}

void TestPropertyType::knowsUnitsOfSize()
{
    QFETCH(QString, unit);
    QTEST(bytesPerUnit(unit), "bytes");
}

QTEST_GUILESS_MAIN(TestPropertyType)
#include "tst_propertytype.moc"
