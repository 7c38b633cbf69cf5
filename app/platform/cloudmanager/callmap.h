// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "platform/cloudmanager/pathtemplate.h"
#include "schema/schema.h"

#include <QList>
#include <QMultiHash>
#include <memory>
#include <optional>

namespace nephoscope::cloudmanager {

/// A published call with what follows from its path.
class PublishedCall {
public:
    const Call *call = nullptr; ///< owned by the map's schema
    PathTemplate path; ///< below the base
    PathTemplate whole; ///< base and path
    QString group; ///< "/vsa", "/azure/ha", "/tenants": what stands below the site in the tree
    bool isList = false; ///< answers objects in an array, or in several arrays of one object
    QStringList required; ///< what its address must be told: variables, parameters without a preset
    QStringList optional; ///< query parameters that may be left out
    QStringList states; ///< in which the object must be: its own words, else those of a call with the same ending

    bool isRead() const { return call->method == "GET"; }
    /// "POST /vsa/volumes"
    QString key() const { return call->key(); }
};

/// An item template with the values that lead to one object.
class Place {
public:
    const PublishedCall *item = nullptr; ///< a call at the template (GET where there is one)
    Values values;
};

/// The published calls, arranged by the rules that make a tree of path templates: areas, lists, items, what belongs to
/// which item. Knows no resource by name. Immutable; any thread.
class CallMap {
public:
    explicit CallMap(std::shared_ptr<const Schema> schema);

    const Schema &schema() const { return *m_schema; }
    const std::shared_ptr<const Schema> &shared() const { return m_schema; }
    const QList<PublishedCall> &calls() const { return m_calls; }
    /// nullptr where it is not published.
    const PublishedCall *find(const QString &key) const;
    /// The call that this method and address mean, and the values in its path. A literal beats a variable: no object is
    /// ever called "add-user". A null item where none is published.
    Place at(const QByteArray &method, const QUrl &url) const;

    /// "/vsa", "/azure/ha", … in order of publication.
    const QStringList &groups() const { return m_groups; }
    /// Calls at exactly that template.
    QList<const PublishedCall *> at(const PathTemplate &whole) const;
    /// Templates that end in a variable and have a GET, PUT or DELETE; the GET where there is one.
    const QList<const PublishedCall *> &items() const { return m_items; }
    /// True where objects with that variable as their own have an item template in that group.
    bool hasItem(const QString &group, const QString &ownVariable) const;

    /// The item templates of a row of a list, best first: those whose variables the list's address or the row answers.
    /// `array`: the member that the row stands in where the list is an object of arrays.
    QList<Place> itemsOf(
        const PublishedCall &list, const Values &listValues, const Node &row, const QString &array) const;
    /// Id of the type of a list's elements (`array`: in that member); empty where it is not known.
    QString elementType(const PublishedCall &list, const QString &array) const;

private:
    void index();
    void collectItems();
    bool isList(const PublishedCall &published) const;
    void shareStates();

    std::shared_ptr<const Schema> m_schema;
    QList<PublishedCall> m_calls;
    QHash<QString, qsizetype> m_byKey;
    QMultiHash<QString, qsizetype> m_byTemplate;
    QMultiHash<qsizetype, QString> m_bySize; ///< number of segments → templates
    QHash<QString, PathTemplate> m_templates;
    QList<const PublishedCall *> m_items;
    QStringList m_groups;
};

/// The value of a variable that a row answers: a member of that name; for the last variable of an item also its
/// own xPublicId, publicId, id or uuid ("xId") or its name ("…Name").
QString answered(const QString &variable, const Node &row, bool isOwn);

} // namespace nephoscope::cloudmanager
