// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"

namespace nephoscope {

/// What one answer may hold that is opened as a resource, or read as a page: several times what the largest objects of
/// the services have, and what is still shown without a pause.
inline DocumentLimits answerLimits()
{
    DocumentLimits limits;
    limits.nodes = 1'000'000;
    return limits;
}

} // namespace nephoscope
