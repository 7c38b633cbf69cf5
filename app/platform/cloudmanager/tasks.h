// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "document/document.h"
#include "platform/taskstate.h"

#include <QUrl>

namespace nephoscope::cloudmanager {

/// Asynchronous work by its request id (reference §6): the short entry of a running task, and the audit group with its
/// records, which knows more and stays.
class Tasks {
public:
    static QUrl activeTask(const QUrl &site, const QString &requestId);
    static QUrl auditGroup(const QUrl &site, const QString &requestId);

    /// What is to be asked next: the entry while it says that work goes on, the group in turn with it, and once more
    /// when the work has ended.
    static QUrl next(const TaskState &task);
    /// What such an answer adds to what was known.
    static Result<TaskState> read(const TaskState &before, const Node &answer);
    /// One audit group as a task.
    static TaskState group(const TaskState &before, const Node &group);
    /// The state that a task is in where the server no longer knows it; nothing where nobody can tell.
    static std::optional<TaskState> gone(const TaskState &before);
};

} // namespace nephoscope::cloudmanager
