// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/kind.h"

namespace nephoscope::demo::cloudmanager {

/// What the clouds have to offer for a kind. The licence types contain those of all seeded systems.
std::vector<std::string> licenseTypes(const Kind &kind);
const std::vector<std::string> &instanceTypes(const Kind &kind);

} // namespace nephoscope::demo::cloudmanager
