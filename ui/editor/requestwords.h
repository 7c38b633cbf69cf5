// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"

#include <QString>

namespace nephoscope {

/// A request as it goes over the wire, for people: method and address, header fields, body to the byte; secrets masked.
QString requestText(const Request &request);
/// The same as a command for a shell; secrets are cut out.
QString asCurl(const Request &request);

} // namespace nephoscope
