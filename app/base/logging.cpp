// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/logging.h"

namespace nephoscope {

Q_LOGGING_CATEGORY(logNet, "nephoscope.net", QtWarningMsg)
Q_LOGGING_CATEGORY(logSession, "nephoscope.session", QtWarningMsg)
Q_LOGGING_CATEGORY(logPlatform, "nephoscope.platform", QtWarningMsg)
Q_LOGGING_CATEGORY(logDemo, "nephoscope.demo", QtWarningMsg)
Q_LOGGING_CATEGORY(logUi, "nephoscope.ui", QtWarningMsg)

} // namespace nephoscope
