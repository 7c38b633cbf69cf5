// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/profile.h"

#include <QString>

namespace nephoscope {

/// What a way to sign in is called in the window.
QString methodLabel(SignInMethod method);
/// What its secret is called: "Password", "API token", ...
QString secretLabel(SignInMethod method);

} // namespace nephoscope
