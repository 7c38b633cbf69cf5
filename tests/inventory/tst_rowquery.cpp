// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/cellvalue.h"
#include "inventory/listpage.h"
#include "inventory/rowquery.h"
#include "inventory/tableexport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>
#include <algorithm>

using namespace nephoscope;

/// Filters, searches and orders over a store that grows, against the plainest way to do the same.
class RowQueryTest : public QObject {
    Q_OBJECT
private slots:
    void growingAndChangingGivesWhatAskingAtOnceGives();
    void aStoppedQuestionIsAnsweredTheNextTime();
    void csvHoldsNoFormulaAndComesApartAgain_data();
    void csvHoldsNoFormulaAndComesApartAgain();
    void anExportSaysWhatTheStoreSays();

private:
    using Rows = std::vector<RecordStore::Row>;
    static void add(RecordWriter &writer, int count, int &next, QRandomGenerator &random);
    static QByteArray address(int number);
    static RowQuery anyQuery(QRandomGenerator &random);
    static Rows plainly(const RecordStore &store, const RowQuery &query);
    static bool passes(const RecordStore &store, RecordStore::Row row, const RowQuery &query);
    const RowOrder::Stop m_goOn{false};
};

void RowQueryTest::add(RecordWriter &writer, int count, int &next, QRandomGenerator &random)
{
    static const char *const states[] = {"POWERED_ON", "POWERED_OFF", "SUSPENDED", ""};
    QByteArray body = "[";
    for (int each = 0; each < count; ++each, ++next)
        body += (each > 0 ? ",{\"id\":\"i" : "{\"id\":\"i") + QByteArray::number(next) + "\",\"name\":\"Vm-"
            + QByteArray::number(random.bounded(1000)) + "\",\"cpus\":" + QByteArray::number(random.bounded(16))
            + ",\"state\":\"" + states[random.bounded(4)] + "\",\"since\":\"2024-0"
            + QByteArray::number(1 + random.bounded(9)) + "-11T10:00:00Z\",\"href\":\"" + address(next) + "\"}";
    QVERIFY(readListPage(
        ListAnswer(body + ']', "application/json", QUrl(QStringLiteral("https://x/l"))), ListLayout(), writer));
}

/// Alike far beyond what a sort key holds, and of a server of another name later on.
QByteArray RowQueryTest::address(int number)
{
    const QByteArray server =
        number > 900 && number % 7 == 0 ? "https://other.example.com" : "https://cloud.example.com";
    return server + "/api/virtual-machines/vm-" + QByteArray::number(number * 7919 % 10007);
}

RowQuery RowQueryTest::anyQuery(QRandomGenerator &random)
{
    RowQuery query;
    const QStringList pieces{QString(), QStringLiteral("vm-7"), QStringLiteral("ON"), QStringLiteral("9"),
        QStringLiteral("no such thing"), QStringLiteral("machines/vm-12")};
    query.search.text = pieces[random.bounded(6)];
    query.search.isNegated = !query.search.text.isEmpty() && random.bounded(3) == 0;
    if (random.bounded(3) == 0) {
        ColumnTest test;
        test.column = QStringLiteral("cpus");
        test.kind = ColumnTest::Kind::Number;
        test.least = random.bounded(8);
        test.isNegated = random.bounded(2) == 0;
        query.columns << test;
    }
    if (random.bounded(3) == 0) {
        ColumnTest test;
        test.column = QStringLiteral("state");
        test.kind = ColumnTest::Kind::AnyOf;
        test.values = QStringList{QStringLiteral("SUSPENDED"), QString()};
        query.columns << test;
    }
    const std::pair<const char *, RowSort::By> sorts[] = {{"", RowSort::By::Text}, {"name", RowSort::By::Text},
        {"id", RowSort::By::Text}, {"cpus", RowSort::By::Number}, {"state", RowSort::By::Text},
        {"since", RowSort::By::Time}, {"nothing", RowSort::By::Text}, {"href", RowSort::By::Text}};
    const auto &[column, by] = sorts[random.bounded(8)];
    query.sort.column = QLatin1String(column);
    query.sort.by = by;
    query.sort.isDescending = random.bounded(2) == 0;
    return query;
}

bool RowQueryTest::passes(const RecordStore &store, RecordStore::Row row, const RowQuery &query)
{
    bool isFound = query.search.text.isEmpty();
    for (int column = 0; column < store.columnCount() && !isFound; ++column) {
        const QString text = store.string(row, column);
        const bool isSearched = query.search.text.size() >= 8 || !text.startsWith(QLatin1String("http"));
        isFound = isSearched && text.contains(query.search.text, Qt::CaseInsensitive);
    }
    if (isFound == query.search.isNegated)
        return false;
    for (const ColumnTest &test : query.columns) {
        const QString text = store.string(row, store.column(test.column.toStdString()));
        const bool isIn =
            test.kind == ColumnTest::Kind::Number ? text.toDouble() >= *test.least : test.values.contains(text);
        if (isIn == test.isNegated)
            return false;
    }
    return true;
}

RowQueryTest::Rows RowQueryTest::plainly(const RecordStore &store, const RowQuery &query)
{
    Rows rows;
    for (RecordStore::Row row = 0; row < store.rowCount(); ++row)
        if (passes(store, row, query))
            rows.push_back(row);
    const int column = store.column(query.sort.column.toStdString());
    if (column < 0)
        return rows;
    const auto compare = [&](RecordStore::Row a, RecordStore::Row b) {
        const std::string_view one = store.text(a, column);
        const std::string_view other = store.text(b, column);
        if (query.sort.by == RowSort::By::Text)
            return naturalCompare(one, other);
        const auto value = [&](std::string_view text) {
            return query.sort.by == RowSort::By::Number ? *numberIn(text) : double(*timeIn(text));
        };
        return value(one) < value(other) ? -1 : value(one) > value(other) ? 1 : 0;
    };
    std::stable_sort(rows.begin(), rows.end(), [&](RecordStore::Row a, RecordStore::Row b) {
        return query.sort.isDescending ? compare(a, b) > 0 : compare(a, b) < 0;
    });
    return rows;
}

void RowQueryTest::growingAndChangingGivesWhatAskingAtOnceGives()
{
    QRandomGenerator random(3);
    for (int world = 0; world < 8; ++world) {
        const auto store = std::make_shared<RecordStore>();
        RecordWriter writer(store);
        int next = 0;
        RowOrder order;
        RowQuery query = anyQuery(random);
        for (int step = 0; step < 30; ++step) {
            if (random.bounded(2) == 0)
                add(writer, 1 + int(random.bounded(300)), next, random);
            if (random.bounded(2) == 0)
                query = anyQuery(random);
            if (random.bounded(4) == 0)
                order.settle();
            QVERIFY(order.extend(*store, query, m_goOn));
            QCOMPARE(order.covered, store->rowCount());
            QCOMPARE(order.isPlain, query.isPlain());
            if (!order.isPlain)
                QCOMPARE(order.rows, plainly(*store, query));
        }
        QVERIFY(store->rowCount() > 300);
    }
}

void RowQueryTest::aStoppedQuestionIsAnsweredTheNextTime()
{
    QRandomGenerator random(4);
    const auto store = std::make_shared<RecordStore>();
    RecordWriter writer(store);
    int next = 0;
    add(writer, 5000, next, random);
    const RowOrder::Stop stopped{true};
    RowOrder order;
    for (int round = 0; round < 50; ++round) {
        const RowQuery query = anyQuery(random);
        (void)order.extend(*store, query, stopped);
        QVERIFY(order.extend(*store, query, m_goOn));
        if (!order.isPlain)
            QCOMPARE(order.rows, plainly(*store, query));
    }
}

void RowQueryTest::csvHoldsNoFormulaAndComesApartAgain_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");
    QTest::addRow("nothing") << QString() << QByteArray();
    QTest::addRow("plain") << QStringLiteral("web-1") << QByteArray("web-1");
    QTest::addRow("formula") << QStringLiteral("=1+1") << QByteArray("'=1+1");
    QTest::addRow("formula with a quote") << QStringLiteral("=\"a\"") << QByteArray("\"'=\"\"a\"\"\"");
    QTest::addRow("plus") << QStringLiteral("+49") << QByteArray("'+49");
    QTest::addRow("at") << QStringLiteral("@SUM(A1)") << QByteArray("'@SUM(A1)");
    QTest::addRow("tab") << QStringLiteral("\tx") << QByteArray("'\tx");
    QTest::addRow("minus") << QStringLiteral("-x") << QByteArray("'-x");
    QTest::addRow("negative number") << QStringLiteral("-5.5") << QByteArray("-5.5");
    QTest::addRow("comma") << QStringLiteral("a,b") << QByteArray("\"a,b\"");
    QTest::addRow("quote") << QStringLiteral("a\"b") << QByteArray("\"a\"\"b\"");
    QTest::addRow("line") << QStringLiteral("a\r\nb") << QByteArray("\"a\r\nb\"");
    QTest::addRow("letters") << QStringLiteral("Zürich") << QByteArray("Z\xC3\xBCrich");
}

void RowQueryTest::csvHoldsNoFormulaAndComesApartAgain()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, cell);
    QCOMPARE(csvCell(text), cell);
}

void RowQueryTest::anExportSaysWhatTheStoreSays()
{
    QRandomGenerator random(5);
    const auto store = std::make_shared<RecordStore>();
    RecordWriter writer(store);
    int next = 0;
    add(writer, 2500, next, random);
    const TableExport json = TableExport::whole(store, TableExport::Format::Json);
    const QJsonArray rows = QJsonDocument::fromJson(json.text()).array();
    QCOMPARE(rows.size(), qsizetype(2500));
    TableExport csv = TableExport::whole(store, TableExport::Format::Csv);
    const QList<QByteArray> lines = csv.text().split('\n');
    QCOMPARE(lines.size(), qsizetype(2500 + 2));
    QCOMPARE(lines[0], QByteArray("id,name,cpus,state,since,href\r"));
    for (RecordStore::Row row = 0; row < 2500; ++row) {
        const QJsonObject object = rows[qsizetype(row)].toObject();
        QCOMPARE(object[QLatin1String("name")].toString(), store->string(row, store->column("name")));
        QVERIFY(object[QLatin1String("cpus")].isDouble());
        QCOMPARE(lines[qsizetype(row) + 1].split(',').value(1), store->string(row, store->column("name")).toUtf8());
    }
    csv.rows = std::make_shared<const Rows>(Rows{7, 3});
    csv.members = QStringList{QStringLiteral("name")};
    csv.titles = QStringList{QStringLiteral("Its name")};
    QCOMPARE(csv.text(),
        "Its name\r\n" + store->string(7, store->column("name")).toUtf8() + "\r\n"
            + store->string(3, store->column("name")).toUtf8() + "\r\n");
}

QTEST_GUILESS_MAIN(RowQueryTest)

#include "tst_rowquery.moc"
