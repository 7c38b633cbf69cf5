// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/everywhere.h"

#include <QHash>
#include <QObject>
#include <memory>

class QWidget;

namespace nephoscope {

class Actions;
class KeptList;
class Looks;
class NavigatorModel;
class PageTabs;
class Profile;
class Session;
class Sites;

/// Objects of that site with the text in their name, as far as the tree or a list has read them: for fields that lead
/// to others.
QList<Ref> knownObjects(const NavigatorModel &tree, const QString &profileId, const QString &text);

/// Search everywhere: opens its dialog, and what is found in it. What was kept of sites that are not signed in to is
/// read when somebody searches.
class SearchActions : public QObject {
    Q_OBJECT
public:
    /// Lives as long as `window`.
    SearchActions(Actions &actions, PageTabs &pages, const Sites &sites, const NavigatorModel &tree, const Looks &looks,
        QWidget *window);

private:
    void open();
    void siteChanged(int index);
    void readKept(Everywhere &dialog);
    void readKept(Everywhere &dialog, const Profile &profile, const KeptList &list);
    QList<FoundPlace> places(const QString &text) const;

    PageTabs &m_pages;
    const Sites &m_sites;
    const NavigatorModel &m_tree;
    const Looks &m_looks;
    QWidget *m_window;
    QHash<QString, std::shared_ptr<Session>> m_kept; ///< by profile, while that has no other session
};

} // namespace nephoscope
