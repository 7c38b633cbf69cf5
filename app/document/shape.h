// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/path.h"

#include <QStringList>
#include <optional>

namespace nephoscope {

/// What a draft must know to write something where nothing stands yet. The schema room fills it; without one a draft
/// adds at the end, in the namespace of the parent, as text (or a number or boolean where siblings in the list are).
class Shape {
public:
    /// How a new element, attribute or member looks.
    struct Slot {
        QString namespaceUri;
        bool isAttribute = false;
        bool isList = false; ///< JSON: an array; XML: sibling elements
        bool isGroup = false; ///< holds fields of its own
    };

    virtual ~Shape() = default;
    /// Nothing where that place is unknown.
    virtual std::optional<Slot> slot(const Path &path) const = 0;
    /// Local names of the child elements of that element in the order in which the service wants them; empty = any.
    virtual QStringList order(const Path &parent) const = 0;
};

} // namespace nephoscope
