// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journalentry.h"

#include <QByteArray>

namespace nephoscope {

/// Entries for other programs. JSON has everything the entry has, with the hash of its last record; CSV (RFC 4180) one
/// line per entry with what fits a table, in which no cell is a formula to a spreadsheet.
QByteArray journalAsJson(const QList<JournalEntry> &entries);
QByteArray journalAsCsv(const QList<JournalEntry> &entries);

} // namespace nephoscope
