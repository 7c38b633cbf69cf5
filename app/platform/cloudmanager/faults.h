// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "net/reply.h"

namespace nephoscope::cloudmanager {

/// The error an answer outside 2xx means (cloud-manager reference §8): message, causeMessage and violations in all
/// three forms, OAuth and tenancy bodies, plain text and HTML of the gateway, nothing.
Error faultIn(const Reply &reply);

} // namespace nephoscope::cloudmanager
