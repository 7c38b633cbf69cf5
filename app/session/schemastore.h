// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/access.h"
#include "platform/profile.h"
#include "schema/schema.h"

#include <optional>

namespace nephoscope {

/// Published schemas kept on disk (the user's cache folder), per site and version of the server, so that they are not
/// fetched at every start. Holds no secrets; may be deleted at any time.
class SchemaStore {
public:
    /// What was kept for that site as long as it runs that version; nothing where there is none or it cannot be read.
    static std::optional<Schema> kept(const Profile &profile, const Access &access);
    /// Errors cost only the next start's time.
    static void keep(const Profile &profile, const Access &access, const Schema &schema);
};

} // namespace nephoscope
