// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/hashset.h"
#include "inventory/recordstore.h"

namespace nephoscope {

/// Which of the texts that repeat each column of a store has: whoever has found texts need not look at columns without
/// them. Grows with its store. One thread.
class ColumnTexts {
public:
    /// Addresses in the pool of what repeats, of the rows before `end`; null where they are too many to be told.
    const std::vector<TextPool::Address> *of(const RecordStore &store, int column, RecordStore::Row end);

private:
    struct Known {
        RecordStore::Row covered = 0;
        bool isLarge = false;
        std::vector<TextPool::Address> addresses;
        HashSet seen;
    };
    std::vector<Known> m_columns;
};

} // namespace nephoscope
