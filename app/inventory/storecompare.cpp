// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/storecompare.h"

#include <unordered_map>

namespace nephoscope {

std::string identityOf(const RecordStore &store, RecordStore::Row row)
{
    for (const char *member : {"href", "id", "publicId"}) {
        const int column = store.column(member);
        if (const std::string_view text = column < 0 ? std::string_view() : store.text(row, column); !text.empty())
            return std::string(text);
    }
    return store.rowText(row).toStdString();
}

StoreComparison::StoreComparison(const RecordStore &before, const RecordStore &after)
    : places(before.rowCount(), -1)
{
    std::unordered_map<std::string, Row> known;
    known.reserve(before.rowCount());
    for (Row row = 0; row < before.rowCount(); ++row)
        known.emplace(identityOf(before, row), row);
    std::vector<int> columnBefore;
    for (int column = 0; column < after.columnCount(); ++column)
        columnBefore.push_back(before.column(after.columnName(column), after.notation(column)));
    for (Row row = 0; row < after.rowCount(); ++row) {
        const auto found = known.find(identityOf(after, row));
        if (found == known.end()) {
            added.push_back(row);
            continue;
        }
        const Row old = found->second;
        places[old] = row;
        for (int column = 0; column < after.columnCount(); ++column) {
            const int there = columnBefore[size_t(column)];
            const std::string_view said = there < 0 ? std::string_view() : before.text(old, there);
            if (after.text(row, column) != said)
                changed.emplace_back(row, column);
        }
    }
    for (Row row = 0; row < before.rowCount(); ++row)
        if (places[row] < 0)
            removed.push_back(row);
}

} // namespace nephoscope
