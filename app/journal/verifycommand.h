// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nephoscope {

/// What `nephoscope --verify-journal` says, and its status: 0 = every entry is as it was written, 1 = the first broken
/// one is named, 2 = there is no journal that could be read.
class JournalVerdict {
public:
    QString sentence;
    int status = 2;
};

/// Reads the journal in that folder again, without changing anything.
JournalVerdict verifyJournalIn(const QString &folder);

} // namespace nephoscope
