// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/merge.h"
#include "journal/journal.h"

#include <memory>

namespace nephoscope {

/// Whether an entry can be taken back at all, before anything is asked of the server; the reason where not
/// (Unsupported).
Result<bool> mayBeUndone(const Journal &journal, const JournalEntry &entry);
/// Where the object of an entry is found since: by the name that the entry's write gave it, where that is what it is
/// picked from a list by.
Ref objectAfter(const Journal &journal, const JournalEntry &entry);
/// The edits that give the object back what the entry's write took from it, laid over what the server has now. Refused
/// with the reason where it cannot be: what was deleted, what only an action did, secrets, fields that were changed
/// again since (Conflict, named in details()), and where there is nothing left to do.
Result<Draft> undone(const Journal &journal, const JournalEntry &entry, const Document &present,
    const std::shared_ptr<const Shape> &shape, const ItemKeys &keys = {});

} // namespace nephoscope
