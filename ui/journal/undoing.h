// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/undo.h"
#include "models/sites.h"

#include <QObject>

class QWidget;

namespace nephoscope {

class Looks;
class Sending;

/// Takes back one entry of the journal: reads the object as it is now, computes the inverse, shows it in the review,
/// and sends it when the person says so and nothing has changed meanwhile. Says why where it cannot be. Deletes itself
/// at the end.
class Undoing : public QObject {
    Q_OBJECT
public:
    Undoing(const Sites &sites, const Looks &looks, std::shared_ptr<Journal> journal, QWidget *window);

    void start(const JournalEntry &entry);

signals:
    void told(const QString &sentence);
    void failed(const QString &what, const Error &error);
    /// That object is another now, and may have its former place again.
    void done(const QString &profileId, const Ref &object, const Ref &now);

private:
    void review(const Resource &present, const QString &news);
    void confirm(const QList<Request> &requests, const Resource &present, const Draft &draft, const QString &reason);
    void send(const QList<Request> &requests, const Resource &present, const Draft &draft, const QString &reason);
    void refuse(const Error &error);
    QString name() const;

    const Sites &m_sites;
    const Looks &m_looks;
    std::shared_ptr<Journal> m_journal;
    QWidget *m_window;
    std::shared_ptr<Session> m_session;
    JournalEntry m_entry;
};

} // namespace nephoscope
