// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskkeeper.h"

#include "base/settings.h"

namespace nephoscope {

TaskKeeper::TaskKeeper(Sites &sites, const Settings &settings, QWidget *view)
    : QObject(view)
    , m_sites(sites)
    , m_view(view)
    , m_memory(settings.dataFolder() + QStringLiteral("/tasks"))
{
    connect(&sites, &Sites::added, this, &TaskKeeper::watch);
    connect(&sites, &Sites::changed, this, &TaskKeeper::watch);
    connect(&m_memory, &TaskMemory::ended, this, &TaskKeeper::tell);
}

void TaskKeeper::watch(int index)
{
    const std::shared_ptr<Session> session = m_sites.at(index).session;
    if (session && session->state() == Session::State::SignedIn)
        m_memory.watch(session);
}

void TaskKeeper::tell(const QString &site, const TaskState &task)
{
    constexpr qint64 longWork = 120; // seconds: who waits for less looks on
    const bool isLong = task.started.isValid() && task.ended.isValid() && task.started.secsTo(task.ended) > longWork;
    if (isLong && !m_view->window()->isActiveWindow())
        emit longWorkEnded(site, task);
}

} // namespace nephoscope
