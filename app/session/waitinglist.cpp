// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/waitinglist.h"

#include "session/taskfollower.h"

#include <QSet>
#include <algorithm>

namespace nephoscope {

WaitingList::WaitingList(TaskFollower &tasks)
    : m_tasks(tasks)
{
    connect(&tasks, &TaskFollower::ended, this, &WaitingList::ended);
}

int WaitingList::add(const QString &label, const Ref &object, const TaskState &blocker, QObject *context,
    const std::function<void(int id)> &run)
{
    Entry entry;
    entry.what.id = ++m_latest;
    entry.what.label = label;
    entry.what.object = object;
    entry.what.blocker = blocker;
    entry.what.since = QDateTime::currentDateTimeUtc();
    entry.context = context;
    entry.run = run;
    m_entries << entry;
    connect(context, &QObject::destroyed, this, [this, id = m_latest] { drop(id); });
    emit changed();
    m_tasks.follow(blocker); // what has ended meanwhile says so at once
    return entry.what.id;
}

void WaitingList::moveBehind(int id, const TaskState &blocker)
{
    for (Entry &entry : m_entries) {
        if (entry.what.id != id)
            continue;
        entry.what.blocker = blocker;
        entry.isFree = entry.isRunning = false;
    }
    emit changed();
    m_tasks.follow(blocker);
}

void WaitingList::cancel(int id) { drop(id); }

void WaitingList::finished(int id) { drop(id); }

void WaitingList::drop(int id)
{
    const qsizetype gone = m_entries.removeIf([id](const Entry &entry) { return entry.what.id == id; });
    if (gone == 0)
        return;
    emit changed();
    beginNext();
}

QList<Waiting> WaitingList::waiting() const
{
    QList<Waiting> all;
    for (const Entry &entry : m_entries) {
        if (!entry.isRunning)
            all << entry.what;
    }
    return all;
}

void WaitingList::clear()
{
    m_entries.clear();
    emit changed();
}

void WaitingList::ended(const TaskState &task)
{
    bool isNews = false;
    for (Entry &entry : m_entries) {
        if (!entry.isRunning && entry.what.blocker.href.path() == task.href.path())
            entry.isFree = isNews = true;
    }
    if (isNews)
        beginNext();
}

/// The first of each object whose way is free and behind nobody else of that object.
void WaitingList::beginNext()
{
    QList<std::pair<int, std::function<void(int)>>> begin;
    QSet<QString> taken;
    for (Entry &entry : m_entries) {
        const QString object = entry.what.object.identity();
        const bool isFirst = !taken.contains(object);
        taken.insert(object);
        if (!isFirst || entry.isRunning || !entry.isFree || !entry.context)
            continue;
        entry.isRunning = true;
        begin.append({entry.what.id, entry.run});
    }
    for (const auto &[id, run] : begin) {
        emit changed();
        emit begun(id);
        run(id);
    }
}

} // namespace nephoscope

#include "moc_waitinglist.cpp"
