// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace nephoscope::demo::cloudmanager {

/// Members keep their order, as the real service's answers do.
using Json = nlohmann::ordered_json;

/// The member, or null where the value is no object or has none.
const Json &member(const Json &object, const std::string &name);

/// Lenient readers: real clients send sizes as text and booleans as "True".
std::string textOf(const Json &object, const std::string &name, const std::string &otherwise = {});
std::optional<double> asNumber(const Json &value);
std::optional<bool> asFlag(const Json &value);
double numberOf(const Json &object, const std::string &name, double otherwise = 0);
int countOf(const Json &object, const std::string &name, int otherwise = 0);
bool flagOf(const Json &object, const std::string &name, bool otherwise = false);
std::vector<std::string> textsOf(const Json &object, const std::string &name);
bool hasValue(const Json &object, const std::string &name);

/// A Capacity object in bytes (1024-based); nothing where it is none.
std::optional<double> asBytes(const Json &capacity);
/// {"size": 1.5, "unit": "TB"}: the largest unit that gives a size of at least one.
Json capacity(double bytes);

constexpr double kilobyte = 1024.0;
constexpr double megabyte = 1024.0 * kilobyte;
constexpr double gigabyte = 1024.0 * megabyte;
constexpr double terabyte = 1024.0 * gigabyte;

Json array(const std::vector<std::string> &texts);
/// Null for the empty text.
Json textOrNull(const std::string &text);
std::string lowerCase(std::string text);
std::string joined(const std::vector<std::string> &texts, const std::string &separator);
bool contains(const std::vector<std::string> &texts, const std::string &text);

} // namespace nephoscope::demo::cloudmanager
