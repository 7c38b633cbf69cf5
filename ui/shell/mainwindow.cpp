// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "base/settings.h"
#include "connect/actasmenu.h"
#include "connect/connections.h"
#include "connect/dialoghuman.h"
#include "connect/signindialog.h"
#include "diagnostics/trafficmodel.h"
#include "diagnostics/trafficview.h"
#include "inventory/savedviews.h"
#include "journal/journalpart.h"
#include "navigator/navigatorview.h"
#include "operations/operationspart.h"
#include "platform/platform.h"
#include "resource/resourcepage.h"
#include "session/secretstore.h"
#include "shell/actions.h"
#include "shell/addressbar.h"
#include "shell/destination.h"
#include "shell/docks.h"
#include "shell/editactions.h"
#include "shell/emptystate.h"
#include "shell/faultdeeds.h"
#include "shell/filedialogs.h"
#include "shell/messagebar.h"
#include "shell/objectactions.h"
#include "shell/pagetabs.h"
#include "shell/recovery.h"
#include "shell/searchactions.h"
#include "shell/sitechips.h"
#include "shell/snapshotactions.h"
#include "shell/theme.h"
#include "shell/trustpart.h"
#include "shell/viewactions.h"
#include "tasks/taskpart.h"
#include "tasks/taskview.h"
#include "transfer/transferdesk.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QVBoxLayout>

namespace nephoscope {

namespace {

/// A disabled action says why.
void enable(QAction *action, bool enabled, const QString &why)
{
    action->setEnabled(enabled);
    action->setStatusTip(enabled ? QString() : why);
    action->setToolTip(enabled ? QString() : why);
}

QString nameOf(const Ref &ref, const QString &service, const Looks &looks)
{
    return !ref.name().isEmpty() ? ref.name()
        : ref.isCollection()     ? looks.kinds(service, ref.kind())
                                 : looks.kind(service, ref.kind());
}

} // namespace

MainWindow::MainWindow(Settings &settings, SecretStore &secrets, Theme &theme, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_theme(theme)
    , m_profiles(settings)
    , m_navigatorModel(m_sites)
    , m_human(std::make_unique<DialogHuman>(m_looks, this))
    , m_connections(std::make_unique<Connections>(settings, m_profiles, secrets, *m_human, m_sites))
    , m_actions(new Actions(m_looks, this))
    , m_trafficModel(new TrafficModel(m_sites, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Nephoscope"));
    setAcceptDrops(true);
    layOut();
    addDocks();
    listen();
    connectSiteActions();
    connectResourceActions();
    new EditActions(*m_actions, *m_pages);
    new ObjectActions(*m_actions, *m_pages, *m_bar);
    new ViewActions(*m_actions, m_theme, m_settings, {m_navigator, m_tasks, m_traffic, m_pages});
    connectTraffic();
    new ActAsMenu(*m_actions->actAs, m_sites, *m_navigator, *m_pages, [this] { return currentSite(); });
    new SearchActions(*m_actions, *m_pages, m_sites, m_navigatorModel, m_looks, this);
    const auto *journal = new JournalPart(*this, m_looks, m_settings, *m_bar);
    new TaskPart(*this, *m_tasks, *m_bar, journal->journal());
    new SnapshotActions(*m_actions, *m_pages, m_sites, m_looks, this);
    showSavedViews(m_settings, m_navigatorModel);
    new FaultDeeds(*this, *m_tasks);
    new OperationsPart(*this, m_looks, m_settings, *m_bar);
    new TrustPart(*this, *m_connections, m_settings, *m_bar);
    restoreLayout();
    updateMiddle();
    updateActions();
}

MainWindow::~MainWindow()
{
    hide(); // its parts ask for words when they are hidden, and those go before them
    m_human->dismissAll();
    m_sites.closeAll();
}

void MainWindow::layOut()
{
    auto *center = new QWidget(this);
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_address = new AddressBar(*m_actions, center);
    m_bar = new MessageBar(center);
    m_middle = new QStackedWidget(center);
    m_empty = new EmptyState(*m_actions, m_middle);
    m_pages = new PageTabs(m_sites, m_looks, m_settings, m_middle);
    m_middle->addWidget(m_empty);
    m_middle->addWidget(m_pages);
    layout->addWidget(m_address);
    m_recovery = new Recovery(m_settings, center);
    layout->addWidget(m_recovery);
    layout->addWidget(m_bar);
    layout->addWidget(m_middle, 1);
    setCentralWidget(center);
    m_chips = new SiteChips(m_sites, m_looks, this);
    statusBar()->addWidget(m_chips, 1);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::addDocks()
{
    m_navigator = new NavigatorView(m_navigatorModel, m_looks, this);
    m_traffic = new TrafficView(*m_trafficModel, m_settings, this);
    QDockWidget *left = dock(tr("Sites"), QStringLiteral("navigatorDock"), m_navigator, this);
    m_tasks = new TaskView(m_sites, m_looks, m_settings, this);
    QDockWidget *below = dock(tr("Traffic"), QStringLiteral("trafficDock"), m_traffic, this);
    QDockWidget *work = dock(tr("Tasks"), QStringLiteral("taskDock"), m_tasks, this);
    connect(m_tasks, &TaskView::titleChanged, work, &QWidget::setWindowTitle);
    new TransferDesk(*m_pages, *m_tasks);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    addDockWidget(Qt::LeftDockWidgetArea, left);
    addDockWidget(Qt::BottomDockWidgetArea, work);
    addDockWidget(Qt::BottomDockWidgetArea, below);
    tabifyDockWidget(work, below);
    const int letter = fontMetrics().averageCharWidth();
    resizeDocks({left}, {letter * 44}, Qt::Horizontal);
    resizeDocks({work}, {fontMetrics().height() * 10}, Qt::Vertical);
    below->hide();
    m_actions->fill(*menuBar());
    m_actions->viewMenu->addSeparator();
    m_actions->viewMenu->addActions({left->toggleViewAction(), work->toggleViewAction(), below->toggleViewAction()});
}

void MainWindow::listen()
{
    connect(m_human.get(), &DialogHuman::pinned, &m_profiles, &Profiles::pin);
    connect(m_human.get(), &DialogHuman::pinned, this, [this](const QString &id, const Pin &pin) {
        if (m_signIn)
            m_signIn->pin(id, pin);
    });
    connect(m_connections.get(), &Connections::failed, this,
        [this](const QString &what, const Error &error) { m_bar->showError(what, error); });
    connect(m_connections.get(), &Connections::recordingOpened, this, [this](const QString &, const QString &id) {
        fillRecentRecordings();
        m_navigator->revealSite(id);
    });
    connect(m_recovery, &Recovery::restoreWanted, this, &MainWindow::reopen);
    connect(m_recovery, &Recovery::saveWanted, this, [this] {
        if (!m_closing)
            save();
    });
    connect(m_pages, &PageTabs::currentPageChanged, m_recovery, &Recovery::noteChange);
    for (const auto signal : {&Sites::added, &Sites::changed, &Sites::removed}) {
        connect(&m_sites, signal, m_recovery, &Recovery::noteChange);
        connect(&m_sites, signal, this, &MainWindow::updateMiddle);
        connect(&m_sites, signal, this, &MainWindow::updateActions);
    }
    connect(m_navigator, &NavigatorView::openRequested, m_pages, &PageTabs::open);
    connect(m_navigator, &NavigatorView::signInRequested, this, &MainWindow::signInTo);
    connect(m_navigator, &NavigatorView::currentChanged, this, &MainWindow::updateActions);
    connect(m_navigator, &NavigatorView::contextMenuRequested, this, &MainWindow::showNavigatorMenu);
    connect(m_pages, &PageTabs::currentPageChanged, this, &MainWindow::showCurrentPage);
    m_pages->setSearch(
        [this](const QString &site, const QString &text) { return knownObjects(m_navigatorModel, site, text); });
    connect(m_pages, &PageTabs::resourceRead, &m_navigatorModel, &NavigatorModel::note);
    connect(m_address, &AddressBar::siteClicked, this, [this] { m_navigator->revealSite(currentSite()); });
    connect(m_address, &AddressBar::crumbClicked, this,
        [this](const Ref &ref) { m_pages->open(currentSite(), ref, false); });
    connect(m_address, &AddressBar::addressEntered, this, &MainWindow::goToAddress);
    connect(m_tasks, &TaskView::opened, this,
        [this](const QString &site, const Ref &object) { m_pages->open(site, object, true); });
    connect(m_chips, &SiteChips::clicked, m_navigator, &NavigatorView::revealSite);
    connect(&m_theme, &Theme::changed, this, [this] {
        m_chips->looksChanged();
        m_navigator->looksChanged();
    });
}

void MainWindow::connectSiteActions()
{
    connect(m_actions->newSite, &QAction::triggered, this, [this] { openSignIn(); });
    connect(m_actions->openRecording, &QAction::triggered, this,
        [this] { askForRecording(this, [this](const QString &fileName) { openRecording(fileName); }); });
    connect(m_actions->tryDemo, &QAction::triggered, this, &MainWindow::startDemo);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->signIn, &QAction::triggered, this, [this] { signInTo(currentSite()); });
    connect(m_actions->signOut, &QAction::triggered, this, [this] { m_connections->signOut(currentSite()); });
    connect(m_actions->stop, &QAction::triggered, this, [this] {
        m_navigator->stopCurrent();
        if (const auto session = m_sites.session(currentSite()))
            session->abort();
    });
    connect(m_actions->removeSite, &QAction::triggered, this, [this] { m_connections->close(currentSite()); });
    connect(m_actions->recentRecordings, &QMenu::triggered, this,
        [this](const QAction *action) { openRecording(action->data().toString()); });
    fillRecentRecordings();
}

void MainWindow::connectResourceActions()
{
    connect(m_actions->openInTab, &QAction::triggered, this, [this] {
        const auto [site, ref] = subject();
        m_pages->open(site, ref, true);
    });
    connect(m_actions->refresh, &QAction::triggered, this, &MainWindow::refresh);
    connect(m_actions->back, &QAction::triggered, this, [this] { m_pages->currentPage()->goBack(); });
    connect(m_actions->forward, &QAction::triggered, this, [this] { m_pages->currentPage()->goForward(); });
    connect(m_actions->find, &QAction::triggered, this, [this] { m_pages->currentPage()->findInPage(); });
    connect(m_actions->address, &QAction::triggered, this,
        [this] { m_address->edit(subject().second.href().toString(QUrl::FullyEncoded)); });
    connect(m_actions->copyId, &QAction::triggered, this, [this] {
        const Ref ref = subject().second;
        QApplication::clipboard()->setText(ref.id().isEmpty() ? ref.identity() : ref.id());
    });
    connect(m_actions->copyAddress, &QAction::triggered, this,
        [this] { QApplication::clipboard()->setText(subject().second.href().toString(QUrl::FullyEncoded)); });
    connect(m_actions->closeTab, &QAction::triggered, this, [this] { m_pages->closePage(m_pages->currentIndex()); });
    const auto step = [this](int by) {
        if (const int count = m_pages->count(); count > 0)
            m_pages->setCurrentIndex((m_pages->currentIndex() + by + count) % count);
    };
    connect(m_actions->nextTab, &QAction::triggered, this, [step] { step(1); });
    connect(m_actions->previousTab, &QAction::triggered, this, [step] { step(-1); });
}

void MainWindow::connectTraffic()
{
    connect(m_actions->saveTraffic, &QAction::triggered, this, [this] {
        askWhereToSave(this, m_trafficModel->exchanges(),
            [this](const QString &sentence) { m_bar->show(MessageBar::Tone::Error, sentence); });
    });
    connect(m_actions->clearTraffic, &QAction::triggered, m_trafficModel, &TrafficModel::clear);
}

void MainWindow::restoreLayout()
{
    const QSize frame(0, 2 * fontMetrics().height()); // of the window, before anybody knows it
    resize(QSize(1280, 800).boundedTo(screen()->availableSize() - frame));
    restoreGeometry(m_settings.value(setting::windowGeometry));
    restoreState(m_settings.value(setting::windowState));
}

void MainWindow::restoreSites()
{
    if (!m_recovery->isPending())
        reopen();
}

void MainWindow::reopen()
{
    m_connections->restore();
    m_navigator->setExpanded(m_settings.value(setting::expandedNodes));
    m_pages->restore();
}

void MainWindow::save()
{
    if (m_recovery->isPending())
        return; // about what was open before
    m_settings.set(setting::windowGeometry, saveGeometry());
    m_settings.set(setting::windowState, saveState());
    m_settings.set(setting::expandedNodes, m_navigator->expanded());
    m_pages->save();
    m_traffic->save();
    m_settings.sync();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing) {
        m_closing = true;
        save();
        if (m_signIn)
            m_signIn->reject();
        m_human->dismissAll();
        m_sites.closeAll();
    }
    QMainWindow::closeEvent(event);
    emit closed();
}

QString MainWindow::currentSite() const
{
    const QModelIndex index = m_navigator->current();
    const ResourcePage *page = m_pages->currentPage();
    if (page && !m_navigator->isAncestorOf(QApplication::focusWidget()))
        return page->session()->profile().id;
    if (index.isValid())
        return index.data(NavigatorModel::ProfileIdRole).toString();
    return m_sites.count() > 0 ? m_sites.at(0).profile.id : QString();
}

std::pair<QString, Ref> MainWindow::subject() const
{
    const QModelIndex index = m_navigator->current();
    const ResourcePage *page = m_pages->currentPage();
    if (index.isValid() && (!page || m_navigator->isAncestorOf(QApplication::focusWidget())))
        return {index.data(NavigatorModel::ProfileIdRole).toString(), index.data(NavigatorModel::RefRole).value<Ref>()};
    return page ? std::pair(page->session()->profile().id, page->ref()) : std::pair(QString(), Ref());
}

void MainWindow::updateActions()
{
    if (m_closing)
        return;
    const int position = m_sites.indexOf(currentSite());
    const bool isRecording = position >= 0 && Connections::isRecording(currentSite());
    const bool isConnected = position >= 0 && m_sites.at(position).status == SiteEntry::Status::Connected;
    const QString noSite = tr("Choose a site first.");
    const QString noPage = tr("No page is open.");
    enable(m_actions->signIn, position >= 0 && !isRecording, noSite);
    enable(m_actions->signOut, isConnected && !isRecording, tr("This site is not signed in to."));
    enable(m_actions->stop, isConnected, noSite);
    enable(m_actions->removeSite, position >= 0, noSite);
    enable(m_actions->certificate, isConnected && !isRecording, tr("This site is not signed in to."));
    const ResourcePage *page = m_pages->currentPage();
    enable(m_actions->back, page && page->canGoBack(), tr("There is nothing before this page."));
    enable(m_actions->forward, page && page->canGoForward(), tr("There is nothing after this page."));
    for (QAction *action :
        {m_actions->find, m_actions->closeTab, m_actions->nextTab, m_actions->previousTab, m_actions->focusPage})
        enable(action, page != nullptr, noPage);
    const bool hasSubject = !subject().second.href().isEmpty();
    for (QAction *action : {m_actions->openInTab, m_actions->copyId, m_actions->copyAddress})
        enable(action, hasSubject, tr("Choose a resource first."));
    enable(m_actions->refresh, hasSubject || position >= 0, tr("Choose a resource first."));
    enable(m_actions->address, isConnected, tr("Sign in to a site first."));
}

void MainWindow::updateMiddle()
{
    m_empty->setHasSites(m_sites.count() > 0);
    m_middle->setCurrentWidget(m_pages->count() > 0 ? static_cast<QWidget *>(m_pages) : m_empty);
    m_address->setVisible(m_pages->count() > 0 || m_sites.count() > 0);
}

void MainWindow::showCurrentPage()
{
    updateMiddle();
    const ResourcePage *page = m_pages->currentPage();
    if (!page) {
        m_address->clear();
        setWindowTitle(QStringLiteral("Nephoscope"));
        return updateActions();
    }
    const Profile &profile = page->session()->profile();
    QList<QPair<QString, Ref>> path = m_navigator->pathTo(profile.id, page->ref());
    if (!path.isEmpty())
        path.removeFirst(); // the site
    else // not in the tree: the page itself knows the way by which one came
        for (const Ref &step : page->way())
            path.append({nameOf(step, page->session()->platform().service(), m_looks), step});
    m_address->setPath(profile.name, path);
    setWindowTitle(tr("%1[*] · %2 – Nephoscope").arg(page->title(), profile.name));
    setWindowModified(page->isChanged());
    m_navigator->reveal(profile.id, page->ref());
    updateActions();
}

void MainWindow::goToAddress(const QString &typed)
{
    const Destination to = destinationOf(typed, currentSite(), m_sites, m_navigatorModel);
    if (to.problem.isEmpty())
        m_pages->open(to.profileId, to.ref, true);
    else
        m_bar->show(MessageBar::Tone::Warning, to.problem);
}

void MainWindow::signInTo(const QString &profileId)
{
    const int position = m_sites.indexOf(profileId);
    const std::optional<Error> why = position < 0 ? std::nullopt : m_sites.at(position).error;
    openSignIn(profileId)->showProfile(profileId, why);
}

SignInDialog *MainWindow::openSignIn(const QString &profileId)
{
    if (!m_signIn) {
        m_signIn = new SignInDialog(m_profiles, *m_connections, m_looks, this);
        m_signIn->open();
        if (!profileId.isEmpty())
            m_signIn->showProfile(profileId);
    }
    return m_signIn;
}

void MainWindow::refresh()
{
    ResourcePage *page = m_pages->currentPage();
    if (m_navigator->isAncestorOf(QApplication::focusWidget()) || !page)
        m_navigator->refreshCurrent();
    else
        page->reload();
}

void MainWindow::openRecording(const QString &fileName) { m_connections->openRecording(fileName); }

void MainWindow::fillRecentRecordings()
{
    m_actions->recentRecordings->clear();
    for (const QString &fileName : m_settings.value(setting::recentRecordings)) {
        QAction *action = m_actions->recentRecordings->addAction(
            QFileInfo(fileName).fileName().replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setData(fileName);
        action->setStatusTip(fileName);
    }
    m_actions->recentRecordings->setEnabled(!m_actions->recentRecordings->isEmpty());
}

void MainWindow::startDemo()
{
    const Result<QList<DemoAccess>> sites = m_demo.start();
    if (!sites) {
        m_bar->showError(tr("The demo could not be started."), sites.error());
        return;
    }
    for (const DemoAccess &access : *sites) {
        if (m_sites.session(access.profile.id))
            continue;
        m_profiles.putForNow(access.profile);
        m_connections->signIn(access.profile, access.credential);
    }
}

void MainWindow::showNavigatorMenu(const QPoint &where)
{
    QMenu *menu = m_actions->navigatorMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(where);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile() && url.path().endsWith(QLatin1String(".har"), Qt::CaseInsensitive))
            return event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            openRecording(url.toLocalFile());
    }
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && m_actions)
        updateActions();
}

void MainWindow::childEvent(QChildEvent *event)
{
    // Qt makes the tabs of docks that share a place by itself, and without a name
    auto *tabs = event->type() == QEvent::ChildPolished ? qobject_cast<QTabBar *>(event->child()) : nullptr;
    if (tabs && tabs->objectName().isEmpty()) {
        tabs->setObjectName(QStringLiteral("dockTabs"));
        tabs->setAccessibleName(tr("Below the page"));
    }
    QMainWindow::childEvent(event);
}

} // namespace nephoscope
