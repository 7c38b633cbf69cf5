// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;

namespace nephoscope {

class Actions;
class PageTabs;

/// What the actions of editing do: they belong to the page that shows, and say what can be undone there.
class EditActions : public QObject {
    Q_OBJECT
public:
    /// Lives as long as `actions`.
    EditActions(Actions &actions, PageTabs &pages);

private:
    void update();
    static void name(QAction *action, const QString &verb, const QString &what);

    Actions &m_actions;
    PageTabs &m_pages;
};

} // namespace nephoscope
