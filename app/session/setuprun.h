// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "platform/setupplan.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <memory>

namespace nephoscope {

class Session;

/// Sends the calls of a set-up one after the other and waits until the site is back from its restart, however long that
/// takes. GUI thread.
class SetUpRun : public QObject {
    Q_OBJECT
public:
    SetUpRun(std::shared_ptr<Session> session, SetUpPlan plan, const SetUpAnswers &answers, QObject *parent);

    const QList<SetUpStep> &steps() const { return m_steps; }
    void start();
    /// Sends nothing more; a request on its way still gets its answer.
    void stop();

signals:
    void stepBegan(int step);
    void stepDone(int step);
    /// The set-up stops here; start() begins again with this step. `violations`: field → sentence.
    void stepFailed(int step, const nephoscope::Error &error, const QHash<QString, QString> &violations);
    /// The calls are through; the site is not back yet.
    void waiting(int seconds);
    void finished();
    /// Somebody else was faster: the site had been set up before; with its words.
    void setUpBefore(const nephoscope::Error &error);

private:
    void send();
    void answered(const Result<Reply> &reply);
    void failed(const Result<Reply> &reply);
    void askState();

    std::shared_ptr<Session> m_session;
    SetUpPlan m_plan;
    QList<SetUpStep> m_steps;
    QTimer m_pause;
    QElapsedTimer m_waited;
    int m_step = 0;
    bool m_isStopped = false;
};

} // namespace nephoscope
