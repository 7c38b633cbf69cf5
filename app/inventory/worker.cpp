// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/worker.h"

namespace nephoscope {

namespace {

class Worker : public QThreadPool {
public:
    Worker()
    {
        setMaxThreadCount(1);
        setExpiryTimeout(10'000);
    }
};

Q_GLOBAL_STATIC(Worker, worker)

} // namespace

QThreadPool &inventoryThread() { return *worker(); }

} // namespace nephoscope
