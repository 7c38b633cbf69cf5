// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"
#include "inventory/listpage.h"

#include <QRandomGenerator>
#include <QTest>

using namespace nephoscope;

namespace {

ListLayout queryLayout(bool isXml)
{
    ListLayout layout;
    if (!isXml)
        layout.rowMembers << QStringLiteral("values") << QStringLiteral("record");
    layout.beside << QStringLiteral("Link");
    layout.totals << QStringLiteral("total") << QStringLiteral("resultTotal");
    return layout;
}

/// Everything a store holds, in words.
QStringList said(const RecordStore &store)
{
    QStringList lines;
    for (RecordStore::Row row = 0; row < store.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < store.columnCount(); ++column) {
            const Cell cell = store.cell(row, column);
            if (cell.isAbsent())
                continue;
            const QString value = cell.isNull() ? QStringLiteral("(null)") : store.string(row, column);
            const QString notation =
                store.notation(column) == RecordStore::Notation::Raw ? QStringLiteral("!") : QString();
            cells << QString::fromStdString(store.columnName(column)) + notation + QLatin1Char('=') + value;
        }
        cells.sort();
        lines << cells.join(QLatin1Char('|'));
    }
    return lines;
}

} // namespace

/// Pages from bytes into the store, by the fast readers and by the strict one.
class ListPageTest : public QObject {
    Q_OBJECT
private slots:
    void readsRowsAndWhatStandsBesideThem_data();
    void readsRowsAndWhatStandsBesideThem();
    void oddPagesAreReadStrictlyOrRefused_data();
    void oddPagesAreReadStrictlyOrRefused();
    void fastAndStrictSayTheSame();
    void aRowStandsInAnAnswerOfItsOwn();
    void aRowWithAttributesOfANamespaceIsADocument();
    void keepsAHundredThousandRecordsSmall();

private:
    struct Read {
        std::shared_ptr<RecordStore> store = std::make_shared<RecordStore>();
        Result<ListPage> page;
    };
    static Read read(const QByteArray &body, bool isStrict = false);
    static QByteArray randomXml(QRandomGenerator &random);
    static QByteArray randomJson(QRandomGenerator &random, int depth);
};

ListPageTest::Read ListPageTest::read(const QByteArray &body, bool isStrict)
{
    const bool isXml = body.trimmed().startsWith('<');
    ListLayout layout = queryLayout(isXml);
    if (body.startsWith('[') || body.startsWith("{\"a"))
        layout.rowMembers.clear();
    Read result{std::make_shared<RecordStore>(), ListPage()};
    RecordWriter writer(result.store);
    const ListAnswer answer(
        body, isXml ? "application/xml" : "application/json", QUrl(QStringLiteral("https://x/list")));
    result.page = isStrict ? readListPageStrictly(answer, layout, writer) : readListPage(answer, layout, writer);
    return result;
}

void ListPageTest::readsRowsAndWhatStandsBesideThem_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("rows");
    QTest::addColumn<qint64>("total");
    QTest::addRow("xml") << QByteArray(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Q xmlns=\"u:1\" total=\"7\"><Link rel=\"nextPage\" href=\"h\"/>"
        "<VM name=\"a &amp; b\" cpus=\"2\"/><VM name=\"\xC3\xA4\"/></Q>")
                         << QStringLiteral(":element=VM|cpus=2|name=a & b/:element=VM|name=\u00e4") << qint64(7);
    QTest::addRow("xml with members inside")
        << QByteArray("<Q xmlns=\"u:1\"><Task name=\"t\"><Owner href=\"h\"/><Progress>5</Progress></Task></Q>")
        << QStringLiteral(
               ":element=Task|:inside!=<Owner href=\"h\"/><Progress>5</Progress>|Owner/href=h|Progress/text()=5|name=t")
        << qint64(-1);
    QTest::addRow("xml with a total that is none")
        << QByteArray("<Q total=\"\"><VM name=\"a\"/></Q>") << QStringLiteral(":element=VM|name=a") << qint64(-1);
    QTest::addRow("xml after markup in a comment")
        << QByteArray("<!--><p a=\"--><p:Q xmlns:p=\"u:1\" total=\"1\"><p:VM name=\"a\"/></p:Q>")
        << QStringLiteral(":element=p:VM|name=a") << qint64(1);
    QTest::addRow("empty xml") << QByteArray("<Q xmlns=\"u:1\" total=\"0\"/>") << QString() << qint64(0);
    QTest::addRow("cloudapi") << QByteArray(
        "{\"resultTotal\":3,\"values\":[{\"name\":\"a\",\"org\":{\"id\":\"o\"},\"n\":1.10,\"x\":null}]}")
                              << QStringLiteral("n!=1.10|name=a|org/id=o|x=(null)") << qint64(3);
    QTest::addRow("array") << QByteArray("[{\"a\":[1,2],\"b\":{}},5]") << QStringLiteral("a!=[1,2]|b!={}/!=5")
                           << qint64(-1);
    QTest::addRow("object of arrays") << QByteArray("{\"aws\":[{\"id\":\"1\"}],\"azure\":[{\"id\":\"2\"}]}")
                                      << QStringLiteral(":array=aws|id=1/:array=azure|id=2") << qint64(-1);
    QTest::addRow("slash in a name") << QByteArray("[{\"a/b\":{\"~\":true}}]") << QStringLiteral("a~1b/~0!=true")
                                     << qint64(-1);
}

void ListPageTest::readsRowsAndWhatStandsBesideThem()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, rows);
    QFETCH(qint64, total);
    for (const bool isStrict : {false, true}) {
        const Read got = read(body, isStrict);
        QVERIFY2(got.page, isStrict ? "strict" : "fast");
        QCOMPARE(got.page->wasStrict, isStrict);
        QCOMPARE(said(*got.store).join(QLatin1Char('/')).remove(QStringLiteral(" xmlns=\"u:1\"")), rows);
        QCOMPARE(got.page->total, total);
        const auto head =
            Document::parse(got.page->head, body.startsWith('<') ? "application/xml" : "application/json");
        QVERIFY2(head, got.page->head.constData());
    }
}

void ListPageTest::oddPagesAreReadStrictlyOrRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isRefused");
    QTest::addRow("attribute twice") << QByteArray("<Q><VM a=\"1\" a=\"2\"/></Q>") << true;
    QTest::addRow("attribute twice, later") << QByteArray("<Q><VM a=\"1\"/><VM a=\"1\" b=\"\" a=\"2\"/></Q>") << true;
    QTest::addRow("undeclared prefix") << QByteArray("<Q><v:VM a=\"1\"/></Q>") << true;
    QTest::addRow("undeclared prefix of an attribute") << QByteArray("<Q><VM v:a=\"1\"/></Q>") << true;
    QTest::addRow("undeclared prefix inside") << QByteArray("<Q><VM><v:a/></VM></Q>") << true;
    QTest::addRow("dtd") << QByteArray("<!DOCTYPE Q [<!ENTITY e \"x\">]><Q><VM a=\"1\"/></Q>") << true;
    QTest::addRow("unknown entity") << QByteArray("<Q><VM a=\"&e;\"/></Q>") << true;
    QTest::addRow("cut off") << QByteArray("<Q><VM a=\"1\"/><VM ") << true;
    QTest::addRow("no utf-8") << QByteArray("<Q><VM a=\"\xFF\"/></Q>") << true;
    QTest::addRow("prefix declared on the row") << QByteArray("<Q><v:VM xmlns:v=\"u:2\" a=\"1\"/></Q>") << false;
    QTest::addRow("member twice") << QByteArray("[{\"a\":1,\"a\":2}]") << false;
    QTest::addRow("json cut off") << QByteArray("[{\"a\":1},{") << true;
    QTest::addRow("json with more behind") << QByteArray("[{\"a\":1}] x") << true;
    QTest::addRow("no number") << QByteArray("[{\"a\":01}]") << true;
    QTest::addRow("wrapped by an old server")
        << QByteArray("{\"name\":\"q\",\"declaredType\":\"t\",\"value\":{\"total\":1,\"record\":[{\"name\":\"x\"}]}}")
        << false;
}

void ListPageTest::oddPagesAreReadStrictlyOrRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isRefused);
    const Read got = read(body);
    if (isRefused) {
        QVERIFY(!got.page);
        QCOMPARE(got.page.error().kind(), Error::Kind::Malformed);
        QCOMPARE(got.store->rowCount(), 0u); // nothing of a page that is wrong
        return;
    }
    QVERIFY(got.page);
    QVERIFY(got.page->wasStrict);
    QCOMPARE(got.store->rowCount(), 1u);
}

QByteArray ListPageTest::randomXml(QRandomGenerator &random)
{
    static const QList<QByteArray> names{"name", "status", "href", "n", "x:y", "ip"};
    static const QList<QByteArray> values{"", "a", "vm-1", "\xE2\x82\xAC &amp; &lt;", "&#10;", "1.50", "https://h/1"};
    QByteArray body = "<x:Q xmlns:x=\"u:1\" xmlns=\"u:2\" total=\"9\">";
    for (int row = random.bounded(6); row > 0; --row) {
        if (random.bounded(4) == 0)
            body += "<Link rel=\"up\" href=\"/\"/>";
        body += "<VM";
        for (const QByteArray &name : names)
            if (random.bounded(2))
                body += ' ' + name + "=\"" + values[random.bounded(int(values.size()))] + '"';
        const bool hasInside = random.bounded(3) == 0;
        body += hasInside ? "><x:A b=\"c\"><D>" + values[random.bounded(int(values.size()))] + "</D></x:A></VM>"
                          : QByteArray("/>");
    }
    return body + "</x:Q>";
}

QByteArray ListPageTest::randomJson(QRandomGenerator &random, int depth)
{
    static const QList<QByteArray> leaves{
        "1", "-1.5e3", "1234567890123456789", "true", "null", "\"\"", "\"a\\n\xC3\xA4\"", "[1,{\"a\":2}]", "{}"};
    static const QList<QByteArray> names{"a", "b/c", "~", "name", "id"};
    if (depth >= 6 || random.bounded(3) == 0)
        return leaves[random.bounded(int(leaves.size()))];
    QByteArray body = "{";
    for (const QByteArray &name : names)
        if (random.bounded(2))
            body += (body.size() > 1 ? ",\"" : "\"") + name + "\":" + randomJson(random, depth + 1);
    return body + '}';
}

void ListPageTest::fastAndStrictSayTheSame()
{
    QRandomGenerator random(42);
    int strict = 0;
    for (int round = 0; round < 2000; ++round) {
        QByteArray body = randomXml(random);
        if (round % 2) {
            body = "{\"resultTotal\":4,\"values\":[";
            for (int row = random.bounded(5); row > 0; --row)
                body += randomJson(random, 0) + (row > 1 ? "," : "");
            body += "],\"page\":1}";
        }
        const Read fast = read(body);
        const Read slow = read(body, true);
        QVERIFY2(fast.page && slow.page, body.constData());
        strict += fast.page->wasStrict ? 1 : 0;
        const QStringList expected = said(*slow.store)
                                         .replaceInStrings(QStringLiteral(" xmlns:x=\"u:1\""), QString())
                                         .replaceInStrings(QStringLiteral(" xmlns=\"u:2\""), QString());
        QCOMPARE(said(*fast.store), expected);
        QCOMPARE(fast.page->total, slow.page->total);
        QCOMPARE(fast.page->rows, slow.page->rows);
    }
    QCOMPARE(strict, 0);
}

void ListPageTest::aRowStandsInAnAnswerOfItsOwn()
{
    for (const QByteArray &body :
        {QByteArray("<Q xmlns=\"u:1\" name=\"vm\"><VM a=\"1 &lt;\"/><VM a=\"2\"><B/>x</VM></Q>"),
            QByteArray("{\"total\":2,\"values\":[{\"a\":1},{\"a\":{\"b\":\"\\\"\"},\"c\":null}]}"),
            QByteArray("{\"aa\":[{\"id\":\"1\"}],\"ab\":[{\"id\":\"2\"}]}"), QByteArray("[1,{\"a\":\"x\"}]")}) {
        const Read got = read(body);
        QVERIFY(got.page);
        QCOMPARE(got.store->rowCount(), 2u);
        const Read again = read(got.store->rowDocument(1));
        QVERIFY2(again.page, got.store->rowDocument(1).constData());
        QCOMPARE(said(*again.store), said(*got.store).mid(1));
    }
}

void ListPageTest::aRowWithAttributesOfANamespaceIsADocument()
{
    const QByteArray body =
        R"(<Metadata xmlns="urn:v" xmlns:x="urn:x" x:at="r"><Entry x:at="1" y:at="2" xmlns:y="urn:y">)"
        R"(<Key>k</Key></Entry></Metadata>)";
    for (const bool strictly : {false, true}) {
        const auto store = std::make_shared<RecordStore>();
        RecordWriter writer(store);
        const ListAnswer answer(body, "application/xml", QUrl());
        const auto page = strictly ? readListPageStrictly(answer, queryLayout(true), writer)
                                   : readListPage(answer, queryLayout(true), writer);
        QVERIFY(page && store->rowCount() == 1);
        const auto document = Document::parse(store->rowDocument(0));
        QVERIFY2(document, store->rowDocument(0).constData());
        const Node row = document->root().child(QStringLiteral("Entry"));
        QCOMPARE(row.attributes().size(), 2);
        QCOMPARE(row.attributes().at(1).namespaceUri(), QStringLiteral("urn:y"));
        QCOMPARE(row.child(QStringLiteral("Key")).text(), QStringLiteral("k"));
    }
}

void ListPageTest::keepsAHundredThousandRecordsSmall()
{
    const auto store = std::make_shared<RecordStore>();
    RecordWriter writer(store);
    const ListLayout layout = queryLayout(true);
    constexpr int count = 20000;
    for (int page = 0; page < count / 100; ++page) {
        QByteArray body = "<Q xmlns=\"u:1\" total=\"20000\">";
        for (int row = page * 100; row < (page + 1) * 100; ++row) {
            const QByteArray number = QByteArray::number(row);
            body += "<VM name=\"web-" + number
                + "\" href=\"https://vcd.example.com/api/vApp/vm-00000000-0000-0000-0000-" + number
                + "\" container=\"https://vcd.example.com/api/vApp/vapp-" + QByteArray::number(row / 3)
                + "\" ip=\"10.0." + number + "\" status=\"POWERED_ON\"";
            for (int other = 0; other < 32; ++other)
                body += " a" + QByteArray::number(other) + "=\"" + QByteArray::number(row % (other + 2)) + '"';
            body += "/>";
        }
        QVERIFY(readListPage(ListAnswer(body + "</Q>", "application/xml", QUrl()), layout, writer));
    }
    QCOMPARE(store->rowCount(), RecordStore::Row(count));
    QVERIFY(!store->isRepeating(store->column("name")));
    QVERIFY(store->isRepeating(store->column("status")));
    QCOMPARE(store->string(count - 1, store->column("name")), QStringLiteral("web-19999"));
    const double perRecord = double(store->bytes()) / count;
    QVERIFY2(perRecord < 400, qPrintable(QString::number(perRecord)));
}

QTEST_GUILESS_MAIN(ListPageTest)

#include "tst_listpage.moc"
