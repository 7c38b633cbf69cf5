// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/reply.h"
#include "net/request.h"
#include "platform/clouddirector/reader.h"
#include "platform/clouddirector/tasks.h"
#include "platform/outcome.h"

namespace nephoscope::clouddirector {

/// What a 2xx answer to a write says (reference §10.1). Decided by what is in it: a Task, an object with tasks in it, a
/// URL alone, nothing but Location; statuses differ between versions.
Outcome outcomeOf(const Request &request, const Reply &reply, const Reader &reader, const Tasks &tasks);

} // namespace nephoscope::clouddirector
