// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/access.h"
#include "platform/operation.h"
#include "platform/resource.h"
#include "schema/catalog.h"

namespace nephoscope::clouddirector {

/// The lists of the query service that hold what a field may lead to or name, by the catalogue's section "candidates":
/// a field's own name, or that of a body and a field below it. A rule with "within" asks only for what belongs to the
/// object at hand, or to what holds it. Where the catalogue knows nothing, the list that the present target stands in.
QList<Ref> candidatesFor(const Resource &resource, const Operation &operation, const Path &path, const Access &access,
    const Catalog &catalog);

/// The organizations that a provider may act for; nothing for everyone else.
std::optional<Ref> organizationsFor(const Access &access, const Catalog &catalog);

} // namespace nephoscope::clouddirector
