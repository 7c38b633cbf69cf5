// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/system.h"

namespace nephoscope::demo::cloudmanager {

/// The CIFS server that a request describes; its storage VM may be left open.
CifsServer cifsServerFrom(const Json &body);

} // namespace nephoscope::demo::cloudmanager
