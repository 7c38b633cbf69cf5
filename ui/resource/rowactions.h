// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulkoperation.h"
#include "session/session.h"

#include <QObject>
#include <functional>

class QMenu;

namespace nephoscope {

class Looks;
class ResourceActions;

/// Rows of a list that somebody has chosen. They may be so many that naming them all takes a moment.
class ChosenRows {
public:
    static constexpr int sampleSize = 8;
    using Taker = std::function<void(const QList<Ref> &all)>;

    qsizetype count = 0;
    QList<Ref> sample; ///< all of them up to sampleSize, else so many from among them
    std::function<void(const Taker &take)> collect; ///< names all of them, then calls
};

/// What can be done with chosen rows of a list, in their menu: with one what it offers itself, with several the
/// operations that they share, or one property of theirs changed. What they offer is asked only when somebody looks.
class RowActions : public QObject {
    Q_OBJECT
public:
    /// `actions` does what is done with one; its dialogs open where it likes.
    RowActions(std::shared_ptr<Session> session, const Looks &looks, ResourceActions &actions, QObject *parent);

    /// whyNot: why nothing may be changed from here; empty where it may.
    void fill(QMenu &menu, const ChosenRows &rows, const QString &whyNot);

signals:
    void bulkWanted(const BulkOrder &order);

private:
    void read(QMenu *menu, const ChosenRows &rows);
    void offer(QMenu &menu, const ChosenRows &rows, const QList<Resource> &read);
    void offerOne(QMenu &menu, const Resource &resource);
    void offerShared(QMenu &menu, const ChosenRows &rows, const QList<Resource> &read);
    void order(const ChosenRows &rows, const std::optional<Operation> &operation, const QString &label);

    std::shared_ptr<Session> m_session;
    const Looks &m_looks;
    ResourceActions &m_actions;
};

} // namespace nephoscope
