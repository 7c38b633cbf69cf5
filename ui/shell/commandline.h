// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/profile.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

namespace nephoscope {

/// What the program was asked to do. Made before there is an application object, because not everything needs a
/// display.
class CommandLine {
public:
    enum class Task { Window, Tour, Inventory, VerifyJournal, Help, Version, Mistake };

    /// `arguments` with the program's name first.
    static CommandLine read(const QStringList &arguments);
    /// Usage, options and what they mean.
    static QString helpText();

    Task task = Task::Window;
    QString mistake; ///< what is wrong with the arguments, for task Mistake
    bool demo = false;
    QString tourFolder;
    QString settingsFile; ///< empty = the user's own
    bool hints = true;
    QString theme; ///< "system", "light", "dark"; empty = as the settings say
    QStringList recordings; ///< files to open

    // Task::Inventory
    QString inventoryFormat; ///< "json", "csv"
    QString list; ///< address or kind of one list; empty = the whole site
    QString output; ///< empty = standard output
    Profile profile; ///< of the site
    bool quiet = false;

private:
    void readSite(const QCommandLineParser &parser);
    void check();
};

} // namespace nephoscope
