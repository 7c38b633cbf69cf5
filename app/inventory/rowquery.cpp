// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/rowquery.h"

#include "inventory/cellvalue.h"
#include "inventory/rowsearch.h"

#include <QSet>
#include <algorithm>

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
    std::vector<Row> fresh;
    fresh.reserve(end - covered);
    if (query.search.isEmpty()) {
        for (Row row = covered; row < end; ++row)
            fresh.push_back(row);
    } else {
        std::vector<quint8> marks(end - covered, 0);
        if (!RowSearch(store, query.search).mark(covered, end, marks, stop))
            return false;
        for (Row row = covered; row < end; ++row)
            if ((marks[row - covered] != 0) != query.search.isNegated)
                fresh.push_back(row);
    }
    for (const ColumnTest &test : query.columns)
        if (!keepPassing(store, test, fresh, stop))
            return false;
    if (query.sort.column.isEmpty())
        rows.insert(rows.end(), fresh.begin(), fresh.end());
    else
        merge(store, query.sort, fresh);
    covered = end;
    return true;
}

void RowOrder::merge(const RecordStore &store, const RowSort &sort, const std::vector<Row> &fresh)
{
    const int column = store.column(sort.column.toStdString());
    const auto textAt = [&](Row row) { return column < 0 ? std::string_view() : store.text(row, column); };
    const auto keyed = [&](Row row) {
        const SortKey key = keyFor(sort, textAt(row));
        return KeyedRow{key.high, key.low, row};
    };
    const auto isBelow = [&](const KeyedRow &a, const KeyedRow &b) {
        if (a.high != b.high || a.low != b.low) {
            const bool below = a.high != b.high ? a.high < b.high : a.low < b.low;
            return below != sort.isDescending;
        }
        const bool isLong = sort.by == RowSort::By::Text && column >= 0 && (a.low & 0xFF) != 0
            && store.cell(a.row, column) != store.cell(b.row, column);
        const int order = isLong ? naturalCompare(textAt(a.row), textAt(b.row)) : 0;
        if (order != 0)
            return (order < 0) != sort.isDescending;
        return a.row < b.row; // the server's order among equals
    };
    if (m_keyed.size() != rows.size()) {
        m_keyed.clear();
        for (const Row row : rows)
            m_keyed.push_back(keyed(row));
    }
    const size_t before = m_keyed.size();
    m_keyed.reserve(before + fresh.size());
    for (const Row row : fresh)
        m_keyed.push_back(keyed(row));
    const auto middle = m_keyed.begin() + static_cast<std::ptrdiff_t>(before);
    std::sort(middle, m_keyed.end(), isBelow);
    std::inplace_merge(m_keyed.begin(), middle, m_keyed.end(), isBelow);
    rows.resize(m_keyed.size());
    std::transform(m_keyed.begin(), m_keyed.end(), rows.begin(), [](const KeyedRow &each) { return each.row; });
}

} // namespace nephoscope
