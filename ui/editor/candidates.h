// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldoffers.h"
#include "session/session.h"

namespace nephoscope {

/// Reads the lists that the service names for a field: of the body of that operation, or (one without name) of the
/// resource's own document. `resource` is asked for each time, as it may have been read again.
FieldContext::Lister candidatesOf(
    const std::shared_ptr<Session> &session, const std::function<Resource()> &resource, const Operation &operation);

/// Where the values come from that other answers of the service list for the fields of a resource's own document.
FieldOffers::Source offersOf(const std::shared_ptr<Session> &session, const std::function<Resource()> &resource,
    const std::function<Document()> &document);

} // namespace nephoscope
