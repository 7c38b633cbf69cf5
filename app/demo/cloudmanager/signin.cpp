// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/directories.h"
#include "demo/cloudmanager/gate.h"
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/users.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
Reply login(Call &call)
{
    World &world = call.world;
    const User *user = world.userByEmail(textOf(call.body, "email"));
    const auto &known = world.directories;
    if (user && !user->ldapName.empty() && std::none_of(known.begin(), known.end(), answers))
        return problem(408, "The directory server did not answer");
    if (!user || user->password != textOf(call.body, "password"))
        return problem(401, "Authentication Failure", "Invalid credentials");
    const std::string cookie = world.ids.letters(40);
    world.sessions[cookie] = {user->id, world.now};
    Reply reply = noContent();
    reply.headers.emplace_back("Set-Cookie", sessionCookieName + ("=" + cookie) + "; Path=/; HttpOnly");
    return reply;
}

Reply currentUser(Call &call)
{
    if (textOf(call.world.config, "proxyUri").find(".invalid") != std::string::npos)
        return problem(409, "The set-up has halted: there is no way to the internet");
    const User *user = call.world.user(call.principal->id);
    if (user)
        return ok(userView(call.world, *user));
    User robot; // a service account has no user of its own
    robot.id = call.principal->id;
    robot.firstName = call.principal->name;
    robot.email = call.principal->email;
    robot.roleId = call.principal->roleId;
    robot.tenantId = call.principal->tenantId;
    return ok(userView(call.world, robot));
}

Reply logout(Call &call)
{
    call.world.sessions.erase(sessionCookie(call.message));
    Reply reply = noContent();
    reply.headers.emplace_back("Set-Cookie", sessionCookieName + std::string("=; Path=/; Max-Age=0"));
    return reply;
}

Reply changePassword(Call &call)
{
    User *user = call.world.user(call.principal->id);
    if (!user || user->password != textOf(call.body, "oldPassword"))
        return problem(401, "Authentication Failure", "Invalid credentials");
    const std::string weakness = passwordWeakness(textOf(call.body, "newPassword"));
    if (!weakness.empty()) {
        const Violation violation{"newPassword", weakness};
        return invalid({violation});
    }
    user->password = textOf(call.body, "newPassword");
    return noContent();
}
} // namespace

void addSignIn(Routes &routes)
{
    routes.connector("user-mng:auth", "Signing in and out");
    routes.add("POST", "/auth/login", "login", "Opens a session", login).takes("UserPasswordRequest").open().silent();
    routes.add("POST", "/auth/logout", "logout", "Ends the session", logout).by(Access::SignedIn).silent();
    routes.add("GET", "/auth/current-user", "getCurrentUser", "Who is signed in", currentUser).gives("UserResponse");
    routes
        .add("PUT", "/auth/current-user/change-password", "changeCurrentUserPassword",
            "Changes the signed-in user's password", changePassword)
        .takes("ResetPassword")
        .by(Access::SignedIn);
}

} // namespace nephoscope::demo::cloudmanager
