// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/faultreport.h"
#include "platform/ref.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QTreeView;

namespace nephoscope {

class Journal;
class Looks;
class Settings;
class Sites;
class TaskDeeds;
class TaskFilterBar;
class TaskKeeper;
class TaskModel;
class TaskWords;
class WaitingStrip;

/// The asynchronous work of all sites and all times: what runs, how far, what became of it. Cancels, starts again,
/// opens the object, explains failures, copies ids; what waits for other work stands above.
class TaskView : public QWidget {
    Q_OBJECT
public:
    TaskView(Sites &sites, const Looks &looks, Settings &settings, QWidget *parent);

    void takeFocus();
    /// Selects that task, whatever the filter says.
    void show(const TaskState &task);
    using QWidget::show;
    TaskModel &model() { return *m_model; }
    TaskKeeper &keeper() { return *m_keeper; }
    TaskDeeds &deeds() { return *m_deeds; }
    const WaitingStrip &waiting() const { return *m_waiting; }
    /// Where it is kept what was asked for, to ask for it again.
    void setJournal(const std::shared_ptr<Journal> &journal);
    /// Takes over a widget that shows work of another kind, above the list.
    void addAbove(QWidget *widget);

signals:
    void opened(const QString &profileId, const nephoscope::Ref &object);
    /// Something did not work: cancelling, or what the user wants explained.
    void failed(const nephoscope::FaultReport &report);
    /// Words for the dock's tab: "Tasks", "Tasks 2".
    void titleChanged(const QString &title);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeActions();
    void listen();
    void makeTree(Settings &settings);
    QWidget *makeTools();
    void updateActions();
    void updateCancel(bool isTask);
    void currentMoved();
    void countsChanged();
    /// Somebody sees it: the dock is open, and the program in front.
    void updateWatched();
    /// Asks each site for the work of others: once, and again as somebody else.
    void discover();
    void cancelTask();
    void startAgain();
    void openObject();
    void onlyThisObject();
    void explain();
    void copy(int role) const;
    QModelIndex current() const;

    Sites &m_sites;
    TaskModel *m_model;
    TaskKeeper *m_keeper;
    TaskDeeds *m_deeds;
    TaskWords *m_words;
    TaskFilterBar *m_filter;
    WaitingStrip *m_waiting;
    QTreeView *m_tree;
    QLabel *m_nothing;
    std::optional<TaskState> m_chosen; ///< while the model begins anew
    QString m_chosenSite;
    QHash<QString, QString> m_discovered; ///< profile id → as whom that site was asked for the work of others
    bool m_isWatched = false;
    QTimer m_tick;
    QAction *m_cancel = nullptr;
    QAction *m_again = nullptr;
    QAction *m_open = nullptr;
    QAction *m_only = nullptr;
    QAction *m_explain = nullptr;
    QAction *m_copyId = nullptr;
    QAction *m_copyRequestId = nullptr;
    QAction *m_dismiss = nullptr;
    QAction *m_refresh = nullptr;
};

} // namespace nephoscope
