// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/cellcolumn.h"

#include <QRandomGenerator>
#include <QTest>
#include <cstring>
#include <thread>

using namespace nephoscope;

/// The numbers of a column, narrow while few are different.
class CellColumnTest : public QObject {
    Q_OBJECT
private slots:
    void holdsWhatWasSet_data();
    void holdsWhatWasSet();
    void fewDifferentOnesTakeAByteEach();
    void isReadWhileItGrowsWide();
    void comesBackFromItsChunks();
};

void CellColumnTest::holdsWhatWasSet_data()
{
    QTest::addColumn<int>("different");
    QTest::addColumn<int>("rows");
    for (const int different : {1, 2, 254, 255, 256, 300, 100000})
        for (const int rows : {1, 255, 256, 257, 511, 512, 513, 5000})
            QTest::addRow("%d different in %d rows", different, rows) << different << rows;
}

void CellColumnTest::holdsWhatWasSet()
{
    QFETCH(const int, different);
    QFETCH(const int, rows);
    QRandomGenerator random(quint32(different * 31 + rows));
    CellColumn column;
    std::vector<quint32> expected(size_t(rows), 0);
    for (int each = 0; each < rows; ++each) {
        if (random.bounded(4) == 0)
            continue; // left out: 0
        // those behind what is published are taken back sometimes
        const int row = random.bounded(10) == 0 ? random.bounded(each + 1) : each;
        const quint32 number = random.bounded(10) == 0 ? 0 : 7 + quint32(random.bounded(different)) * 0x10001u;
        column.set(RowPlace(quint32(row)), number);
        expected[size_t(row)] = number;
    }
    for (int row = 0; row < rows; ++row)
        QCOMPARE(column.at(quint32(row)), expected[size_t(row)]);
    const auto from = quint32(random.bounded(rows));
    std::vector<quint32> visited(expected.size(), 0);
    quint32 last = 0;
    column.visit(from, quint32(rows), [&](quint32 row, quint32 number) {
        QVERIFY(row >= from && row >= last);
        last = row;
        visited[row] = number;
    });
    for (size_t row = from; row < expected.size(); ++row)
        QCOMPARE(visited[row], expected[row]);
}

void CellColumnTest::fewDifferentOnesTakeAByteEach()
{
    constexpr quint32 rows = 100'000;
    CellColumn few;
    CellColumn many;
    CellColumn never;
    for (quint32 row = 0; row < rows; ++row) {
        few.set(RowPlace(row), 1 + row % 255);
        many.set(RowPlace(row), 1 + row);
    }
    const qint64 around = never.bytes(rows);
    QCOMPARE(around, qint64(sizeof(CellColumn)));
    QCOMPARE(few.bytes(rows) - around, qint64(rows));
    QVERIFY(many.bytes(rows) - around <= qint64(rows) * 4);
    QVERIFY(many.bytes(rows) - around > qint64(rows - 512) * 4);
}

/// One thread sets and publishes, another reads what is published: nothing that stood there changes.
void CellColumnTest::isReadWhileItGrowsWide()
{
    constexpr quint32 rows = 40'000;
    const auto numberOf = [](quint32 row) { return 1 + (row < 30'000 ? row % 255 : row); };
    for (int round = 0; round < 5; ++round) {
        CellColumn column;
        std::atomic<quint32> published{0};
        std::atomic<quint32> wrong{0};
        std::thread reader([&] {
            QRandomGenerator random(static_cast<quint32>(round));
            for (quint32 end = 0; end < rows;) {
                end = published.load(std::memory_order_acquire);
                for (int look = 0; end > 0 && look < 100; ++look) {
                    const quint32 row = random.bounded(end);
                    wrong += column.at(row) == numberOf(row) ? 0 : 1;
                }
            }
        });
        for (quint32 row = 0; row < rows; ++row) {
            column.set(RowPlace(row), numberOf(row));
            if (row % 128 == 127 || row + 1 == rows)
                published.store(row + 1, std::memory_order_release);
        }
        reader.join();
        QCOMPARE(wrong.load(), 0u);
    }
}

void CellColumnTest::comesBackFromItsChunks()
{
    for (const quint32 different : {3u, 255u, 900u}) {
        constexpr quint32 rows = 3000;
        CellColumn column;
        for (quint32 row = 0; row < rows; ++row)
            column.set(RowPlace(row), 1 + row % different);
        CellColumn copy;
        copy.setFew(column.few());
        for (size_t index = 0; RowPlace::beginOf(index) < rows; ++index) {
            const CellColumn::Chunk chunk = column.chunk(index);
            const size_t size = RowPlace::sizeOf(index) * (chunk.width == CellColumn::Width::Byte ? 1 : 4);
            std::memcpy(copy.make(index, chunk.width), chunk.cells, size);
        }
        copy.set(RowPlace(0), 77'777); // and goes on from there
        QCOMPARE(copy.at(0), 77'777u);
        for (quint32 row = 1; row < rows; ++row)
            QCOMPARE(copy.at(row), column.at(row));
    }
}

QTEST_APPLESS_MAIN(CellColumnTest)
#include "tst_cellcolumn.moc"
