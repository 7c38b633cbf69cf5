// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulkrun.h"

namespace nephoscope {

/// Reads every object of a run before it begins, and says what the edit would change: some at a time, nothing is sent.
/// GUI thread; ends by itself, or at the next answer after stop().
class BulkLook : public QObject, public std::enable_shared_from_this<BulkLook> {
    Q_OBJECT
public:
    BulkLook(std::shared_ptr<Session> session, std::shared_ptr<BulkRun> run);

    void start();
    void stop() { m_isStopped = true; }

signals:
    /// What would be sent to an object that would be changed; before looked().
    void planned(int item, const QList<Request> &requests);
    /// `object`: as it was read, null where it was not; `changes`: empty for an operation, and where the object has the
    /// value already; `whyNot`: why it cannot be done, else empty.
    void looked(int item, const Resource &object, const QList<Change> &changes, const QString &whyNot);
    void finished();

private:
    QCoro::Task<> look(int item);
    Result<QList<Change>> judged(int item, const Result<Resource> &resource);
    void goOn();

    std::shared_ptr<Session> m_session;
    std::shared_ptr<BulkRun> m_run; ///< knows the edit
    int m_next = 0;
    int m_running = 0;
    bool m_isStopped = false;
    bool m_isGoing = false;
};

} // namespace nephoscope
