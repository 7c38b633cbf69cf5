// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

namespace nephoscope {

/// Work that the end of the program concerns, in words: each list may be empty.
class WorkLeft {
public:
    QStringList tasks; ///< at the servers
    QStringList runs; ///< over many objects, not at their end
    QStringList waiting; ///< what was to be done when other work ends
    QStringList files; ///< on their way

    bool isEmpty() const { return tasks.isEmpty() && runs.isEmpty() && waiting.isEmpty() && files.isEmpty(); }
};

/// The program is about to end while work goes on: which, and what becomes of it. accepted() = quit all the same.
class QuitDialog : public QDialog {
    Q_OBJECT
public:
    QuitDialog(const WorkLeft &work, QWidget *window);
};

} // namespace nephoscope
