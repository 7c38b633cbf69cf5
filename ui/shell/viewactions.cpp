// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/viewactions.h"

#include "base/settings.h"
#include "diagnostics/trafficview.h"
#include "navigator/navigatorview.h"
#include "resource/resourcepage.h"
#include "shell/aboutbox.h"
#include "shell/actions.h"
#include "shell/helponfocus.h"
#include "shell/keyboarddialog.h"
#include "shell/pagetabs.h"
#include "shell/shortcuts.h"
#include "shell/theme.h"
#include "tasks/taskview.h"

#include <QAction>
#include <utility>

namespace nephoscope {

namespace {

/// The dock around it shows, before the others in its place, and what is in it gets the keys.
template <class Content>
void focus(Content *content)
{
    content->parentWidget()->show();
    content->parentWidget()->raise();
    content->takeFocus();
}

} // namespace

ViewActions::ViewActions(Actions &actions, Theme &theme, Settings &settings, const WindowParts &parts)
    : QObject(&actions)
    , m_parts(parts)
{
    connectFocus(actions);
    connectThemes(actions, theme, settings);
    QWidget *window = parts.pages->window();
    auto *shortcuts = new Shortcuts(actions.all(), settings, this);
    connect(actions.keyboard, &QAction::triggered, this,
        [shortcuts, window] { (new KeyboardDialog(*shortcuts, window))->open(); });
    connect(actions.help, &QAction::triggered, this, [keyboard = actions.keyboard, window] {
        if (!showHelpOnFocus(window))
            keyboard->trigger();
    });
    connect(actions.about, &QAction::triggered, this, [window] { showAbout(window); });
}

void ViewActions::connectFocus(Actions &actions)
{
    connect(actions.focusNavigator, &QAction::triggered, this, [this] { focus(m_parts.navigator); });
    connect(actions.focusTasks, &QAction::triggered, this, [this] { focus(m_parts.tasks); });
    connect(actions.focusTraffic, &QAction::triggered, this, [this] { focus(m_parts.traffic); });
    connect(actions.focusPage, &QAction::triggered, this, [this] {
        if (ResourcePage *page = m_parts.pages->currentPage())
            page->setFocus(Qt::ShortcutFocusReason);
    });
}

void ViewActions::connectThemes(Actions &actions, Theme &theme, Settings &settings)
{
    const std::pair<QAction *, Theme::Choice> themes[] = {{actions.themeSystem, Theme::Choice::System},
        {actions.themeLight, Theme::Choice::Light}, {actions.themeDark, Theme::Choice::Dark}};
    for (const auto &[action, choice] : themes) {
        action->setChecked(theme.choice() == choice);
        connect(action, &QAction::triggered, this, [&theme, &settings, chosen = choice] {
            theme.choose(chosen);
            settings.set(setting::theme, Theme::nameOf(chosen));
        });
    }
}

} // namespace nephoscope
