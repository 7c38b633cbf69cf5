// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/site.h"

#include <QStringList>
#include <memory>

namespace nephoscope::demo {

/// The platforms that have a demo site, in the order of the ready line.
QStringList platforms();

/// The demo site of a platform; nullptr where there is none of that name.
std::unique_ptr<Site> makeSite(const QString &platform, const SiteOptions &options);

} // namespace nephoscope::demo
