// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

/// What the clouds have to offer for a kind. The licence types contain those of all seeded systems.
std::vector<std::string> licenseTypes(const Kind &kind);
const std::vector<std::string> &instanceTypes(const Kind &kind);

/// Answers a list of choices as `metadata/<tail>` of that kind would.
Reply metadataOf(Call &call, const Kind &kind, const std::string &tail);

} // namespace nephoscope::demo::cloudmanager
