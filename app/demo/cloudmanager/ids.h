// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace nephoscope::demo::cloudmanager {

/// Makes up identifiers and figures, the same for the same seed on every machine (no std distribution is used, their
/// results differ between libraries).
class Ids {
public:
    explicit Ids(std::uint32_t seed)
        : m_engine(seed)
    {
    }

    /// 0 … below-1; below > 0.
    std::uint32_t number(std::uint32_t below) { return static_cast<std::uint32_t>(m_engine() % below); }
    std::string letters(int count); ///< letters and digits
    std::string digits(int count);
    std::string hex(int count);
    std::string uuid();
    /// "Volume-a1B2c3D4"
    std::string of(const std::string &kind) { return kind + "-" + letters(8); }
    template <class T>
    const T &oneOf(const std::vector<T> &choices)
    {
        return choices[number(static_cast<std::uint32_t>(choices.size()))];
    }

private:
    std::mt19937 m_engine;
};

} // namespace nephoscope::demo::cloudmanager
