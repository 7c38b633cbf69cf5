// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nephoscope {

// What a process with a window asks of the operating system. Where it is refused, or unknown, nothing else changes.

/// The calling thread, the window's, has little to do at a time, and somebody waits for it: it is let in soon after it
/// has something to do, also where fewer processors are free than programs want. (Linux 6.12 and later: sched(7), the
/// slice of SCHED_OTHER.)
void takeShortTurns();

/// Larger blocks that were freed go back to the system at once, so that a window that stays open for weeks is as large
/// as what it shows. Before the first large block is taken; once for all threads. (glibc: mallopt(3),
/// M_MMAP_THRESHOLD.)
void returnFreedMemory();

} // namespace nephoscope
