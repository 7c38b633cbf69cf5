// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bulk/bulkdialog.h"
#include "inventory/tablepane.h"
#include "stories/storywindow.h"

namespace nephoscope {

/// The table of that list of a site, with its rows; nullptr where it did not come.
TablePane *openTable(StoryWindow &story, const QString &site, const QString &list);
/// The dialog about many objects that shows, or is about to; nullptr where none does.
BulkDialog *shownBulkDialog(StoryWindow &story);
/// What became of each object, as its row says.
QStringList resultsOf(const BulkDialog *dialog);

} // namespace nephoscope
