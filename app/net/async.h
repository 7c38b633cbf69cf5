// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <qcorotask.h>

namespace nephoscope {

/// What a coroutine promises. Only net, session, inventory, models and the dialogs behind Human include this header:
/// clang 14 cannot build coroutines under ASan, and the fuzz targets link the rooms without it.
template <class T>
using Async = QCoro::Task<Result<T>>;

} // namespace nephoscope
