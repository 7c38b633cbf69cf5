// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/rowquery.h"

namespace nephoscope {

/// Marks the rows between `from` and `to` in which any column has that text (before negation): marks[row - from] = 1.
/// Only in the thread that adds to the store.
class RowSearch {
public:
    RowSearch(const RecordStore &store, const TextTest &test);

    bool mark(RecordStore::Row from, RecordStore::Row to, std::vector<quint8> &marks, const RowOrder::Stop &stop);

private:
    using Row = RecordStore::Row;
    /// Where the texts of a row stand in a pool.
    struct RowBytes {
        Row row;
        TextPool::Address begin;
        TextPool::Address end;
    };

    bool markRepeated(Row from, Row to, std::vector<quint8> &marks, const RowOrder::Stop &stop) const;
    void markPool(Cell::Pool pool, Row from, Row to, std::vector<quint8> &marks) const;
    bool markCells(Row from, Row to, std::vector<quint8> &marks, const RowOrder::Stop &stop) const;
    bool findRepeated();
    bool isSkipped(std::string_view text) const;
    bool mayStandIn(int column, Row to) const;
    bool standsIn(const RowBytes &row, Cell::Pool pool, const char *hit) const;
    bool isInsideText(const RowBytes &row, Cell::Pool pool, const char *hit) const;

    const RecordStore &m_store;
    std::function<bool(std::string_view)> m_test;
    std::string m_needle; ///< in lower case; empty where bytes cannot be compared
    bool m_withAddresses = false;
    std::vector<quint8> m_hits; ///< by address in the pool of what repeats
    bool m_hasHiddenColumns = false; ///< that hold texts of their own and are not searched
};

/// The place of `lower` (ASCII, lower case) in `text` without regard to the case of ASCII letters; npos where it is
/// not.
size_t findAscii(std::string_view text, std::string_view lower, size_t from = 0);

} // namespace nephoscope
