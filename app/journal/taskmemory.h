// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/taskstore.h"
#include "session/session.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <memory>
#include <optional>

namespace nephoscope {

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
    /// All of what needs attention, in no order.
    QList<InDoubt> inDoubt() const;
    /// The work that left that object in a state nobody knows, the latest first; empty = all is well.
    QList<RememberedTask> doubts(const QString &site, const QString &object) const;
    /// What has ended is no longer current; it stays where it can be searched.
    void dismissEnded();
    /// What was written is being brought from the side file into the file, or soon will be.
    bool isTidying() const { return m_pause.isActive() || m_tidying.activeThreadCount() > 0; }

signals:
    /// A task has ended; once for each, over all runs of the console.
    void ended(const QString &site, const TaskState &task);
    /// What needs attention has become more or less.
    void attentionChanged();
    /// Work that was over before is known now.
    void historyChanged();

private:
    void fail(const Error &error);
    bool isNews(const HeardTask &heard) const;
    void hear(const HeardTask &heard);
    void writeSome();
    void write(const QList<HeardTask> &heard);
    void mark(const HeardTask &written);
    void tell(const TasksWritten &written);
    void tidyUp();

    QString m_folder;
    std::unique_ptr<TaskStore> m_store;
    std::optional<Error> m_trouble;
    QHash<QString, QString> m_written; ///< site and task → what of it was written last
    QHash<const Session *, std::weak_ptr<Session>> m_watched;
    QList<HeardTask> m_heard; ///< still to be written
    QTimer m_writing;
    bool m_isOtherAttention = false; ///< still to be told
    bool m_isOtherHistory = false;
    qsizetype m_untidy = 0; ///< tasks written since it was last tidied up
    QTimer m_pause;
    QThreadPool m_tidying;
};

} // namespace nephoscope
