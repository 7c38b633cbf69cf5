// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/filetransfer.h"

#include <QWidget>

class QVBoxLayout;

namespace nephoscope {

class PageTabs;
class TaskView;
class TransferRow;

/// The files on their way, to and from all sites, whatever page shows: a row for each. Hidden while there is none.
class TransferDesk : public QWidget {
    Q_OBJECT
public:
    /// Takes the orders of the pages, and has them read their objects again when a file has arrived. Shows itself among
    /// the tasks.
    TransferDesk(PageTabs &pages, TaskView &tasks);

    /// Starts it. An order whose file has no address is for whatever the object, or the only thing in it, waits for.
    void take(const TransferOrder &order);
    int running() const;

private:
    void find(const TransferOrder &order, bool mayLookInside);
    void start(const TransferOrder &order);
    void comeIntoSight();
    void ended(TransferRow *row);
    void goOn(const TransferOrder &before);
    void reload(const TransferOrder &order);
    void dismiss(TransferRow *row);

    PageTabs &m_pages;
    TaskView &m_tasks;
    QVBoxLayout *m_column;
    QList<TransferRow *> m_rows;
};

} // namespace nephoscope
