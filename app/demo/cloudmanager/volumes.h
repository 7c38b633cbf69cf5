// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

/// The volume named in the path, or nothing.
Volume *volumeOf(Call &call);
Reply noSuchVolume(const Call &call);
/// Reads an export policy block; the name is kept or made up.
ExportPolicy exportPolicyFrom(const Json &block, const std::string &name);
/// Reads a share block in both spellings, `accessControl` and `accessControlList`.
Share shareFrom(const Json &block);
/// The volume that a request to create one describes.
Volume volumeFrom(World &world, const WorkingEnvironment &system, const Json &body);
/// Carries out a request to change one. Members that are left out stay as they are.
void applyChange(Volume &volume, const Json &body);
/// Reading and adding initiators, which all systems share, below this path.
void addInitiators(Routes &routes, const std::string &base);
/// Disks to buy on an aggregate before so many bytes more fit.
int disksMissing(const WorkingEnvironment &system, const Aggregate &aggregate, double bytes);

} // namespace nephoscope::demo::cloudmanager
