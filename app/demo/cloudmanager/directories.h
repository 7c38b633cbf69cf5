// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/assets.h"

namespace nephoscope::demo::cloudmanager {

/// Whether a directory can be reached. Hosts that cannot exist (RFC 2606) stand for one that is down.
bool answers(const Directory &directory);

} // namespace nephoscope::demo::cloudmanager
