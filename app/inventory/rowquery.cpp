// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/rowquery.h"

#include "inventory/cellvalue.h"
#include "inventory/rowsearch.h"

#include <QSet>
#include <algorithm>
#include <numeric>

namespace nephoscope {

namespace {

QString textOf(std::string_view text) { return QString::fromUtf8(text.data(), qsizetype(text.size())); }

/// The rows of which a column passes a test; each text that repeats is tested once.
bool keepPassing(
    const RecordStore &store, const ColumnTest &test, std::vector<RecordStore::Row> &rows, const RowOrder::Stop &stop)
{
    const int column = store.column(test.column.toStdString());
    const auto passes = test.predicate();
    enum : quint8 { Unknown, No, Yes };
    std::vector<quint8> known(store.pool(Cell::Pool::Repeated).end(), Unknown);
    const auto isKept = [&](RecordStore::Row row) {
        const Cell cell = column < 0 ? Cell() : store.cell(row, column);
        if (!cell.hasText() || cell.pool() != Cell::Pool::Repeated)
            return passes(store.text(cell)) != test.isNegated;
        quint8 &answer = known[cell.address()];
        if (answer == Unknown)
            answer = passes(store.text(cell)) ? Yes : No;
        return (answer == Yes) != test.isNegated;
    };
    size_t kept = 0;
    for (size_t at = 0; at < rows.size(); ++at) {
        if (at % 4096 == 0 && stop)
            return false;
        if (isKept(rows[at]))
            rows[kept++] = rows[at];
    }
    rows.resize(kept);
    return true;
}

SortKey keyFor(const RowSort &sort, std::string_view text)
{
    if (sort.by == RowSort::By::Number)
        return SortKey::number(numberIn(text), text);
    if (sort.by == RowSort::By::Time) {
        const auto time = timeIn(text);
        return SortKey::number(time ? std::optional(double(*time)) : std::nullopt, text);
    }
    return SortKey::natural(text);
}

} // namespace

QString TextTest::mistake() const
{
    if (!isExpression)
        return {};
    const QRegularExpression expression(text);
    return expression.isValid() ? QString() : expression.errorString();
}

std::function<bool(std::string_view)> TextTest::predicate() const
{
    if (!isExpression)
        return [piece = text](std::string_view in) { return textOf(in).contains(piece, Qt::CaseInsensitive); };
    const QRegularExpression expression(text, QRegularExpression::CaseInsensitiveOption);
    return
        [expression](std::string_view in) { return expression.isValid() && expression.match(textOf(in)).hasMatch(); };
}

std::function<bool(std::string_view)> ColumnTest::predicate() const
{
    switch (kind) {
    case Kind::Text:
        return [test = text.predicate(), isNegative = text.isNegated](
                   std::string_view in) { return test(in) != isNegative; };
    case Kind::AnyOf:
        return [wanted = QSet<QString>(values.begin(), values.end())](
                   std::string_view in) { return wanted.contains(textOf(in)); };
    case Kind::Number:
    case Kind::Time:
        break;
    }
    return [isTime = kind == Kind::Time, low = least, high = most](std::string_view in) {
        std::optional<double> value = isTime ? std::nullopt : numberIn(in);
        if (const auto time = isTime ? timeIn(in) : std::nullopt)
            value = double(*time);
        return value && (!low || *value >= *low) && (!high || *value <= *high);
    };
}

bool RowOrder::extend(const RecordStore &store, const RowQuery &query, const Stop &stop)
{
    const Row end = store.rowCount();
    isPlain = query.isPlain();
    if (isPlain) {
        covered = end;
        return true;
    }
    if (!mark(store, query, stop))
        return false;
    sort(store, query.sort);
    if (stop)
        return false;
    rows.clear();
    const bool isFiltered = query.isFiltered();
    if (!isFiltered) {
        rows = m_sorted;
    } else if (m_sorted.empty()) {
        for (Row row = 0; row < end; ++row)
            if (m_marks[row] != 0)
                rows.push_back(row);
    } else {
        for (const Row row : m_sorted)
            if (m_marks[row] != 0)
                rows.push_back(row);
    }
    covered = end;
    return true;
}

/// Asks the filter about the rows that it was not asked about.
bool RowOrder::mark(const RecordStore &store, const RowQuery &query, const Stop &stop)
{
    if (!(query.search == m_filter.search) || query.columns != m_filter.columns || !query.isFiltered())
        m_marks.clear();
    m_filter.search = query.search;
    m_filter.columns = query.columns;
    if (!query.isFiltered())
        return true;
    const Row from = Row(m_marks.size());
    const Row end = store.rowCount();
    std::vector<quint8> fresh(end - from, query.search.isEmpty() ? 1 : 0);
    if (!query.search.isEmpty() && !RowSearch(store, query.search).mark(from, end, fresh, stop))
        return false;
    std::vector<Row> passing;
    for (Row row = from; row < end; ++row)
        if ((fresh[row - from] != 0) != query.search.isNegated)
            passing.push_back(row);
    for (const ColumnTest &test : query.columns)
        if (!keepPassing(store, test, passing, stop))
            return false;
    m_marks.resize(end, 0);
    for (const Row row : passing)
        m_marks[row] = 1;
    return true;
}

void RowOrder::sort(const RecordStore &store, const RowSort &by)
{
    if (!(by == m_sort)) {
        m_sorted.clear();
        m_keyed.clear();
        m_start.clear();
        m_hasStart = false;
        m_sort = by;
    }
    const Row from = Row(m_sorted.size());
    const Row end = store.rowCount();
    if (by.column.isEmpty() || from == end)
        return;
    const int column = store.column(by.column.toStdString());
    if (from > 0 || !sortByRank(store, column, by))
        merge(store, by, from);
}

/// Where a column has few texts they are put in order, and the rows are dealt out to them.
bool RowOrder::sortByRank(const RecordStore &store, int column, const RowSort &by)
{
    constexpr size_t few = 4096;
    const Row end = store.rowCount();
    if (column >= 0 && !store.isRepeating(column))
        return false;
    std::vector<quint32> rankAt(store.pool(Cell::Pool::Repeated).end(), 0); // by address, from 1; 0: not seen yet
    std::vector<std::pair<SortKey, std::string_view>> texts;
    std::vector<quint32> seen(end);
    quint32 none = 0; // the rank of cells without text
    for (Row row = 0; row < end; ++row) {
        const Cell cell = column < 0 ? Cell() : store.cell(row, column);
        if (cell.hasText() && cell.pool() != Cell::Pool::Repeated)
            return false;
        quint32 &rank = cell.hasText() ? rankAt[cell.address()] : none;
        if (rank == 0) {
            texts.emplace_back(keyFor(by, store.text(cell)), store.text(cell));
            rank = quint32(texts.size());
            if (texts.size() > few)
                return false;
        }
        seen[row] = rank - 1;
    }
    std::vector<quint32> order(texts.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto compare = [&](quint32 a, quint32 b) {
        if (!(texts[a].first == texts[b].first))
            return texts[a].first < texts[b].first ? -1 : 1;
        return by.by == RowSort::By::Text ? naturalCompare(texts[a].second, texts[b].second) : 0;
    };
    std::sort(order.begin(), order.end(), [&](quint32 a, quint32 b) {
        const int result = compare(a, b);
        return by.isDescending ? result > 0 : result < 0;
    });
    std::vector<quint32> placeOf(texts.size()); // equal ones share a place
    quint32 places = 0;
    for (size_t each = 0; each < order.size(); ++each) {
        if (each > 0 && compare(order[each - 1], order[each]) != 0)
            ++places;
        placeOf[order[each]] = places;
    }
    std::vector<Row> begins(size_t(places) + 2, 0);
    for (const quint32 rank : seen)
        ++begins[placeOf[rank] + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    m_sorted.resize(end);
    for (Row row = 0; row < end; ++row)
        m_sorted[begins[placeOf[seen[row]]]++] = row;
    return true;
}

/// Addresses are alike far beyond what a key holds: what they all begin with is left out of it. False where the new
/// rows begin otherwise than those before.
bool RowOrder::shareStart(const RecordStore &store, int column, Row from)
{
    const std::string before = m_start;
    const bool hadStart = m_hasStart;
    const auto isPart = [](char c) { return static_cast<unsigned char>(c) < 0x80 && !(c >= '0' && c <= '9'); };
    for (Row row = from; column >= 0 && row < store.rowCount(); ++row) {
        const std::string_view text = store.text(row, column);
        if (text.empty() || (m_hasStart && text.size() > m_start.size() && text.starts_with(m_start)))
            continue;
        size_t length = 0;
        const size_t most = m_hasStart ? std::min(m_start.size(), text.size() - 1) : text.size() - 1;
        while (length < most && static_cast<unsigned char>(text[length]) < 0x80
            && (!m_hasStart || text[length] == m_start[length]))
            ++length;
        while (length > 0 && !isPart(text[length - 1])) // numbers are compared whole
            --length;
        m_start = text.substr(0, length);
        m_hasStart = true;
    }
    return !hadStart || m_start == before;
}

void RowOrder::merge(const RecordStore &store, const RowSort &by, Row from)
{
    const int column = store.column(by.column.toStdString());
    // what was ordered by rank so far has not been looked at
    if (by.by == RowSort::By::Text && !shareStart(store, column, m_hasStart ? from : 0))
        m_keyed.clear();
    const auto textAt = [&](Row row) { return column < 0 ? std::string_view() : store.text(row, column); };
    const auto keyed = [&](Row row) {
        const std::string_view text = textAt(row);
        const SortKey key = keyFor(by, text.empty() ? text : text.substr(m_start.size()));
        return KeyedRow{key.high, key.low, row};
    };
    const auto isBelow = [&](const KeyedRow &a, const KeyedRow &b) {
        if (a.high != b.high || a.low != b.low) {
            const bool below = a.high != b.high ? a.high < b.high : a.low < b.low;
            return below != by.isDescending;
        }
        const bool isLong = by.by == RowSort::By::Text && column >= 0 && (a.low & 0xFF) != 0
            && store.cell(a.row, column) != store.cell(b.row, column);
        const int order = isLong ? naturalCompare(textAt(a.row), textAt(b.row)) : 0;
        if (order != 0)
            return (order < 0) != by.isDescending;
        return a.row < b.row; // the server's order among equals
    };
    if (m_keyed.size() != m_sorted.size()) {
        m_keyed.clear();
        for (const Row row : m_sorted)
            m_keyed.push_back(keyed(row));
    }
    const Row end = store.rowCount();
    for (Row row = from; row < end; ++row)
        m_keyed.push_back(keyed(row));
    const auto middle = m_keyed.begin() + static_cast<std::ptrdiff_t>(from);
    std::sort(middle, m_keyed.end(), isBelow);
    std::inplace_merge(m_keyed.begin(), middle, m_keyed.end(), isBelow);
    m_sorted.resize(m_keyed.size());
    std::transform(m_keyed.begin(), m_keyed.end(), m_sorted.begin(), [](const KeyedRow &each) { return each.row; });
}

} // namespace nephoscope
