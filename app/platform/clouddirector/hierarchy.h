// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/access.h"
#include "platform/resource.h"
#include "schema/catalog.h"

#include <QJsonObject>

namespace nephoscope::clouddirector {

/// What hangs below an object although its document does not lead there: the lists of an organization that only its
/// administrative view names (people, roles, events), and the parts of a cloudapi object, which has no links.
class Hierarchy {
public:
    explicit Hierarchy(const Catalog &catalog)
        : m_catalog(catalog)
    {
    }

    void add(Resource &resource, const Access &access) const;
    /// The cloudapi collections that such a user finds in that version, as the catalogue lists them.
    QList<Ref> openCollections(const QUrl &base, const Access &access) const;

private:
    void addLists(Resource &resource, const Access &access) const;
    void addOpenParts(Resource &resource) const;
    /// What both families tell is in the tree once: the older lists go where a cloudapi collection replaces them.
    void removeReplaced(Resource &resource, const Access &access) const;
    QList<QJsonObject> collectionsFor(const Access &access) const;

    const Catalog &m_catalog;
};

} // namespace nephoscope::clouddirector
