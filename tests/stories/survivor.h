// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stories/storywindow.h"

#include <QFile>
#include <QRandomGenerator>

namespace nephoscope {

class ResourcePage;

/// One life of the program under a person who types and saves without end, until it is killed. Says in a file what
/// stood in which field when.
class Survivor {
public:
    /// In that folder, which outlives it; `object` is an address of the site.
    Survivor(const QString &folder, const QUrl &site, const demo::DemoUser &user, const QString &object);

    /// Comes back only where something went wrong.
    void live();

    /// A line that it writes: milliseconds since 1970, field, text.
    static QString logOf(const QString &folder) { return folder + QStringLiteral("/keys.log"); }
    static const QStringList &fields();

private:
    bool signIn();
    bool open();
    void type(const QString &field);
    void save();
    void note(const QString &field, const QString &text);
    QModelIndex row(const QString &path, const QModelIndex &parent = {});
    ResourcePage *page();

    StoryWindow m_story;
    QUrl m_site;
    demo::DemoUser m_user;
    QString m_object;
    QFile m_log;
    QRandomGenerator m_random{QRandomGenerator::global()->generate()};
};

} // namespace nephoscope
