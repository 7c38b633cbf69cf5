// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/request.h"
#include "schema/call.h"

namespace nephoscope {

/// The request that performs a call at `origin` (scheme, host, port: the rest is not looked at). Invalid names the
/// parameter that is missing or cannot be sent: every variable is needed, none may be a word of another path; required
/// ones are needed unless they have a preset, which is sent then; empty optional ones are left out.
/// `files`: contents by name of the parameter; its argument is the file's name, and fills in a header parameter for it.
/// Header fields of connection and session (Host, Authorization, Cookie ...) are never set from arguments.
Result<Request> requestFor(const Call &call, const QUrl &origin, const Arguments &arguments,
    const QByteArray &body = {}, const QHash<QString, QByteArray> &files = {});

/// "workingEnvironmentId" → "Working environment ID": how messages name a parameter.
QString nameForPeople(const QString &name);

} // namespace nephoscope
