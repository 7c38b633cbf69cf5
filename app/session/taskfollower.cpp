// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/taskfollower.h"

#include "session/session.h"
#include "session/tasklistreading.h"

#include <algorithm>
#include <qcorotask.h>
#include <utility>

namespace nephoscope {

namespace {

constexpr int soonest = 1000; // ms
constexpr int latest = 30'000;
constexpr int latestWatched = 5000;
constexpr int fewTasks = 3; // up to here each is asked for by itself, which says more than a list
constexpr int mostPages = 8; // of the list in one round
constexpr int mostPagesEver = 400; // of a look for everything; a page a second
constexpr int mostDetails = 2; // failures that a list tells of and that are asked for by themselves, in one round

QString identityOf(const TaskState &task) { return task.href.isEmpty() ? task.id : task.href.path(); }

/// What is known of a task that a list told less about.
TaskState completed(TaskState heard, const TaskState &before)
{
    const auto keep = [](auto &now, const auto &then) {
        if (now.isEmpty())
            now = then;
    };
    keep(heard.href, before.href);
    keep(heard.user, before.user);
    keep(heard.operation, before.operation);
    keep(heard.description, before.description);
    keep(heard.organization, before.organization);
    keep(heard.requestId, before.requestId);
    keep(heard.steps, before.steps);
    if (heard.object.href().isEmpty() || (heard.object.name().isEmpty() && !before.object.name().isEmpty()))
        heard.object = before.object.href().isEmpty() ? heard.object : before.object;
    if (!heard.started.isValid())
        heard.started = before.started;
    if (!heard.isEnded()) {
        keep(heard.cancelHref, before.cancelHref);
        if (!heard.percent)
            heard.percent = before.percent;
    }
    return heard;
}

bool isGone(const Error &error)
{
    return error.kind() == Error::Kind::NotFound || error.kind() == Error::Kind::Forbidden;
}

/// True where nothing that shows has changed.
bool isSame(const TaskState &one, const TaskState &other)
{
    return one.phase == other.phase && one.percent == other.percent && one.word == other.word
        && one.description == other.description && one.steps.size() == other.steps.size()
        && std::equal(one.steps.begin(), one.steps.end(), other.steps.begin(),
            [](const TaskState &step, const TaskState &same) { return isSame(step, same); })
        && one.cancelHref == other.cancelHref && one.user == other.user
        && one.object.identity() == other.object.identity();
}

bool isFailure(const TaskState &task)
{
    return task.phase == TaskState::Phase::Failed || task.phase == TaskState::Phase::Aborted;
}

} // namespace

TaskFollower::TaskFollower(Session &session, std::shared_ptr<const Platform> platform)
    : m_session(session)
    , m_platform(std::move(platform))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_questions.isEmpty())
            beginRound();
        else
            ask(m_questions.takeFirst());
    });
}

void TaskFollower::follow(const TaskState &task)
{
    m_rounds = 0;
    m_others.remove(identityOf(task));
    take(task);
    schedule();
}

bool TaskFollower::isOfOthers(const TaskState &task) const { return m_others.contains(identityOf(task)); }

QList<TaskState> TaskFollower::tasks() const
{
    QList<TaskState> all;
    for (auto id = m_order.crbegin(); id != m_order.crend(); ++id)
        all << m_tasks.value(*id);
    std::stable_partition(all.begin(), all.end(), [](const TaskState &task) { return !task.isEnded(); });
    return all;
}

int TaskFollower::running() const { return int(m_open.size()); }

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
            all << m_platform->facts(each->request(), each->reply()).requestId;
    }
    all.remove(QString());
    return all;
}

std::optional<TaskState> TaskFollower::runningOn(const Ref &object) const
{
    const QString wanted = object.identity();
    for (const QString &identity : m_open) {
        const TaskState task = m_tasks.value(identity);
        if (task.object.identity() == wanted)
            return task;
    }
    return std::nullopt;
}

void TaskFollower::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    if (watched && !m_isAsking && m_questions.isEmpty())
        schedule();
}

void TaskFollower::refresh()
{
    m_rounds = 0;
    if (m_isAsking || m_open.isEmpty())
        return;
    m_timer.stop();
    if (m_questions.isEmpty())
        beginRound();
    else
        ask(m_questions.takeFirst());
}

void TaskFollower::look(const TaskState &task)
{
    const auto known = m_tasks.constFind(identityOf(task));
    if (known == m_tasks.constEnd() || known->isEnded())
        return;
    const auto isSame = [&](const Question &each) { return each.task && identityOf(*each.task) == known.key(); };
    if (std::any_of(m_questions.cbegin(), m_questions.cend(), isSame))
        return;
    askFor(*known);
    goOn();
}

void TaskFollower::discover()
{
    constexpr int back = -24 * 3600; // s
    const QDateTime since = QDateTime::currentDateTimeUtc().addSecs(back);
    const auto request = m_isDiscovering ? std::nullopt : m_platform->recentTasks(since, m_session.access());
    if (!request)
        return;
    m_isDiscovering = true;
    m_questions.prepend({*request, std::nullopt, 1, true});
    goOn();
}

void TaskFollower::stop()
{
    m_timer.stop();
    m_questions.clear();
    m_further.reset();
    m_isDiscovering = false;
}

void TaskFollower::schedule()
{
    if (m_isAsking || !m_questions.isEmpty() || m_open.isEmpty() || m_session.state() == Session::State::Closed)
        return;
    // half as long again each round, so that short work is seen to end and long work costs little
    int wait = soonest;
    const int longest = m_watched ? latestWatched : latest;
    for (int round = 0; round < m_rounds && wait < longest; ++round)
        wait = std::min(longest, wait * 3 / 2);
    m_timer.start(wait);
}

/// Everybody who runs is asked for: by a list where they are many, else one after the other.
void TaskFollower::beginRound()
{
    if (m_isAsking || m_open.isEmpty())
        return;
    ++m_rounds;
    m_details = mostDetails;
    m_unlisted = m_open;
    QDateTime oldest = QDateTime::currentDateTimeUtc();
    for (const QString &identity : std::as_const(m_open)) {
        const QDateTime started = m_tasks.value(identity).started;
        if (started.isValid()) // a list goes back to a time
            oldest = std::min(oldest, started);
    }
    const auto list = m_open.size() > fewTasks ? m_platform->recentTasks(oldest, m_session.access()) : std::nullopt;
    if (list) {
        m_questions << Question{*list, std::nullopt, 1, false};
    } else {
        for (const QString &identity : std::as_const(m_order)) {
            if (m_open.contains(identity))
                askFor(m_tasks.value(identity));
        }
        m_unlisted.clear();
    }
    goOn();
}

void TaskFollower::askFor(const TaskState &task)
{
    m_questions << Question{m_platform->taskRequest(task, m_session.access()), task, 1, false};
}

/// The next question, a second after the one before; when all have been asked, the next round in a while.
void TaskFollower::goOn()
{
    if (m_isAsking || m_session.state() == Session::State::Closed)
        return;
    if (m_questions.isEmpty() && !m_further)
        return schedule();
    if (m_questions.isEmpty() && !m_open.isEmpty() && !std::exchange(m_hasRound, true))
        return beginRound(); // a discovery may go on for minutes: what runs has its turn between its pages
    if (m_questions.isEmpty()) {
        m_questions << *std::exchange(m_further, std::nullopt);
        m_hasRound = false;
    }
    const qint64 since = m_asked.isValid() ? m_asked.elapsed() : soonest;
    if (since < soonest)
        m_timer.start(int(soonest - since));
    else
        ask(m_questions.takeFirst());
}

void TaskFollower::ask(const Question &question)
{
    m_isAsking = true;
    m_timer.stop();
    m_asked.start();
    QCoro::connect(m_session.send(question.request), this, [this, question](const Result<Reply> &reply) {
        const bool isAnswered = reply || (question.task && isGone(reply.error()));
        emit troubled(isAnswered ? QString() : reply.error().message());
        if (reply && !question.task)
            return read(question, *reply);
        m_isAsking = false;
        if (question.task)
            heardTask(*question.task, reply);
        if (question.isDiscovery)
            m_isDiscovering = false;
        goOn();
    });
}

void TaskFollower::read(const Question &question, const Reply &reply)
{
    QCoro::connect(
        readTaskList(m_platform, reply, m_session.access()), this, [this, question](const Result<TaskList> &list) {
            if (list)
                return heardList(question, *list);
            m_isAsking = false;
            if (question.isDiscovery)
                m_isDiscovering = false;
            emit troubled(list.error().message());
            goOn();
        });
}

/// A few at a time, and the window has its turn between: hundreds may have ended at once.
void TaskFollower::heardList(const Question &question, const TaskList &list, qsizetype from)
{
    constexpr qint64 portion = 4; // ms
    QElapsedTimer clock;
    clock.start();
    QList<TaskState> past;
    qsizetype place = from;
    for (; place < list.tasks.size() && clock.elapsed() < portion; ++place) {
        const TaskState &task = list.tasks.at(place);
        if (question.isDiscovery && task.isEnded() && !m_tasks.contains(identityOf(task)))
            past << task;
        else
            heardListed(task);
    }
    if (!past.isEmpty())
        emit found(past);
    if (place < list.tasks.size()) {
        QTimer::singleShot(0, this, [this, question, list, place] { heardList(question, list, place); });
        return;
    }
    m_isAsking = false;
    const bool isMoreWanted =
        question.isDiscovery ? question.page < mostPagesEver : question.page < mostPages && !m_unlisted.isEmpty();
    if (isMoreWanted && list.more && question.isDiscovery)
        m_further = Question{*list.more, std::nullopt, question.page + 1, true};
    else if (isMoreWanted && list.more)
        m_questions.prepend({*list.more, std::nullopt, question.page + 1, false});
    else if (question.isDiscovery)
        m_isDiscovering = false;
    else
        askForTheRest();
    goOn();
}

void TaskFollower::heardListed(const TaskState &task)
{
    const QString identity = identityOf(task);
    m_unlisted.remove(identity);
    m_missed.remove(identity);
    if (m_open.contains(identity))
        takeListed(completed(task, m_tasks.value(identity)));
    else if (!m_tasks.contains(identity) && !task.isEnded()) {
        m_others.insert(identity);
        take(task);
    }
}

/// A list does not say why work failed: the task itself does, which is asked for where they are not many.
void TaskFollower::takeListed(const TaskState &task)
{
    if (!isFailure(task) || m_details == 0)
        return take(task);
    --m_details;
    askFor(task);
}

/// What no page of the list has told about, a few in each round.
void TaskFollower::askForTheRest()
{
    QStringList rest;
    for (const QString &identity : std::as_const(m_order)) {
        if (m_unlisted.contains(identity) && m_open.contains(identity) && !m_lately.contains(identity))
            rest << identity;
    }
    if (rest.isEmpty())
        m_lately.clear(); // all have had their turn
    for (const QString &identity : rest.mid(0, fewTasks)) {
        m_lately << identity;
        askFor(m_tasks.value(identity));
    }
}

void TaskFollower::heardTask(const TaskState &task, const Result<Reply> &reply)
{
    if (!m_open.contains(identityOf(task)))
        return;
    if (!reply) {
        if (task.isEnded()) { // a list has told the end already, only not why
            take(task);
            return;
        }
        const auto elsewhere = isGone(reply.error()) ? m_platform->taskGone(task, reply.error()) : std::nullopt;
        if (elsewhere) {
            take(completed(*elsewhere, task));
            return;
        }
        if (isGone(reply.error()))
            missed(task, reply.error());
        return;
    }
    m_missed.remove(identityOf(task));
    const auto heard = m_platform->taskState(task, *reply, m_session.access());
    if (heard)
        take(completed(*heard, task));
    else
        emit troubled(heard.error().message());
}

/// What starts anew, or stands in between, does not know it for a while either: one such answer is no end.
void TaskFollower::missed(const TaskState &task, const Error &error)
{
    constexpr int believed = 3; // answers in a row
    if (++m_missed[identityOf(task)] < believed)
        return;
    TaskState gone = task; // its memory of the task has gone; the object itself tells what became of it
    gone.phase = TaskState::Phase::Unknown;
    gone.error = error;
    forget(gone);
}

void TaskFollower::forget(const TaskState &task)
{
    const QString identity = identityOf(task);
    m_missed.remove(identity);
    m_tasks.remove(identity);
    m_open.remove(identity);
    m_others.remove(identity);
    m_order.removeOne(identity);
    emit changed(task);
    emit ended(task);
}

/// Of what is over, only the latest is kept: it is known for lost answers, and who wants more asks the memory.
void TaskFollower::remember(const QString &identity)
{
    constexpr qsizetype most = 200;
    m_order << identity;
    qsizetype over = m_order.size() - m_open.size() - most;
    for (qsizetype place = 0; over > 0 && place < m_order.size() - 1;) {
        if (m_open.contains(m_order.at(place))) {
            ++place;
            continue;
        }
        m_tasks.remove(m_order.takeAt(place));
        --over;
    }
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
    if (!isNew && isSame(*before, task))
        return;
    if (isNew)
        remember(identity);
    m_tasks.insert(identity, task);
    if (task.isEnded()) {
        m_open.remove(identity);
        m_missed.remove(identity);
        m_others.remove(identity);
    } else
        m_open.insert(identity);
    emit changed(task);
    if (task.isEnded())
        emit ended(task);
}

} // namespace nephoscope
