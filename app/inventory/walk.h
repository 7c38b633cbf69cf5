// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QObject>
#include <QSet>
#include <deque>
#include <memory>
#include <optional>

namespace nephoscope {

/// One resource as the walk found it.
class WalkRow {
public:
    QString id;
    QString kind;
    QString name;
    QString href;
    QString parent; ///< id of the resource it was found under, else its address
    QString state; ///< the service's word
};

/// A resource or list that could not be read.
class WalkFailure {
public:
    Ref ref;
    QString parent; ///< as in the row of what it would have found
    Error error{Error::Kind::Canceled, {}};
};

/// Walks a whole site from its roots down, six requests at a time, each address once, each object listed once. Lists
/// are passed through, not listed. Over a recording it lists every object for which the file holds a body. A failed
/// branch costs only itself.
class Walk : public QObject, public std::enable_shared_from_this<Walk> {
    Q_OBJECT
public:
    /// From the roots of the site, or from that resource down.
    explicit Walk(std::shared_ptr<Session> session, std::optional<Ref> root = std::nullopt)
        : m_session(std::move(session))
        , m_root(std::move(root))
    {
    }

    /// Ends when everything was read; rows() and failures() tell.
    QCoro::Task<void> run();

    const QList<WalkRow> &rows() const { return m_rows; }
    const QList<WalkFailure> &failures() const { return m_failures; }

signals:
    void progress(int resources, int waiting);
    /// One that was read, before those below it; `parent` as in its row.
    void found(const Resource &resource, const QString &parent);

private:
    struct Item {
        Ref ref;
        QString parent;
    };

    void enqueue(const Ref &ref, const QString &parent);
    void take(const Item &item, const Result<Resource> &resource);
    /// A row of a list that was just read: no request for it.
    void takeMember(const Resource &member, const QString &parent);
    void list(const Ref &ref, const QString &parent);

    std::shared_ptr<Session> m_session;
    std::optional<Ref> m_root;
    std::deque<Item> m_waiting;
    QSet<QString> m_asked; ///< addresses
    QSet<QString> m_listed; ///< identities
    QList<WalkRow> m_rows;
    QList<WalkFailure> m_failures;
};

} // namespace nephoscope
