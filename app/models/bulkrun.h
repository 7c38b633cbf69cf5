// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "models/bulkplan.h"
#include "models/fieldguide.h"
#include "session/session.h"

#include <QObject>
#include <functional>
#include <vector>

namespace nephoscope {

/// One object of a run.
class BulkItem {
public:
    enum class Phase {
        Waiting,
        Running,
        Done,
        Same, ///< had the value already: nothing was sent
        Failed,
        Unknown ///< was sent, and nobody heard what became of it
    };

    Ref object;
    Phase phase = Phase::Waiting;
    QString words; ///< why it failed, or is unknown
    bool hasEnded() const { return phase != Phase::Waiting && phase != Phase::Running; }
};

/// What is to be done with one object.
class BulkWork {
public:
    BulkWork() = default; // no aggregate: it lives in a coroutine

    QList<Request> requests; ///< in the order to send them
    Deed deed;
};

/// Makes one edit on many objects, or asks each for one operation: each is read, sent to and followed to its end, some
/// at a time. Pauses after too many failures. The journal is its memory: whatever was sent stands there with the plan's
/// id, so a run that was killed goes on where it was, sends nothing twice, and reports everything. GUI thread; kept
/// alive by its running coroutines.
class BulkRun : public QObject, public std::enable_shared_from_this<BulkRun> {
    Q_OBJECT
public:
    enum class State { Ready, Running, Paused, Canceled, Finished };
    using Guides = std::function<FieldGuide(const Resource &resource)>;

    /// The journal must be the session's witness.
    BulkRun(std::shared_ptr<Session> session, std::shared_ptr<Journal> journal, BulkPlan plan, Guides guides);

    const BulkPlan &plan() const { return m_plan; }
    State state() const { return m_state; }
    /// Why it paused by itself; empty where the person did it.
    const QString &pauseReason() const { return m_pauseReason; }
    bool isByHand() const { return m_pauseReason.isEmpty(); }
    const std::vector<BulkItem> &items() const { return m_items; }
    int count(BulkItem::Phase phase) const;
    /// What failed, and what nobody knows the end of.
    int failures() const { return count(BulkItem::Phase::Failed) + count(BulkItem::Phase::Unknown); }

    /// Writes the plan down and begins. The error where that cannot be.
    Result<bool> start();
    /// Takes up what the journal knows of a run that was begun by another life of this program, and goes on.
    void takeUp();
    /// What runs ends; nothing more begins.
    void pause();
    void resume();
    /// As pause, and for good.
    void cancel();
    /// What failed or is unknown waits again, and the run goes on. Of an operation only what failed: what is unknown
    /// may have been done.
    void retryFailed();
    int retryable() const;
    /// What would be sent to the object, and what the journal is told of it; no request where it has the value already.
    Result<BulkWork> workOn(const Resource &resource) const;
    /// The draft that the edit makes of an object; not dirty where it has the value already.
    Result<Draft> edited(const Resource &resource) const;

signals:
    void itemChanged(int item);
    void stateChanged();

private:
    QCoro::Task<> work(int item);
    QCoro::Task<> settle(int item, JournalEntry entry);
    Async<bool> send(Request request, Resource before, Deed deed);
    void begin(int item);
    void end(int item, BulkItem::Phase phase, const QString &words = {});
    void goOn();
    void setState(State state);
    bool wasOurs(const Ref &object) const;
    bool isRetryable(const BulkItem &item) const;
    Deed deedFor(const Resource &resource) const;

    std::shared_ptr<Session> m_session;
    std::shared_ptr<Journal> m_journal;
    BulkPlan m_plan;
    Guides m_guides;
    std::vector<BulkItem> m_items;
    State m_state = State::Ready;
    QString m_pauseReason;
    int m_running = 0;
    int m_failures = 0; ///< since the start or the last resume
    size_t m_next = 0; ///< nothing waits before it
};

} // namespace nephoscope
