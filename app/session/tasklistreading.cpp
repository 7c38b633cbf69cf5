// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tasklistreading.h"

#include <QCoroFuture>
#include <QtConcurrent>

namespace nephoscope {

namespace {

constexpr qsizetype small = 8 * 1024; ///< bytes that are read in a few ms
constexpr qsizetype aPage = 100; ///< a shorter answer is the last page of any service

Result<TaskList> read(const Platform &platform, const Reply &reply, const Access &access)
{
    const Result<QList<TaskState>> tasks = platform.tasks(reply, access);
    if (!tasks)
        return failure(tasks.error());
    if (tasks->size() < aPage)
        return TaskList(*tasks, std::nullopt);
    const auto page = platform.resource(Ref(reply.url(), QString()).asCollection(), reply, access);
    return TaskList(*tasks, page && page->more ? std::optional(platform.read(*page->more, access)) : std::nullopt);
}

QFuture<Result<TaskList>> begun(
    const std::shared_ptr<const Platform> &platform, const Reply &reply, const Access &access)
{
    return QtConcurrent::run([=] { return read(*platform, reply, access); });
}

} // namespace

Async<TaskList> readTaskList(std::shared_ptr<const Platform> platform, Reply reply, Access access)
{
    if (reply.body().size() <= small) {
        auto list = read(*platform, reply, access);
        co_return list;
    }
    const QFuture<Result<TaskList>> reading = begun(platform, reply, access);
    auto list = co_await reading;
    co_return list;
}

} // namespace nephoscope
