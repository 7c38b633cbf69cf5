// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/recordwriter.h"

#include <QHashFunctions>
#include <functional>

namespace nephoscope {

namespace {

constexpr quint32 sample = 1024; ///< texts of a column after which it shows whether they repeat

quint64 mixed(quint64 sum, std::string_view text)
{
    return (sum ^ std::hash<std::string_view>()(text)) * 0x9E3779B97F4A7C15ull + (sum >> 29);
}

/// What tells a record from all others, where it has one of these.
bool isIdentity(std::string_view column) { return column == "href" || column == "id" || column == "publicId"; }

} // namespace

RecordWriter::RecordWriter(std::shared_ptr<RecordStore> store)
    : m_store(std::move(store))
{
}

void RecordWriter::setFrame(const ListFrame &frame)
{
    const std::lock_guard lock(m_store->m_frameMutex);
    m_store->m_frame = frame;
}

void RecordWriter::begin()
{
    m_pending.clear();
    m_copies.clear();
    m_hint = 0;
    ++m_record;
}

int RecordWriter::likely(std::string_view column) const
{
    if (m_hint >= int(m_states.size()))
        return -1;
    const RecordStore::Column &next = *m_store->m_columns[size_t(m_hint)];
    return next.notation == RecordStore::Notation::Text && next.name == column ? m_hint : -1;
}

int RecordWriter::columnFor(std::string_view name, RecordStore::Notation notation)
{
    if (m_hint < int(m_states.size())) {
        const RecordStore::Column &likely = *m_store->m_columns[size_t(m_hint)];
        if (likely.notation == notation && likely.name == name)
            return m_hint;
    }
    std::string key(1, notation == RecordStore::Notation::Text ? 't' : 'r');
    key += name;
    const auto found = m_byName.find(key);
    if (found != m_byName.end())
        return found->second;
    const int made = m_store->addColumn(name, notation);
    if (made >= 0) {
        m_byName.emplace(std::move(key), made);
        m_states.resize(size_t(made) + 1);
        m_states.back().isIdentity = isIdentity(name);
    }
    return made;
}

int RecordWriter::anyColumn(std::string_view name)
{
    const auto raw = m_byName.find('r' + std::string(name));
    return raw != m_byName.end() ? raw->second : columnFor(name, RecordStore::Notation::Text);
}

bool RecordWriter::note(int column, bool isNull, std::string_view value)
{
    if (column < 0)
        return false;
    ColumnState &state = m_states[size_t(column)];
    if (state.record == m_record)
        return false;
    state.record = m_record;
    m_hint = column + 1;
    m_pending.push_back({column, isNull, value});
    return true;
}

bool RecordWriter::set(std::string_view column, RecordStore::Notation notation, std::string_view value)
{
    return note(columnFor(column, notation), false, value);
}

bool RecordWriter::setNull(std::string_view column) { return note(anyColumn(column), true, {}); }

bool RecordWriter::setCopy(std::string_view column, RecordStore::Notation notation, std::string value)
{
    m_copies.push_back(std::move(value));
    return set(column, notation, m_copies.back());
}

quint64 RecordWriter::identity() const
{
    quint64 named = 0;
    for (const Pending &each : m_pending) {
        if (!m_isByWhole && m_states[size_t(each.column)].isIdentity && !each.value.empty())
            named += mixed(quint64(each.column) + 1, each.value);
    }
    if (named != 0)
        return named;
    quint64 whole = 0;
    for (const Pending &each : m_pending)
        whole += mixed(quint64(each.column) + 1, each.value);
    return whole;
}

quint64 RecordWriter::identityOf(RecordStore::Row row) const
{
    quint64 whole = 0;
    for (int column = 0; column < m_store->columnCount(); ++column) {
        if (const Cell cell = m_store->cell(row, column); !cell.isAbsent())
            whole += mixed(quint64(column) + 1, m_store->text(cell));
    }
    return whole;
}

/// A page had the same address or id twice: here they are no identities.
void RecordWriter::useWholeRecords()
{
    m_isByWhole = true;
    m_known.clear();
    for (RecordStore::Row row = 0; row < m_next; ++row)
        m_known.insert(identityOf(row));
}

bool RecordWriter::commit()
{
    const quint64 own = identity();
    if (m_known.contains(own)) {
        ++m_repeated;
        return true;
    }
    RecordStore &store = *m_store;
    store.m_ownBegins.set(RowPlace(m_next), store.m_pools[size_t(Cell::Pool::Own)].end());
    store.m_addressBegins.set(RowPlace(m_next), store.m_pools[size_t(Cell::Pool::Address)].end());
    const RowPlace place(m_next);
    for (const Pending &each : m_pending) {
        const Cell cell = each.isNull ? Cell::null() : cellFor(each.column, each.value);
        if (cell.isAbsent())
            return false;
        store.m_columns[size_t(each.column)]->cells.set(place, cell.bits());
    }
    m_onPage.push_back(own);
    ++m_next;
    return true;
}

/// Absent where there is no room. (No std::optional: g++ writes it in two pieces and reads it in one, which stalls.)
Cell RecordWriter::cellFor(int column, std::string_view value)
{
    RecordStore::Column &stored = *m_store->m_columns[size_t(column)];
    const Cell::Pool pool = stored.pool.load(std::memory_order_relaxed);
    if (pool != Cell::Pool::Repeated) {
        const TextPool::Address address = m_store->m_pools[size_t(pool)].append(value);
        return address != 0 ? Cell(pool, address) : Cell();
    }
    ColumnState &state = m_states[size_t(column)];
    bool isFresh = false;
    const bool isSame = state.last != 0 && m_store->m_pools[size_t(Cell::Pool::Repeated)].at(state.last) == value;
    state.last = isSame ? state.last : shared(value, isFresh);
    ++state.seen;
    state.fresh += isFresh ? 1 : 0;
    if (state.seen == sample && state.fresh * 2 > state.seen) {
        const bool isAddress = value.starts_with("http") || value.starts_with("urn:");
        stored.pool.store(isAddress ? Cell::Pool::Address : Cell::Pool::Own, std::memory_order_release);
    } else if (state.seen == sample) {
        state.seen = state.fresh = 0; // looked at again: it may begin with what repeats
    }
    return state.last != 0 ? Cell(Cell::Pool::Repeated, state.last) : Cell();
}

TextPool::Address RecordWriter::shared(std::string_view value, bool &isFresh)
{
    if ((m_used + 1) * 2 > m_slots.size())
        grow();
    TextPool &pool = m_store->m_pools[size_t(Cell::Pool::Repeated)];
    const auto hash = static_cast<quint32>(qHashBits(value.data(), value.size()));
    size_t at = hash & (m_slots.size() - 1);
    while (m_slots[at].address != 0) {
        if (m_slots[at].hash == hash && pool.at(m_slots[at].address) == value)
            return m_slots[at].address;
        at = (at + 1) & (m_slots.size() - 1);
    }
    const TextPool::Address address = pool.append(value);
    if (address == 0)
        return 0;
    m_slots[at] = {hash, address};
    ++m_used;
    isFresh = true;
    return address;
}

void RecordWriter::grow()
{
    std::vector<Slot> old(m_slots.empty() ? 1024 : m_slots.size() * 2);
    old.swap(m_slots);
    for (const Slot &slot : old) {
        if (slot.address == 0)
            continue;
        size_t at = slot.hash & (m_slots.size() - 1);
        while (m_slots[at].address != 0)
            at = (at + 1) & (m_slots.size() - 1);
        m_slots[at] = slot;
    }
}

void RecordWriter::publish()
{
    RecordStore &store = *m_store;
    store.m_ownBegins.set(RowPlace(m_next), store.m_pools[size_t(Cell::Pool::Own)].end());
    store.m_addressBegins.set(RowPlace(m_next), store.m_pools[size_t(Cell::Pool::Address)].end());
    bool isTwice = false;
    for (const quint64 each : m_onPage)
        isTwice = !m_known.insert(each) || isTwice;
    m_onPage.clear();
    if (isTwice && !m_isByWhole)
        useWholeRecords();
    store.m_rows.store(m_next, std::memory_order_release);
}

void RecordWriter::rollback()
{
    const RecordStore::Row first = m_store->rowCount();
    for (int column = 0; column < m_store->columnCount(); ++column)
        for (RecordStore::Row row = first; row < m_next; ++row)
            m_store->m_columns[size_t(column)]->cells.set(RowPlace(row), 0);
    // a record that was being set may have left cells behind the last one
    for (int column = 0; column < m_store->columnCount(); ++column)
        m_store->m_columns[size_t(column)]->cells.set(RowPlace(m_next), 0);
    m_next = first;
    m_onPage.clear();
}

void RecordWriter::finish()
{
    m_slots = {};
    m_used = 0;
    m_known.clear();
    m_pending = {};
    m_copies.clear();
    m_onPage = {};
}

} // namespace nephoscope
