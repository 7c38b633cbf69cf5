// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/addressrange.h"

#include <QHostAddress>
#include <algorithm>

namespace nephoscope {

namespace {

constexpr size_t longest = 90; ///< two addresses of IPv6
constexpr int bitsBeforeIp4 = 96;

bool isOfAddress(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '.' || c == ':'
        || c == '/' || c == '-';
}

/// Qt takes shorter ones too, for other addresses than people mean.
bool isWhole(std::string_view text)
{
    const auto colons = std::count(text.begin(), text.end(), ':');
    return colons >= 2 || (colons == 0 && std::count(text.begin(), text.end(), '.') == 3);
}

QString wide(std::string_view text) { return QString::fromLatin1(text.data(), qsizetype(text.size())); }

} // namespace

std::optional<AddressRange::Address> AddressRange::address(std::string_view text)
{
    QHostAddress read;
    if (!isWhole(text) || !read.setAddress(wide(text)))
        return std::nullopt;
    Address address{};
    if (read.protocol() == QAbstractSocket::IPv4Protocol) { // Qt gives 0.0.0.0 another place
        address[10] = address[11] = 0xff;
        for (size_t each = 0; each < 4; ++each)
            address[12 + each] = static_cast<quint8>(read.toIPv4Address() >> (24 - 8 * each));
        return address;
    }
    const Q_IPV6ADDR bytes = read.toIPv6Address();
    std::copy_n(std::begin(bytes.c), address.size(), address.begin());
    return address;
}

std::optional<AddressRange> AddressRange::network(std::string_view text, size_t slash)
{
    const auto first = address(text.substr(0, slash));
    const int length = first ? QHostAddress::parseSubnet(wide(text)).second : -1;
    if (length < 0)
        return std::nullopt;
    const bool isIp4 = text.find(':') == std::string_view::npos;
    AddressRange range;
    range.m_first = range.m_last = *first;
    for (int bit = length + (isIp4 ? bitsBeforeIp4 : 0); bit < 128; ++bit) {
        const auto mask = static_cast<quint8>(0x80 >> (bit % 8));
        range.m_first[size_t(bit / 8)] &= static_cast<quint8>(~mask);
        range.m_last[size_t(bit / 8)] |= mask;
    }
    return range;
}

std::optional<AddressRange> AddressRange::of(std::string_view text)
{
    if (text.size() > longest)
        return std::nullopt;
    if (const size_t slash = text.find('/'); slash != std::string_view::npos)
        return network(text, slash);
    const size_t dash = text.find('-');
    const auto first = address(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : address(text.substr(dash + 1));
    if (!first || !last || *last < *first)
        return std::nullopt;
    AddressRange range;
    range.m_first = *first;
    range.m_last = *last;
    return range;
}

std::optional<AddressRange> AddressRange::meetingIn(std::string_view text) const
{
    for (size_t at = 0; at < text.size();) {
        if (!isOfAddress(text[at])) {
            ++at;
            continue;
        }
        const size_t begin = at;
        while (at < text.size() && isOfAddress(text[at]))
            ++at;
        const std::string_view word = text.substr(begin, at - begin);
        const bool isMany = word.find_first_of("/-") != std::string_view::npos;
        const std::optional<AddressRange> range = isMany || !isSingle() ? of(word) : std::nullopt;
        if (range && meets(*range))
            return range;
    }
    return std::nullopt;
}

bool AddressRange::isEverything() const
{
    const std::optional<AddressRange> all = of("0.0.0.0/0");
    return m_first <= all->m_first && all->m_last <= m_last;
}

} // namespace nephoscope
