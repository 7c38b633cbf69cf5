// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/cellcolumn.h"
#include "inventory/textpool.h"

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace nephoscope {

class ColumnTexts;

/// What stands around the rows of a list in its answers, so that each row can be made an answer of its own.
class ListFrame {
public:
    bool isXml = false;
    QByteArray open; ///< XML: the root's start tag; JSON: all up to the row
    QByteArray close;
    QByteArray mediaType;
    QUrl url; ///< that was asked
};

/// One cell: absent, JSON's null, or where its text stands. Equal texts of repeating columns have equal cells.
class Cell {
public:
    enum class Pool : quint32 { Repeated, Own, Address };

    Cell() = default;
    explicit Cell(quint32 bits)
        : m_bits(bits)
    {
    }
    Cell(Pool pool, TextPool::Address address)
        : m_bits((static_cast<quint32>(pool) << 30) | address)
    {
    }
    static Cell null() { return Cell(1); }

    bool isAbsent() const { return m_bits == 0; }
    bool isNull() const { return m_bits == 1; }
    bool hasText() const { return m_bits > 1; }
    Pool pool() const { return static_cast<Pool>(m_bits >> 30); }
    TextPool::Address address() const { return m_bits & ((quint32(1) << 30) - 1); }
    quint32 bits() const { return m_bits; }
    bool operator==(const Cell &other) const = default;

private:
    quint32 m_bits = 0;
};

/// All records of a list with all their members, in the server's order: a byte or four per cell into pools
/// of text, where what repeats stands once. One thread adds (RecordWriter), any thread reads up to rowCount()
/// without a lock; nothing ever moves or changes.
class RecordStore {
public:
    using Row = RowPlace::Row;
    enum class Notation : quint8 {
        Text, ///< attribute, or JSON string
        Raw ///< JSON number, boolean, array, object; XML inside a record: as it stood there
    };
    // Columns that are no members.
    static constexpr char elementColumn[] = ":element"; ///< XML: name of the record's element
    static constexpr char arrayColumn[] = ":array"; ///< JSON: the array of an object of arrays it stands in
    static constexpr char insideColumn[] = ":inside"; ///< XML: what stands between its tags
    static constexpr int maxColumns = 512;

    RecordStore();
    ~RecordStore();
    RecordStore(const RecordStore &) = delete;
    RecordStore &operator=(const RecordStore &) = delete;

    Row rowCount() const { return m_rows.load(std::memory_order_acquire); }
    int columnCount() const { return m_columnCount.load(std::memory_order_acquire); }
    /// Path of a member: "name", "org/name" ("~1" for a slash in a name, "~0" for a tilde).
    const std::string &columnName(int column) const { return m_columns[size_t(column)]->name; }
    Notation notation(int column) const { return m_columns[size_t(column)]->notation; }
    /// False for columns whose texts are mostly different: they stand in pools of their own, row after row.
    bool isRepeating(int column) const { return m_columns[size_t(column)]->pool == Cell::Pool::Repeated; }
    /// -1 where no record has it.
    int column(std::string_view name, Notation notation) const;
    /// With that name, whatever its notation.
    int column(std::string_view name) const;

    Cell cell(Row row, int column) const { return Cell(m_columns[size_t(column)]->cells.at(row)); }
    /// visit(row, cell) for each of those rows that may have that member, in order: faster than one cell at a time.
    template <class Visit>
    void visit(int column, Row from, Row to, const Visit &visit) const
    {
        m_columns[size_t(column)]->cells.visit(from, to, [&](Row row, quint32 bits) { visit(row, Cell(bits)); });
    }
    std::string_view text(Cell cell) const
    {
        return cell.hasText() ? pool(cell.pool()).at(cell.address()) : std::string_view();
    }
    std::string_view text(Row row, int column) const { return text(cell(row, column)); }
    QString string(Row row, int column) const;
    const TextPool &pool(Cell::Pool which) const { return m_pools[size_t(which)]; }
    /// Where the texts of a row begin in the pools Own and Address; for row = rowCount(): where they end.
    TextPool::Address begin(Row row, Cell::Pool which) const;

    /// The record as an answer that holds nothing else, for Platform::resource().
    QByteArray rowDocument(Row row) const;
    /// The record alone, as it stood there (members may stand in another order).
    QByteArray rowText(Row row) const;
    ListFrame frame() const;
    /// Bytes of pools and cells in use.
    qint64 bytes() const;

private:
    friend class RecordWriter;
    friend class OfflineCopy;
    friend class RowSearch;

    struct Column {
        std::string name;
        Notation notation = Notation::Text;
        std::atomic<Cell::Pool> pool{Cell::Pool::Repeated};
        CellColumn cells;
    };

    int addColumn(std::string_view name, Notation notation);
    QByteArray xmlText(Row row) const;
    QByteArray jsonText(Row row) const;

    std::array<std::unique_ptr<Column>, maxColumns> m_columns;
    std::atomic<int> m_columnCount{0};
    std::atomic<Row> m_rows{0};
    std::array<TextPool, 3> m_pools;
    CellColumn m_ownBegins{CellColumn::Width::Word}; ///< per row: where its texts begin in the pool
    CellColumn m_addressBegins{CellColumn::Width::Word};
    mutable std::mutex m_frameMutex;
    ListFrame m_frame;
    mutable std::unique_ptr<ColumnTexts> m_texts; ///< the inventory thread's
};

} // namespace nephoscope
