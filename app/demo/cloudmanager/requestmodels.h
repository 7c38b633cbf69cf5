// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace nephoscope::demo::cloudmanager {

/// Request bodies by name; fields separated by blanks, each "name*:type=choice|choice", where the star means required,
/// the type is string unless said otherwise and [type] is a list.
const std::vector<std::pair<std::string, std::string>> &requestModelTable();

} // namespace nephoscope::demo::cloudmanager
