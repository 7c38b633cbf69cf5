// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "document/draft.h"
#include "net/request.h"
#include "platform/cloudmanager/jsontext.h"
#include "platform/cloudmanager/offers.h"
#include "platform/resource.h"

namespace nephoscope::cloudmanager {

/// Which call changes which part of an object: the PUT or PATCH at its own address takes the members that its body has
/// too; the catalogue knows calls that set one property each. Made for one resource.
class Setters {
public:
    Setters(const CallMap &calls, const Hints &hints, const Subject &subject, const Resource &resource);

    /// The operation that takes a change at that place of the document; nothing where none does.
    std::optional<Operation> editor(const Path &path) const;
    /// The requests that bring the draft's changes about, each call once, in the order of the changes. Invalid names
    /// the fields that no call takes.
    Result<QList<Request>> save(const Draft &draft) const;

private:
    /// A call, and what of the catalogue says how the value gets into its body.
    struct Setter {
        const PublishedCall *call = nullptr;
        QJsonObject hint; ///< empty = the body has the member itself
    };

    QStringList inResource(const Path &path) const;
    Setter setterFor(const QStringList &steps, const Node &base) const;
    Setter hintedFor(const QStringList &steps, const Node &base) const;
    bool isSaidOtherwise(const QStringList &steps, const Node &after) const;
    bool isUnfit(const Setter &setter, const QStringList &steps, const Node &after) const;
    /// What members of bodies get from changes, by the catalogue.
    using Said = QHash<QPair<const PublishedCall *, QString>, QByteArray>;
    static bool isOverruled(const Setter &setter, const QStringList &steps, const Node &after, Said &said);
    bool isAnsweredOtherwise(const PublishedCall &call, const QString &member) const;
    const PublishedCall *ownEdit(const QString &member, const Node &value) const;
    /// The member of the body that a member of the read object is written to; nothing where there is none.
    std::optional<Field> bodyField(const PublishedCall &call, const QString &member, const Node &value) const;
    QByteArray bodyOf(const PublishedCall &call, const QList<QPair<QStringList, Setter>> &changes, const Node &before,
        const Node &after) const;
    void addHinted(const QList<QPair<QStringList, Setter>> &changes, const Node &before, const Node &after,
        JsonText::Members &members) const;
    Result<Request> request(const PublishedCall &call, const QByteArray &body) const;

    const CallMap &m_calls;
    const Hints &m_hints;
    Offers m_offers;
    const Subject &m_subject;
    const Resource &m_resource;
    QList<const PublishedCall *> m_edits; ///< PUT and PATCH at the object's own address
};

} // namespace nephoscope::cloudmanager
