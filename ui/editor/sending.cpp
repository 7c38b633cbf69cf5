// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/sending.h"

#include "session/taskfollower.h"

#include <qcorotask.h>

namespace nephoscope {

Sending::Sending(std::shared_ptr<Session> session, QObject *parent)
    : QObject(parent)
    , m_session(std::move(session))
{
    connect(&m_session->tasks(), &TaskFollower::changed, this, [this](const TaskState &task) {
        if (m_isRunning && !m_task.isEmpty() && task.href.path() == m_task.path())
            emit progressed(task);
    });
}

void Sending::start(const QList<Request> &requests, const Resource &before, const Deed &deed)
{
    m_requests = requests;
    m_before = before;
    m_deed = deed;
    m_sent = 0;
    m_isRunning = true;
    next();
}

void Sending::goOn(const Outcome &outcome)
{
    m_requests = {Request()}; // sent by whoever has its outcome
    m_sent = 0;
    m_isRunning = true;
    take(outcome);
}

void Sending::take(const Outcome &outcome)
{
    m_outcome = outcome;
    if (outcome.task) {
        follow(*outcome.task);
        emit answered(outcome);
        return;
    }
    ++m_sent;
    next();
}

void Sending::next()
{
    if (m_sent == m_requests.size()) {
        m_isRunning = false;
        emit succeeded(m_outcome);
        emit finished();
        return;
    }
    m_deed.part = int(m_sent) + 1;
    m_deed.parts = int(m_requests.size());
    Request &request = m_requests[m_sent];
    if (request.action().isEmpty()) // by it the journal finds the write again
        request.setAction(Session::newAction());
    m_lost.request = m_session->asSent(request);
    m_lost.before = m_before;
    m_lost.sent = serverNow();
    m_lost.known = m_session->tasks().known();
    QCoro::connect(m_session->act(request, m_before, m_deed), this, [this](const Result<Outcome> &outcome) {
        if (!outcome)
            return fail(outcome.error());
        if (!outcome->evidence.isEmpty())
            emit recovered(outcome->evidence);
        take(*outcome);
    });
}

/// What the server's clock shows, as far as its last answer told.
QDateTime Sending::serverNow() const
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto &exchanges = m_session->traffic().exchanges();
    if (exchanges.empty())
        return now;
    const Exchange &last = exchanges.back();
    const QDateTime told = m_session->platform().facts(last.request(), last.reply()).serverTime;
    const QDateTime heard = last.started().addMSecs(std::max<qint64>(0, last.timings().finished));
    return told.isValid() ? now.addMSecs(heard.msecsTo(told)) : now;
}

void Sending::findOut()
{
    if (m_isRunning || m_sent >= m_requests.size())
        return;
    m_isRunning = true;
    QCoro::connect(m_session->findOut(m_lost), this, [this](const Result<Verdict> &verdict) {
        if (!verdict)
            return fail(verdict.error());
        if (verdict->kind() == Verdict::Kind::Done) {
            Outcome outcome;
            outcome.object = verdict->object();
            outcome.task = verdict->task();
            outcome.evidence = verdict->reason();
            emit recovered(outcome.evidence);
            return take(outcome);
        }
        const bool isCertain = verdict->kind() == Verdict::Kind::NotDone;
        Error news(Error::Kind::Offline,
            isCertain ? tr("It was not done.") : tr("It still does not show whether it was done."));
        news.withCode(isCertain ? QStringLiteral("NOT_DONE") : QStringLiteral("OUTCOME_UNKNOWN"));
        fail(news.withDetails(verdict->reason()));
    });
}

void Sending::follow(const TaskState &task)
{
    m_task = task.href;
    emit progressed(task);
    QCoro::connect(m_session->finished(task), this, [this, href = task.href](const Result<TaskState> &ended) {
        if (m_task != href)
            return; // left
        m_task.clear();
        if (ended)
            end(*ended);
        else
            fail(ended.error());
    });
}

void Sending::leave()
{
    if (m_task.isEmpty())
        return;
    m_task.clear();
    ++m_sent;
    next();
}

void Sending::end(const TaskState &task)
{
    if (task.phase == TaskState::Phase::Succeeded) {
        if (!m_outcome.object && !task.object.href().isEmpty())
            m_outcome.object = task.object;
        ++m_sent;
        return next();
    }
    if (task.error)
        return fail(*task.error);
    const bool isCanceled = task.phase == TaskState::Phase::Canceled;
    Error error(isCanceled ? Error::Kind::Canceled : Error::Kind::Server,
        isCanceled ? tr("The task was canceled.") : tr("The task ended as \u201c%1\u201d.").arg(task.word));
    fail(error.withRequestId(task.requestId));
}

void Sending::fail(const Error &error)
{
    m_isRunning = false;
    emit failed(error, m_sent);
    emit finished();
}

} // namespace nephoscope
