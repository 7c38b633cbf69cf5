// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/context.h"

namespace nephoscope::demo::clouddirector {

/// Sets version and format of the context from the Accept header; otherwise the 406 that tells what is wrong.
std::optional<Reply> negotiate(Context &context);

/// GET /api/versions: needs neither version nor sign-in.
Reply versionsReply(Context &context);

} // namespace nephoscope::demo::clouddirector
