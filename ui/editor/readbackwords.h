// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/readback.h"
#include "editor/changewords.h"

namespace nephoscope {

/// What the server made of edits that were sent, a sentence for each that it did not keep. Secrets are left out, for no
/// server tells them, and what no answer of the service has, as far as its description says.
QStringList readbackWords(const Draft &sent, const Document &now, const FieldGuide &guide, const Labels &labels);

} // namespace nephoscope
