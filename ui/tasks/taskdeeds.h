// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/faultreport.h"
#include "journal/taskmemory.h"
#include "journal/taskrestart.h"
#include "models/sites.h"

#include <QObject>

class QWidget;

namespace nephoscope {

/// What a person can do about work: cancel it, start again what failed, clean up what it left behind. Nothing is sent
/// before it was shown.
class TaskDeeds : public QObject {
    Q_OBJECT
public:
    TaskDeeds(Sites &sites, TaskMemory &memory, QWidget *view);

    /// Without one, nothing can be started again.
    void setJournal(std::shared_ptr<Journal> journal) { m_journal = std::move(journal); }
    void cancel(const QString &site, const TaskState &task, const QString &name);
    /// Why it cannot be started again; empty where it can.
    QString whyNotAgain(const QString &site, const TaskState &task) const;
    void startAgain(const QString &site, const TaskState &task);
    /// Deletes the object, after the person has seen by which request; what needed attention then needs none.
    void cleanUp(const RememberedTask &work);

signals:
    void cancelRequested(const QString &site, const nephoscope::TaskState &task);
    void failed(const nephoscope::FaultReport &report);

private:
    void review(const std::shared_ptr<Session> &session, const Request &request, const Deed &deed, const QString &title,
        const QStringList &notes, const std::function<void()> &done);
    void send(const std::shared_ptr<Session> &session, const Request &request, const Deed &deed, const QString &title,
        const std::function<void()> &done);

    Sites &m_sites;
    TaskMemory &m_memory;
    QWidget *m_view;
    std::shared_ptr<Journal> m_journal;
};

} // namespace nephoscope
