// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QMenuBar;
class QWidget;

namespace nephoscope {

class Looks;

/// The actions of the window: words, shortcuts, place in the menus. Whoever does what they say connects to them and
/// switches them on and off.
class Actions : public QObject {
    Q_OBJECT
public:
    /// Actions work wherever `window` has the focus.
    Actions(const Looks &looks, QWidget *window);

    void fill(QMenuBar &bar);
    /// The menu of what is selected in the tree; caller owns it.
    QMenu *navigatorMenu(QWidget *parent) const;
    /// Every action, for those that find or change them by name.
    const QList<QAction *> &all() const { return m_all; }

    QAction *newSite = nullptr;
    QAction *openRecording = nullptr;
    QAction *tryDemo = nullptr;
    QAction *quit = nullptr;
    QAction *signIn = nullptr;
    QAction *signOut = nullptr;
    QAction *stop = nullptr;
    QAction *findOperation = nullptr;
    QAction *removeSite = nullptr;
    QAction *certificate = nullptr;
    QAction *lock = nullptr;
    QAction *openInTab = nullptr;
    QAction *back = nullptr;
    QAction *forward = nullptr;
    QAction *refresh = nullptr;
    QAction *address = nullptr;
    QAction *find = nullptr;
    QAction *everywhere = nullptr;
    QAction *commands = nullptr;
    QAction *snapshots = nullptr;
    QAction *edit = nullptr;
    QAction *review = nullptr;
    QAction *undo = nullptr;
    QAction *redo = nullptr;
    QAction *remove = nullptr;
    QAction *history = nullptr;
    QAction *copyId = nullptr;
    QAction *copyAddress = nullptr;
    QAction *copyCurl = nullptr;
    QAction *closeTab = nullptr;
    QAction *nextTab = nullptr;
    QAction *previousTab = nullptr;
    QAction *focusNavigator = nullptr;
    QAction *focusPage = nullptr;
    QAction *focusTasks = nullptr;
    QAction *focusTraffic = nullptr;
    QAction *focusJournal = nullptr;
    QAction *themeSystem = nullptr;
    QAction *themeLight = nullptr;
    QAction *themeDark = nullptr;
    QAction *saveTraffic = nullptr;
    QAction *clearTraffic = nullptr;
    QAction *help = nullptr;
    QAction *keyboard = nullptr;
    QAction *about = nullptr;

    QMenu *recentRecordings = nullptr;
    QMenu *actAs = nullptr;
    QMenu *lockAfter = nullptr;
    QMenu *viewMenu = nullptr;

private:
    QAction *make(const QString &name, const QString &text, const QKeySequence &shortcut = {});
    void addSearch(QMenuBar &bar);
    void makeSiteActions();
    void makeResourceActions();
    void makeEditActions();
    void makeViewActions();
    void nameAlone();

    const Looks &m_looks;
    QWidget *m_window;
    QList<QAction *> m_all;
};

} // namespace nephoscope
