// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/cellcolumn.h"

#include <cstdlib>

namespace nephoscope {

CellColumn::~CellColumn()
{
    for (size_t index = 0; index < m_chunks.size(); ++index)
        std::free(const_cast<void *>(chunk(index).cells));
    for (void *each : m_replaced)
        std::free(each);
}

void *CellColumn::make(size_t index, Width width)
{
    // zeroed by the system when they are first touched: what is never used costs nothing
    void *made = std::calloc(RowPlace::sizeOf(index), width == Width::Byte ? sizeof(quint8) : sizeof(quint32));
    if (!made)
        qFatal("out of memory");
    const auto bits = reinterpret_cast<std::uintptr_t>(made);
    m_chunks[index].store(width == Width::Byte ? bits | 1 : bits, std::memory_order_release);
    return made;
}

/// -1 where there are too many.
int CellColumn::codeOf(quint32 number)
{
    if (m_few[size_t(m_last)] == number)
        return m_last;
    const auto end = m_few.begin() + m_used;
    const auto found = std::find(m_few.begin(), end, number);
    if (found == end && m_used == int(m_few.size()))
        return -1;
    if (found == end) {
        *found = number;
        ++m_used;
    }
    return m_last = int(found - m_few.begin());
}

void CellColumn::widen(size_t index)
{
    const Chunk narrow = chunk(index);
    const auto *bytes = static_cast<const quint8 *>(narrow.cells);
    void *wide = std::calloc(RowPlace::sizeOf(index), sizeof(quint32));
    if (!wide)
        qFatal("out of memory");
    std::transform(bytes, bytes + RowPlace::sizeOf(index), static_cast<quint32 *>(wide),
        [this](quint8 code) { return m_few[code]; });
    m_replaced.push_back(const_cast<void *>(narrow.cells));
    m_chunks[index].store(reinterpret_cast<std::uintptr_t>(wide), std::memory_order_release);
    m_width = Width::Word;
}

void CellColumn::set(RowPlace place, quint32 number)
{
    if (!chunk(place.chunk).cells)
        make(place.chunk, m_width);
    if (chunk(place.chunk).width == Width::Byte) {
        const int code = codeOf(number);
        if (code >= 0) {
            static_cast<quint8 *>(const_cast<void *>(chunk(place.chunk).cells))[place.offset] = quint8(code);
            return;
        }
        widen(place.chunk);
    }
    static_cast<quint32 *>(const_cast<void *>(chunk(place.chunk).cells))[place.offset] = number;
}

void CellColumn::setFew(const std::array<quint32, 256> &few)
{
    m_few = few;
    const auto last = std::find_if(few.rbegin(), few.rend() - 1, [](quint32 each) { return each != 0; });
    m_used = int(few.rend() - last);
}

qint64 CellColumn::bytes(Row rows) const
{
    qint64 sum = qint64(sizeof *this);
    for (size_t index = 0; index < m_chunks.size() && RowPlace::beginOf(index) < rows; ++index) {
        const Chunk each = chunk(index);
        const Row used = std::min(RowPlace::sizeOf(index), rows - RowPlace::beginOf(index));
        sum += !each.cells ? 0 : each.width == Width::Byte ? used : qint64(used) * qint64(sizeof(quint32));
    }
    return sum;
}

} // namespace nephoscope
