// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

// The backup service: its own prefix, its own words (kebab-case) and its own jobs.

/// Where its paths begin.
const std::string &backupRoot();
/// An error in its words.
Reply backupProblem(int status, const std::string &error, const std::string &message);
/// Notes a job and answers with its id.
Reply startJob(Call &call, const std::string &type);
/// One of its calls, which all go through a connector.
void addBackupRoute(Routes &routes, const char *method, const std::string &path, Reply (*handler)(Call &));
/// Backs up all volumes of a system. The provider is the system's own cloud where it is empty.
void enableBackup(World &world, const WorkingEnvironment &system, const std::string &provider);
/// Volumes, snapshots, policies and restore.
void addBackupVolumes(Routes &routes);

} // namespace nephoscope::demo::cloudmanager
