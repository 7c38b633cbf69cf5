// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/draft.h"
#include "platform/ref.h"

namespace nephoscope {

/// Where an object is found once that draft of it has been saved: one that is picked from a list by its name has
/// another place when the name was edited. `part` is the object's place in the draft's base. The same Ref for all
/// others.
Ref placeAfter(const Ref &ref, const Path &part, const Draft &draft);

} // namespace nephoscope
