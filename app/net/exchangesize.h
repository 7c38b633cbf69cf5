// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/exchange.h"

namespace nephoscope {

/// About how many bytes an exchange holds: bodies, headers, address and error.
qint64 exchangeSize(const Exchange &exchange);

} // namespace nephoscope
