// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/taskmemory.h"

#include "journal/taskcontent.h"
#include "session/taskfollower.h"

namespace nephoscope {

namespace {

/// What of a task is worth a write when it changes.
QString digest(const TaskState &task)
{
    return QStringLiteral("%1 %2 %3 %4")
        .arg(int(task.phase))
        .arg(int(task.ended.isValid()))
        .arg(task.steps.size())
        .arg(task.description);
}

QString keyOf(const HeardTask &heard) { return heard.site + QLatin1Char(' ') + taskIdentity(heard.task); }

} // namespace

TaskMemory::TaskMemory(const QString &folder)
    : m_folder(folder)
{
    auto store = TaskStore::open(folder);
    if (store)
        m_store = std::move(*store);
    else
        m_trouble = store.error();
    m_writing.setSingleShot(true);
    connect(&m_writing, &QTimer::timeout, this, &TaskMemory::writeSome);
    m_tidying.setMaxThreadCount(1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(200);
    connect(&m_pause, &QTimer::timeout, this, &TaskMemory::tidyUp);
}

TaskMemory::~TaskMemory()
{
    blockSignals(true); // who listened may be gone
    write(std::exchange(m_heard, {}));
}

void TaskMemory::watch(const std::shared_ptr<Session> &session)
{
    if (!session->isLive() || m_watched.value(session.get()).lock() == session)
        return;
    m_watched.insert(session.get(), session);
    const QString site = session->profile().id;
    const QString service = session->platform().service();
    connect(&session->tasks(), &TaskFollower::changed, this, [this, site, service](const TaskState &task) {
        hear({site, service, task, false});
    });
    connect(&session->tasks(), &TaskFollower::found, this, [this, site, service](const QList<TaskState> &tasks) {
        for (const TaskState &task : tasks)
            hear({site, service, task, true});
    });
    connect(&session->tasks(), &TaskFollower::ended, this, [this, site, service](const TaskState &task) {
        if (task.isEnded())
            return; // that was a change too
        TaskState lost = task; // the service has forgotten it, and nobody can tell how it ended
        lost.ended = QDateTime::currentDateTimeUtc();
        if (!lost.started.isValid())
            lost.started = lost.ended;
        hear({site, service, lost, false});
    });
    const QList<TaskState> running = open(site);
    for (const TaskState &task : running)
        session->tasks().follow(task);
}

bool TaskMemory::isNews(const HeardTask &heard) const
{
    return heard.isHistory || m_written.value(keyOf(heard)) != digest(heard.task);
}

void TaskMemory::hear(const HeardTask &heard)
{
    if (!m_store || !isNews(heard))
        return;
    if (m_writing.isActive() || heard.isHistory) {
        m_heard << heard;
        if (!m_writing.isActive())
            m_writing.start(0);
        return;
    }
    m_writing.start(0);
    write({heard}); // the first at once: what was just begun from here must survive whatever comes
}

void TaskMemory::writeSome()
{
    constexpr qsizetype most = 8; // some milliseconds' worth
    const QList<HeardTask> some = m_heard.mid(0, most);
    m_heard.remove(0, some.size());
    if (!m_heard.isEmpty())
        m_writing.start(1);
    write(some);
    tell(TasksWritten()); // what was not told while more was to come
}

void TaskMemory::note(const QString &site, const QString &service, const QList<TaskState> &tasks)
{
    QList<HeardTask> heard;
    for (const TaskState &task : tasks)
        heard << HeardTask{site, service, task, false};
    write(heard);
}

void TaskMemory::noteHistory(const QString &site, const QString &service, const QList<TaskState> &tasks)
{
    QList<HeardTask> heard;
    for (const TaskState &task : tasks)
        heard << HeardTask{site, service, task, true};
    write(heard);
}

void TaskMemory::write(const QList<HeardTask> &heard)
{
    QList<HeardTask> news;
    for (const HeardTask &each : heard) {
        if (isNews(each))
            news << each;
    }
    if (!m_store || news.isEmpty())
        return;
    const Result<TasksWritten> written = m_store->write(news);
    for (const HeardTask &each : std::as_const(news))
        mark(each);
    if (written)
        tell(*written); // nothing between: who ends in between has an end that is never told
    else
        fail(written.error());
    constexpr qsizetype many = 256; // tasks: some megabytes
    m_untidy += news.size();
    if (m_untidy >= many)
        m_pause.start();
}

/// What gathers beside the file is brought into it in another thread, for that waits for the disk; in a pause, for only
/// when nothing came meanwhile its place can be used again.
void TaskMemory::tidyUp()
{
    m_untidy = 0;
    m_tidying.start([folder = m_folder] { TaskStore::tidyUp(folder); });
}

/// What has ended needs no mark: nothing more will be heard of it.
void TaskMemory::mark(const HeardTask &written)
{
    if (written.isHistory)
        return;
    if (written.task.isEnded() || written.task.ended.isValid())
        m_written.remove(keyOf(written));
    else
        m_written.insert(keyOf(written), digest(written.task));
}

void TaskMemory::tell(const TasksWritten &written)
{
    for (const HeardTask &each : written.ends)
        emit ended(each.site, each.task);
    m_isOtherAttention = m_isOtherAttention || written.isOtherAttention;
    m_isOtherHistory = m_isOtherHistory || written.isOtherHistory;
    if (!m_heard.isEmpty())
        return; // lists are read again once, not for each few of a storm
    if (std::exchange(m_isOtherAttention, false))
        emit attentionChanged();
    if (std::exchange(m_isOtherHistory, false))
        emit historyChanged();
}

QList<TaskState> TaskMemory::open(const QString &site) const
{
    return m_store ? m_store->underWay(site) : QList<TaskState>();
}

QList<RememberedTask> TaskMemory::find(const TaskFilter &filter) const
{
    return m_store ? m_store->find(filter) : QList<RememberedTask>();
}

std::optional<UsualDuration> TaskMemory::usual(const QString &service, const QString &operation) const
{
    return m_store ? m_store->usual(service, operation) : std::nullopt;
}

QStringList TaskMemory::users() const { return m_store ? m_store->users() : QStringList(); }

QList<InDoubt> TaskMemory::inDoubt() const { return m_store ? m_store->inDoubt() : QList<InDoubt>(); }

QList<RememberedTask> TaskMemory::doubts(const QString &site, const QString &object) const
{
    TaskFilter filter;
    filter.site = site;
    filter.object = object;
    filter.onlyAttention = true;
    return find(filter);
}

void TaskMemory::dismissEnded()
{
    if (!m_store)
        return;
    const Result<bool> done = m_store->dismissEnded();
    if (!done)
        fail(done.error());
}

void TaskMemory::settle(qint64 number)
{
    if (!m_store)
        return;
    const Result<bool> done = m_store->settle(number);
    if (done)
        emit attentionChanged();
    else
        fail(done.error());
}

void TaskMemory::fail(const Error &error)
{
    m_trouble = error;
    m_written.clear(); // nobody knows what of it stands in the file: the next news of each is written
}

} // namespace nephoscope

#include "moc_taskmemory.cpp"
