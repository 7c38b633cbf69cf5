// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/addressrange.h"

#include <QTest>

using namespace nephoscope;

/// Networks and ranges of IP addresses, as they stand in texts.
class AddressRangeTest : public QObject {
    Q_OBJECT
private slots:
    void textsHoldAddresses_data();
    void textsHoldAddresses();
    void whatIsNoAddressIsNone_data();
    void whatIsNoAddressIsNone();
    void everythingIsKnownAsSuch();
};

void AddressRangeTest::textsHoldAddresses_data()
{
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isIn");
    const auto row = [](const char *wanted, const char *text, bool isIn) {
        QTest::addRow("%s in %s", wanted, text) << QByteArray(wanted) << QByteArray(text) << isIn;
    };
    row("10.20.0.2", "10.20.0.0/16", true);
    row("10.21.0.2", "10.20.0.0/16", false);
    row("10.20.255.255", "10.20.0.0/16", true);
    row("10.20.4.17", R"(["10.0.0.0/24","10.20.4.0/28"])", false);
    row("10.20.4.15", R"(["10.0.0.0/24","10.20.4.0/28"])", true);
    row("10.20.4.15", R"(["10.20.4.0\/28"])", false); // no server of ours writes it so
    row("10.20.0.7", "from 10.20.0.5-10.20.0.9", true);
    row("10.20.0.10", "10.20.0.5-10.20.0.9", false);
    row("10.20.0.2", "10.20.0.0/255.255.0.0", true);
    row("10.20.0.2", "0.0.0.0/0", true);
    row("10.20.0.2", "10.20.0.2", false); // its text is there: no range is needed
    row("10.20.4.0/24", "10.20.4.9", true);
    row("10.20.4.0/24", "10.20.5.9, 10.20.4.0", true);
    row("10.20.4.0/24", "10.20.0.0/16", true);
    row("10.20.4.0/24", "10.30.0.0/16", false);
    row("fd00::5", "fd00::/8", true);
    row("fe00::5", "fd00::/8", false);
    row("fd00::5", "10.0.0.0/8", false);
    row("10.20.0.2", "https://10.20.0.2/api/vm-7", false);
    row("10.20.0.2", "2026-11-22T10:20:00.002Z", false);
}

void AddressRangeTest::textsHoldAddresses()
{
    QFETCH(QByteArray, wanted);
    QFETCH(QByteArray, text);
    QFETCH(bool, isIn);
    const auto range = AddressRange::of(wanted.toStdString());
    QVERIFY(range);
    QCOMPARE(range->meetingIn(text.toStdString()).has_value(), isIn);
}

void AddressRangeTest::whatIsNoAddressIsNone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "10", "10.20", "10.20.0", "10.20.0.256", "1.2.3.4.5", "web-01", "/", "-", "a/b",
             "10.20.0.0/33", "10.20.0.9-10.20.0.5", "10.20.0.1-", "::g", "fd00::/129", "12:30:00", "dead-beef"})
        QTest::addRow("%s", text) << QByteArray(text);
}

void AddressRangeTest::whatIsNoAddressIsNone()
{
    QFETCH(QByteArray, text);
    QVERIFY(!AddressRange::of(text.toStdString()));
}

void AddressRangeTest::everythingIsKnownAsSuch()
{
    QVERIFY(AddressRange::of("0.0.0.0/0")->isEverything());
    QVERIFY(AddressRange::of("::/0")->isEverything());
    QVERIFY(!AddressRange::of("0.0.0.0/1")->isEverything());
    QVERIFY(!AddressRange::of("10.0.0.0/8")->isEverything());
}

QTEST_GUILESS_MAIN(AddressRangeTest)

#include "tst_addressrange.moc"
