// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/async.h"
#include "platform/platform.h"

#include <memory>
#include <optional>

namespace nephoscope {

/// A page of a service's list of tasks.
class TaskList {
public:
    TaskList() = default;
    TaskList(const QList<TaskState> &read, const std::optional<Request> &next)
        : tasks(read)
        , more(next)
    {
    }

    QList<TaskState> tasks;
    std::optional<Request> more; ///< the next page
};

/// What a reply to Platform::recentTasks() says; where it is long, read in another thread.
Async<TaskList> readTaskList(std::shared_ptr<const Platform> platform, Reply reply, Access access);

} // namespace nephoscope
