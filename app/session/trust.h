// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"
#include "session/human.h"

namespace nephoscope {

/// Sends the request; where the server's certificate is refused, asks the person and, on yes, trusts it and sends once
/// more. Transport and human must outlive the call: abortAll() ends it.
Async<Reply> sendTrusting(Transport *transport, Human *human, Profile profile, Request request);

} // namespace nephoscope
