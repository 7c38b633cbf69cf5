// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/context.h"

namespace nephoscope::demo::clouddirector {

/// Answers requests for documents of the schema, which need neither a version nor a session. Nothing for others.
std::optional<Reply> schemaReply(const Context &context);

/// GET /api/schema: links to all of them.
Reply schemaList(Context &context);

} // namespace nephoscope::demo::clouddirector
