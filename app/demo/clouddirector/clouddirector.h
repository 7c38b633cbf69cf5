// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/site.h"

#include <memory>

namespace nephoscope::demo {

/// A VMware Cloud Director site with a world of its own, API 1.5 to 39.0.
std::unique_ptr<Site> makeCloudDirector(const SiteOptions &options);

} // namespace nephoscope::demo
