// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <vector>

namespace nephoscope {

/// Where a row lies: in chunks of 256, 256, 512, 1024 … rows, which never move.
class RowPlace {
public:
    using Row = quint32;
    static constexpr size_t maxChunks = 24;

    explicit RowPlace(Row row)
        : chunk(row < firstChunk ? 0 : size_t(std::bit_width(row / firstChunk)))
        , offset(row < firstChunk ? row : row - sizeOf(chunk))
    {
    }
    static Row sizeOf(size_t chunk) { return chunk == 0 ? firstChunk : firstChunk << (chunk - 1); }
    static Row beginOf(size_t chunk) { return chunk == 0 ? 0 : sizeOf(chunk); }

    size_t chunk;
    Row offset;

private:
    static constexpr Row firstChunk = 256;
};

/// A number for each row of a store, 0 where none was set: four bytes, but one byte as long as few are different. One
/// thread sets, any thread reads rows that were published to it, without a lock.
class CellColumn {
public:
    using Row = RowPlace::Row;
    enum class Width : quint8 { Byte, Word };
    /// Some rows as they lie in memory; `cells` is null where none of them was set.
    class Chunk {
    public:
        Width width = Width::Word;
        const void *cells = nullptr;
    };

    /// Byte: until there are too many different ones.
    explicit CellColumn(Width first = Width::Byte)
        : m_width(first)
    {
    }
    ~CellColumn();
    CellColumn(const CellColumn &) = delete;
    CellColumn &operator=(const CellColumn &) = delete;

    quint32 at(Row row) const
    {
        const RowPlace place(row);
        const Chunk chunk = this->chunk(place.chunk);
        if (chunk.width == Width::Byte)
            return m_few[static_cast<const quint8 *>(chunk.cells)[place.offset]];
        return chunk.cells ? static_cast<const quint32 *>(chunk.cells)[place.offset] : 0;
    }
    /// visit(row, number) for each of those rows that may have one, in order.
    template <class Visit>
    void visit(Row from, Row to, const Visit &visit) const
    {
        while (from < to) {
            const RowPlace place(from);
            const Row end = std::min(to, from + RowPlace::sizeOf(place.chunk) - place.offset);
            const Chunk chunk = this->chunk(place.chunk);
            const auto *bytes = static_cast<const quint8 *>(chunk.cells) + place.offset;
            const auto *words = static_cast<const quint32 *>(chunk.cells) + place.offset;
            if (chunk.width == Width::Byte)
                for (Row row = from; row < end; ++row)
                    visit(row, m_few[*bytes++]);
            else if (chunk.cells)
                for (Row row = from; row < end; ++row)
                    visit(row, *words++);
            from = end;
        }
    }
    void set(RowPlace place, quint32 number);

    Chunk chunk(size_t index) const
    {
        const std::uintptr_t bits = m_chunks[index].load(std::memory_order_acquire);
        return {bits & 1 ? Width::Byte : Width::Word, reinterpret_cast<const void *>(bits & ~std::uintptr_t(1))};
    }
    /// An empty one in its place, to be filled by whoever reads a column from where it was kept.
    void *make(size_t index, Width width);
    /// What the bytes of chunks mean.
    const std::array<quint32, 256> &few() const { return m_few; }
    void setFew(const std::array<quint32, 256> &few);
    /// In memory, of the first rows.
    qint64 bytes(Row rows) const;

private:
    int codeOf(quint32 number);
    void widen(size_t index);

    std::array<std::atomic<std::uintptr_t>, RowPlace::maxChunks> m_chunks{}; ///< lowest bit: of bytes
    std::array<quint32, 256> m_few{}; ///< the first is that of rows without
    std::vector<void *> m_replaced; ///< chunks that somebody may still read
    int m_used = 1;
    int m_last = 0;
    Width m_width; ///< of chunks to come
};

} // namespace nephoscope
