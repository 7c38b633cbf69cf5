// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QObject>
#include <memory>

namespace nephoscope {

class MainWindow;
class MessageBar;
class Settings;

/// The journal's place in the window: keeps account of every site that comes, and says what was left open.
class JournalPart : public QObject {
    Q_OBJECT
public:
    JournalPart(MainWindow &window, Settings &settings, MessageBar &bar);
    ~JournalPart() override;

    const std::shared_ptr<Journal> &journal() const { return m_journal; }

private:
    void watch(int site);
    void report();

    MainWindow &m_window;
    MessageBar &m_bar;
    std::shared_ptr<Journal> m_journal;
};

} // namespace nephoscope
