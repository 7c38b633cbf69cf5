// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/rowsearch.h"

#include "inventory/columntexts.h"

#include <algorithm>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace nephoscope {

namespace {

constexpr qsizetype addressLetters = 8; ///< from here on a search looks at addresses: shorter pieces are in all of them
constexpr RecordStore::Row stride = 4096; ///< rows between two looks at whether anybody still waits

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
char raised(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }

bool matches(const char *text, std::string_view lower)
{
    for (size_t at = 0; at < lower.size(); ++at)
        if (lowered(text[at]) != lower[at])
            return false;
    return true;
}

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

} // namespace

size_t findAscii(std::string_view text, std::string_view lower, size_t from)
{
    if (lower.empty() || text.size() < lower.size())
        return lower.empty() ? from : std::string_view::npos;
    const size_t last = text.size() - lower.size(); // the last place it can begin at
    const char *bytes = text.data();
    size_t at = from;
#ifdef __SSE2__
    const __m128i firstLower = _mm_set1_epi8(lower.front());
    const __m128i firstUpper = _mm_set1_epi8(raised(lower.front()));
    const __m128i lastLower = _mm_set1_epi8(lower.back());
    const __m128i lastUpper = _mm_set1_epi8(raised(lower.back()));
    for (; at + 15 <= last; at += 16) {
        const __m128i begin = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + at));
        const __m128i end = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + at + lower.size() - 1));
        const __m128i first = _mm_or_si128(_mm_cmpeq_epi8(begin, firstLower), _mm_cmpeq_epi8(begin, firstUpper));
        const __m128i final = _mm_or_si128(_mm_cmpeq_epi8(end, lastLower), _mm_cmpeq_epi8(end, lastUpper));
        auto mask = static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(first, final)));
        for (; mask != 0; mask &= mask - 1) {
            const size_t place = at + static_cast<size_t>(std::countr_zero(mask));
            if (matches(bytes + place, lower))
                return place;
        }
    }
#endif
    for (; at <= last; ++at)
        if (matches(bytes + at, lower))
            return at;
    return std::string_view::npos;
}

RowSearch::RowSearch(const RecordStore &store, const TextTest &test)
    : m_store(store)
    , m_withAddresses(test.text.size() >= addressLetters || test.isExpression)
{
    for (int column = 0; column < store.columnCount(); ++column)
        m_hasHiddenColumns |= store.columnName(column)[0] == ':' && !store.isRepeating(column);
    if (!test.isExpression && isAscii(test.text)) {
        m_needle = test.text.toLower().toStdString();
        m_test = [this](std::string_view text) { return findAscii(text, m_needle) != std::string_view::npos; };
    } else {
        m_test = test.predicate();
    }
}

bool RowSearch::isSkipped(std::string_view text) const
{
    return !m_withAddresses && (text.starts_with("http") || text.starts_with("urn:"));
}

bool RowSearch::mark(Row from, Row to, std::vector<quint8> &marks, const RowOrder::Stop &stop)
{
    if (findRepeated() && !markRepeated(from, to, marks, stop))
        return false;
    if (m_needle.empty())
        return markCells(from, to, marks, stop);
    markPool(Cell::Pool::Own, from, to, marks);
    if (m_withAddresses)
        markPool(Cell::Pool::Address, from, to, marks);
    return !stop;
}

bool RowSearch::findRepeated()
{
    const TextPool &pool = m_store.pool(Cell::Pool::Repeated);
    const TextPool::Address end = pool.end();
    m_hits.assign(end, 0);
    bool any = false;
    for (TextPool::Address address = 0; address < end;) {
        const TextPool::Address here = address;
        const std::string_view text = pool.next(address, end);
        if (here != 0 && !isSkipped(text) && m_test(text)) { // the first one is the pool's own
            m_hits[here] = 1;
            any = true;
        }
    }
    return any;
}

/// False where none of the texts that were found is in that column.
bool RowSearch::mayStandIn(int column, Row to) const
{
    if (!m_store.m_texts)
        m_store.m_texts = std::make_unique<ColumnTexts>();
    const std::vector<TextPool::Address> *texts = m_store.m_texts->of(m_store, column, to);
    return !texts
        || std::any_of(texts->begin(), texts->end(), [this](TextPool::Address each) { return m_hits[each] != 0; });
}

bool RowSearch::markRepeated(Row from, Row to, std::vector<quint8> &marks, const RowOrder::Stop &stop) const
{
    for (int column = 0; column < m_store.columnCount() && !stop; ++column) {
        if (m_store.columnName(column)[0] == ':' || !mayStandIn(column, to))
            continue;
        m_store.visit(column, from, to, [&](Row row, Cell cell) {
            if (cell.hasText() && cell.pool() == Cell::Pool::Repeated)
                marks[row - from] |= m_hits[cell.address()];
        });
    }
    return !stop;
}

bool RowSearch::standsIn(const RowBytes &row, Cell::Pool pool, const char *hit) const
{
    if (!m_hasHiddenColumns)
        return isInsideText(row, pool, hit);
    for (int column = 0; column < m_store.columnCount(); ++column) {
        const Cell cell = m_store.cell(row.row, column);
        if (!cell.hasText() || cell.pool() != pool || m_store.columnName(column)[0] == ':')
            continue;
        const std::string_view text = m_store.text(cell);
        if (hit >= text.data() && hit + m_needle.size() <= text.data() + text.size())
            return true;
    }
    return false;
}

/// One text of the row, and not the end of one and the beginning of the next: they stand one behind the other.
bool RowSearch::isInsideText(const RowBytes &row, Cell::Pool which, const char *hit) const
{
    const TextPool &pool = m_store.pool(which);
    for (TextPool::Address address = row.begin; address < row.end;) {
        const std::string_view text = pool.next(address, row.end);
        if (hit >= text.data() && hit + m_needle.size() <= text.data() + text.size())
            return true;
    }
    return false;
}

/// All texts of a pool as one: which row a hit belongs to shows from where the rows begin, and they come in order. Rows
/// that are known to pass are not looked at.
void RowSearch::markPool(Cell::Pool which, Row from, Row to, std::vector<quint8> &marks) const
{
    const TextPool &pool = m_store.pool(which);
    RowBytes row{from, m_store.begin(from, which), m_store.begin(from + 1, which)};
    const auto goOn = [&] { row = {row.row + 1, row.end, m_store.begin(row.row + 2, which)}; };
    const auto isAtUnknown = [&] {
        while (marks[row.row - from] != 0 && row.row + 1 < to)
            goOn();
        return marks[row.row - from] == 0;
    };
    if (from == to || !isAtUnknown())
        return;
    TextPool::Address address = row.begin;
    const TextPool::Address end = m_store.begin(to, which);
    while (address < end) {
        const TextPool::Address start = address;
        const std::string_view bytes = pool.span(address, end);
        size_t at = row.begin > start ? row.begin - start : 0;
        for (at = findAscii(bytes, m_needle, at); at != std::string_view::npos; at = findAscii(bytes, m_needle, at)) {
            const TextPool::Address place = start + static_cast<TextPool::Address>(at);
            while (row.row + 1 < to && row.end <= place)
                goOn();
            quint8 &mark = marks[row.row - from];
            if (mark == 0 && !standsIn(row, which, bytes.data() + at)) {
                ++at;
                continue;
            }
            mark = 1;
            if (!isAtUnknown())
                return;
            if (row.begin - start >= bytes.size())
                break;
            at = std::max<size_t>(at + 1, row.begin - start);
        }
    }
}

bool RowSearch::markCells(Row from, Row to, std::vector<quint8> &marks, const RowOrder::Stop &stop) const
{
    for (int column = 0; column < m_store.columnCount(); ++column) {
        if (m_store.isRepeating(column) || m_store.columnName(column)[0] == ':')
            continue;
        for (Row row = from; row < to; ++row) {
            if (row % stride == 0 && stop)
                return false;
            const Cell cell = m_store.cell(row, column);
            if (marks[row - from] != 0 || !cell.hasText() || cell.pool() == Cell::Pool::Repeated)
                continue;
            const std::string_view text = m_store.text(cell);
            if (!isSkipped(text) && m_test(text))
                marks[row - from] = 1;
        }
    }
    return true;
}

} // namespace nephoscope
