// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>

namespace nephoscope {

/// The JSON object of a catalogue file in which everything that Catalog reads has the right form; Malformed names the
/// member that has not ("kinds/vm/columns"). Sections for dialects are objects, and not looked into.
Result<QJsonObject> checkedCatalog(const QByteArray &json);

} // namespace nephoscope
