// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/setuprun.h"

#include "session/session.h"

#include <qcorotask.h>

namespace nephoscope {

namespace {

constexpr int statePause = 1000; // ms; a restart takes 40 to 120 s

} // namespace

SetUpRun::SetUpRun(std::shared_ptr<Session> session, SetUpPlan plan, const SetUpAnswers &answers, QObject *parent)
    : QObject(parent)
    , m_session(std::move(session))
    , m_plan(std::move(plan))
    , m_steps(m_plan.steps(answers))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(statePause);
    connect(&m_pause, &QTimer::timeout, this, &SetUpRun::askState);
}

void SetUpRun::start()
{
    m_isStopped = false;
    send();
}

void SetUpRun::stop()
{
    m_isStopped = true;
    m_pause.stop();
}

void SetUpRun::send()
{
    if (m_step >= m_steps.size()) {
        m_waited.start();
        askState();
        return;
    }
    emit stepBegan(m_step);
    QCoro::connect(
        m_session->ask(m_steps.at(m_step).request), this, [this](const Result<Reply> &reply) { answered(reply); });
}

void SetUpRun::answered(const Result<Reply> &reply)
{
    if (m_isStopped)
        return;
    const SetUpStep &step = m_steps.at(m_step);
    const bool isDone = reply && (reply->isSuccess() || (step.doneStatus != 0 && reply->status() == step.doneStatus));
    if (!isDone) {
        m_waited.start();
        failed(reply);
        return;
    }
    emit stepDone(m_step);
    ++m_step;
    send();
}

void SetUpRun::failed(const Result<Reply> &reply)
{
    // a lost answer may be the restart; a refusal may mean that it was done before: the state tells
    QCoro::connect(m_session->ask(m_plan.state()), this, [this, reply](const Result<Reply> &state) {
        if (m_isStopped)
            return;
        if (!state || state->status() >= 500) { // it restarts: who made it do so shows when it is back
            emit waiting(int(m_waited.elapsed() / 1000));
            QTimer::singleShot(statePause, this, [this, reply] { failed(reply); });
            return;
        }
        const bool isSetUp = SetUpPlan::isSetUp(*state);
        if (isSetUp && !reply) {
            emit stepDone(m_step);
            emit finished();
        } else if (isSetUp) {
            emit setUpBefore(m_session->platform().error(*reply));
        } else if (!reply) {
            emit stepFailed(m_step, reply.error(), {});
        } else {
            emit stepFailed(m_step, m_session->platform().error(*reply), m_plan.violations(*reply, QString()));
        }
    });
}

void SetUpRun::askState()
{
    if (m_isStopped)
        return;
    emit waiting(int(m_waited.elapsed() / 1000));
    QCoro::connect(m_session->ask(m_plan.state()), this, [this](const Result<Reply> &reply) {
        if (m_isStopped)
            return;
        if (reply && SetUpPlan::isSetUp(*reply))
            emit finished();
        else // refused, 503: it restarts
            m_pause.start();
    });
}

} // namespace nephoscope
