// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

/// The file system named in path, query or body, if the caller may see it.
FileSystem *fileSystemOf(Call &call);
Reply noSuchFileSystem(const Call &call);

/// The frame that the volume representation wants around the volumes of a file system.
WorkingEnvironment frameOf(const FileSystem &system);
/// Its volumes, with what only they have.
Json volumesView(const FileSystem &system);

/// What the connector says and does about file systems; the rest is the gateway's.
void addFileSystemVolumes(Routes &routes);
void addFileSystemAccess(Routes &routes);

} // namespace nephoscope::demo::cloudmanager
