// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace nephoscope {

class Actions;
class NavigatorView;
class PageTabs;
class Settings;
class TaskView;
class Theme;
class TrafficView;

/// What of the window takes the focus by a key.
struct WindowParts {
    NavigatorView *navigator;
    TaskView *tasks;
    TrafficView *traffic;
    PageTabs *pages;
};

/// What the actions about the window itself do: the focus, the colours, the keys, about.
class ViewActions : public QObject {
    Q_OBJECT
public:
    /// Lives as long as `actions`.
    ViewActions(Actions &actions, Theme &theme, Settings &settings, const WindowParts &parts);

private:
    void connectFocus(Actions &actions);
    void connectThemes(Actions &actions, Theme &theme, Settings &settings);

    WindowParts m_parts;
};

} // namespace nephoscope
