// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/context.h"

namespace nephoscope::demo::clouddirector {

/// POST of the sign-in addresses of both APIs. Refusals have no body.
Reply signInClassic(Context &context);
Reply signInCloudapi(Context &context, bool provider);

/// /oauth/{tenant/{org}|provider}/{token|register}; needs no version.
Reply oauth(Context &context);

/// The classic session document.
Node sessionNode(const Context &context);
/// The cloudapi session document.
QByteArray sessionJson(const Context &context);

} // namespace nephoscope::demo::clouddirector
