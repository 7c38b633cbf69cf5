// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

namespace nephoscope {

/// What is known of a service without asking it: the console's own copy, for sites that publish nothing or do not
/// answer. Empty for a service without one. Read once, shared, any thread.
Schema builtInSchema(const QString &service);

} // namespace nephoscope
