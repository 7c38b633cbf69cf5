// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/json.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace nephoscope::demo::cloudmanager {

const Json &member(const Json &object, const std::string &name)
{
    static const Json none;
    const auto found = object.find(name);
    return found == object.end() ? none : *found;
}

std::string textOf(const Json &object, const std::string &name, const std::string &otherwise)
{
    const Json &value = member(object, name);
    if (value.is_string())
        return value.get<std::string>();
    return value.is_primitive() && !value.is_null() ? value.dump() : otherwise;
}

std::optional<double> asNumber(const Json &value)
{
    if (value.is_number())
        return value.get<double>();
    if (!value.is_string())
        return std::nullopt;
    const auto text = value.get<std::string>();
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::optional<bool> asFlag(const Json &value)
{
    if (value.is_boolean())
        return value.get<bool>();
    if (!value.is_string())
        return std::nullopt;
    const std::string text = lowerCase(value.get<std::string>());
    if (text == "true")
        return true;
    if (text == "false")
        return false;
    return std::nullopt;
}

double numberOf(const Json &object, const std::string &name, double otherwise)
{
    return asNumber(member(object, name)).value_or(otherwise);
}

int countOf(const Json &object, const std::string &name, int otherwise)
{
    // Clamped: what a stranger sends must not leave the range of the type.
    return static_cast<int>(std::clamp(numberOf(object, name, otherwise), -1e9, 1e9));
}

bool flagOf(const Json &object, const std::string &name, bool otherwise)
{
    return asFlag(member(object, name)).value_or(otherwise);
}

std::vector<std::string> textsOf(const Json &object, const std::string &name)
{
    std::vector<std::string> texts;
    const Json &value = member(object, name);
    if (value.is_string())
        return {value.get<std::string>()};
    if (!value.is_array())
        return texts;
    for (const Json &item : value) {
        if (item.is_string())
            texts.push_back(item.get<std::string>());
    }
    return texts;
}

bool hasValue(const Json &object, const std::string &name) { return !member(object, name).is_null(); }

namespace {
struct Unit {
    const char *name;
    double bytes;
};
constexpr std::array<Unit, 7> units{{{"TB", terabyte}, {"GB", gigabyte}, {"MB", megabyte}, {"KB", kilobyte},
    {"Byte", 1}, {"TiB", terabyte}, {"GiB", gigabyte}}};
constexpr std::size_t answeredUnits = 5; // the binary names are only understood
} // namespace

std::optional<double> asBytes(const Json &capacity)
{
    const auto size = asNumber(member(capacity, "size"));
    if (!size)
        return std::nullopt;
    const std::string name = textOf(capacity, "unit", "GB");
    const auto *unit = std::find_if(units.begin(), units.end(), [&](const Unit &one) { return name == one.name; });
    return unit == units.end() ? std::nullopt : std::optional<double>(*size * unit->bytes);
}

Json capacity(double bytes)
{
    for (std::size_t i = 0; i < answeredUnits; ++i) {
        if (bytes >= units[i].bytes)
            return {{"size", std::round(bytes / units[i].bytes * 100) / 100}, {"unit", units[i].name}};
    }
    return {{"size", 0.0}, {"unit", "GB"}};
}

Json array(const std::vector<std::string> &texts)
{
    Json list = Json::array();
    for (const std::string &text : texts)
        list.push_back(text);
    return list;
}

Json textOrNull(const std::string &text) { return text.empty() ? Json() : Json(text); }

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
        [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

std::string joined(const std::vector<std::string> &texts, const std::string &separator)
{
    std::string all;
    for (const std::string &text : texts)
        all += (all.empty() ? "" : separator) + text;
    return all;
}

bool contains(const std::vector<std::string> &texts, const std::string &text)
{
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

} // namespace nephoscope::demo::cloudmanager
