// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/faultreport.h"

namespace nephoscope {

class FaultDesk;
class MainWindow;
class TaskView;

/// What the window as a whole can do about a fault: sign in again, set a site up, show the work in the way, open the
/// settings of a site, show a refused certificate.
class FaultDeeds : public QObject {
    Q_OBJECT
public:
    /// Lives as long as the window.
    FaultDeeds(MainWindow &window, TaskView &tasks);

private:
    void signIn(const FaultReport &report, const char *field);
    void setUp(const FaultReport &report);
    void showTask(const TaskState &task);
    void showCertificate(const FaultReport &report);

    MainWindow &m_window;
    TaskView &m_tasks;
};

} // namespace nephoscope
