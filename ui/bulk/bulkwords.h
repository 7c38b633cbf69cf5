// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulkrun.h"

namespace nephoscope {

/// How far an object of a run has come.
QString phaseWords(const BulkItem &item);
State::Tone toneOf(BulkItem::Phase phase);
/// What hangs below an object, as far as it was read with it; empty where that is nothing.
QString childrenWords(const Resource &object);

} // namespace nephoscope
