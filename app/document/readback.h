// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/draft.h"

#include <functional>

namespace nephoscope {

/// An edit that was sent, and that the server did not keep as it was sent.
class Unkept {
public:
    enum class Kind {
        Changed, ///< another value stands there
        Dropped, ///< nothing stands there
        Back, ///< it was taken away, and is there
        Unmoved ///< it stands in another order
    };

    Kind kind = Kind::Changed;
    Path path; ///< in the document that was sent; for Back in the base
    QString sent; ///< the value as text; of groups their bytes
    QString now;
};

/// What became of every edit of a draft that was sent, by what was read afterwards. What the server adds by itself, and
/// what others changed, is not in here; neither are the names that a server gives to the object that a reference leads
/// to. `isAnswered`: whether a place is in answers of the server at all; what is not cannot be missed.
QList<Unkept> unkept(const Draft &sent, const Document &now, const std::function<bool(const Path &)> &isAnswered);

} // namespace nephoscope
