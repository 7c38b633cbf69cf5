// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"

#include <QTest>

using namespace nephoscope;

namespace {

Document parsed(const QByteArray &bytes)
{
    const Result<Document> document = Document::parse(bytes);
    return document.value_or(Document());
}

QString s(const char *text) { return QString::fromUtf8(text); }

QStringList texts(const QList<Node> &nodes)
{
    QStringList texts;
    for (const Node &node : nodes)
        texts.append(node.text());
    return texts;
}

} // namespace

class TestNode : public QObject {
    Q_OBJECT
private slots:
    void nothingAnswersWithNothing();
    void xmlIsFoundByLocalName();
    void xmlAttributeWithoutNamespaceWins();
    void xmlKnowsNil();
    void jsonArrayMembersGiveItems();
    void jsonKeepsNumbersAsText();
    void valueFindsAttributeOrMember();
    void placesAreFoundByPath_data();
    void placesAreFoundByPath();
    void pathsOfNodes();
    void nodesOutliveTheDocument();
    void mediaTypeDecides_data();
    void mediaTypeDecides();
    void largeDocumentsAreQuick();
};

void TestNode::nothingAnswersWithNothing()
{
    const Node none = Document().root();
    QVERIFY(none.isNull() && none.parent().isNull() && none.item(0).isNull() && none.attribute(s("a")).isNull());
    QVERIFY(none.child(s("a")).child(s("b")).text().isEmpty());
    QVERIFY(none.children().isEmpty() && none.children(s("a")).isEmpty() && none.attributes().isEmpty());
    QVERIFY(
        none.name().isEmpty() && none.namespaceUri().isEmpty() && none.prefix().isEmpty() && none.bytes().isEmpty());
    QVERIFY(!none.isLeaf() && !none.isNil() && !none.isXml() && none.path().isEmpty());
    QVERIFY(none.at(Path(s("a/b"))).isNull());
    QVERIFY(Document().bytes().isEmpty() && Document().serialized().isEmpty() && Document().pretty().isEmpty());
    const Document document = parsed("<a><b/></a>");
    QVERIFY(document.root().child(s("c")).isNull());
    QVERIFY(document.root().item(1).isNull() && document.root().item(-1).isNull());
    QVERIFY(document.root().parent().isNull());
}

void TestNode::xmlIsFoundByLocalName()
{
    const Document document =
        parsed("<n:a xmlns:n='urn:n' xmlns:m='urn:m'> <n:b>1<!--c--><![CDATA[2]]></n:b>t<m:b>3</m:b><c><d/></c></n:a>");
    const Node root = document.root();
    QCOMPARE(root.name(), s("a"));
    QCOMPARE(root.prefix(), s("n"));
    QCOMPARE(root.namespaceUri(), s("urn:n"));
    QCOMPARE(texts(root.children(s("b"))), QStringList({s("12"), s("3")}));
    QCOMPARE(root.child(s("b")).text(), s("12"));
    QCOMPARE(root.item(2).name(), s("c"));
    QCOMPARE(root.text(), s(" t"));
    QCOMPARE(root.children().size(), 5);
    QCOMPARE(root.children().first().kind(), Node::Kind::Text);
    QVERIFY(root.attributes().isEmpty());
    QVERIFY(root.child(s("b")).isLeaf() && !root.child(s("c")).isLeaf());
    QCOMPARE(root.child(s("c")).child(s("d")).parent(), root.child(s("c")));
}

void TestNode::xmlAttributeWithoutNamespaceWins()
{
    const Document document = parsed("<a xmlns:x='urn:x' x:type='1' type='2' x:id='3'/>");
    const Node root = document.root();
    QCOMPARE(root.attribute(s("type")).text(), s("2"));
    QCOMPARE(root.attribute(s("id")).text(), s("3"));
    QCOMPARE(texts(root.attributes()), QStringList({s("1"), s("2"), s("3")}));
    QCOMPARE(root.attributes().first().path().text(), s("@x:type"));
    QCOMPARE(root.attribute(s("id")).path().text(), s("@id"));
    QCOMPARE(root.attribute(s("id")).parent(), root);
    QVERIFY(root.attribute(s("id")).isLeaf());
}

void TestNode::xmlKnowsNil()
{
    const Document document =
        parsed("<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:x='urn:x'>"
               "<b i:nil='true'/><b i:nil='1'/><b i:nil='false'/><b nil='true'/><b x:nil='true'/></a>");
    QList<bool> nil;
    for (const Node &node : document.root().children(s("b")))
        nil.append(node.isNil());
    QCOMPARE(nil, QList<bool>({true, true, false, false, false}));
}

void TestNode::jsonArrayMembersGiveItems()
{
    const Document document = parsed(R"({"vm":[{"name":"a"},{"name":"b"}],"one":1,"one":2,"none":[]})");
    const Node root = document.root();
    QCOMPARE(root.children(s("vm")).size(), 2);
    QCOMPARE(root.children(s("vm")).last().value(s("name")), s("b"));
    QCOMPARE(root.child(s("vm")).kind(), Node::Kind::Array);
    QCOMPARE(root.child(s("vm")).item(1).value(s("name")), s("b"));
    QVERIFY(root.child(s("vm")).item(2).isNull());
    QCOMPARE(texts(root.children(s("one"))), QStringList({s("1"), s("2")}));
    QVERIFY(root.children(s("none")).isEmpty());
    QCOMPARE(root.children().size(), 4);
}

void TestNode::jsonKeepsNumbersAsText()
{
    const Document document = parsed(R"({"a":1.10,"b":18446744073709551615,"c":null,"d":"","e":true,"f":-0})");
    QCOMPARE(texts(document.root().children()),
        QStringList({s("1.10"), s("18446744073709551615"), QString(), QString(), s("true"), s("-0")}));
    QVERIFY(document.root().child(s("c")).isNil() && document.root().child(s("c")).isLeaf());
    QVERIFY(!document.root().child(s("d")).isNil());
}

void TestNode::valueFindsAttributeOrMember()
{
    QCOMPARE(parsed("<a name='x'><name>y</name></a>").root().value(s("name")), s("x"));
    QCOMPARE(parsed(R"({"name":"x"})").root().value(s("name")), s("x"));
    QCOMPARE(parsed("<a/>").root().value(s("name")), QString());
}

void TestNode::placesAreFoundByPath_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const auto row = [](const QByteArray &bytes, const char *path, const char *text) {
        QTest::newRow(qPrintable(QStringLiteral("%1 in %2").arg(s(path), s(bytes.constData()))))
            << bytes << s(path) << s(text);
    };
    const QByteArray xml = "<a x='0'><b>1</b>-<c/><b y='2' z:y='3' xmlns:z='urn:z'>4</b></a>";
    row(xml, "@x", "0");
    row(xml, "b", "1");
    row(xml, "b[0]", "1");
    row(xml, "b[1]", "4");
    row(xml, "b[1]/@y", "2");
    row(xml, "b[1]/@z:y", "3");
    row(xml, "b[2]", "");
    row(xml, "b[99999999999999999999]/@y", "");
    row(xml, "c/d/e", "");
    row(xml, "", "-");
    const QByteArray json = R"({"a":[10,{"b":11}],"x/y":{"~":12},"":13,"l[1]":14,"0":15})";
    row(json, "a/0", "10");
    row(json, "a/1/b", "11");
    row(json, "a/2", "");
    row(json, "a/-1", "");
    row(json, "a/b", "");
    row(json, "x~1y/~0", "12");
    row(json, "~2", "13");
    row(json, "l[1]", "14");
    row(json, "0", "15");
    row(json, "l[1]/z", "");
}

void TestNode::placesAreFoundByPath()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, path);
    QFETCH(QString, text);
    const Document document = parsed(bytes);
    QVERIFY(!document.isNull());
    const Node found = document.root().at(Path(path));
    QCOMPARE(found.text(), text);
    QCOMPARE(found.isNull(), text.isEmpty());
}

void TestNode::pathsOfNodes()
{
    const Document xml = parsed("<a><b/><c/><b><d e='1'>text</d></b></a>");
    const Node d = xml.root().children(s("b")).last().child(s("d"));
    QCOMPARE(d.path().text(), s("b[1]/d"));
    QCOMPARE(d.attribute(s("e")).path().text(), s("b[1]/d/@e"));
    QCOMPARE(d.children().first().path().text(), s("b[1]/d"));
    QVERIFY(xml.root().path().isEmpty());
    const Document json = parsed(R"([{"a/b":[1,2]}])");
    QCOMPARE(json.root().item(0).child(s("a/b")).item(1).path().text(), s("0/a~1b/1"));
}

void TestNode::nodesOutliveTheDocument()
{
    Node node;
    {
        const Document document = parsed("<a><b>kept</b></a>");
        node = document.root().child(s("b"));
    }
    QCOMPARE(node.text(), s("kept"));
    QCOMPARE(node.parent().name(), s("a"));
}

void TestNode::mediaTypeDecides_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("parses");
    const QByteArray xml = "\n <a/>";
    const QByteArray json = " \t{}";
    const auto row = [](const char *type, const QByteArray &bytes, bool parses) {
        QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(s(type), s(bytes.constData()))))
            << QByteArray(type) << bytes << parses;
    };
    for (const char *type : {"", "text/plain", "text/html; charset=utf-8", "application/octet-stream"}) {
        row(type, xml, true);
        row(type, json, true);
    }
    for (const char *type : {"text/xml", "application/*+xml;version=5.5", "Application/Vnd.vmware.vcloud.vApp+XML"}) {
        row(type, xml, true);
        row(type, json, false);
    }
    for (const char *type :
        {"application/json;version=38.0", "application/*+json", "application/json; charset=UTF-8"}) {
        row(type, xml, false);
        row(type, json, true);
    }
    row("", "", false);
    row("", " \n", false);
    row("", "plain words", false);
}

void TestNode::mediaTypeDecides()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, parses);
    const Result<Document> document = Document::parse(bytes, type);
    QCOMPARE(document.has_value(), parses);
    if (!document)
        QCOMPARE(document.error().kind(), Error::Kind::Malformed);
    else
        QCOMPARE(document->isXml(), bytes.contains('<'));
}

void TestNode::largeDocumentsAreQuick()
{
    QByteArray item =
        "<Item href=\"https://cell.example.test/api/vApp/vm-1\" status=\"4\" name=\"web\"><Info>x</Info></Item>\n";
    const QByteArray bytes = "<Items>" + item.repeated(64 * 1024 / static_cast<int>(item.size())) + "</Items>";
    Document document;
    QBENCHMARK { document = parsed(bytes); }
    QCOMPARE(document.root().children(s("Item")).size(), 64 * 1024 / item.size());
}

QTEST_GUILESS_MAIN(TestNode)
#include "tst_node.moc"
