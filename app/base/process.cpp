// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace nephoscope {

#ifdef Q_OS_LINUX
namespace {

/// sched_setattr(2), first version; <linux/sched/types.h> cannot stand beside <sched.h>.
struct SchedulingAttributes {
    quint32 size = sizeof(SchedulingAttributes);
    quint32 policy = 0;
    quint64 flags = 0;
    qint32 nice = 0;
    quint32 priority = 0;
    quint64 runtime = 0; ///< ns
    quint64 deadline = 0;
    quint64 period = 0;
};

} // namespace
#endif

void takeShortTurns()
{
#ifdef Q_OS_LINUX
    SchedulingAttributes own;
    if (syscall(SYS_sched_getattr, 0, &own, sizeof own, 0) != 0 || own.policy != SCHED_OTHER)
        return; // whoever started it chose another way
    constexpr quint64 resetOnFork = 1; // threads to come are not the window's
    own.flags |= resetOnFork;
    own.runtime = 100'000; // the least there is
    (void)syscall(SYS_sched_setattr, 0, &own, 0);
#endif
}

void returnFreedMemory()
{
#ifdef __GLIBC__
    constexpr int bytes = 64 * 1024; // most pages of a list are larger
    mallopt(M_MMAP_THRESHOLD, bytes);
#endif
}

} // namespace nephoscope
