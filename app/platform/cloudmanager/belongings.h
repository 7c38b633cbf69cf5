// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/cloudmanager/offers.h"
#include "platform/cloudmanager/subject.h"
#include "platform/operation.h"
#include "platform/ref.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace nephoscope::cloudmanager {

/// What hangs below something and what can be done with it, by the forms of the published paths alone. For one answer:
/// it remembers what its rows have in common. One thread.
class Belongings {
public:
    Belongings(const CallMap &calls, const Hints &hints)
        : m_calls(calls)
        , m_hints(hints)
        , m_offers(calls, hints)
    {
    }

    /// Lists that need what the object gives: volumes below their system.
    QList<Ref> listsOf(const Subject &object, const QString &state) const;
    /// What can be done with the object; `state`: its own word for it, empty where unknown; `shown`: keys of calls
    /// that the object's children stand for already.
    QList<Operation> operationsOf(
        const Subject &object, const QString &kind, const QString &state, const QSet<QString> &shown) const;
    /// What makes new rows of a list, and what else goes with the whole list.
    QList<Operation> operationsOfList(const Subject &list, const QString &kind) const;
    /// Lists and single objects of an area that need nothing.
    QList<Ref> membersOfArea(const QString &group, const QUrl &site) const;
    /// Calls of an area that belong to none of its objects or lists.
    QList<Operation> operationsOfArea(const QString &group, const QUrl &site) const;
    /// Every published call; variables are open.
    QList<Operation> all(const QUrl &site) const;
    /// One call as an operation on a subject.
    Operation operation(const PublishedCall &call, const Subject &subject, const QString &state) const;

    /// The kind of what a list holds, or of a single object: the last word of its path.
    QString kindOf(const PublishedCall &call) const;

private:
    const QList<const PublishedCall *> &candidates(const PublishedCall &item, const QString &group) const;
    QList<const PublishedCall *> callsOf(const Subject &object) const;
    bool isChildList(const PublishedCall &call, const Subject &object) const;
    bool needsNothing(const PublishedCall &call) const;
    bool isSpread(const PublishedCall &list) const;
    bool isReachable(const PublishedCall &list) const;
    bool isListed(const PublishedCall &item) const;
    bool isClaimed(const PublishedCall &call) const;
    bool isOfList(const PublishedCall &call, const PublishedCall &list) const;
    QList<Operation> hinted(
        const char *member, const Subject &subject, const QString &kind, const QString &state) const;

    const CallMap &m_calls;
    const Hints &m_hints;
    Offers m_offers;
    mutable QHash<QPair<const PublishedCall *, QString>, QList<const PublishedCall *>> m_candidates;
};

} // namespace nephoscope::cloudmanager
