// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/recordstore.h"

#include <QRegularExpression>
#include <QString>
#include <QStringList>
#include <atomic>
#include <functional>
#include <string>
#include <vector>

namespace nephoscope {

/// What a text has to have: a piece of it without regard to case, or a regular expression; or must not have.
class TextTest {
public:
    QString text;
    bool isExpression = false;
    bool isNegated = false;

    bool isEmpty() const { return text.isEmpty(); }
    /// Empty, or why the regular expression is none.
    QString mistake() const;
    /// Tests of one text, without the negation.
    std::function<bool(std::string_view)> predicate() const;
    bool operator==(const TextTest &other) const = default;
};

/// One column's condition.
class ColumnTest {
public:
    enum class Kind { Text, Number, Time, AnyOf };

    QString column;
    Kind kind = Kind::Text;
    TextTest text;
    std::optional<double> least; ///< Number as written; Time in ms since 1970
    std::optional<double> most;
    QStringList values; ///< AnyOf; an empty one stands for cells without text
    bool isNegated = false;

    std::function<bool(std::string_view)> predicate() const;
    bool operator==(const ColumnTest &other) const = default;
};

class RowSort {
public:
    enum class By { Text, Number, Time };

    QString column; ///< empty: the server's order
    By by = By::Text;
    bool isDescending = false;
    bool operator==(const RowSort &other) const = default;
};

/// Which rows of a store are shown, in which order.
class RowQuery {
public:
    TextTest search; ///< over all columns; addresses count from eight letters on
    QList<ColumnTest> columns;
    RowSort sort;

    bool isPlain() const { return search.isEmpty() && columns.isEmpty() && sort.column.isEmpty(); }
    bool isFiltered() const { return !search.isEmpty() || !columns.isEmpty(); }
    bool operator==(const RowQuery &other) const = default;
};

/// The rows that a query shows. Grows with its store, and keeps what a next query may need: the order of all rows while
/// only the filter changes, the filter's answers while only the order does. What was ordered is not ordered again.
class RowOrder {
public:
    using Row = RecordStore::Row;
    /// Set by whoever no longer wants the answer.
    using Stop = std::atomic<bool>;

    /// The rows up to the store's present end, filtered and in order. Of one store, and only in the thread that adds to
    /// it. False where it was stopped half-way.
    bool extend(const RecordStore &store, const RowQuery &query, const Stop &stop);

    /// All rows in the store's own order where the query is plain: `rows` is empty then.
    bool isPlain = true;
    std::vector<Row> rows;
    Row covered = 0;
    /// Gives back what is only needed to extend it.
    void settle() { m_keyed = {}; }

private:
    struct KeyedRow {
        quint64 high;
        quint64 low;
        Row row;
    };
    bool mark(const RecordStore &store, const RowQuery &query, const Stop &stop);
    void sort(const RecordStore &store, const RowSort &by);
    bool sortByRank(const RecordStore &store, int column, const RowSort &by);
    void merge(const RecordStore &store, const RowSort &by, Row from);

    bool shareStart(const RecordStore &store, int column, Row from);

    RowSort m_sort; ///< of m_sorted
    std::string m_start; ///< what all texts of the column begin with: it orders nothing
    bool m_hasStart = false;
    std::vector<Row> m_sorted; ///< all rows; empty in the server's order
    std::vector<KeyedRow> m_keyed; ///< the same with what they are ordered by, while rows still come
    RowQuery m_filter; ///< of m_marks: search and columns
    std::vector<quint8> m_marks; ///< per row: it passes; empty where nothing is filtered
};

} // namespace nephoscope
