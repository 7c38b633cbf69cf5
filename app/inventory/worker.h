// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>

namespace nephoscope {

/// The one thread in which stores are filled, ordered, searched, written and read: jobs wait for each other, so that
/// whoever orders a store sees it stand still. It ends by itself when nothing was asked of it for a while.
QThreadPool &inventoryThread();

} // namespace nephoscope
