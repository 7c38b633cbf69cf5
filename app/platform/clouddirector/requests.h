// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/request.h"
#include "platform/access.h"
#include "platform/operation.h"

namespace nephoscope::clouddirector {

/// The request that an operation makes. Invalid names the parameters that are missing, or the body.
Result<Request> requestFor(const Operation &operation, const Arguments &arguments, const QByteArray &body);

/// Adds what the service wants to know of an action: its id for the logs (reference §4.1: letters, digits, dashes, at
/// most 128), and the organization acted for.
Request withContext(Request request, const Access &access);

} // namespace nephoscope::clouddirector
