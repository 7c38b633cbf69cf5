// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace nephoscope {

class Actions;
class Looks;
class PageTabs;
class Sites;

/// Search everywhere: opens its dialog, and what is found in it.
class SearchActions : public QObject {
    Q_OBJECT
public:
    /// Lives as long as `window`.
    SearchActions(Actions &actions, PageTabs &pages, const Sites &sites, const Looks &looks, QWidget *window);
};

} // namespace nephoscope
