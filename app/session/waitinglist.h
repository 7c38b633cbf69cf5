// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/taskstate.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <functional>

namespace nephoscope {

class TaskFollower;

/// Something the user wants done when other work has ended.
class Waiting {
public:
    int id = 0;
    QString label; ///< what is to be done, for people
    Ref object; ///< what both work on
    TaskState blocker; ///< whose end is waited for
    QDateTime since;
};

/// What waits until the work in its way has ended, begun in the order in which it came: of one object, the next when
/// the one before says that it has finished. Owned by its session, GUI thread.
class WaitingList : public QObject {
    Q_OBJECT
public:
    explicit WaitingList(TaskFollower &tasks);

    /// `run` is called once, when it is its turn; it must lead to finished(), which `context` going away does too.
    /// Returns the id.
    int add(const QString &label, const Ref &object, const TaskState &blocker, QObject *context,
        const std::function<void(int id)> &run);
    /// The blocking work was another: wait for that one's end, in the old place.
    void moveBehind(int id, const TaskState &blocker);
    void cancel(int id);
    /// What was begun has come to its end, good or bad.
    void finished(int id);
    /// What has not begun yet, in order.
    QList<Waiting> waiting() const;
    /// Forgets all; nothing is begun any more.
    void clear();

signals:
    void changed();
    void begun(int id);

private:
    struct Entry {
        Waiting what;
        QPointer<QObject> context;
        std::function<void(int)> run;
        bool isFree = false; ///< what it waited for has ended
        bool isRunning = false;
    };

    void ended(const TaskState &task);
    void beginNext();
    void drop(int id);

    TaskFollower &m_tasks;
    QList<Entry> m_entries;
    int m_latest = 0;
};

} // namespace nephoscope
