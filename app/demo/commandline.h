// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "demo/server.h"

#include <QList>
#include <QStringList>

namespace nephoscope::demo {

/// What nephoscope-demo was asked to do.
class CommandLine {
public:
    /// Reads the arguments (the first is the program's name). The error is a sentence for the terminal.
    static Result<CommandLine> parse(const QStringList &arguments);
    static QString helpText();

    QList<ServerOptions> servers; ///< one per site, in the order of the ready line
    bool untilEof = false; ///< end when standard input does
    bool help = false;
    bool version = false;
};

} // namespace nephoscope::demo
