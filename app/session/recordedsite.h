// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/har.h"
#include "platform/platform.h"

#include <memory>

namespace nephoscope {

/// What a recording holds when it is looked at as a site: whose it is, what it knew, every object for which there is a
/// body. Pure.
class RecordedSite {
public:
    QUrl url;
    std::shared_ptr<const Platform> platform;
    Access access; ///< its entryPoints are the roots of the tree
    QList<Ref> objects; ///< one per address, in the order they were met
    Recording recording; ///< with the bodies that came inside others, or as answers to writes, as answers of their own
};

/// Unsupported where neither API speaks in it.
Result<RecordedSite> recordedSite(Recording recording);

} // namespace nephoscope
