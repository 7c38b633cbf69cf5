// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/reply.h"
#include "platform/access.h"

namespace nephoscope {

/// Takes over what an OAuth token endpoint granted (RFC 6749 §5.1): access token, lifetime, the refresh token to use
/// next time. False where the answer holds no token.
bool takeGrant(Access &access, const Reply &reply);

} // namespace nephoscope
