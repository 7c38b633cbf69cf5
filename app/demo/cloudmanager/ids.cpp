// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/ids.h"

#include <string_view>

namespace nephoscope::demo::cloudmanager {

namespace {
std::string pick(Ids &ids, std::string_view from, int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += from[ids.number(static_cast<std::uint32_t>(from.size()))];
    return text;
}
} // namespace

std::string Ids::letters(int count)
{
    return pick(*this, "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", count);
}

std::string Ids::digits(int count) { return pick(*this, "0123456789", count); }

std::string Ids::hex(int count) { return pick(*this, "0123456789abcdef", count); }

std::string Ids::uuid() { return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12); }

} // namespace nephoscope::demo::cloudmanager
