// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/path.h"

#include <QList>
#include <QString>

namespace nephoscope {

/// One difference between two documents.
class Change {
public:
    enum class Kind { Set, Added, Removed, Moved };

    Kind kind = Kind::Set;
    Path path; ///< in the newer document; for Removed in the older one
    Path basePath; ///< in the older document; empty for Added
    QString before; ///< the value as text; of groups their bytes; empty for Added
    QString after; ///< empty for Removed
};

} // namespace nephoscope
