// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/operationspart.h"

#include "navigator/navigatorview.h"
#include "operations/operationsdialog.h"
#include "resource/resourcepage.h"
#include "shell/actions.h"
#include "shell/mainwindow.h"
#include "shell/messagebar.h"
#include "shell/pagetabs.h"

#include <QAction>
#include <QApplication>

namespace nephoscope {

OperationsPart::OperationsPart(MainWindow &window, const Looks &looks, Settings &settings, MessageBar &bar)
    : QObject(&window)
    , m_window(window)
    , m_looks(looks)
    , m_settings(settings)
    , m_bar(bar)
{
    connect(m_window.actions().findOperation, &QAction::triggered, this, &OperationsPart::open);
    connect(&m_window.navigator(), &NavigatorView::currentChanged, this, &OperationsPart::update);
    connect(&m_window.pages(), &PageTabs::currentPageChanged, this, &OperationsPart::update);
    connect(&m_window.sites(), &Sites::changed, this, [this](int site) {
        note(site);
        update();
    });
    update();
}

/// That of the page; while the tree has the focus, that of its selection.
QString OperationsPart::currentSite() const
{
    const ResourcePage *page = m_window.pages().currentPage();
    const QModelIndex index = m_window.navigator().current();
    const bool isInTree = m_window.navigator().isAncestorOf(QApplication::focusWidget());
    if (page && !isInTree)
        return page->session()->profile().id;
    if (index.isValid())
        return index.data(NavigatorModel::ProfileIdRole).toString();
    return m_window.sites().count() > 0 ? m_window.sites().at(0).profile.id : QString();
}

void OperationsPart::update()
{
    const auto session = m_window.sites().session(currentSite());
    const bool isThere = session && session->platform().isDescribedBySchema();
    QAction *action = m_window.actions().findOperation;
    action->setEnabled(isThere);
    const QString why = session ? tr("This service publishes no list: each page says what can be done.")
                                : tr("Sign in to a site first.");
    action->setStatusTip(isThere ? QString() : why);
    action->setToolTip(isThere ? QString() : why);
}

void OperationsPart::open()
{
    const QString site = currentSite();
    const auto session = m_window.sites().session(site);
    if (!session)
        return;
    if (m_dialog && m_dialog->session() == session) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new OperationsDialog(session, m_looks, m_settings, &m_window);
    connect(m_dialog, &OperationsDialog::openRequested, this,
        [this, site](const Ref &ref) { m_window.pages().open(site, ref, true); });
    m_dialog->show();
}

void OperationsPart::note(int site)
{
    const SiteEntry &entry = m_window.sites().at(site);
    const QStringList notes = entry.session ? entry.session->schema().notes() : QStringList();
    if (notes == m_noted.value(entry.profile.id))
        return;
    m_noted.insert(entry.profile.id, notes);
    if (!notes.isEmpty() && entry.session->isLive()) // a recording has what was asked for then, and nobody expects more
        m_bar.show(MessageBar::Tone::Warning,
            tr("%1: part of what the site says about itself could not be read. The rest works.")
                .arg(entry.profile.name),
            notes.join(QLatin1Char('\n')));
}

} // namespace nephoscope
