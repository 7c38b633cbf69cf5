// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace nephoscope {

/// Opens the box that says what this program is, over that window.
void showAbout(QWidget *window);

} // namespace nephoscope
