// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nephoscope {

/// What the program leaves behind when it is ended by a fault of its own (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT): a
/// small file, readable by its owner only, with the version, the signal, the time and where the code was. Nothing of
/// what the program held in memory is written, so no secret can be. The next start finds it.
class CrashNote {
public:
    /// From now on until the program ends; what was told to handle those signals before handles them afterwards.
    /// `folder` is made where it is missing.
    static void arm(const QString &folder);
    /// The note of an earlier run in that folder; empty where there is none.
    static QString left(const QString &folder);
    /// It has been told of: it stays on disk as the previous one, and is not told of again.
    static void settle(const QString &folder);
    /// The whole report that a person may hand on: the note, and what the program runs on. Without secrets.
    static QString report(const QString &note);
};

} // namespace nephoscope
