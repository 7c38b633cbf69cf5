// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/storywindow.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace nephoscope {

/// A Cloud Manager in the window, and what a person's hands do there.
class ManagerStory {
public:
    /// Signed in as the administrator; tasks end `speed` times as fast as they would.
    explicit ManagerStory(double speed = 20);

    StoryWindow &story() { return m_story; }
    DemoSite &site() { return m_site; }
    ResourcePage *page() { return m_story.window().pages().currentPage(); }
    /// The sentence of the page's message bar; empty if none shows.
    QString sentence() { return page() ? m_story.message(page()) : QString(); }

    /// Types an address below "/occm/api" and waits until its page has been read.
    void open(const QString &path);
    /// What the site itself says at an address below "/occm/api".
    QJsonDocument told(const QString &path);
    /// The public id of a system by its name.
    QString system(const QString &name);

    /// Presses an operation of the page, in its bar or behind "More".
    void operate(const QString &label);
    /// Presses a button of a dialog by its name.
    void press(QDialog *dialog, const char *button);
    /// Types into a field of the form that shows, or chooses there.
    void fill(QWidget *where, const QString &field, const QString &text);
    /// What a field of the form that shows holds; "(none)" where it does not show.
    QString value(QWidget *where, const QString &field);
    /// What a field that offers choices offers.
    QStringList offers(QWidget *where, const QString &field);
    /// Goes on until the dialog's title ends with that page.
    void goTo(QDialog *dialog, const QString &page);

private:
    QWidget *editor(QWidget *where, const QString &field);

    DemoSite m_site;
    StoryWindow m_story;
    demo::DemoUser m_user;
    QByteArray m_cookie;
};

} // namespace nephoscope
