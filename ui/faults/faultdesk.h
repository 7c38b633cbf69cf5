// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explain/explainer.h"
#include "faults/faultreport.h"

#include <QHash>
#include <QPointer>

namespace nephoscope {

class FaultDialog;

/// Where the panes of a window bring their faults: one dialog for one cause, one after the other. Knows what the window
/// as a whole can do about them.
class FaultDesk : public QObject {
    Q_OBJECT
public:
    using Deed = std::function<void(const FaultReport &report, const TaskState &blocker)>;

    explicit FaultDesk(QWidget *window);
    /// That of the window the pane is in, over its dialogs too; made where there is none yet.
    static FaultDesk &of(QWidget *pane);

    /// What the window can do itself ("sign-in", "settings", "show-task" …).
    void setDeed(const QString &action, const Deed &deed);
    bool canDo(const QString &action, const FaultReport &report) const;
    void act(const QString &action, const FaultReport &report, const TaskState &blocker);

    /// Something the user just started did not work: opens its dialog over the pane, unless that cause has one.
    void report(const FaultReport &report, QWidget *pane);
    /// The service's words, the console's, and the user's own.
    const Explainer &explainer(const QString &service);
    /// How often in a row that cause has been met within a few minutes; 1 = for the first time.
    int attempt(const FaultReport &report) const;
    FaultDialog *dialog() const;

private:
    struct Met {
        int times = 0;
        QDateTime last;
    };

    void open(const FaultReport &report, QWidget *pane);
    void openNext();

    QHash<QString, Deed> m_deeds;
    QHash<QString, std::shared_ptr<const Explainer>> m_explainers;
    QHash<QString, Met> m_met; ///< by cause
    QList<std::pair<FaultReport, QPointer<QWidget>>> m_later;
    QPointer<FaultDialog> m_dialog;
};

} // namespace nephoscope
