// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/taskfollower.h"

#include "session/session.h"

#include <algorithm>
#include <qcorotask.h>

namespace nephoscope {

namespace {

constexpr int soonest = 1000; // ms
constexpr int latest = 30'000;
constexpr int fewTasks = 3; // up to here each is asked for by itself, which says more than a list

QString identityOf(const TaskState &task) { return task.href.isEmpty() ? task.id : task.href.path(); }

/// What is known of a task that a list told less about.
TaskState completed(TaskState heard, const TaskState &before)
{
    if (heard.href.isEmpty())
        heard.href = before.href;
    if (heard.object.href().isEmpty())
        heard.object = before.object;
    if (heard.user.isEmpty())
        heard.user = before.user;
    if (heard.operation.isEmpty())
        heard.operation = before.operation;
    if (!heard.started.isValid())
        heard.started = before.started;
    if (heard.requestId.isEmpty())
        heard.requestId = before.requestId;
    return heard;
}

bool isGone(const Error &error)
{
    return error.kind() == Error::Kind::NotFound || error.kind() == Error::Kind::Forbidden;
}

} // namespace

TaskFollower::TaskFollower(Session &session)
    : m_session(session)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { askAll(); });
}

void TaskFollower::follow(const TaskState &task)
{
    m_rounds = 0;
    take(task);
    schedule();
}

QList<TaskState> TaskFollower::tasks() const
{
    QList<TaskState> all;
    for (auto id = m_order.crbegin(); id != m_order.crend(); ++id)
        all << m_tasks.value(*id);
    std::stable_partition(all.begin(), all.end(), [](const TaskState &task) { return !task.isEnded(); });
    return all;
}

int TaskFollower::running() const
{
    return int(std::count_if(m_tasks.begin(), m_tasks.end(), [](const TaskState &task) { return !task.isEnded(); }));
}

QSet<QString> TaskFollower::known() const
{
    QSet<QString> all;
    for (const TaskState &task : m_tasks)
        all << task.id << task.href.path();
    // writes that were over at once have left no task, but a request id
    constexpr int latestOnes = 200;
    const auto &exchanges = m_session.traffic().exchanges();
    int looked = 0;
    for (auto each = exchanges.rbegin(); each != exchanges.rend() && looked < latestOnes; ++each, ++looked) {
        if (!each->request().isSafe() && !each->error())
            all << m_session.platform().facts(each->request(), each->reply()).requestId;
    }
    all.remove(QString());
    return all;
}

std::optional<TaskState> TaskFollower::runningOn(const Ref &object) const
{
    const QString identity = object.identity();
    for (const TaskState &task : m_tasks) {
        if (!task.isEnded() && task.object.identity() == identity)
            return task;
    }
    return std::nullopt;
}

void TaskFollower::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    if (watched && running() > 0)
        m_timer.start(soonest);
}

void TaskFollower::refresh()
{
    m_rounds = 0;
    askAll();
}

void TaskFollower::discover()
{
    constexpr int back = -24 * 3600; // s
    const QDateTime since = QDateTime::currentDateTimeUtc().addSecs(back);
    const auto request = m_session.platform().recentTasks(since, m_session.access());
    if (!request)
        return;
    QCoro::connect(m_session.send(*request), this, [this](const Result<Reply> &reply) {
        if (!reply)
            return; // nobody asked; the next question tells
        const auto heard = m_session.platform().tasks(*reply, m_session.access());
        for (const TaskState &task : heard.value_or(QList<TaskState>())) {
            if (!task.isEnded() && !m_tasks.contains(identityOf(task)))
                take(task);
        }
        schedule();
    });
}

void TaskFollower::stop() { m_timer.stop(); }

void TaskFollower::schedule()
{
    if (m_isAsking || running() == 0 || m_session.state() == Session::State::Closed)
        return;
    // half as long again each round, so that short work is seen to end and long work costs little
    int wait = soonest;
    for (int round = 0; !m_watched && round < m_rounds && wait < latest; ++round)
        wait = std::min(latest, wait * 3 / 2);
    m_timer.start(wait);
}

void TaskFollower::askAll()
{
    if (m_isAsking || running() == 0)
        return;
    m_timer.stop();
    m_isAsking = true;
    ++m_rounds;
    QList<TaskState> open;
    QDateTime oldest = QDateTime::currentDateTimeUtc();
    bool isDated = true; // a list goes back to a time
    for (const TaskState &task : std::as_const(m_tasks)) {
        if (task.isEnded())
            continue;
        open << task;
        isDated = isDated && task.started.isValid();
        if (task.started.isValid())
            oldest = std::min(oldest, task.started);
    }
    const auto many =
        isDated && open.size() > fewTasks ? m_session.platform().recentTasks(oldest, m_session.access()) : std::nullopt;
    if (many)
        askForMany(*many);
    else
        askEach(open);
}

void TaskFollower::askForMany(const Request &request)
{
    QCoro::connect(m_session.send(request), this, [this](const Result<Reply> &reply) {
        if (reply) {
            const auto heard = m_session.platform().tasks(*reply, m_session.access());
            for (const TaskState &task : heard.value_or(QList<TaskState>())) {
                const auto before = m_tasks.constFind(identityOf(task));
                if (before != m_tasks.constEnd())
                    take(completed(task, *before));
            }
        }
        answered(reply ? QString() : reply.error().message());
    });
}

void TaskFollower::askEach(const QList<TaskState> &open)
{
    m_unanswered = int(open.size());
    m_trouble.clear();
    for (const TaskState &task : open) {
        const Request request = m_session.platform().taskRequest(task, m_session.access());
        QCoro::connect(m_session.send(request), this, [this, task](const Result<Reply> &reply) {
            hear(task, reply);
            if (--m_unanswered == 0)
                answered(m_trouble);
        });
    }
}

void TaskFollower::hear(const TaskState &task, const Result<Reply> &reply)
{
    if (!reply) {
        const auto elsewhere =
            isGone(reply.error()) ? m_session.platform().taskGone(task, reply.error()) : std::nullopt;
        if (elsewhere) {
            take(completed(*elsewhere, task));
            return;
        }
        if (isGone(reply.error())) { // its memory of the task has gone; the object itself tells what became of it
            TaskState gone = task;
            gone.phase = TaskState::Phase::Unknown;
            gone.error = reply.error();
            forget(gone);
            return;
        }
        m_trouble = reply.error().message();
        return;
    }
    const auto heard = m_session.platform().taskState(task, *reply, m_session.access());
    if (heard)
        take(completed(*heard, task));
    else
        m_trouble = heard.error().message();
}

void TaskFollower::answered(const QString &trouble)
{
    m_isAsking = false;
    emit troubled(trouble);
    schedule();
}

void TaskFollower::forget(const TaskState &task)
{
    const QString identity = identityOf(task);
    m_tasks.remove(identity);
    m_order.removeOne(identity);
    emit changed(task);
    emit ended(task);
}

void TaskFollower::take(const TaskState &task)
{
    const QString identity = identityOf(task);
    const auto before = m_tasks.constFind(identity);
    const bool isNew = before == m_tasks.constEnd();
    if (!isNew && before->isEnded())
        return; // its end was told
    if (!isNew && (before->phase != task.phase || before->percent != task.percent))
        m_rounds = 0;
    if (isNew)
        m_order << identity;
    m_tasks.insert(identity, task);
    emit changed(task);
    if (task.isEnded())
        emit ended(task);
}

} // namespace nephoscope
