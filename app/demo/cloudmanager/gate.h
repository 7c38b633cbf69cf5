// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

/// The service as a whole: table of operations and the checks before them. The caller holds the lock of the world.
class Gate {
public:
    explicit Gate(World &world);

    /// Answers one request. World::now has to be right, advance() done.
    Reply pass(const Message &message);

private:
    Reply connectorReply(Call &call, const std::vector<std::string> &segments);
    Reply routed(Call &call, const std::vector<std::string> &segments);
    Reply checked(Call &call);
    bool readBody(Call &call) const;
    std::optional<Reply> enterSystem(Call &call) const;
    bool mayCall(const Call &call) const;

    World &m_world;
    Routes m_routes;
};

/// Who signed the request: a session cookie or a bearer token; nothing where neither is good.
std::optional<Principal> authenticate(World &world, const Message &message);
/// The session cookie's value, empty without one.
std::string sessionCookie(const Message &message);
/// Name of the cookie; clients treat it as opaque.
extern const char *const sessionCookieName;

} // namespace nephoscope::demo::cloudmanager
