// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/resource.h"
#include "schema/catalog.h"
#include "session/session.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

namespace nephoscope {

/// An object that names another.
class Referrer {
public:
    QString kind;
    QString name;
    bool stays = false; ///< the other one names it, and it is not deleted with that
    qsizetype rule = 0; ///< which found it
};

/// Who refers to an object, also by name and place instead of by address: reads the lists that the catalogue's section
/// "referrers" names for its kind, and keeps the entries that its rules fit. A rule has
/// - `kind` of what refers to it, and `name`: what such an entry is called;
/// - `lists`: addresses, the first that can be read serves; `any`: conditions (path in an entry → text), one must fit;
/// - or `within`: members of the object's own document that lead to others, which stay.
/// "{name}", "{href}", "{a/member}" stand for what the object says. GUI thread; destroyed at any time.
class Referrers : public QObject {
    Q_OBJECT
public:
    Referrers(std::shared_ptr<Session> session, const Resource &object, const Catalog &catalog, QObject *parent);

    static constexpr int longest = 15'000; ///< ms for all of them: somebody waits
    void read(int milliseconds = longest);
    /// In the order of the rules, once finished.
    const QList<Referrer> &found() const { return m_found; }
    /// Further ones that the lists have on later pages.
    qint64 more() const { return m_more; }
    /// Further ones that stay.
    qint64 moreStaying() const { return m_moreStaying; }
    /// Kinds whose lists could not be read.
    const QStringList &unread() const { return m_unread; }
    bool isDone() const { return m_isDone; }

signals:
    /// isDone()
    void finished();

private:
    void ask(const QJsonObject &rule, QStringList lists);
    void hear(const QJsonObject &rule, const Resource &list);
    void lookWithin(const QJsonObject &rule);
    void end();
    void endOne();
    QString filledIn(const QString &pattern, bool isAddress) const;
    bool fits(const Node &entry, const QJsonObject &rule) const;

    std::shared_ptr<Session> m_session;
    Resource m_object;
    QList<QJsonObject> m_rules;
    QList<Referrer> m_found;
    QStringList m_unread;
    QStringList m_asked; ///< kinds whose lists have not answered
    qint64 m_more = 0;
    qint64 m_moreStaying = 0;
    int m_running = 0;
    QTimer m_patience;
    bool m_isDone = false;
};

} // namespace nephoscope
