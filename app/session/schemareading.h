// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform.h"
#include "session/schemaanswer.h"

#include <QFuture>
#include <memory>
#include <optional>

namespace nephoscope {

// What a service says about itself is long: it is read, joined and kept in other threads, so that the window goes on.

/// What one answer says, and where it leads to.
QFuture<SchemaAnswer> schemaAnswerOf(
    const std::shared_ptr<const Platform> &platform, const Request &request, const Reply &reply, const Access &access);

/// The schema in force where the server published those parts. Kept for the next start where they are all.
QFuture<Schema> joinedSchema(const std::shared_ptr<const Platform> &platform, const Profile &profile,
    const Access &access, const QList<SchemaPart> &parts, bool isComplete);

/// What was kept: see SchemaStore.
QFuture<std::optional<Schema>> keptSchema(const Profile &profile, const Access &access);

} // namespace nephoscope
