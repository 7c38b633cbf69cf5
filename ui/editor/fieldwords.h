// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fieldfacts.h"

namespace nephoscope {

/// What is wrong with a value, as a sentence; empty where nothing is.
QString faultWords(const FieldFacts &facts, FieldFault fault);
/// Why a field cannot be changed; empty where it can.
QString fixedWords(Fixed fixed);
/// What may stand in a field, in a few words: range, unit, choices. Empty where everything may.
QString rangeWords(const FieldFacts &facts);

} // namespace nephoscope
