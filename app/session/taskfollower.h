// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/reply.h"
#include "net/request.h"
#include "platform/taskstate.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

namespace nephoscope {

class Session;

/// Follows the asynchronous work of one site to its end: asks again after 1 s, then less often up to 30 s; asks for
/// many tasks in one request where the service has a list; never gives up by itself; asks nothing while nothing runs.
/// Owned by its session, GUI thread.
class TaskFollower : public QObject {
    Q_OBJECT
public:
    explicit TaskFollower(Session &session);

    /// Starts to follow; a task already followed is only updated.
    void follow(const TaskState &task);
    /// Everything heard of, running ones first, newest first.
    QList<TaskState> tasks() const;
    int running() const;
    /// The ids and the addresses' paths of everything heard of.
    QSet<QString> known() const;
    /// The work that goes on with that object now, if any.
    std::optional<TaskState> runningOn(const Ref &object) const;
    /// While somebody looks at running work it is asked for every second.
    void setWatched(bool watched);
    /// Asks now.
    void refresh();
    /// Looks for work of others and of earlier times, once; what runs is followed from then on.
    void discover();
    void stop();

signals:
    /// A task is new, moved on, or ended.
    void changed(const TaskState &task);
    /// Exactly once for each task that ends.
    void ended(const TaskState &task);
    /// The last question got no answer (which is asked again); empty when it works again.
    void troubled(const QString &sentence);

private:
    void schedule();
    void askAll();
    void askForMany(const Request &request);
    void askEach(const QList<TaskState> &open);
    void hear(const TaskState &task, const Result<Reply> &reply);
    void answered(const QString &trouble);
    void forget(const TaskState &task);
    void take(const TaskState &task);

    Session &m_session;
    QHash<QString, TaskState> m_tasks; ///< by identity
    QStringList m_order;
    QTimer m_timer;
    int m_rounds = 0; ///< since something changed
    int m_unanswered = 0;
    QString m_trouble;
    bool m_watched = false;
    bool m_isAsking = false;
};

} // namespace nephoscope
