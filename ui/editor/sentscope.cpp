// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/sentscope.h"

#include "models/propertyparts.h"

namespace nephoscope {

SentScope::SentScope(const Session &session, const Resource &resource, const Draft &draft, const FieldGuide &guide)
    : m_guide(guide)
    , m_document(draft.document())
{
    const QList<Change> changes = draft.changes();
    for (const Change &change : changes) {
        const Path &read = change.basePath.isEmpty() ? change.path : change.basePath;
        const auto operation = session.platform().editor(resource, read, session.access());
        if (!operation || !operation->replaces)
            continue;
        const auto place = draft.inDocument(operation->place.isEmpty() ? resource.part : operation->place);
        if (place && !m_places.contains(*place))
            m_places << *place;
    }
}

QList<Path> SentScope::undescribed() const
{
    QList<Path> found;
    QSet<QString> seen;
    for (const Path &place : m_places)
        collect(place, seen, found);
    return found;
}

/// Below something that is described; what it is not said to hold is reported once, not value by value.
void SentScope::collect(const Path &place, QSet<QString> &seen, QList<Path> &found) const
{
    const auto field = m_guide.field(place);
    if (!field || (field->type.isEmpty() && !field->isList))
        return;
    const QList<Property::Part> parts = allParts({m_document.root().at(place), place});
    for (const Property::Part &part : parts) {
        if (isNoise(part.node) || !hasContent(part.node) || seen.contains(part.path.text()))
            continue;
        if (m_guide.field(part.path))
            collect(part.path, seen, found);
        else
            found << part.path;
        seen.insert(part.path.text());
    }
}

} // namespace nephoscope
