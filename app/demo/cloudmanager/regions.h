// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/json.h"
#include "demo/cloudmanager/kind.h"

namespace nephoscope::demo::cloudmanager {

struct Region {
    std::string code;
    std::string name;
    std::string location;
};

/// Contains the regions of all seeded systems; never empty for a cloud.
const std::vector<Region> &regionsOf(const Kind &kind);
/// As the provider's metadata shows it.
Json regionView(const Kind &kind, const Region &region);

} // namespace nephoscope::demo::cloudmanager
