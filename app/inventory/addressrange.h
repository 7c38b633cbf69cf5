// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>
#include <optional>
#include <string_view>

namespace nephoscope {

/// IP addresses that follow each other: a single one, a network ("10.20.0.0/16", "10.20.0.0/255.255.0.0"), or from one
/// to another ("10.20.0.5-10.20.0.9"). Of both versions; IPv4 stands where IPv6 keeps it.
class AddressRange {
public:
    /// What such a text means; nothing for any other text ("10.20" too: it may be a number).
    static std::optional<AddressRange> of(std::string_view text);
    /// The first range in that text that has an address in common with this one. Single addresses count only where this
    /// one is more than that: a text search finds them.
    std::optional<AddressRange> meetingIn(std::string_view text) const;

    bool meets(const AddressRange &other) const { return m_first <= other.m_last && other.m_first <= m_last; }
    bool isSingle() const { return m_first == m_last; }
    /// "0.0.0.0/0" and its like: it says nothing about any address.
    bool isEverything() const;

private:
    using Address = std::array<quint8, 16>;
    static std::optional<Address> address(std::string_view text);
    static std::optional<AddressRange> network(std::string_view text, size_t slash);

    Address m_first{};
    Address m_last{};
};

} // namespace nephoscope
