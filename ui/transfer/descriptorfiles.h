// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace nephoscope {

/// The files that an OVF descriptor on this machine names in its References: names only, none that leads to another
/// folder. Empty where the file is no descriptor. So that no server can ask for files of its own choice.
QStringList filesNamedIn(const QString &descriptor);

} // namespace nephoscope
