// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/schema.h"
#include "demo/clouddirector/sent.h"

namespace nephoscope::demo::clouddirector {

/// What was sent as a part of a document again: elements and attributes of the type that a client may set, in the order
/// of the schema, whether they came as XML or as JSON.
Node keptNode(const Sent &sent, const char *element, const SchemaName &type);

} // namespace nephoscope::demo::clouddirector
