// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/draft.h"
#include "models/fieldguide.h"
#include "session/session.h"

#include <QSet>

namespace nephoscope {

/// How much of an object goes back to the service for a draft: the whole of it or a part, or only what was changed.
/// Pure; GUI thread.
class SentScope {
public:
    SentScope(const Session &session, const Resource &resource, const Draft &draft, const FieldGuide &guide);

    /// True where some request holds more than what was changed.
    bool replaces() const { return !m_places.isEmpty(); }
    /// Values that go along though no description names them, by their outermost place. Nothing where the object
    /// itself has no description.
    QList<Path> undescribed() const;

private:
    void collect(const Path &place, QSet<QString> &seen, QList<Path> &found) const;

    const FieldGuide &m_guide;
    Document m_document;
    QList<Path> m_places; ///< of the document as it will be sent; each is replaced with all below it
};

} // namespace nephoscope
