// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QObject>
#include <memory>

namespace nephoscope {

class Actions;
class JournalView;
class Looks;
class MainWindow;
class MessageBar;
class Settings;

/// The journal's place in the window: keeps account of every site that comes, says what was left open, shows the
/// entries in a dock, and takes back what the person wants undone.
class JournalPart : public QObject {
    Q_OBJECT
public:
    JournalPart(MainWindow &window, const Looks &looks, Settings &settings, MessageBar &bar);
    ~JournalPart() override;

    const std::shared_ptr<Journal> &journal() const { return m_journal; }
    JournalView &view() { return *m_view; }

private:
    void addDock();
    void connectActions();
    void listen();
    void watch(int site);
    void report();
    void showHistory();
    void undo(const JournalEntry &entry);

    MainWindow &m_window;
    const Looks &m_looks;
    MessageBar &m_bar;
    std::shared_ptr<Journal> m_journal;
    JournalView *m_view;
};

} // namespace nephoscope
