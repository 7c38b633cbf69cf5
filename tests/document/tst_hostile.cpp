// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QStringConverter>
#include <QTest>

using namespace nephoscope;

namespace {

const QByteArray xmlType = QByteArrayLiteral("application/vnd.vmware.vcloud.vApp+xml");
const QByteArray jsonType = QByteArrayLiteral("application/json");

QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/tests/data/document/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray billionLaughs()
{
    QByteArray xml = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol0 \"lol\">";
    for (int i = 1; i < 10; ++i)
        xml += "<!ENTITY lol" + QByteArray::number(i) + " \"" + ("&lol" + QByteArray::number(i - 1) + ";").repeated(10)
            + "\">";
    return xml + "]><lolz>&lol9;</lolz>";
}

QByteArray manyAttributes(int count)
{
    QByteArray xml = "<a";
    for (int i = 0; i < count; ++i)
        xml += " a" + QByteArray::number(i) + "=\"\"";
    return xml + "/>";
}

QByteArray manyPrefixes(int count)
{
    QByteArray xml = "<a";
    for (int i = 0; i < count; ++i)
        xml += " xmlns:p" + QByteArray::number(i) + "=\"urn:" + QByteArray::number(i) + "\"";
    return xml + "/>";
}

QByteArray nestedPrefixes(int depth, int count)
{
    return manyPrefixes(count).chopped(2).append('>').repeated(depth) + QByteArray("</a>").repeated(depth);
}

QByteArray utf16(const QString &text, QStringConverter::Encoding encoding, bool mark)
{
    QStringEncoder encoder(encoding, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder.encode(text);
}

/// Whatever comes in: a document that can be asked and written, or Malformed.
bool isSafe(const QByteArray &bytes, const QByteArray &type)
{
    const Result<Document> document = Document::parse(bytes, type);
    if (!document)
        return document.error().kind() == Error::Kind::Malformed && !document.error().message().isEmpty();
    const Result<Document> again = Document::parse(document->serialized(), type);
    return again.has_value() && again->serialized() == document->serialized() && !document->root().isNull();
}

} // namespace

class TestHostile : public QObject {
    Q_OBJECT
private slots:
    void refusesWithPosition_data();
    void refusesWithPosition();
    void acceptsWhatLooksOddButIsRight_data();
    void acceptsWhatLooksOddButIsRight();
    void neverQuotesTheDocumentInAnError();
    void staysQuickOnLargeInput();
    void acceptsDeepWhereAllowed();
    void survivesEveryTruncation_data();
    void survivesEveryTruncation();
    void survivesFlippedBytes_data();
    void survivesFlippedBytes();
};

namespace {

void addBrokenXml()
{
    const auto xml = [](const char *name, const QByteArray &bytes, const char *position) {
        QTest::newRow(name) << bytes << xmlType << QString::fromLatin1(position);
    };
    xml("xml: billion laughs", billionLaughs(), "Line 1, column 21");
    xml("xml: external entity", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>",
        "Line 1, column 0");
    xml("xml: external subset", "<!--c-->\n<!DOCTYPE a SYSTEM \"http://127.0.0.1/a.dtd\"><a/>", "Line 2, column 0");
    xml("xml: entity without a type", "<a>&nbsp;</a>", "Line 1");
    xml("xml: deep", QByteArray("<a>").repeated(1'000'000), "Line 1, column 771");
    xml("xml: undeclared prefix", "<a>\n<b:c/></a>", "Line 2");
    xml("xml: undeclared attribute prefix", "<a b:c=''/>", "Line 1");
    xml("xml: same attribute twice", "<a b='1' b='2'/>", "Line 1");
    xml("xml: two roots", "<a/><b/>", "Line 1");
    xml("xml: text behind the root", "<a/>text", "Line 1");
    xml("xml: only a comment", "<!-- nothing -->", "Line 1");
    xml("xml: wrong end tag", "<a>\n  <b></c></a>", "Line 2");
    xml("xml: bare ampersand", "<a>B & B</a>", "Line 1");
    xml("xml: NUL", QByteArray("<a>x\0y</a>", 10), "Line 1");
    xml("xml: control character", "<a>\x01</a>", "Line 1");
    xml("xml: NUL by reference", "<a>&#0;</a>", "Line 1");
    xml("xml: surrogate by reference", "<a>&#xD800;</a>", "Line 1");
    xml("xml: number beyond Unicode", "<a>&#x110000;</a>", "Line 1");
    xml("xml: less-than in an attribute", "<a b='<'/>", "Line 1");
    xml("xml: invalid UTF-8", "<a>\n\xC3(</a>", "Line 2, column 0");
    xml("xml: overlong UTF-8", "<a>\xC0\xAF</a>", "Line 1, column 3");
    xml("xml: surrogate in UTF-8", "<a>\xED\xA0\x80</a>", "Line 1, column 3");
    xml("xml: UTF-8 cut off", "<a>\xE2\x82", "Line 1");
    xml("xml: Latin-1 undeclared", "<a>M\xFCnchen</a>", "Line 1, column 4");
    xml("xml: Latin-1 declared", "<?xml version='1.0' encoding='ISO-8859-1'?><a>M\xFCnchen</a>", "Line 1");
    xml("xml: UTF-16 declared, not had", "<?xml version='1.0' encoding='UTF-16'?><a/>", "Line 1");
    xml("xml: UTF-8 declared, not had",
        utf16(QStringLiteral("<?xml version='1.0' encoding='UTF-8'?><a/>"), QStringConverter::Utf16LE, true), "Line 1");
    xml("xml: UTF-32", utf16(QStringLiteral("<a/>"), QStringConverter::Utf32LE, true), "Line 1");
    xml("xml: lone surrogate in UTF-16",
        utf16(QStringLiteral("<a>") + QChar(0xD800) + QStringLiteral("</a>"), QStringConverter::Utf16LE, true),
        "Line 1, column 3");
    xml("xml: half a UTF-16 unit", utf16(QStringLiteral("<a/>"), QStringConverter::Utf16LE, true) + "\n", "Line 1");
    xml("xml: is JSON", "{\"a\":1}", "Line 1");
    xml("xml: HTML from a gateway", "<html><head><meta charset=utf-8></head></html>", "Line 1");
}

void addBrokenJson()
{
    const auto json = [](const char *name, const QByteArray &bytes, const char *position) {
        QTest::newRow(name) << bytes << jsonType << QString::fromLatin1(position);
    };
    json("json: deep arrays", QByteArray(1'000'000, '['), "Byte 257");
    json("json: deep objects", QByteArray("{\"a\":").repeated(1'000'000), "Byte 1281");
    json("json: NUL", QByteArray("[1,\0]", 5), "Byte 4");
    json("json: invalid UTF-8", "[\"M\xFCnchen\"]", "Byte");
    json("json: surrogate in UTF-8", "[\"\xED\xA0\x80\"]", "Byte");
    json("json: lone surrogate", "[\"\\ud800\"]", "Byte");
    json("json: low surrogate first", "[\"\\udc00\\ud800\"]", "Byte");
    json("json: UTF-16", utf16(QStringLiteral("[1]"), QStringConverter::Utf16LE, true), "Byte");
    json("json: control character in a string", "[\"a\nb\"]", "Byte 4");
    json("json: leading zero", "[01]", "Byte 4");
    json("json: plus", "[+1]", "Byte 2");
    json("json: not a number", "[NaN]", "Byte 2");
    json("json: larger than a double", "[1e999]", "Byte");
    json("json: trailing comma", "[1,]", "Byte 4");
    json("json: comment", "[1] // one", "Byte 5");
    json("json: two values", "[1][2]", "Byte 4");
    json("json: single quotes", "{'a':1}", "Byte 2");
    json("json: HTML from a gateway", "<html/>", "Byte 1");
    json("json: only a byte order mark", "\xEF\xBB\xBF", "Byte 3");
}

} // namespace

void TestHostile::refusesWithPosition_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("position");
    addBrokenXml();
    addBrokenJson();
}

void TestHostile::refusesWithPosition()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    QFETCH(QString, position);
    const Result<Document> document = Document::parse(bytes, type);
    QVERIFY(!document);
    QCOMPARE(document.error().kind(), Error::Kind::Malformed);
    QVERIFY2(document.error().details().startsWith(position), qPrintable(document.error().details()));
}

void TestHostile::acceptsWhatLooksOddButIsRight_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const QString rocket = QStringLiteral("\U0001F680");
    QTest::newRow("xml: byte order mark") << QByteArray("\xEF\xBB\xBF<a>x</a>") << QStringLiteral("x");
    QTest::newRow("xml: UTF-16LE with mark")
        << utf16(QStringLiteral("<a>") + rocket + QStringLiteral("</a>"), QStringConverter::Utf16LE, true) << rocket;
    QTest::newRow("xml: UTF-16BE with mark") << utf16(QStringLiteral("<?xml version='1.0' encoding='utf-16'?><a>x</a>"),
        QStringConverter::Utf16BE, true) << QStringLiteral("x");
    QTest::newRow("xml: UTF-16BE without mark")
        << utf16(QStringLiteral("<?xml version='1.0' encoding='UTF-16'?><a>x</a>"), QStringConverter::Utf16BE, false)
        << QStringLiteral("x");
    QTest::newRow("xml: predefined entities")
        << QByteArray("<a>&lt;&gt;&amp;&quot;&apos;&#65;</a>") << QStringLiteral("<>&\"'A");
    QTest::newRow("xml: <! as characters")
        << QByteArray("<a><!-- <!DOCTYPE --><![CDATA[<!DOCTYPE]]><?p <!DOCTYPE ?></a>") << QStringLiteral("<!DOCTYPE");
    QTest::newRow("xml: text and CDATA") << QByteArray("<a>1<![CDATA[2]]>3</a>") << QStringLiteral("123");
    QTest::newRow("json: byte order mark") << QByteArray("\xEF\xBB\xBF\"x\"") << QStringLiteral("x");
    QTest::newRow("json: pair of surrogates") << QByteArray("\"\\ud83d\\ude80\"") << rocket;
    QTest::newRow("json: NUL by escape") << QByteArray("\"\\u0000\"") << QString(QChar(0));
    QTest::newRow("json: beyond 64 bits")
        << QByteArray("123456789012345678901234567890") << QStringLiteral("123456789012345678901234567890");
    QTest::newRow("json: null") << QByteArray(" null\n") << QString();
}

void TestHostile::acceptsWhatLooksOddButIsRight()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    const Result<Document> document = Document::parse(bytes);
    QVERIFY2(document.has_value(), document ? "" : qPrintable(document.error().details()));
    QCOMPARE(document->root().text(), text);
    const Result<Document> again = Document::parse(document->serialized());
    QVERIFY(again.has_value());
    QCOMPARE(again->root().text(), text);
}

void TestHostile::neverQuotesTheDocumentInAnError()
{
    const QByteArray broken[] = {"<a><Password>hun&ter2;</Password></a>", "{\"password\":\"hunter2\xFF\"}",
        "{\"password\":hunter2}", "<hunter2:a/>", "<a hunter2='' hunter2=''/>"};
    for (const QByteArray &bytes : broken) {
        const Result<Document> document = Document::parse(bytes);
        QVERIFY(!document);
        const QString said = document.error().message() + document.error().details();
        QVERIFY2(!said.contains(QStringLiteral("ter2")), qPrintable(said));
    }
}

void TestHostile::staysQuickOnLargeInput()
{
    QElapsedTimer clock;
    clock.start();
    QVERIFY(!Document::parse(manyAttributes(1'000'000)));
    QVERIFY(!Document::parse(manyPrefixes(1'000'000)));
    QVERIFY(!Document::parse(nestedPrefixes(200, 200)));
    QVERIFY(!Document::parse("[" + QByteArray("1,").repeated(5'000'000) + "1]"));
    QVERIFY(isSafe(manyAttributes(256), xmlType));
    QVERIFY(isSafe(nestedPrefixes(10, 100), xmlType));
    QVERIFY(isSafe("<a>" + manyAttributes(250).repeated(500) + "</a>", xmlType));
    QVERIFY2(clock.elapsed() < 60'000, qPrintable(QString::number(clock.elapsed())));
}

void TestHostile::acceptsDeepWhereAllowed()
{
    constexpr int depth = 1'000'000;
    DocumentLimits limits;
    limits.depth = depth;
    for (const auto &[open, close] : {std::pair("[", "]"), std::pair("<a>", "</a>")}) {
        const QByteArray bytes = QByteArray(open).repeated(depth) + QByteArray(close).repeated(depth);
        const Result<Document> document = Document::parse(bytes, {}, limits);
        QVERIFY(document.has_value());
        QVERIFY(document->serialized().size() > bytes.size() - 5);
        QVERIFY(!Document::parse(bytes));
    }
}

void TestHostile::survivesEveryTruncation_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("xml") << QStringLiteral("vapp.xml");
    QTest::newRow("json") << QStringLiteral("working-environments.json");
}

void TestHostile::survivesEveryTruncation()
{
    QFETCH(QString, name);
    const QByteArray whole = sample(name);
    QVERIFY(whole.size() > 500);
    const QByteArray type = name.endsWith(QStringLiteral("xml")) ? xmlType : jsonType;
    const qsizetype end = whole.trimmed().size();
    for (qsizetype size = 0; size < end; ++size)
        QVERIFY2(!Document::parse(whole.left(size), type), qPrintable(QString::number(size)));
    QVERIFY(Document::parse(whole.left(end), type).has_value());
}

void TestHostile::survivesFlippedBytes_data() { survivesEveryTruncation_data(); }

void TestHostile::survivesFlippedBytes()
{
    QFETCH(QString, name);
    const QByteArray whole = sample(name);
    QVERIFY(whole.size() > 500);
    const QByteArray type = name.endsWith(QStringLiteral("xml")) ? xmlType : jsonType;
    QRandomGenerator random(20240229);
    for (int round = 0; round < 1500; ++round) {
        QByteArray bytes = whole;
        for (int flips = random.bounded(1, 4); flips > 0; --flips)
            bytes[random.bounded(bytes.size())] = static_cast<char>(random.bounded(256));
        QVERIFY2(isSafe(bytes, type), bytes.constData());
    }
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
