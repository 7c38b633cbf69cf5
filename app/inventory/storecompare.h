// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/rowquery.h"

#include <utility>
#include <vector>

namespace nephoscope {

/// Two readings of one list: where each record of the first has gone, what is new, gone and changed. The order of
/// records and of members is no difference.
class StoreComparison {
public:
    using Row = RecordStore::Row;

    StoreComparison(const RecordStore &before, const RecordStore &after);

    std::vector<qint64> places; ///< of each record of `before` in `after`; -1: gone
    std::vector<Row> added; ///< in `after`
    std::vector<Row> removed; ///< in `before`
    std::vector<std::pair<Row, int>> changed; ///< record and column of `after`
    RowOrder order; ///< for whoever wants to keep one with it
};

/// What tells the record from the others of its list: its address, else its id, else all of it.
std::string identityOf(const RecordStore &store, RecordStore::Row row);

} // namespace nephoscope
