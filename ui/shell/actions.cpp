// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/actions.h"

#include "shell/looks.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QToolButton>

namespace nephoscope {

Actions::Actions(const Looks &looks, QWidget *window)
    : QObject(window)
    , m_looks(looks)
    , m_window(window)
{
    makeSiteActions();
    makeResourceActions();
    makeEditActions();
    makeViewActions();
}

QAction *Actions::make(const QString &name, const QString &text, const QKeySequence &shortcut)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(shortcut);
    m_window->addAction(action);
    m_all.append(action);
    return action;
}

void Actions::makeSiteActions()
{
    newSite = make(QStringLiteral("newSite"), tr("&New site …"), QKeySequence::New);
    newSite->setIcon(m_looks.icon(QStringLiteral("add")));
    openRecording = make(QStringLiteral("openRecording"), tr("&Open recording …"), QKeySequence::Open);
    openRecording->setIcon(m_looks.icon(QStringLiteral("recording")));
    tryDemo = make(QStringLiteral("tryDemo"), tr("Try the &demo"));
    quit = make(QStringLiteral("quit"), tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);
    signIn = make(QStringLiteral("signInSite"), tr("Sign &in …"));
    signOut = make(QStringLiteral("signOutSite"), tr("Sign &out"));
    signOut->setIcon(m_looks.icon(QStringLiteral("signout")));
    stop = make(QStringLiteral("stopLoading"), tr("&Stop loading"), QKeySequence(Qt::SHIFT | Qt::Key_Escape));
    stop->setIcon(m_looks.icon(QStringLiteral("stop")));
    findOperation = make(QStringLiteral("findOperation"), tr("Find an &operation \u2026"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    findOperation->setIcon(m_looks.icon(QStringLiteral("search")));
    removeSite = make(QStringLiteral("removeSite"), tr("&Remove from window"));
    certificate = make(QStringLiteral("siteCertificate"), tr("Server &certificate \u2026"));
    lock = make(QStringLiteral("lockNow"), tr("&Lock now"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
}

void Actions::makeResourceActions()
{
    openInTab = make(QStringLiteral("openInTab"), tr("Open in a &tab"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    openInTab->setIcon(m_looks.icon(QStringLiteral("open")));
    back = make(QStringLiteral("back"), tr("&Back"), QKeySequence(Qt::ALT | Qt::Key_Left));
    back->setIcon(m_looks.icon(QStringLiteral("back")));
    forward = make(QStringLiteral("forward"), tr("&Forward"), QKeySequence(Qt::ALT | Qt::Key_Right));
    forward->setIcon(m_looks.icon(QStringLiteral("forward")));
    refresh = make(QStringLiteral("refresh"), tr("&Refresh"), QKeySequence(Qt::Key_F5));
    refresh->setIcon(m_looks.icon(QStringLiteral("refresh")));
    address = make(QStringLiteral("goToAddress"), tr("Go to &address …"), QKeySequence(Qt::CTRL | Qt::Key_L));
    find = make(QStringLiteral("findInPage"), tr("F&ind in page"), QKeySequence::Find);
    find->setIcon(m_looks.icon(QStringLiteral("search")));
    everywhere =
        make(QStringLiteral("searchEverywhere"), tr("Search &everywhere …"), QKeySequence(Qt::CTRL | Qt::Key_K));
    everywhere->setIcon(m_looks.icon(QStringLiteral("search")));
    commands = make(QStringLiteral("commands"), tr("Co&mmands …"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    snapshots = make(QStringLiteral("snapshots"), tr("S&napshots …"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    history = make(QStringLiteral("showHistory"), tr("What was c&hanged here"));
    history->setIcon(m_looks.icon(QStringLiteral("audit")));
    copyId = make(QStringLiteral("copyId"), tr("Copy i&d"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    copyId->setIcon(m_looks.icon(QStringLiteral("copy")));
    copyAddress = make(QStringLiteral("copyAddress"), tr("Co&py address"));
    copyCurl = make(QStringLiteral("copyCurl"), tr("Copy as cur&l"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C));
    closeTab = make(QStringLiteral("closeTab"), tr("&Close tab"), QKeySequence(Qt::CTRL | Qt::Key_W));
    nextTab = make(QStringLiteral("nextTab"), tr("Ne&xt tab"), QKeySequence(Qt::CTRL | Qt::Key_Tab));
    previousTab =
        make(QStringLiteral("previousTab"), tr("Pre&vious tab"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab));
}

void Actions::makeEditActions()
{
    edit = make(QStringLiteral("editResource"), tr("&Edit"), QKeySequence(Qt::Key_F2));
    edit->setIcon(m_looks.icon(QStringLiteral("edit")));
    review = make(QStringLiteral("reviewChanges"), tr("Review and &save …"), QKeySequence::Save);
    review->setIcon(m_looks.icon(QStringLiteral("save")));
    remove = make(QStringLiteral("deleteResource"), tr("De&lete …"), QKeySequence(QKeySequence::Delete));
    remove->setIcon(m_looks.icon(QStringLiteral("trash")));
    undo = make(QStringLiteral("undoEdit"), tr("&Undo"), QKeySequence(Qt::CTRL | Qt::Key_Z));
    undo->setIcon(m_looks.icon(QStringLiteral("undo")));
    redo = make(QStringLiteral("redoEdit"), tr("Red&o"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
}

void Actions::makeViewActions()
{
    focusNavigator = make(QStringLiteral("focusNavigator"), tr("&Navigator"), QKeySequence(Qt::CTRL | Qt::Key_1));
    focusPage = make(QStringLiteral("focusPage"), tr("&Page"), QKeySequence(Qt::CTRL | Qt::Key_2));
    focusTasks = make(QStringLiteral("focusTasks"), tr("&Tasks"), QKeySequence(Qt::CTRL | Qt::Key_3));
    focusTraffic = make(QStringLiteral("focusTraffic"), tr("T&raffic"), QKeySequence(Qt::CTRL | Qt::Key_4));
    focusJournal = make(QStringLiteral("focusJournal"), tr("&Journal"), QKeySequence(Qt::CTRL | Qt::Key_5));
    themeSystem = make(QStringLiteral("themeSystem"), tr("As the &desktop"));
    themeLight = make(QStringLiteral("themeLight"), tr("&Light"));
    themeDark = make(QStringLiteral("themeDark"), tr("Dar&k"));
    auto *themes = new QActionGroup(this);
    for (QAction *action : {themeSystem, themeLight, themeDark}) {
        action->setCheckable(true);
        themes->addAction(action);
    }
    nameAlone();
    saveTraffic = make(QStringLiteral("saveTraffic"), tr("&Save traffic as a recording …"));
    saveTraffic->setIcon(m_looks.icon(QStringLiteral("save")));
    clearTraffic = make(QStringLiteral("clearTraffic"), tr("&Clear traffic"));
    help = make(QStringLiteral("help"), tr("&Help on what has the focus"), QKeySequence(Qt::Key_F1));
    keyboard = make(QStringLiteral("keyboard"), tr("&Keyboard"));
    about = make(QStringLiteral("about"), tr("&About Nephoscope"));
    about->setMenuRole(QAction::AboutRole);
}

/// What the menu around them says of them is said where they stand by themselves.
void Actions::nameAlone()
{
    themeSystem->setIconText(tr("Colours: as the desktop"));
    themeLight->setIconText(tr("Colours: light"));
    themeDark->setIconText(tr("Colours: dark"));
    focusNavigator->setIconText(tr("Go to the navigator"));
    focusPage->setIconText(tr("Go to the page"));
    focusTasks->setIconText(tr("Go to the tasks"));
    focusTraffic->setIconText(tr("Go to the traffic"));
    focusJournal->setIconText(tr("Go to the journal"));
}

void Actions::fill(QMenuBar &bar)
{
    QMenu *file = bar.addMenu(tr("&File"));
    file->addActions({newSite, openRecording});
    recentRecordings = file->addMenu(tr("Recent recordin&gs"));
    file->addAction(tryDemo);
    file->addSeparator();
    file->addAction(lock);
    lockAfter = file->addMenu(tr("Lock when &idle"));
    file->addSeparator();
    file->addAction(quit);
    QMenu *site = bar.addMenu(tr("&Site"));
    site->addActions({signIn, signOut, stop});
    actAs = site->addMenu(tr("&Act as"));
    site->addSeparator();
    site->addAction(findOperation);
    site->addSeparator();
    site->addAction(certificate);
    site->addAction(removeSite);
    QMenu *resource = bar.addMenu(tr("&Resource"));
    resource->addActions({openInTab, refresh});
    resource->addSeparator();
    resource->addActions({edit, undo, redo, review, remove});
    resource->addSeparator();
    resource->addActions({back, forward, address});
    resource->addSeparator();
    resource->addActions({find, everywhere, snapshots, history, copyId, copyAddress, copyCurl});
    viewMenu = bar.addMenu(tr("&View"));
    viewMenu->addActions({focusNavigator, focusPage, focusTasks, focusTraffic, focusJournal});
    viewMenu->addSeparator();
    viewMenu->addActions({nextTab, previousTab, closeTab});
    viewMenu->addSeparator();
    QMenu *themes = viewMenu->addMenu(tr("&Colours"));
    themes->addActions({themeSystem, themeLight, themeDark});
    QMenu *tools = bar.addMenu(tr("&Tools"));
    tools->addAction(commands);
    tools->addSeparator();
    tools->addActions({saveTraffic, clearTraffic});
    QMenu *helpMenu = bar.addMenu(tr("&Help"));
    helpMenu->addActions({help, keyboard, about});
    addSearch(bar);
}

/// Where everybody looks for it, with its keys.
void Actions::addSearch(QMenuBar &bar)
{
    auto *button = new QToolButton(&bar);
    button->setObjectName(QStringLiteral("searchEverywhereButton"));
    button->setIcon(everywhere->icon());
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    const auto name = [this, button] {
        const QString keys = everywhere->shortcut().toString(QKeySequence::NativeText);
        button->setText(keys.isEmpty() ? tr("Search everywhere") : tr("Search everywhere  %1", "keys").arg(keys));
    };
    name();
    connect(everywhere, &QAction::changed, button, name);
    connect(button, &QToolButton::clicked, everywhere, &QAction::trigger);
    bar.setCornerWidget(button);
}

QMenu *Actions::navigatorMenu(QWidget *parent) const
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("navigatorMenu"));
    menu->addActions({openInTab, refresh, stop});
    menu->addSeparator();
    menu->addActions({copyId, copyAddress});
    menu->addSeparator();
    menu->addAction(actAs->menuAction());
    menu->addActions({signIn, signOut, removeSite});
    return menu;
}

} // namespace nephoscope
