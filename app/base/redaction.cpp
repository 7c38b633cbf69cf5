// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redaction.h"

namespace nephoscope {

QByteArray redactionMark() { return QByteArrayLiteral("REDACTED"); }

} // namespace nephoscope
