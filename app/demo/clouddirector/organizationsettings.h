// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/context.h"
#include "demo/clouddirector/sent.h"

namespace nephoscope::demo::clouddirector {

/// All of them as the part of an administrative view (`element` "Settings") or as a document of their own.
Node allSettings(const Context &context, const Organization &organization, const char *element);
/// Takes over the groups that a Settings element brings.
void keepSettings(World &world, const Organization &organization, const Sent &settings);
/// After how many wrong passwords an account is locked; 0: never.
int failuresBeforeLock(const World &world, const Id &organization);

} // namespace nephoscope::demo::clouddirector
