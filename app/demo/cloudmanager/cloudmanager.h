// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/site.h"

#include <functional>
#include <memory>

namespace nephoscope::demo {

/// Milliseconds since 1970. Given by tests that want to decide when time passes.
using ClockFunction = std::function<qint64()>;

/// A Cloud Manager with a believable world in memory. The world is the same for the same seed; its dates count from
/// the moment of the call. Without a clock the system's own is used.
std::unique_ptr<Site> makeCloudManager(const SiteOptions &options);
std::unique_ptr<Site> makeCloudManager(const SiteOptions &options, ClockFunction clock);

} // namespace nephoscope::demo
