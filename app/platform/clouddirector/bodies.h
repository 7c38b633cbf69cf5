// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "platform/access.h"
#include "platform/operation.h"
#include "schema/catalog.h"

namespace nephoscope::clouddirector {

/// A body to begin with for an operation: the fields that must be there, by the site's schema, and what is usual in the
/// others, by the catalogue. Where the schema does not know the type, its root alone.
Document bodyFor(const Operation &operation, const Access &access, const Catalog &catalog);

} // namespace nephoscope::clouddirector
