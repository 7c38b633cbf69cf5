// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalpart.h"

#include "base/settings.h"
#include "shell/mainwindow.h"
#include "shell/messagebar.h"

namespace nephoscope {

JournalPart::JournalPart(MainWindow &window, Settings &settings, MessageBar &bar)
    : QObject(&window)
    , m_window(window)
    , m_bar(bar)
    , m_journal(std::make_shared<Journal>(settings.dataFolder() + QStringLiteral("/journal")))
{
    setObjectName(QStringLiteral("journalPart"));
    connect(&window.sites(), &Sites::added, this, &JournalPart::watch);
    connect(&window.sites(), &Sites::changed, this, &JournalPart::watch);
    connect(m_journal.get(), &Journal::failed, this, [this](const Error &error) {
        m_bar.showError(tr("The journal could not be written. The change itself was sent."), error);
    });
    report();
}

JournalPart::~JournalPart() = default;

void JournalPart::watch(int site)
{
    if (const std::shared_ptr<Session> session = m_window.sites().at(site).session)
        m_journal->watch(session, m_journal);
}

void JournalPart::report()
{
    if (m_journal->trouble())
        m_bar.showError(tr("The journal cannot be used, so nothing can be changed."), *m_journal->trouble());
    else if (const qsizetype open = m_journal->leftOpen().size(); open > 0)
        m_bar.show(MessageBar::Tone::Warning,
            tr("%n change(s) were on their way when the program ended. The journal shows which; look at the objects.",
                nullptr, int(open)));
}

} // namespace nephoscope
