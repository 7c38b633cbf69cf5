// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/taskstate.h"
#include "session/session.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>
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

/// The work of all sites, remembered without end: what runs when the console ends, however it ends, is followed again
/// when its site is back, and every end is told once. What sessions tell is written a little later, a few at a time, so
/// that a storm of ends does not hold up the window. Owned by the window, GUI thread.
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
    /// Writes down what is known of tasks now.
    void note(const QString &site, const QString &service, const QList<TaskState> &tasks);
    /// Writes down work that was over before this console heard of it: it is history, nobody is told.
    void noteHistory(const QString &site, const QString &service, const QList<TaskState> &tasks);

    /// What has not ended as far as is known, oldest first.
    QList<TaskState> open(const QString &site) const;
    /// Newest first.
    QList<RememberedTask> find(const TaskFilter &filter) const;
    /// Nothing where there are fewer than three that ended well.
    std::optional<UsualDuration> usual(const QString &service, const QString &operation) const;
    /// Everybody who started something, in order of the names.
    QStringList users() const;
    /// Somebody has looked after the object of that task.
    void settle(qint64 number);
    /// The work that left that object in a state nobody knows, the latest first; empty = all is well.
    QList<RememberedTask> doubts(const QString &site, const QString &object) const;
    /// What has ended is no longer current; it stays where it can be searched.
    void dismissEnded();

signals:
    /// A task has ended; once for each, over all runs of the console.
    void ended(const QString &site, const TaskState &task);
    /// What needs attention has become more or less.
    void attentionChanged();
    /// Work that was over before is known now.
    void historyChanged();

private:
    /// What became of a task's row.
    enum class Kept { AsItWas, Changed, Ended };
    struct Heard {
        QString site;
        QString service;
        TaskState task;
    };

    void fail(const Error &error);
    void hear(const QString &site, const QString &service, const TaskState &task);
    void writeSome();
    void write(const QList<Heard> &heard);
    Result<Kept> keep(const Heard &heard, bool isHistory);
    Result<bool> insert(const Heard &heard, bool needsAttention);
    Result<bool> update(qint64 number, const TaskState &task);
    Result<bool> clearDoubts(const Heard &heard);

    std::unique_ptr<Database> m_database;
    std::optional<Error> m_trouble;
    QHash<QString, QString> m_written; ///< site and task → what of it was written last
    QHash<const Session *, std::weak_ptr<Session>> m_watched;
    QList<Heard> m_heard; ///< still to be written
    bool m_isCleared = false; ///< something no longer needs attention
    QTimer m_writing;
};

} // namespace nephoscope
