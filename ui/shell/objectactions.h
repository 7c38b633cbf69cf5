// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;

namespace nephoscope {

class Actions;
class MessageBar;
class PageTabs;

/// What the actions about the object of the page do: delete it, copy the request that reads it, and all that can be
/// done with it by name.
class ObjectActions : public QObject {
    Q_OBJECT
public:
    /// Lives as long as `actions`.
    ObjectActions(Actions &actions, PageTabs &pages, MessageBar &bar);

private:
    void update();
    bool openChosen();
    void removeObject();
    void copyAsCurl();
    void showCommands();
    QAction *deletion() const;

    Actions &m_actions;
    PageTabs &m_pages;
    MessageBar &m_bar;
};

} // namespace nephoscope
