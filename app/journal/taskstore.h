// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "platform/taskstate.h"

#include <QList>
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
    QList<TaskState::Phase> phases;
    QDateTime since;
    QDateTime until;
    bool onlyAttention = false;
    bool onlyCurrent = false; ///< without what was dismissed
    int skip = 0; ///< so many of the newest, to read on
    int most = 500;

    /// Whether that one would be found, of words, site, user, object, phase and time.
    bool matches(const QString &ofSite, const TaskState &task) const;
    /// True where nothing is asked for.
    bool isEmpty() const;
};

/// How long such work took before, by half of the cases.
class UsualDuration {
public:
    int cases = 0;
    qint64 lower = 0; ///< seconds: a quarter was faster
    qint64 upper = 0; ///< a quarter was slower
};

/// An object that failed work left in a state that nobody knows.
class InDoubt {
public:
    QString site; ///< profile id
    QString object; ///< Ref::identity()
};

/// What was heard of a task.
class HeardTask {
public:
    QString site; ///< profile id
    QString service;
    TaskState task;
    bool isHistory = false; ///< it was over before this console heard of it: nobody is told
};

/// What came of writing down what was heard.
class TasksWritten {
public:
    QList<HeardTask> ends; ///< of which the end was not known before: somebody is told
    bool isOtherAttention = false; ///< what needs attention has become more or less
    bool isOtherHistory = false; ///< work that was over before is known now
};

/// The file with the work of all sites. What was written survives the program, however that ends; when the computer
/// loses its power the latest of it may be missing, and is heard of again. Writing does not wait for the disk, as long
/// as somebody tidies up now and then. The thread that opened it.
class TaskStore {
public:
    /// Opens or makes the file in that folder.
    static Result<std::unique_ptr<TaskStore>> open(const QString &folder);
    /// Brings what has gathered beside the file of that folder into it; it may stand open elsewhere. Any thread; waits
    /// for the disk.
    static void tidyUp(const QString &folder);
    ~TaskStore();

    /// All of it or nothing.
    Result<TasksWritten> write(const QList<HeardTask> &heard);
    /// The object of that task has been looked after.
    Result<bool> settle(qint64 number);
    /// What has ended is no longer current.
    Result<bool> dismissEnded();

    /// What has not ended as far as is known, oldest first.
    QList<TaskState> underWay(const QString &site) const;
    /// Newest first.
    QList<RememberedTask> find(const TaskFilter &filter) const;
    /// Nothing where there are fewer than three that ended well.
    std::optional<UsualDuration> usual(const QString &service, const QString &operation) const;
    /// Everybody who started something, in order of the names.
    QStringList users() const;
    /// One for each task that needs attention.
    QList<InDoubt> inDoubt() const;

private:
    /// What became of a task's row.
    enum class Kept { AsItWas, Changed, Ended };

    explicit TaskStore(std::unique_ptr<Database> database);
    Result<Kept> keep(const HeardTask &heard);
    Result<bool> insert(const HeardTask &heard, bool needsAttention);
    Result<bool> update(qint64 number, const TaskState &task);
    Result<bool> clearDoubts(const HeardTask &heard);

    std::unique_ptr<Database> m_database;
    bool m_isCleared = false; ///< something no longer needs attention
};

} // namespace nephoscope
