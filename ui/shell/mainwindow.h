// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/demosites.h"
#include "connect/profiles.h"
#include "models/navigatormodel.h"
#include "models/sites.h"
#include "shell/looks.h"

#include <QMainWindow>
#include <QPointer>
#include <memory>

class QStackedWidget;

namespace nephoscope {

class Actions;
class AddressBar;
class Connections;
class DialogHuman;
class EmptyState;
class MessageBar;
class NavigatorView;
class PageTabs;
class Recovery;
class SecretStore;
class Settings;
class SignInDialog;
class SiteChips;
class Theme;
class TrafficModel;
class TaskView;
class TrafficView;

/// The window: puts the parts together and tells each what the others did. Knows no story.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(Settings &settings, SecretStore &secrets, Theme &theme, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// The sites, tabs and branches that were open when the window was closed last; after a crash only when the person
    /// wants them.
    void restoreSites();
    void openRecording(const QString &fileName);
    /// Starts the demo sites (once) and signs in to them.
    void startDemo();
    /// The dialog in which sites are added; empty id = a new one.
    SignInDialog *openSignIn(const QString &profileId = {});

    Sites &sites() { return m_sites; }
    Profiles &profiles() { return m_profiles; }
    NavigatorModel &navigatorModel() { return m_navigatorModel; }
    NavigatorView &navigator() { return *m_navigator; }
    PageTabs &pages() { return *m_pages; }
    Actions &actions() { return *m_actions; }
    DemoSites &demoSites() { return m_demo; }
    /// The profile that the menus are about; empty where there is none.
    QString currentSite() const;

signals:
    /// The program may end, whatever else stands open.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;
    void childEvent(QChildEvent *event) override;

private:
    void layOut();
    void addDocks();
    void listen();
    void connectSiteActions();
    void connectResourceActions();
    void connectTraffic();
    void restoreLayout();
    void reopen();
    void save();
    void updateActions();
    void updateMiddle();
    void showCurrentPage();
    void goToAddress(const QString &typed);
    void signInTo(const QString &profileId);
    void refresh();
    void fillRecentRecordings();
    void showNavigatorMenu(const QPoint &where);
    /// What the actions are about: the page's resource, or the tree's while that has the focus.
    std::pair<QString, Ref> subject() const;

    Settings &m_settings;
    Theme &m_theme;
    Looks m_looks;
    Sites m_sites;
    Profiles m_profiles;
    NavigatorModel m_navigatorModel;
    DemoSites m_demo;
    std::unique_ptr<DialogHuman> m_human;
    std::unique_ptr<Connections> m_connections;
    QPointer<SignInDialog> m_signIn;
    Actions *m_actions;
    TrafficModel *m_trafficModel;
    NavigatorView *m_navigator = nullptr;
    TrafficView *m_traffic = nullptr;
    TaskView *m_tasks = nullptr;
    AddressBar *m_address = nullptr;
    MessageBar *m_bar = nullptr;
    QStackedWidget *m_middle = nullptr;
    EmptyState *m_empty = nullptr;
    Recovery *m_recovery = nullptr;
    PageTabs *m_pages = nullptr;
    SiteChips *m_chips = nullptr;
    bool m_closing = false;
};

} // namespace nephoscope
