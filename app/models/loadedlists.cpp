// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/loadedlists.h"

#include "inventory/rowsearch.h"
#include "inventory/worker.h"
#include "models/hitrank.h"

#include <QHash>
#include <QtConcurrent>
#include <algorithm>

namespace nephoscope {

namespace {

constexpr qsizetype mostLists = 48;
constexpr std::ptrdiff_t mostLookedInto =
    4000; ///< rows: what is found more often than that is ranked by its name alone

int nameColumn(const RecordStore &store)
{
    for (const char *member : {"name", "displayName", "username", "title", "id", "href"})
        if (const int column = store.column(member); column >= 0)
            return column;
    return 0;
}

/// Rows in whose cells a network or range has such an address. Texts that repeat are looked at once for a column.
void markRanges(const RecordStore &store, const AddressRange &wanted, std::vector<quint8> &marks)
{
    const auto count = RecordStore::Row(marks.size());
    for (int column = 0; column < store.columnCount(); ++column) {
        if (store.columnName(column)[0] == ':')
            continue;
        QHash<TextPool::Address, bool> known;
        store.visit(column, 0, count, [&](RecordStore::Row row, Cell cell) {
            if (marks[row] != 0 || !cell.hasText() || cell.pool() == Cell::Pool::Address)
                return;
            if (cell.pool() != Cell::Pool::Repeated) {
                marks[row] = wanted.meetingIn(store.text(cell)).has_value();
                return;
            }
            auto before = known.constFind(cell.address());
            if (before == known.constEnd())
                before = known.insert(cell.address(), wanted.meetingIn(store.text(cell)).has_value());
            marks[row] = *before;
        });
    }
}

/// The best of the marked rows, the best first.
std::vector<std::pair<int, RecordStore::Row>> ranked(
    const RecordStore &store, const std::vector<quint8> &marks, const HitRank &rankOf, int most)
{
    const int name = nameColumn(store);
    const bool isMany = std::count(marks.begin(), marks.end(), quint8(0)) + mostLookedInto < std::ssize(marks);
    std::vector<std::pair<int, RecordStore::Row>> rows;
    for (RecordStore::Row row = 0; row < marks.size(); ++row)
        if (marks[row] != 0)
            rows.emplace_back(isMany ? rankOf.ofName(store.text(row, name)) : rankOf.of(store, row, name).rank, row);
    const auto kept = rows.begin() + std::min<std::ptrdiff_t>(most, std::ssize(rows));
    std::partial_sort(rows.begin(), kept, rows.end());
    rows.erase(kept, rows.end());
    return rows;
}

} // namespace

Ref LoadedList::ref(RecordStore::Row row) const
{
    const std::shared_ptr<Session> alive = session.lock();
    if (!alive)
        return {};
    const ListFrame frame = store->frame();
    const Reply reply(200, store->rowDocument(row), frame.mediaType, frame.url);
    const auto read = alive->platform().resource(Ref(list).asCollection(), reply, alive->access());
    return read ? read->children.value(0) : Ref();
}

QList<LoadedHit> hitsIn(const LoadedList &list, const QString &text, int most, const RowOrder::Stop &stop)
{
    const RecordStore &store = *list.store;
    const RecordStore::Row count = store.rowCount();
    std::vector<quint8> marks(count, 0);
    TextTest test;
    test.text = text;
    QList<LoadedHit> hits;
    if (count == 0 || !RowSearch(store, test).mark(0, count, marks, stop))
        return hits;
    const HitRank rankOf(text);
    if (rankOf.addresses())
        markRanges(store, *rankOf.addresses(), marks);
    const int name = nameColumn(store);
    for (const auto &[rank, row] : ranked(store, marks, rankOf, most)) {
        LoadedHit hit;
        hit.in = list;
        hit.row = row;
        hit.rank = rank;
        hit.name = store.string(row, name);
        const int column = rankOf.of(store, row, name).column;
        if (column >= 0 && column != name) {
            hit.member = QString::fromStdString(store.columnName(column));
            hit.text = store.string(row, column);
        }
        hits << hit;
    }
    return hits;
}

LoadedLists &LoadedLists::ofProgram()
{
    static LoadedLists lists;
    return lists;
}

void LoadedLists::put(const LoadedList &list)
{
    m_lists.removeIf([&](const LoadedList &other) {
        return other.profileId == list.profileId && other.list.href() == list.list.href();
    });
    m_lists.prepend(list);
    while (m_lists.size() > mostLists)
        m_lists.removeLast();
}

/// One whose session has ended cannot say what its records are.
bool LoadedLists::has(const QString &profileId, const QUrl &list) const
{
    return std::any_of(m_lists.cbegin(), m_lists.cend(), [&](const LoadedList &each) {
        return each.profileId == profileId && each.list.href() == list && !each.session.expired();
    });
}

void LoadedLists::add(const LoadedList &list)
{
    if (has(list.profileId, list.list.href()))
        return;
    m_lists.removeIf([&](const LoadedList &other) {
        return other.profileId == list.profileId && other.list.href() == list.list.href();
    });
    if (m_lists.size() < mostLists)
        m_lists.append(list);
}

void LoadedLists::adopt(const std::shared_ptr<Session> &session)
{
    for (LoadedList &each : m_lists)
        if (each.profileId == session->profile().id)
            each.session = session;
}

void LoadedLists::drop(const QString &profileId)
{
    m_lists.removeIf([&](const LoadedList &each) { return each.profileId == profileId; });
}

QList<Ref> LoadedLists::named(const QString &profileId, const QString &text, int most) const
{
    const HitRank rankOf(text);
    QList<Ref> found;
    for (const LoadedList &list : m_lists) {
        if (list.profileId != profileId)
            continue;
        const RecordStore::Row count = list.store->rowCount();
        const int name = count > 0 ? nameColumn(*list.store) : 0;
        for (RecordStore::Row row = 0; row < count && found.size() < most; ++row)
            if (rankOf.ofName(list.store->text(row, name)) != HitRank::Elsewhere)
                found << list.ref(row);
    }
    return found;
}

QFuture<QList<LoadedHit>> LoadedLists::find(
    const QString &text, int most, const std::shared_ptr<RowOrder::Stop> &stop) const
{
    return QtConcurrent::run(&inventoryThread(), [lists = m_lists, text, most, stop] {
        QList<LoadedHit> all;
        for (const LoadedList &list : lists) {
            if (*stop)
                break;
            all << hitsIn(list, text, most, *stop);
        }
        std::stable_sort(
            all.begin(), all.end(), [](const LoadedHit &a, const LoadedHit &b) { return a.rank < b.rank; });
        return all;
    });
}

} // namespace nephoscope
