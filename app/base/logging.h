// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace nephoscope {

// All categories of the program. Enable with QT_LOGGING_RULES="nephoscope.*=true". Nothing logged may hold a secret.
Q_DECLARE_LOGGING_CATEGORY(logNet)
Q_DECLARE_LOGGING_CATEGORY(logSession)
Q_DECLARE_LOGGING_CATEGORY(logPlatform)
Q_DECLARE_LOGGING_CATEGORY(logDemo)
Q_DECLARE_LOGGING_CATEGORY(logUi)

} // namespace nephoscope
