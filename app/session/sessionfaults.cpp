// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/patience.h"
#include "session/pauses.h"
#include "session/session.h"
#include "session/taskfollower.h"
#include "session/waitinglist.h"
#include "session/witness.h"

#include <QRandomGenerator>

namespace nephoscope {

void Session::setPatience(const Patience &patience) { *m_patience = patience; }

void Session::abort()
{
    m_pauses->endAll(false);
    m_transport->abortAll();
}

void Session::hurry() { m_pauses->endAll(true); }

QCoro::Task<bool> Session::pause(Request request, Result<Reply> reply, int attempt)
{
    const auto self = shared_from_this();
    if (!isLive() || m_state == State::Closed || m_isSigningOut)
        co_return false;
    const auto length = m_patience->pause(attempt, *reply, QRandomGenerator::global()->generateDouble());
    if (!length)
        co_return false;
    Pause wait(*m_pauses, *length);
    emit pausing(request.url(), attempt, length->count());
    const bool isOver = co_await wait.over();
    co_return isOver &&m_state != State::Closed;
}

Async<Outcome> Session::lookUp(Request request, Resource before, Error error, QSet<QString> known, QDateTime sent)
{
    const auto self = shared_from_this();
    LostWrite lost;
    lost.request = request;
    lost.before = before;
    lost.sent = sent;
    lost.requestId = error.requestId();
    lost.known = known;
    emit lookingUp(request.url());
    const auto found = co_await findOut(lost);
    if (!found)
        co_return failure(found.error());
    Outcome outcome;
    outcome.object = found->object();
    outcome.task = found->task();
    outcome.requestId = error.requestId();
    outcome.evidence = found->reason();
    if (found->kind() == Verdict::Kind::Done) {
        if (outcome.task)
            m_tasks->follow(*outcome.task);
        co_return outcome;
    }
    const bool isCertain = found->kind() == Verdict::Kind::NotDone;
    Error news(error.kind() == Error::Kind::Canceled ? Error::Kind::Offline : error.kind(),
        isCertain ? tr("The answer was lost, and it was not done.")
                  : tr("The answer was lost: it may have been done."));
    news.withStatus(error.status()).withRequestId(error.requestId());
    news.withCode(isCertain ? QStringLiteral("NOT_DONE") : QStringLiteral("OUTCOME_UNKNOWN"));
    news.withDetails(found->reason() + QLatin1Char('\n') + error.message() + QLatin1Char('\n') + error.details());
    co_return failure(news);
}

Async<Verdict> Session::findOut(LostWrite lost)
{
    const auto self = shared_from_this();
    Verdict verdict(Verdict::Kind::Unknown, tr("The service was not asked."));
    const QList<std::chrono::milliseconds> looks = m_patience->looks;
    for (const std::chrono::milliseconds length : looks) {
        if (length.count() > 0) {
            Pause wait(*m_pauses, length);
            const bool isOver = co_await wait.over();
            if (!isOver && m_state == State::Closed)
                break;
        }
        const QList<Request> questions = m_platform->evidence(lost, m_access);
        QList<Result<Reply>> answers;
        for (const Request &question : questions) {
            auto answer = co_await send(question);
            answers << answer;
        }
        verdict = m_platform->verdict(lost, answers, m_access);
        if (verdict.kind() == Verdict::Kind::Done)
            break;
    }
    if (m_state == State::Closed)
        co_return failure(Error::Kind::Canceled, tr("The connection was closed."));
    if (m_witness && verdict.kind() != Verdict::Kind::Unknown)
        m_witness->foundOut(*this, lost.request, verdict);
    co_return verdict;
}

Async<TaskState> Session::blocking(Error error, Ref object)
{
    const auto self = shared_from_this();
    constexpr int back = -24 * 3600; // s
    QList<TaskState> running;
    const auto list = m_platform->recentTasks(QDateTime::currentDateTimeUtc().addSecs(back), m_access);
    if (list) {
        auto reply = co_await send(*list);
        if (reply)
            running = m_platform->tasks(*reply, m_access).value_or(QList<TaskState>());
    }
    running << m_tasks->tasks();
    running.removeIf([](const TaskState &task) { return task.isEnded(); });
    const auto found = m_platform->blocking(error, object, running);
    if (!found)
        co_return failure(Error::Kind::NotFound, tr("The service does not say what keeps it busy."));
    co_return *found;
}

} // namespace nephoscope
