// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/world.h"

namespace nephoscope::demo::clouddirector {

// Take something out of the world with all that is in it. None of it may be busy.

void eraseItem(World &world, const Id &catalogItem); ///< with the template or medium
void eraseCatalog(World &world, const Id &catalog);
void eraseVdc(World &world, const Id &vdc);
void eraseOrganization(World &world, const Id &organization);

} // namespace nephoscope::demo::clouddirector
