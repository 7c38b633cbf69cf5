// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/reply.h"
#include "net/request.h"
#include "platform/taskstate.h"

#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

namespace nephoscope {

class Platform;
class Session;
class TaskList;

/// Follows the asynchronous work of one site to its end: asks again after 1 s, then less often up to 30 s; asks for
/// many tasks in one request where the service has a list; never more than one question at a time, and none within a
/// second of the one before; never gives up by itself; asks nothing while nothing runs. Owned by its session, GUI
/// thread.
class TaskFollower : public QObject {
    Q_OBJECT
public:
    TaskFollower(Session &session, std::shared_ptr<const Platform> platform);

    /// Starts to follow; a task already followed is only updated.
    void follow(const TaskState &task);
    /// Everything heard of, running ones first, newest first.
    QList<TaskState> tasks() const;
    int running() const;
    /// Somebody else began it, or an earlier run of this program that nobody remembers.
    bool isOfOthers(const TaskState &task) const;
    /// The ids and the addresses' paths of everything heard of.
    QSet<QString> known() const;
    /// The work that goes on with that object now, if any.
    std::optional<TaskState> runningOn(const Ref &object) const;
    /// While somebody looks at running work it is asked for more often.
    void setWatched(bool watched);
    /// Asks now.
    void refresh();
    /// Asks for that one by itself, which tells more than a list: its steps, how to cancel it.
    void look(const TaskState &task);
    /// Looks for work of others and of earlier times, once; what runs is followed from then on.
    void discover();
    void stop();

signals:
    /// A task is new, moved on, or ended.
    void changed(const TaskState &task);
    /// Exactly once for each task that ends.
    void ended(const TaskState &task);
    /// Work that was over before anybody here heard of it.
    void found(const QList<TaskState> &tasks);
    /// The last question got no answer (which is asked again); empty when it works again.
    void troubled(const QString &sentence);

private:
    /// What is asked: one task, or a page of the service's list.
    struct Question {
        Request request;
        std::optional<TaskState> task;
        int page = 1;
        bool isDiscovery = false;
    };

    void schedule();
    void beginRound();
    void goOn();
    void ask(const Question &question);
    void askFor(const TaskState &task);
    void read(const Question &question, const Reply &reply);
    void heardList(const Question &question, const TaskList &list, qsizetype from = 0);
    void heardListed(const TaskState &task);
    void heardTask(const TaskState &task, const Result<Reply> &reply);
    void takeListed(const TaskState &task);
    void askForTheRest();
    void missed(const TaskState &task, const Error &error);
    void forget(const TaskState &task);
    void remember(const QString &identity);
    void take(const TaskState &task);

    Session &m_session;
    std::shared_ptr<const Platform> m_platform;
    QHash<QString, TaskState> m_tasks; ///< by identity
    QStringList m_order;
    QSet<QString> m_open; ///< identities of what has not ended
    QSet<QString> m_others; ///< those of them that nobody here began
    QList<Question> m_questions; ///< still to be asked in this round
    QSet<QString> m_unlisted; ///< what runs and no page of this round has told about yet
    QHash<QString, int> m_missed; ///< how often in a row the service did not know it, by identity
    QStringList m_lately; ///< what of that was asked for by itself last, so that everybody has a turn
    QTimer m_timer;
    QElapsedTimer m_asked;
    int m_rounds = 0; ///< since something changed
    int m_details = 0; ///< still to be asked for in this round
    std::optional<Question> m_further; ///< the next page of a discovery, between the rounds
    bool m_isDiscovering = false;
    bool m_hasRound = false; ///< since the last page of a discovery
    bool m_watched = false;
    bool m_isAsking = false;
};

} // namespace nephoscope
