// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hitrank.h"

#include "inventory/rowsearch.h"

#include <algorithm>

namespace nephoscope {

namespace {

bool isLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

} // namespace

HitRank::HitRank(const QString &text)
    : m_text(text)
    , m_addresses(AddressRange::of(text.toStdString()))
{
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; }))
        m_lower = text.toLower().toStdString();
}

/// Nothing of it goes on at either end: "10.20.0.1" is no word of "10.20.0.17", nor of "110.20.0.1".
bool HitRank::isWord(std::string_view text, size_t at) const
{
    const size_t end = at + m_lower.size();
    const auto goesOn = [&](size_t place, size_t beyond) {
        const bool isDot = m_addresses && text[place] == '.' && beyond < text.size() && isLetterOrDigit(text[beyond]);
        return isDot || isLetterOrDigit(text[place]);
    };
    return (at == 0 || !goesOn(at - 1, at - 2)) && (end >= text.size() || !goesOn(end, end + 1));
}

HitRank::Rank HitRank::ofText(std::string_view text) const
{
    if (m_lower.empty()) {
        const QString words = QString::fromUtf8(text.data(), qsizetype(text.size()));
        return words.compare(m_text, Qt::CaseInsensitive) == 0 ? NameItself
            : words.startsWith(m_text, Qt::CaseInsensitive)    ? NameBegins
            : words.contains(m_text, Qt::CaseInsensitive)      ? InName
                                                               : Elsewhere;
    }
    const size_t first = findAscii(text, m_lower);
    if (first == std::string_view::npos)
        return Elsewhere;
    if (text.size() == m_lower.size())
        return NameItself;
    for (size_t at = first; at != std::string_view::npos; at = findAscii(text, m_lower, at + 1))
        if (isWord(text, at))
            return WordOfName;
    return first == 0 ? NameBegins : InName;
}

HitRank::Rank HitRank::ofName(std::string_view name) const { return ofText(name); }

HitRank::Place HitRank::of(const RecordStore &store, RecordStore::Row row, int name) const
{
    Place best{ofName(store.text(row, name)), name};
    if (best.rank == Elsewhere)
        best.column = -1;
    const auto take = [&best](Rank rank, int column) {
        if (rank < best.rank || best.column < 0)
            best = {rank, column};
    };
    for (int column = 0; column < store.columnCount() && best.rank > AnyItself; ++column) {
        const Cell cell = store.cell(row, column);
        if (column == name || !cell.hasText() || store.columnName(column)[0] == ':')
            continue;
        const std::string_view text = store.text(cell);
        const Rank rank = ofText(text);
        if (rank == NameItself)
            take(AnyItself, column);
        else if (rank == WordOfName)
            take(WordOfAny, column);
        else if (rank != Elsewhere)
            take(Elsewhere, column);
        else if (const auto range = m_addresses ? m_addresses->meetingIn(text) : std::nullopt)
            take(range->isEverything() ? Everything : Range, column);
    }
    return best;
}

} // namespace nephoscope
