// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QObject>
#include <functional>

class QMenu;

namespace nephoscope {

class NavigatorView;
class PageTabs;
class Sites;

/// The menu "Act as": for whoever administers a service for many organizations, to do something as one of them would.
/// There where the service can; the organizations are asked for when the menu opens.
class ActAsMenu : public QObject {
    Q_OBJECT
public:
    /// `current` names the profile of the site that menus are about now. Lives as long as `menu`.
    ActAsMenu(QMenu &menu, Sites &sites, NavigatorView &navigator, PageTabs &pages, std::function<QString()> current);

private:
    void update();
    void fill();
    void ask(const std::shared_ptr<Session> &session, const Ref &list, QList<Ref> soFar);
    void show(const std::shared_ptr<Session> &session, QList<Ref> organizations);
    void showError(const Error &error);
    void addStop(const std::shared_ptr<Session> &session);
    void act(const std::shared_ptr<Session> &session, const Ref &organization);

    QMenu &m_menu;
    Sites &m_sites;
    PageTabs &m_pages;
    std::function<QString()> m_current;
    int m_round = 0; ///< answers to earlier questions are not shown
};

} // namespace nephoscope
