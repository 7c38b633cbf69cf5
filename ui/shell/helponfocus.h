// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace nephoscope {

/// Shows what is known about what has the keys (a property, a field, a button), beside it. False where nothing is.
bool showHelpOnFocus(QWidget *window);

} // namespace nephoscope
