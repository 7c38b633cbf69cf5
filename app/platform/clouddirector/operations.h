// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/access.h"
#include "platform/clouddirector/relations.h"
#include "platform/clouddirector/tasks.h"
#include "platform/resource.h"
#include "schema/catalog.h"

#include <QJsonObject>

namespace nephoscope::clouddirector {

/// What may be done with a resource (reference §6): its links and those of its sections, each relation with its method
/// and body; what the service is known to take without saying so; and what could be there but is not, with the reason.
class Operations {
public:
    explicit Operations(const Catalog &catalog)
        : m_catalog(catalog)
        , m_tasks(catalog)
    {
    }

    /// Fills in the operations and tasks of a resource that was read.
    void add(Resource &resource, const Access &access) const;

private:
    class Work; // one resource's operations while they are gathered

    void addLinked(Work &work) const;
    void addOfParts(Work &work, const Node &node, int depth) const;
    void addUnlinked(Work &work) const;
    void addOpen(Work &work) const;
    void addMissing(Work &work) const;
    Operation fromLink(const Work &work, const Link &link, const Relation &relation) const;
    Operation fromJson(const Work &work, const QString &name, const QJsonObject &json) const;
    void complete(const Work &work, Operation &operation, const QString &label) const;
    QString reason(const Work &work, const QJsonObject &condition) const;
    QString labelFor(const Link &link, const Relation &relation) const;

    const Catalog &m_catalog;
    Tasks m_tasks;
};

/// The media type in the notation of that document: "…vm+xml" or "…vm+json".
QString inNotation(const QString &mediaType, const Document &document);

} // namespace nephoscope::clouddirector
