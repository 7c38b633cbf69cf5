// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/playback.h"
#include "platform/ref.h"

namespace nephoscope {

/// Where a reference leads, whatever host and form its address has.
inline QString placeOf(const Ref &ref) { return addressOf(ref.href()) + QLatin1Char('#') + ref.href().fragment(); }

/// Whether two references mean one resource: by what they are called, or, as one of them may not say its id, by where
/// they lead.
inline bool sameResource(const Ref &a, const Ref &b)
{
    return a.identity() == b.identity() || placeOf(a) == placeOf(b);
}

} // namespace nephoscope
