// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>
#include <optional>
#include <string_view>

namespace nephoscope {

/// The number that a cell is; nothing where it is none.
std::optional<double> numberIn(std::string_view text);
/// Milliseconds since 1970, of ISO 8601 with or without fraction, with "Z", "+01:00", "+0100" or no offset (then UTC);
/// nothing where it is no time.
std::optional<qint64> timeIn(std::string_view text);

/// What cells are ordered by: compared as bytes, so that "vm2" comes before "VM10". Texts longer than the key are
/// compared by naturalCompare() where their keys are equal.
class SortKey {
public:
    quint64 high = 0;
    quint64 low = 0;

    static SortKey natural(std::string_view text);
    /// Numbers first, in their order; what is none comes after them, by its text.
    static SortKey number(std::optional<double> value, std::string_view text);
    bool operator==(const SortKey &other) const = default;
    bool operator<(const SortKey &other) const { return high != other.high ? high < other.high : low < other.low; }
};

/// Below, equal (0) or above: without case and accents, digits as numbers.
int naturalCompare(std::string_view a, std::string_view b);

} // namespace nephoscope
