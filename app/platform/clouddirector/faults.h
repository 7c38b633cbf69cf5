// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "document/document.h"
#include "net/reply.h"

namespace nephoscope::clouddirector {

/// The error an answer outside 2xx means (cloud-director reference §11): Error elements in XML and JSON, cloudapi and
/// OAuth bodies, HTML and text of whatever stands in front, empty bodies.
Error faultIn(const Reply &reply);
/// The error that an Error element, or its JSON, tells of; status 0 where it does not say.
Error faultOf(const Node &error, int status);

} // namespace nephoscope::clouddirector
