// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/work.h"

namespace nephoscope::demo::cloudmanager {

/// Why nothing of this name may be made in this tenant (`name` and `tenantId` of the body); nothing where it may.
std::optional<Reply> refusePlace(Call &call);

/// Puts a new working environment into the lists, starts the work on it and answers with its object.
Reply launch(Call &call, WorkingEnvironment system, Operation operation);

/// A request without its passwords, to be kept.
Json withoutPasswords(Json request);

} // namespace nephoscope::demo::cloudmanager
