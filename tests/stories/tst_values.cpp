// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/elidedlabel.h"
#include "resource/values.h"

#include <QTest>

using namespace nephoscope;

class TestValues : public QObject {
    Q_OBJECT
private slots:
    void words_data();
    void words();
    void ages_data();
    void ages();
    void digits_data();
    void digits();
    void toolTipsShowMarkupAsText();
    void longTextIsOneShortLine();
    void elidedLabelKeepsItsWholeText();
};

void TestValues::words_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("amount");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, PropertyType type, const char *text, double amount, const char *shown) {
        QTest::newRow(name) << int(type) << QString::fromUtf8(text) << amount << QString::fromUtf8(shown);
    };
    row("nothing", PropertyType::Size, "0", 0, "0 B");
    row("bytes", PropertyType::Size, "1023", 1023, "1023 B");
    row("below a thousand", PropertyType::Size, "512", 512, "512 B");
    row("one and a half", PropertyType::Size, "1.5 kB", 1536, "1.5 kB");
    row("whole gigabytes", PropertyType::Size, "16384", 17179869184.0, "16 GB");
    row("hundreds", PropertyType::Size, "402.5 GB", 432181084160.0, "402.5 GB");
    row("terabytes", PropertyType::Size, "1.07 TB", 1.07 * 1099511627776.0, "1.07 TB");
    row("more than all units", PropertyType::Size, "", 1e24,
        "867\xe2\x80\x89"
        "361.7 EB");
    row("clock", PropertyType::Frequency, "2600", 2.6e9, "2.6 GHz");
    row("seconds", PropertyType::Duration, "45", 45, "45 s");
    row("minutes", PropertyType::Duration, "72", 72, "1:12 min");
    row("hours", PropertyType::Duration, "7500", 7500, "2:05:00 h");
    row("a day", PropertyType::Duration, "86400", 86400, "1 day");
    row("a lease", PropertyType::Duration, "2592000", 2592000, "30 days");
    row("milliseconds", PropertyType::Duration, "0.25", 0.25, "250 ms");
    row("yes", PropertyType::Boolean, "true", 0, "Yes");
    row("no", PropertyType::Boolean, "false", 0, "No");
    row("as written", PropertyType::Enumeration, "NAT_ROUTED", 0, "NAT_ROUTED");
    row("64 bits", PropertyType::Integer, "9007199254740993", 9007199254740993.0,
        "9\xe2\x80\x89"
        "007\xe2\x80\x89"
        "199\xe2\x80\x89"
        "254\xe2\x80\x89"
        "740\xe2\x80\x89"
        "993");
    row("percent", PropertyType::Percent, "35", 35, "35 %");
}

void TestValues::words()
{
    QFETCH(int, type);
    QFETCH(QString, text);
    QFETCH(double, amount);
    QFETCH(QString, shown);
    ShownValue value;
    value.type = PropertyType(type);
    value.text = text;
    value.amount = amount;
    QCOMPARE(value.words(QDateTime::currentDateTime()), shown);
    value.isNil = true;
    QCOMPARE(value.words(QDateTime::currentDateTime()), QStringLiteral("not set"));
    value.isSecret = true;
    QVERIFY(!value.words(QDateTime::currentDateTime()).contains(text) || text.isEmpty());
    QVERIFY(!value.exactly().contains(text) || text.isEmpty());
}

void TestValues::ages_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("shown");
    const auto row = [](qint64 seconds, const char *shown) {
        QTest::newRow(shown) << seconds << QString::fromLatin1(shown);
    };
    row(0, "just now");
    row(4, "4 s ago");
    row(240, "4 min ago");
    row(-240, "in 4 min");
    row(5 * 3600, "5 h ago");
    row(3 * 86400, "3 days ago");
    row(90 * 86400, "3 months ago");
    row(3170 * 86400LL, "8 years ago");
}

void TestValues::ages()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, shown);
    const QDateTime now = QDateTime::fromSecsSinceEpoch(2'000'000'000, Qt::UTC);
    QCOMPARE(relativeWords(now.addSecs(-seconds), now), shown);
}

void TestValues::digits_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("shown");
    QTest::newRow("four stay together") << QStringLiteral("8080") << QStringLiteral("8080");
    QTest::newRow("negative with decimals")
        << QStringLiteral("-1234567.25") << QStringLiteral("-1\u2009234\u2009567.25");
    QTest::newRow("no number") << QStringLiteral("12345a") << QStringLiteral("12345a");
    QTest::newRow("exponent") << QStringLiteral("1e100000") << QStringLiteral("1e100000");
    QTest::newRow("empty") << QString() << QString();
}

void TestValues::digits()
{
    QFETCH(QString, number);
    QFETCH(QString, shown);
    QCOMPARE(groupedDigits(number), shown);
}

void TestValues::toolTipsShowMarkupAsText()
{
    const QString tip = plainToolTip(QStringLiteral("<img src='https://elsewhere.example/x'> & more"));
    QVERIFY(!tip.contains(QStringLiteral("<img")));
    QVERIFY(tip.contains(QStringLiteral("&lt;img")));
    QCOMPARE(plainToolTip(QString()), QString());
    QVERIFY(plainToolTip(QString(1'000'000, QLatin1Char('x'))).size() < 10'000);
}

void TestValues::longTextIsOneShortLine()
{
    QCOMPARE(oneLine(QStringLiteral("a\n  b")), QStringLiteral("a b"));
    QCOMPARE(oneLine(QString(1'000'000, QLatin1Char('x')), 10), QStringLiteral("xxxxxxxxx\u2026"));
    QCOMPARE(oneLine(QStringLiteral("exactly10!"), 10), QStringLiteral("exactly10!"));
}

void TestValues::elidedLabelKeepsItsWholeText()
{
    ElidedLabel label(Qt::ElideMiddle);
    const QString urn = QStringLiteral("urn:vcloud:vm:11111111-2222-3333-4444-555555555555");
    label.setText(urn);
    label.resize(60, 20);
    QCOMPARE(label.text(), urn);
    QVERIFY(label.minimumSizeHint().width() < label.sizeHint().width());
    QVERIFY(!label.grab().toImage().isNull());
}

QTEST_MAIN(TestValues)
#include "tst_values.moc"
