// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/worker.h"

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace nephoscope {

namespace {

/// Where there are fewer processors than work, the window goes first. Of QThread's priorities Linux knows only "idle".
void goBehindTheWindow()
{
#ifdef Q_OS_LINUX
    constexpr int steps = 5;
    setpriority(PRIO_PROCESS, 0, steps); // of this thread alone; that it may not be done costs nothing
#endif
}

class Worker : public QThreadPool {
public:
    Worker()
    {
        setMaxThreadCount(1);
        setExpiryTimeout(-1); // its rank stays with it
        start(goBehindTheWindow);
    }
};

Q_GLOBAL_STATIC(Worker, worker)

} // namespace

QThreadPool &inventoryThread() { return *worker(); }

} // namespace nephoscope
