// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/resource.h"
#include "platform/transfer.h"

namespace nephoscope::clouddirector {

/// The files that a template or medium waits for or gives away (reference §13): File elements with sizes and links,
/// and the object's own download links.
QList<Transfer> transfersIn(const Resource &resource);

} // namespace nephoscope::clouddirector
