// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/faultreport.h"
#include "journal/taskmemory.h"
#include "journal/taskrestart.h"
#include "models/sites.h"

#include <QObject>

class QWidget;

namespace nephoscope {

class Looks;

/// What a person can do about work: cancel it, start again what failed, clean up what it left behind. Nothing is sent
/// before it was shown.
class TaskDeeds : public QObject {
    Q_OBJECT
public:
    TaskDeeds(Sites &sites, TaskMemory &memory, const Looks &looks, QWidget *view);

    /// Without one, nothing can be started again.
    void setJournal(std::shared_ptr<Journal> journal) { m_journal = std::move(journal); }
    void cancel(const QString &site, const TaskState &task, const QString &name);
    /// Why it cannot be started again; empty where it can.
    QString whyNotAgain(const QString &site, const TaskState &task) const;
    void startAgain(const QString &site, const TaskState &task);
    /// Deletes the object by the rules of every deletion: what goes with it, its name typed, the request shown; what
    /// needed attention then needs none.
    void cleanUp(const RememberedTask &work);

signals:
    void cancelRequested(const QString &site, const nephoscope::TaskState &task);
    void failed(const nephoscope::FaultReport &report);

private:
    void askToDelete(const std::shared_ptr<Session> &session, const RememberedTask &work, const Resource &object,
        Operation operation);
    void review(const std::shared_ptr<Session> &session, const Request &request, const Deed &deed, const QString &title,
        const QStringList &notes, const std::function<void()> &done);
    void send(const std::shared_ptr<Session> &session, const Request &request, const Deed &deed, const QString &title,
        const std::function<void()> &done);

    Sites &m_sites;
    TaskMemory &m_memory;
    const Looks &m_looks;
    QWidget *m_view;
    std::shared_ptr<Journal> m_journal;
};

} // namespace nephoscope
