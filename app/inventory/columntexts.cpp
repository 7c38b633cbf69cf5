// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/columntexts.h"

namespace nephoscope {

const std::vector<TextPool::Address> *ColumnTexts::of(const RecordStore &store, int column, RecordStore::Row end)
{
    constexpr size_t most = 1024;
    if (m_columns.size() <= size_t(column))
        m_columns.resize(size_t(column) + 1);
    Known &known = m_columns[size_t(column)];
    if (known.isLarge)
        return nullptr;
    TextPool::Address before = 0;
    store.visit(column, known.covered, std::max(known.covered, end), [&](RecordStore::Row, Cell cell) {
        const bool isText = cell.hasText() && cell.pool() == Cell::Pool::Repeated;
        if (!isText || cell.address() == before || known.addresses.size() > most)
            return;
        before = cell.address();
        if (known.seen.insert(before))
            known.addresses.push_back(before);
    });
    known.covered = std::max(known.covered, end);
    if (known.addresses.size() <= most)
        return &known.addresses;
    known = Known();
    known.isLarge = true;
    return nullptr;
}

} // namespace nephoscope
