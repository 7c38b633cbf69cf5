// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QObject>

namespace nephoscope {

/// Writes sent one after the other, each when the task of the one before has ended well. Follows tasks for as long as
/// they take; ends at the first refusal. What is under way goes on at the server when this is deleted.
class Sending : public QObject {
    Q_OBJECT
public:
    Sending(std::shared_ptr<Session> session, QObject *parent);

    /// `before`: the object as it was read last, which also tells what became of a write whose answer is lost; `deed`
    /// says for the journal what all of them do.
    void start(const QList<Request> &requests, const Resource &before, const Deed &deed);
    /// Goes on where a write was sent already: with its task.
    void goOn(const Outcome &outcome);
    /// Looks once more for what became of the write whose answer was lost last.
    void findOut();
    bool isRunning() const { return m_isRunning; }
    /// Follows the task under way no longer: it needs something that this page cannot give. Counts as done.
    void leave();

signals:
    /// The task of the write under way began or moved on.
    void progressed(const TaskState &task);
    /// What the server said to the write under way, before its task has ended.
    void answered(const Outcome &outcome);
    /// All went well; what the last answer said.
    void succeeded(const Outcome &outcome);
    /// `sent` were done before.
    void failed(const Error &error, qsizetype sent);
    /// After either of the two.
    void finished();
    /// The answer of the write under way was lost, but that shows that it was done.
    void recovered(const QString &evidence);

private:
    void next();
    void take(const Outcome &outcome);
    QDateTime serverNow() const;
    void follow(const TaskState &task);
    void end(const TaskState &task);
    void fail(const Error &error);

    std::shared_ptr<Session> m_session;
    QList<Request> m_requests;
    Resource m_before;
    Deed m_deed;
    LostWrite m_lost; ///< the write under way, in case its answer gets lost
    qsizetype m_sent = 0;
    Outcome m_outcome;
    QUrl m_task; ///< under way
    bool m_isRunning = false;
};

} // namespace nephoscope
