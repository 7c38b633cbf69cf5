// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/reply.h"
#include "net/request.h"
#include "platform/access.h"
#include "schema/schema.h"

#include <QList>

namespace nephoscope::clouddirector {

/// The first question for the published schema: the list of documents (33.0 and newer), or the root of the XML Schema.
/// Its address is relative to the site.
QList<Request> schemaQuestions(const Access &access);
/// What such an answer leads to: listed, included and imported documents of the same site, whatever name the site calls
/// itself by; addresses relative to the site.
QList<Request> schemaQuestionsIn(const Request &request, const Reply &reply, const Access &access);
/// The types in such an answer; none in a list of documents.
Result<SchemaPart> schemaPartIn(const Request &request, const Reply &reply);

} // namespace nephoscope::clouddirector
