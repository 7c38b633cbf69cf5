// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/ref.h"

#include <QString>

namespace nephoscope {

class NavigatorModel;
class Sites;

/// Where something typed into the address bar leads: an href, a path, an id or a URN.
class Destination {
public:
    QString profileId;
    Ref ref;
    QString problem; ///< a sentence; empty where it leads somewhere
};

/// `current` is the site whose page or node is in front: it decides for paths and comes first for ids.
Destination destinationOf(
    const QString &typed, const QString &current, const Sites &sites, const NavigatorModel &navigator);

} // namespace nephoscope
