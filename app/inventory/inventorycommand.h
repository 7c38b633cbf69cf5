// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/walk.h"
#include "platform/profile.h"

#include <QString>

class QCoreApplication;

namespace nephoscope {

class Settings;

/// What `nephoscope --inventory` was asked for.
class InventoryOptions {
public:
    enum class Format { Json, Csv };

    Format format = Format::Json;
    QString list; ///< address of one list, or the kind of its rows: only that is read; empty = the whole site
    int pagesAtATime = 6; ///< of that list, 1 to 12
    QString output; ///< file; empty = standard output
    QString recording; ///< HAR file; empty = the site of the profile
    Profile profile; ///< url, user, organization, method, version, representation; never a secret
    bool quiet = false; ///< no progress on standard error
};

/// Walks the site or recording without window or display and writes every resource; or reads one list and writes its
/// records with all their members. Secrets come from
/// NEPHOSCOPE_PASSWORD or NEPHOSCOPE_TOKEN. Starts when the event loop runs, and ends the application with 0 (all
/// read), 2 (some failed, listed on standard error) or 1 (nothing).
void startInventory(QCoreApplication &application, const Settings &settings, const InventoryOptions &options);

/// The rows as a JSON array of objects, or as CSV (RFC 4180) with a heading; a cell that a spreadsheet would take for a
/// formula is prefixed with an apostrophe.
QByteArray inventoryText(const QList<WalkRow> &rows, InventoryOptions::Format format);

} // namespace nephoscope
