// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/ref.h"
#include "schema/catalog.h"

#include <QColor>
#include <QIcon>
#include <QString>
#include <map>

namespace nephoscope {

/// Words, icons and colours for what the core says raw. The only place that gives them; follows the palette.
class Looks {
public:
    /// "vm" → "Virtual machine"; a kind nobody listed becomes readable words of its own name ("fooBarBaz" → "Foo bar
    /// baz").
    QString kind(const QString &service, const QString &kind) const;
    QString kinds(const QString &service, const QString &kind) const; ///< plural
    QIcon kindIcon(const QString &service, const QString &kind) const;
    /// A dot (or shape) in the state's colour, with a shape of its own for each tone.
    QIcon stateIcon(State::Tone tone) const;
    QColor stateColor(State::Tone tone) const;
    QString state(const State &state) const;
    QIcon icon(const QString &name) const; ///< own single-stroke icon, recoloured from the palette
    /// Label for a property from the catalogue, else words made from the member's name ("memoryMB" → "Memory").
    QString property(const QString &service, const QString &kind, const QString &path) const;
    /// The service's catalogue, read when first asked for; an empty one where there is none.
    const Catalog &catalog(const QString &service) const;

private:
    mutable std::map<QString, Catalog> m_catalogs;
};

} // namespace nephoscope
