// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace nephoscope::demo::cloudmanager {

bool isEmail(const std::string &text);
/// What is wrong with a password, empty where nothing is: eight characters, capital, small letter and digit.
std::string passwordWeakness(const std::string &password);

} // namespace nephoscope::demo::cloudmanager
