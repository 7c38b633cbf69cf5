// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/rowquery.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace nephoscope {

/// What counts when two readings are compared.
class ComparisonRules {
public:
    /// Records of two sites are the same thing where they have the same name in the same place; their addresses, ids
    /// and tokens differ and say nothing.
    bool isByName = false;
    bool ignoresTimes = false; ///< where both sides are times
    /// What one of the readings could not read, by address or id: such a record is not compared, and of what hangs
    /// below it nobody says that it is new or gone.
    std::set<std::string, std::less<>> unread;
};

/// One field of one record, or a record as a whole.
class Difference {
public:
    enum class Kind : quint8 { Added, Removed, Changed };

    Kind kind = Kind::Changed;
    RecordStore::Row before = 0; ///< unless Added
    RecordStore::Row after = 0; ///< unless Removed
    int columnBefore = -1; ///< Changed: -1 where the field was not there
    int columnAfter = -1; ///< Changed: -1 where the field is no longer there
};

/// Two readings of one list: where each record of the first has gone, what is new, gone and changed. The order of
/// records and of members is no difference. Any thread.
class StoreComparison {
public:
    using Row = RecordStore::Row;

    StoreComparison(const RecordStore &before, const RecordStore &after, const ComparisonRules &rules = {});

    std::vector<qint64> places; ///< of each record of `before` in `after`; -1: gone
    std::vector<Row> added; ///< in `after`
    std::vector<Row> removed; ///< in `before`
    std::vector<std::pair<Row, int>> changed; ///< record and column of `after`
    RowOrder order; ///< for whoever wants to keep one with it

    /// All of it: what is new, gone, and field by field what has changed, in the order of `after`.
    std::vector<Difference> differences() const;

private:
    void compare(const RecordStore &before, const RecordStore &after, Row old, Row row);
    std::vector<bool> unsure(const RecordStore &store) const;
    bool differs(std::string_view before, std::string_view after) const;

    ComparisonRules m_rules;
    std::vector<int> m_columnBefore; ///< of each column of `after`
    std::vector<int> m_onlyBefore; ///< columns that `after` does not have
    std::vector<Difference> m_changed;
};

/// What tells the record from the others of its list: its address, else its id, else all of it.
std::string identityOf(const RecordStore &store, RecordStore::Row row);
/// What a person would call it: its name, where it stands.
std::string nameOf(const RecordStore &store, RecordStore::Row row);

} // namespace nephoscope
