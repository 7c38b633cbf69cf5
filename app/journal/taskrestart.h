// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "platform/taskstate.h"

namespace nephoscope {

/// Work that may be begun again: what was asked then.
class TaskRestart {
public:
    JournalEntry entry; ///< that began it
    Request request; ///< the same once more, without an action of its own
};

/// The request that began failed work, from the journal. Unsupported, with the reason, where doing it again is not
/// safe: it did not fail, it was not begun from here, it makes or saves something, or the journal has cut secrets out.
Result<TaskRestart> restartOf(const Journal &journal, const QString &site, const TaskState &task);

} // namespace nephoscope
