// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalpart.h"

#include "base/settings.h"
#include "bulk/bulkpart.h"
#include "journal/journalview.h"
#include "journal/undoing.h"
#include "resource/resourcepage.h"
#include "shell/actions.h"
#include "shell/mainwindow.h"
#include "shell/messagebar.h"
#include "shell/pagetabs.h"

#include <QAction>
#include <QDockWidget>
#include <QMenu>

namespace nephoscope {

JournalPart::JournalPart(MainWindow &window, const Looks &looks, Settings &settings, MessageBar &bar)
    : QObject(&window)
    , m_window(window)
    , m_looks(looks)
    , m_bar(bar)
    , m_journal(std::make_shared<Journal>(settings.dataFolder() + QStringLiteral("/journal")))
    , m_view(new JournalView(m_journal, looks, settings, &window))
{
    setObjectName(QStringLiteral("journalPart"));
    addDock();
    connectActions();
    listen();
    new BulkPart(window, looks, m_journal, bar);
    report();
}

void JournalPart::addDock()
{
    auto *dock = new QDockWidget(tr("Journal"), &m_window);
    dock->setObjectName(QStringLiteral("journalDock"));
    dock->setWidget(m_view);
    dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, dock);
    if (auto *tasks = m_window.findChild<QDockWidget *>(QStringLiteral("taskDock")))
        m_window.tabifyDockWidget(tasks, dock);
    dock->hide();
    m_window.actions().viewMenu->addAction(dock->toggleViewAction());
}

void JournalPart::connectActions()
{
    connect(m_window.actions().focusJournal, &QAction::triggered, this, [this] {
        m_view->parentWidget()->show();
        m_view->parentWidget()->raise();
        m_view->takeFocus();
    });
    QAction *history = m_window.actions().history;
    connect(history, &QAction::triggered, this, &JournalPart::showHistory);
    const auto update = [this, history] {
        const bool hasPage = m_window.pages().currentPage();
        history->setEnabled(hasPage);
        history->setStatusTip(hasPage ? QString() : tr("No page is open."));
    };
    connect(&m_window.pages(), &PageTabs::currentPageChanged, this, update);
    update();
}

void JournalPart::listen()
{
    connect(&m_window.sites(), &Sites::added, this, &JournalPart::watch);
    connect(&m_window.sites(), &Sites::changed, this, &JournalPart::watch);
    connect(m_journal.get(), &Journal::failed, this, [this](const Error &error) {
        m_bar.showError(tr("The journal could not be written. The change itself was sent."), error);
    });
    connect(m_view, &JournalView::opened, this,
        [this](const QString &site, const Ref &object) { m_window.pages().open(site, object, true); });
    connect(m_view, &JournalView::undoWanted, this, &JournalPart::undo);
    const auto refusal = [this](const QString &siteId) {
        const std::shared_ptr<Session> session = m_window.sites().session(siteId);
        return session && session->isReadOnly() ? tr("The site %1 is set to read-only.").arg(session->profile().name)
                                                : QString();
    };
    m_view->setRefusal(refusal);
    connect(&m_window.sites(), &Sites::changed, m_view, [this, refusal] { m_view->setRefusal(refusal); });
    connect(m_view, &JournalView::told, this,
        [this](const QString &sentence) { m_bar.show(MessageBar::Tone::Information, sentence); });
    connect(m_view, &JournalView::failed, this,
        [this](const QString &what, const Error &error) { m_bar.showError(what, error); });
}

void JournalPart::showHistory()
{
    const ResourcePage *page = m_window.pages().currentPage();
    if (!page)
        return;
    m_view->showObject(page->ref(), page->title());
    m_window.actions().focusJournal->trigger();
}

void JournalPart::undo(const JournalEntry &entry)
{
    auto *undoing = new Undoing(m_window.sites(), m_looks, m_journal, &m_window);
    connect(undoing, &Undoing::told, this,
        [this](const QString &sentence) { m_bar.show(MessageBar::Tone::Information, sentence); });
    connect(undoing, &Undoing::failed, this,
        [this](const QString &what, const Error &error) { m_bar.showError(what, error); });
    connect(undoing, &Undoing::done, this, [this](const QString &site, const Ref &object, const Ref &now) {
        for (int index = 0; index < m_window.pages().count(); ++index) {
            ResourcePage *page = m_window.pages().page(index);
            const bool shows =
                page && page->session()->profile().id == site && page->ref().identity() == object.identity();
            if (shows)
                page->go(now);
        }
    });
    undoing->start(entry);
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
