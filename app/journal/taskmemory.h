// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/taskstate.h"
#include "session/session.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <memory>
#include <optional>

namespace nephoscope {

class Database;

/// A task as it is remembered.
class RememberedTask {
public:
    qint64 number = 0; ///< counts up, the newest has the highest
    QString site; ///< profile id
    QString service;
    TaskState task;
    bool needsAttention = false; ///< it failed and left its object in a state that nobody knows
};

/// What to look for; what is empty does not count.
class TaskFilter {
public:
    QString text; ///< in name, object, user, ids and error; upper and lower case alike
    QString site;
    QString user;
    QString object; ///< Ref::identity()
    std::optional<TaskState::Phase> phase;
    QDateTime since;
    QDateTime until;
    bool onlyAttention = false;
    int most = 500;
};

/// How long such work took before, by half of the cases.
class UsualDuration {
public:
    int cases = 0;
    qint64 lower = 0; ///< seconds: a quarter was faster
    qint64 upper = 0; ///< a quarter was slower
};

/// The work of all sites, remembered without end: what runs when the console ends, however it ends, is followed again
/// when its site is back, and every end is told once. Owned by the window, GUI thread.
class TaskMemory : public QObject {
    Q_OBJECT
public:
    explicit TaskMemory(const QString &folder);
    ~TaskMemory() override;

    /// Why nothing can be remembered; nothing while all is well.
    const std::optional<Error> &trouble() const { return m_trouble; }
    /// Keeps account of that session's tasks, and follows those again that were running when last heard of. The
    /// session must be signed in.
    void watch(const std::shared_ptr<Session> &session);
    /// Writes down what is known of a task now.
    void note(const QString &site, const QString &service, const QList<TaskState> &tasks);

    /// Writes down many at once, in one go; none of them is new to anybody, so nothing is told.
    bool fill(int count, const std::function<TaskState(int number)> &made);

    /// What has not ended as far as is known, oldest first.
    QList<TaskState> open(const QString &site) const;
    /// Newest first.
    QList<RememberedTask> find(const TaskFilter &filter) const;
    /// Nothing where there are fewer than three that ended well.
    std::optional<UsualDuration> usual(const QString &service, const QString &operation) const;
    /// Somebody has looked after the object of that task.
    void settle(qint64 number);

signals:
    /// A task has ended; once for each, over all runs of the console.
    void ended(const QString &site, const TaskState &task);
    /// What needs attention has become more or less.
    void attentionChanged();

private:
    void fail(const Error &error);
    Result<bool> keep(const QString &site, const QString &service, const TaskState &task, bool *isEnd);
    Result<bool> insert(const QString &site, const QString &service, const TaskState &task);
    Result<bool> update(qint64 number, const TaskState &task);

    std::unique_ptr<Database> m_database;
    std::optional<Error> m_trouble;
    QHash<QString, QString> m_written; ///< site and task → what of it was written last
    QHash<const Session *, std::weak_ptr<Session>> m_watched;
};

} // namespace nephoscope
