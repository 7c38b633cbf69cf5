// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/hashset.h"
#include "inventory/recordstore.h"

#include <deque>
#include <unordered_map>

namespace nephoscope {

/// Adds records to a store, page by page; a page is there whole or not at all. What an earlier page had already is not
/// added again. One thread.
class RecordWriter {
public:
    explicit RecordWriter(std::shared_ptr<RecordStore> store);

    void setFrame(const ListFrame &frame);
    const std::shared_ptr<RecordStore> &store() const { return m_store; }

    /// A new record. The values set until commit() must stay where they are until then.
    void begin();
    /// The column that the next member is likely to have, if that is its name: records of a list are alike. Else -1.
    int likely(std::string_view column) const;
    /// In a column that likely() gave.
    bool set(int column, std::string_view value) { return note(column, false, value); }
    /// False where the record has that member already.
    bool set(std::string_view column, RecordStore::Notation notation, std::string_view value);
    bool setNull(std::string_view column);
    /// A value that would not stay: kept until commit().
    bool setCopy(std::string_view column, RecordStore::Notation notation, std::string value);
    /// Adds the record to the page, unless an earlier page had it. False where the store is full.
    bool commit();
    /// How many columns there are by now, of this page too.
    int columnCount() const { return m_store->columnCount(); }

    /// The page is whole: its records can be seen from now on.
    void publish();
    /// The page is not to be added after all.
    void rollback();
    /// No more comes: what was only needed for adding is given back.
    void finish();
    /// Records that came once more (the set changed while it was paged).
    qint64 repeated() const { return m_repeated; }

private:
    struct Pending {
        int column;
        bool isNull;
        std::string_view value;
    };
    struct ColumnState {
        quint32 seen = 0; ///< texts put into it while it shares them
        quint32 fresh = 0; ///< of which nobody had before
        quint64 record = 0; ///< the last one that had it
        TextPool::Address last = 0; ///< what it had, where that is shared; 0 = nothing
        bool isIdentity = false;
    };
    struct Slot {
        quint32 hash = 0;
        TextPool::Address address = 0; ///< 0 = free
    };

    int columnFor(std::string_view name, RecordStore::Notation notation);
    int anyColumn(std::string_view name);
    bool note(int column, bool isNull, std::string_view value);
    quint64 identity() const;
    quint64 identityOf(RecordStore::Row row) const;
    void useWholeRecords();
    Cell cellFor(int column, std::string_view value);
    TextPool::Address shared(std::string_view value, bool &isFresh);
    void grow();

    std::shared_ptr<RecordStore> m_store;
    std::vector<ColumnState> m_states;
    std::unordered_map<std::string, int> m_byName; ///< notation, name
    std::vector<Pending> m_pending;
    std::deque<std::string> m_copies;
    std::vector<Slot> m_slots;
    size_t m_used = 0;
    HashSet m_known; ///< identities of what is published
    std::vector<quint64> m_onPage;
    RecordStore::Row m_next = 0;
    quint64 m_record = 0;
    qint64 m_repeated = 0;
    int m_hint = 0; ///< the column that the next member is likely to be
    bool m_isByWhole = false; ///< address and id do not tell the records apart
};

} // namespace nephoscope
