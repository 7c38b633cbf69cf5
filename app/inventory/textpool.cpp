// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/textpool.h"

#include <QDataStream>
#include <algorithm>
#include <cstring>

namespace nephoscope {

std::string_view TextPool::longText(const char *place)
{
    quint32 length = 0;
    std::memcpy(&length, place + 1, sizeof length);
    return {place + 1 + sizeof length, length};
}

TextPool::Address TextPool::append(std::string_view text)
{
    const bool isLong = text.size() >= longMark;
    const size_t frame = isLong ? 1 + sizeof(quint32) : 1;
    const size_t needed = frame + text.size();
    if (needed > blockSize)
        return 0; // no cell of a list is a megabyte
    if (m_blocks[m_block] && m_used + needed > blockSize) {
        if (m_block + 1 >= maxBlocks)
            return 0;
        m_sizes[m_block++] = m_used;
        m_used = 0;
    }
    if (!m_blocks[m_block])
        m_blocks[m_block] = std::make_unique_for_overwrite<char[]>(blockSize);
    char *place = m_blocks[m_block].get() + m_used;
    const Address address = (m_block << blockBits) | m_used;
    place[0] = static_cast<char>(isLong ? longMark : static_cast<unsigned char>(text.size()));
    if (isLong) {
        const auto length = static_cast<quint32>(text.size());
        std::memcpy(place + 1, &length, sizeof length);
    }
    if (!text.empty())
        std::memcpy(place + frame, text.data(), text.size());
    m_used += static_cast<Address>(needed);
    m_bytes += static_cast<qint64>(needed);
    return address;
}

std::string_view TextPool::span(Address &from, Address to) const
{
    const Address block = from >> blockBits;
    const Address begin = from & (blockSize - 1);
    const bool isLast = block == to >> blockBits;
    const Address end = isLast ? (to & (blockSize - 1)) : m_sizes[block];
    from = isLast ? to : (block + 1) << blockBits;
    if (begin >= end)
        return {};
    return {m_blocks[block].get() + begin, end - begin};
}

std::string_view TextPool::next(Address &address, Address end) const
{
    const std::string_view text = at(address);
    const Address block = address >> blockBits;
    address += static_cast<Address>(text.size() + (text.size() < longMark ? 1 : 1 + sizeof(quint32)));
    const bool isClosed = block != end >> blockBits;
    if (isClosed && (address & (blockSize - 1)) >= m_sizes[block])
        address = (block + 1) << blockBits;
    else if (isClosed && address >> blockBits != block)
        address = (block + 1) << blockBits; // it was full to the last byte
    return text;
}

void TextPool::write(QDataStream &to) const
{
    to << quint32(m_block) << quint32(m_used) << qint64(m_bytes);
    for (Address block = 0; block <= m_block; ++block) {
        const Address size = block == m_block ? m_used : m_sizes[block];
        to << quint32(size);
        if (size > 0)
            to.writeRawData(m_blocks[block].get(), int(size));
    }
}

bool TextPool::read(QDataStream &from)
{
    from >> m_block >> m_used >> m_bytes;
    for (Address block = 0; from.status() == QDataStream::Ok && block <= m_block; ++block) {
        quint32 size = 0;
        from >> size;
        if (m_block >= maxBlocks || size > blockSize)
            return false;
        m_blocks[block] = std::make_unique_for_overwrite<char[]>(blockSize);
        m_sizes[block] = size;
        if (from.readRawData(m_blocks[block].get(), int(size)) != int(size))
            return false;
    }
    return from.status() == QDataStream::Ok;
}

} // namespace nephoscope
