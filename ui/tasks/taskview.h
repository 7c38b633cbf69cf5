// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/faultreport.h"
#include "platform/ref.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLineEdit;
class QSortFilterProxyModel;
class QTreeView;

namespace nephoscope {

class Looks;
class Settings;
class Sites;
class TaskKeeper;
class TaskModel;
class TaskWords;

/// The asynchronous work of all sites: what runs, how far, what became of it. Cancels, opens the object, copies ids.
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
    /// Takes over a widget that shows work of another kind, above the list.
    void addAbove(QWidget *widget);

signals:
    void opened(const QString &profileId, const nephoscope::Ref &object);
    /// Cancelling did not work.
    void failed(const nephoscope::FaultReport &report);
    /// Words for the dock's tab: "Tasks", "Tasks 2".
    void titleChanged(const QString &title);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeActions();
    void makeTree(Settings &settings);
    QWidget *makeTools();
    void updateActions();
    void countsChanged();
    void setWatched(bool watched);
    void cancelTask();
    void openObject();
    void copy(int role) const;

    Sites &m_sites;
    TaskModel *m_model;
    TaskKeeper *m_keeper;
    TaskWords *m_words;
    QSortFilterProxyModel *m_filtered;
    QLineEdit *m_filter;
    QTreeView *m_tree;
    QTimer m_tick;
    QAction *m_cancel = nullptr;
    QAction *m_open = nullptr;
    QAction *m_copyId = nullptr;
    QAction *m_copyRequestId = nullptr;
    QAction *m_dismiss = nullptr;
};

} // namespace nephoscope
