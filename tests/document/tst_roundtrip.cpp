// SPDX-License-Identifier: GPL-3.0-or-later
#include "bodies.h"
#include "canonical.h"
#include "document/document.h"

#include <QSet>
#include <QStringConverter>
#include <QTest>
#include <clocale>

using namespace nephoscope;

namespace {

QStringList canonical(const QByteArray &bytes, bool xml) { return xml ? canonicalXml(bytes) : canonicalJson(bytes); }

/// Every node that has a path is found by it.
void collectLost(const Node &node, const Node &root, QStringList *lost)
{
    if (!(root.at(node.path()) == node))
        lost->append(node.path().text());
    for (const Node &attribute : node.attributes())
        collectLost(attribute, root, lost);
    for (const Node &child : node.children()) {
        if (!child.isXml() || child.kind() == Node::Kind::Element)
            collectLost(child, root, lost);
    }
}

/// White space between elements and between JSON tokens is all that indenting may change.
QStringList withoutBlanks(QStringList words)
{
    words.removeIf([](const QString &word) { return word.startsWith(u'=') && word.mid(1).trimmed().isEmpty(); });
    return words;
}

void compare(const Body &body)
{
    const Result<Document> document = Document::parse(body.bytes, body.mediaType);
    QVERIFY2(document.has_value(), qPrintable(document ? QString() : document.error().details()));
    QCOMPARE(document->bytes(), body.bytes);
    const bool xml = document->isXml();
    const QStringList words = canonical(body.bytes, xml);
    QVERIFY(!words.isEmpty());
    QCOMPARE(canonical(document->serialized(), xml), words);
    QCOMPARE(withoutBlanks(canonical(document->pretty(), xml)), withoutBlanks(words));
    QStringList lost;
    collectLost(document->root(), document->root(), &lost);
    lost.removeAll(QStringLiteral("vsaWorkingEnvironments/0/tags/1/tagKey")); // the sample's duplicate member
    QCOMPARE(lost, QStringList());
}

} // namespace

class TestRoundtrip : public QObject {
    Q_OBJECT
private slots:
    void ownBodiesKeepEverything_data();
    void ownBodiesKeepEverything();
    void sharedBodiesKeepEverything();
    void keepsTokens_data();
    void keepsTokens();
    void keepsNumbersInLocalesWithAComma();
    void indentsForPeople();
    void writesInTheEncodingItCameIn();
    void aPartStandsAlone();
};

void TestRoundtrip::ownBodiesKeepEverything_data()
{
    QTest::addColumn<int>("index");
    const QList<Body> bodies = ownBodies();
    QVERIFY(bodies.size() >= 8);
    for (int i = 0; i < bodies.size(); ++i)
        QTest::newRow(qPrintable(bodies.at(i).from)) << i;
}

void TestRoundtrip::ownBodiesKeepEverything()
{
    QFETCH(int, index);
    compare(ownBodies().at(index));
}

void TestRoundtrip::sharedBodiesKeepEverything()
{
    const QList<Body> bodies = sharedBodies();
    QSet<QString> files;
    for (const Body &body : bodies) {
        files.insert(body.from.section(u' ', 0, 0));
        compare(body);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(body.from));
    }
    qInfo() << files.size() << "shared files," << bodies.size() << "bodies compared";
}

void TestRoundtrip::keepsTokens_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const auto same = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes << bytes; };
    same("json: numbers",
        "[1.10,1e3,1E+3,-0,-0.0,0,100.00,9223372036854775807,-9223372036854775808,18446744073709551615,"
        "18446744073709551616,-9223372036854775809,1E-7,0.1e-400]");
    same("json: words", "[true,false,null]");
    same("json: order and duplicates", "{\"b\":1,\"a\":2,\"b\":3,\"\":4}");
    same("json: empty", "{\"a\":{},\"b\":[]}");
    same("json: a mark that is a character", "{\"\xEF\xBB\xBF\":\"\xEF\xBB\xBFx\"}");
    same("json: scalar", "\"text\"");
    QTest::newRow("json: escapes") << QByteArray("[\"\\u00e9\\/\\\"\\\\\\b\\f\\n\\r\\t\\u0000\"]")
                                   << QByteArray("[\"\xC3\xA9/\\\"\\\\\\u0008\\u000c\\n\\u000d\\t\\u0000\"]");
    same("xml: escapes in text", "<a>&lt;&amp;&gt;\"'&#13;\n\t</a>");
    same("xml: escapes in attributes", "<a b=\"&lt;&amp;&gt;&quot;'&#13;&#10;&#9;\"/>");
    same("xml: CDATA beside CDATA", "<a><![CDATA[<]]><![CDATA[]]><![CDATA[>]]></a>");
    same("xml: declaration", "<?xml version='1.0'  encoding=\"utf-8\" standalone=\"no\" ?>\n<a/>");
    same("xml: beside the root", "<!--1-->\n<?two 2?>\n<a/>\n<!--3-->\n<?four?>");
    same("xml: attributes of two namespaces", "<a xmlns:x=\"urn:x\" type=\"1\" x:type=\"2\"/>");
    same("xml: white space", "<a>\n  <b/>\n\t</a>");
    same("xml: xml:lang", "<a xml:lang=\"de\"/>");
    same("xml: prefix bound again", "<p:a xmlns:p=\"urn:1\"><p:a xmlns:p=\"urn:2\"/></p:a>");
    same("xml: default taken back", "<a xmlns=\"urn:1\"><b xmlns=\"\"/></a>");
    QTest::newRow("xml: line ends") << QByteArray("<a b='1\r\n2'>1\r\n2\r3</a>")
                                    << QByteArray("<a b=\"1 2\">1\n2\n3</a>");
}

void TestRoundtrip::keepsTokens()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    const Result<Document> document = Document::parse(bytes);
    QVERIFY(document.has_value());
    QCOMPARE(document->serialized(), expected);
    QCOMPARE(document->isXml() ? QByteArray() : document->root().bytes(), document->isXml() ? QByteArray() : expected);
}

void TestRoundtrip::keepsNumbersInLocalesWithAComma()
{
    const QByteArray before = std::setlocale(LC_NUMERIC, nullptr);
    const char *found = nullptr; // machines without such a locale test the plain case
    for (const char *name : {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "de_DE@euro"})
        found = found ? found : std::setlocale(LC_NUMERIC, name);
    const Result<Document> document = Document::parse("[1.10,-2.5e3]");
    std::setlocale(LC_NUMERIC, before.constData());
    QVERIFY(document.has_value());
    QCOMPARE(document->root().item(0).text(), QStringLiteral("1.10"));
    QCOMPARE(document->serialized(), QByteArray("[1.10,-2.5e3]"));
}

void TestRoundtrip::indentsForPeople()
{
    const Result<Document> json = Document::parse("{\"a\":[1,{\"b\":{}}],\"c\":[]}");
    QVERIFY(json.has_value());
    QCOMPARE(json->pretty(), QByteArray("{\n  \"a\": [\n    1,\n    {\n      \"b\": {}\n    }\n  ],\n  \"c\": []\n}"));
    const Result<Document> xml = Document::parse("<a>\n\n<b><c/> <d>text</d></b><e>mixed <f/></e>\n</a>");
    QVERIFY(xml.has_value());
    QCOMPARE(xml->pretty(), QByteArray("<a>\n  <b>\n    <c/>\n    <d>text</d>\n  </b>\n  <e>mixed <f/></e>\n</a>"));
}

void TestRoundtrip::writesInTheEncodingItCameIn()
{
    const QString text = QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<a>\u20AC</a>");
    QStringEncoder encoder(QStringConverter::Utf16BE, QStringConverter::Flag::WriteBom);
    const QByteArray bytes = encoder.encode(text);
    const Result<Document> document = Document::parse(bytes);
    QVERIFY(document.has_value());
    QCOMPARE(document->serialized(), bytes);
}

void TestRoundtrip::aPartStandsAlone()
{
    int parts = 0;
    for (const Body &body : ownBodies()) {
        const Result<Document> document = Document::parse(body.bytes);
        QVERIFY(document.has_value());
        for (const Node &child : document->root().children()) {
            if (child.kind() == Node::Kind::Text || child.kind() == Node::Kind::Comment)
                continue;
            const Result<Document> part = Document::parse(child.bytes());
            QVERIFY2(part.has_value(), child.bytes().constData());
            QCOMPARE(part->root().name(), child.isXml() ? child.name() : QString());
            QCOMPARE(part->root().namespaceUri(), child.namespaceUri());
            QCOMPARE(part->root().bytes(), child.bytes());
            ++parts;
        }
    }
    QVERIFY(parts > 30);
    const Result<Document> typed = Document::parse("<p:a xmlns:p='urn:p' xmlns:q='urn:q' xmlns:r='urn:r' "
                                                   "xmlns='urn:d'><p:b type='q:T'><c/></p:b></p:a>");
    QVERIFY(typed.has_value());
    QCOMPARE(typed->root().item(0).bytes(),
        QByteArray("<p:b xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" xmlns=\"urn:d\" type=\"q:T\"><c/></p:b>"));
}

QTEST_GUILESS_MAIN(TestRoundtrip)
#include "tst_roundtrip.moc"
