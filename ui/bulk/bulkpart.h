// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "models/bulkplan.h"
#include "models/bulkrun.h"

#include <QObject>
#include <QSet>
#include <memory>

namespace nephoscope {

class BulkDialog;
class Looks;
class MainWindow;
class MessageBar;
class RunStrip;
class Session;

/// Runs over many objects in the window: opens their dialog, keeps it when it is closed over a run that goes on, tells
/// when such a run pauses or ends, and offers those that the program's end interrupted, each by itself.
class BulkPart : public QObject {
    Q_OBJECT
public:
    BulkPart(MainWindow &window, const Looks &looks, std::shared_ptr<Journal> journal, MessageBar &bar);

    /// The runs that are not over, in words.
    QStringList underWay() const;
    /// The program is about to end: nothing more begins. They are offered again at the next start.
    void pauseAll();

private:
    void begin(const QString &profileId, const BulkOrder &order);
    void listenTo(BulkDialog *dialog);
    void changed(BulkDialog *dialog);
    void closed(BulkDialog *dialog);
    void keepInReach(BulkDialog *dialog);
    void forget(BulkDialog *dialog);
    void offer(int site);
    void offerPlan(const BulkPlan &plan);
    void goOn(const BulkPlan &plan);
    void forgetOthers(const std::shared_ptr<Session> &session);

    MainWindow &m_window;
    const Looks &m_looks;
    std::shared_ptr<Journal> m_journal;
    MessageBar &m_bar;
    RunStrip *m_strip;
    QList<BulkDialog *> m_dialogs; ///< children of the window
    QHash<QByteArray, BulkRun::State> m_told; ///< by run: what the person knows of it
    QSet<QByteArray> m_known; ///< plans of another life that were not offered yet
};

} // namespace nephoscope
