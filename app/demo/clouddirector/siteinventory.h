// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/context.h"

namespace nephoscope::demo::clouddirector {

/// GET /demo/inventory, no part of the API: what the asker may see of each kind, so that tests can compare. Signed in
/// by `Authorization: Basic`, or by a token. `{"user", "organization", "counts": {kind: number}, "ids": {kind:
/// [URN]}}`.
Reply siteInventory(Context &context);

} // namespace nephoscope::demo::clouddirector
