// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace nephoscope {

class Actions;
class Looks;
class PageTabs;
class Sites;

/// Snapshots of what the current page shows: opens their dialog.
class SnapshotActions : public QObject {
    Q_OBJECT
public:
    /// Lives as long as `window`.
    SnapshotActions(Actions &actions, PageTabs &pages, const Sites &sites, const Looks &looks, QWidget *window);
};

} // namespace nephoscope
