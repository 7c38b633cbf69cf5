// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/loadedlists.h"

#include "inventory/rowsearch.h"
#include "inventory/worker.h"

#include <QtConcurrent>
#include <algorithm>

namespace nephoscope {

namespace {

constexpr qsizetype mostLists = 48;

/// How well a name fits. Of the text in lower case where that is ASCII: bytes are looked at then, a hundred thousand
/// names in a few milliseconds.
class Rank {
public:
    explicit Rank(const QString &text)
        : m_text(text)
        , m_isAscii(std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; }))
        , m_lower(text.toLower().toStdString())
    {
    }

    int operator()(std::string_view name) const
    {
        if (m_isAscii) {
            const size_t at = findAscii(name, m_lower);
            if (at == std::string_view::npos)
                return 3;
            return at > 0 ? 2 : name.size() == m_lower.size() ? 0 : 1;
        }
        const QString words = QString::fromUtf8(name.data(), qsizetype(name.size()));
        if (words.compare(m_text, Qt::CaseInsensitive) == 0)
            return 0;
        if (words.startsWith(m_text, Qt::CaseInsensitive))
            return 1;
        return words.contains(m_text, Qt::CaseInsensitive) ? 2 : 3;
    }

private:
    QString m_text;
    bool m_isAscii;
    std::string m_lower;
};

int nameColumn(const RecordStore &store)
{
    for (const char *member : {"name", "displayName", "username", "title", "id", "href"})
        if (const int column = store.column(member); column >= 0)
            return column;
    return 0;
}

/// The first member that has the text, for the person to see why the record is there.
void explain(LoadedHit &hit, const QString &text)
{
    const RecordStore &store = *hit.in.store;
    for (int column = 0; column < store.columnCount(); ++column) {
        const QString value = store.string(hit.row, column);
        if (store.columnName(column)[0] == ':' || !value.contains(text, Qt::CaseInsensitive))
            continue;
        hit.member = QString::fromStdString(store.columnName(column));
        hit.text = value;
        return;
    }
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
    const int name = nameColumn(store);
    const Rank rankOf(text);
    std::vector<std::pair<int, RecordStore::Row>> ranked;
    for (RecordStore::Row row = 0; row < count; ++row)
        if (marks[row] != 0)
            ranked.emplace_back(rankOf(store.text(row, name)), row);
    const auto kept = ranked.begin() + std::min<std::ptrdiff_t>(most, std::ssize(ranked));
    std::partial_sort(ranked.begin(), kept, ranked.end());
    for (auto each = ranked.begin(); each != kept; ++each) {
        LoadedHit hit;
        hit.in = list;
        hit.row = each->second;
        hit.rank = each->first;
        hit.name = store.string(hit.row, name);
        explain(hit, text);
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

void LoadedLists::drop(const QString &profileId)
{
    m_lists.removeIf([&](const LoadedList &each) { return each.profileId == profileId; });
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
