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
/// Disks to buy on an aggregate before so many bytes more fit.
int disksMissing(const WorkingEnvironment &system, const Aggregate &aggregate, double bytes);

} // namespace nephoscope::demo::cloudmanager
