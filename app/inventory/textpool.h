// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>
#include <memory>
#include <string_view>

class QDataStream;

namespace nephoscope {

/// UTF-8 texts, appended and never moved or removed: whoever has an address may read without a lock. One thread
/// appends. At most 1 GiB.
class TextPool {
public:
    using Address = quint32; ///< below 2^30

    /// Where it stands now; 0 where the pool is full (and for the very first text, which is therefore nobody's).
    Address append(std::string_view text);
    std::string_view at(Address address) const
    {
        const char *place = m_blocks[address >> blockBits].get() + (address & (blockSize - 1));
        const auto length = static_cast<unsigned char>(*place);
        return length < longMark ? std::string_view(place + 1, length) : longText(place);
    }
    /// Where the next text will stand: all before it is there.
    Address end() const { return (m_block << blockBits) | m_used; }
    qint64 bytes() const { return m_bytes; }
    void write(QDataStream &to) const;
    /// Into an empty pool; false where what stands there is no pool. The caller vouches for the bytes.
    bool read(QDataStream &from);

    /// The bytes between two addresses as far as they lie in one block, lengths of texts among them; moves `from` to
    /// the next block's beginning, or to `to`.
    std::string_view span(Address &from, Address to) const;
    /// The text that begins at `address`, which moves to the next one's (below `end`).
    std::string_view next(Address &address, Address end) const;

private:
    static constexpr Address blockBits = 20;
    static constexpr Address blockSize = Address(1) << blockBits;
    static constexpr size_t maxBlocks = 1024;
    static constexpr unsigned char longMark = 255; ///< the length follows in four bytes

    static std::string_view longText(const char *place);

    std::array<std::unique_ptr<char[]>, maxBlocks> m_blocks;
    std::array<Address, maxBlocks> m_sizes{}; ///< bytes in use of blocks that are closed
    Address m_block = 0;
    Address m_used = 0; ///< of the last block
    qint64 m_bytes = 0;
};

} // namespace nephoscope
