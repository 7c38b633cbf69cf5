// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/users.h"

#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/route.h"

#include <algorithm>
#include <cctype>

namespace nephoscope::demo::cloudmanager {

bool isEmail(const std::string &text)
{
    const auto at = text.find('@');
    return at != std::string::npos && at > 0 && text.find('@', at + 1) == std::string::npos
        && text.find('.', at + 2) != std::string::npos && text.back() != '.' && text.find(' ') == std::string::npos;
}

std::string passwordWeakness(const std::string &password)
{
    const auto has = [&](int (*test)(int)) {
        return std::any_of(password.begin(), password.end(), [&](unsigned char letter) { return test(letter) != 0; });
    };
    if (password.size() < 8)
        return "needs eight characters or more";
    if (!has(std::isupper) || !has(std::islower) || !has(std::isdigit))
        return "needs a capital letter, a small letter and a digit";
    return {};
}

namespace {
const std::vector<std::pair<std::string, std::string>> roles{
    {"Role-1", "Cloud Manager Admin"}, {"Role-2", "Tenant Admin"}, {"Role-3", "Working Environment Admin"}};

std::string roleName(const std::string &id)
{
    const auto found = std::find_if(roles.begin(), roles.end(), [&](const auto &role) { return role.first == id; });
    return found == roles.end() ? std::string() : found->second;
}

Reply unknownUser(Call &call) { return notFound("User", call.variable("userId")); }

bool mayKnow(const Call &call, const User &user)
{
    return call.principal->isAdministrator() || user.tenantId == call.principal->tenantId;
}

Reply listUsers(Call &call)
{
    Json list = Json::array();
    for (const User &user : call.world.users) {
        if (mayKnow(call, user))
            list.push_back(userView(call.world, user));
    }
    return ok(list);
}

Reply getUser(Call &call)
{
    const User *user = call.world.user(call.variable("userId"));
    return user && mayKnow(call, *user) ? ok(userView(call.world, *user)) : unknownUser(call);
}

std::optional<Reply> refuseNewUser(Call &call)
{
    World &world = call.world;
    const std::string email = textOf(call.body, "email");
    const std::string role = textOf(call.body, "roleId");
    const std::string tenant = textOf(call.body, "tenantId");
    std::vector<Violation> faults;
    if (!isEmail(email))
        faults.push_back({"email", "is not an e-mail address"});
    if (hasValue(call.body, "password")) {
        const std::string weakness = passwordWeakness(textOf(call.body, "password"));
        if (!weakness.empty())
            faults.push_back({"password", weakness});
    }
    if (role != "Role-1" && tenant.empty())
        faults.push_back({"tenantId", "is required for this role"});
    if (!faults.empty())
        return invalid(faults);
    if (roleName(role).empty())
        return notFound("Role", role);
    if (!tenant.empty() && !world.tenant(tenant))
        return notFound("Tenant", tenant);
    if (world.userByEmail(email))
        return problem(400, "There is a user with the e-mail address " + email + " already");
    return std::nullopt;
}

Reply createUser(Call &call)
{
    if (auto refused = refuseNewUser(call))
        return *refused;
    User user;
    user.id = "user-" + call.world.ids.letters(8);
    user.firstName = textOf(call.body, "firstName");
    user.lastName = textOf(call.body, "lastName");
    user.email = textOf(call.body, "email");
    user.password = textOf(call.body, "password", "Demo-" + call.world.ids.letters(8) + "-1a");
    user.refreshToken = "demo-refresh-" + call.world.ids.letters(24);
    user.roleId = textOf(call.body, "roleId");
    user.tenantId = user.roleId == "Role-1" ? "" : textOf(call.body, "tenantId");
    user.ldapName = textOf(call.body, "ldapUserName");
    user.notifications = flagOf(call.body, "notificationsOptIn");
    call.world.users.push_back(user);
    return ok(userView(call.world, user));
}

Reply updateUser(Call &call)
{
    User *user = call.world.user(call.variable("userId"));
    if (!user)
        return unknownUser(call);
    if (!isEmail(textOf(call.body, "email"))) {
        const Violation violation{"email", "is not an e-mail address"};
        return invalid({violation});
    }
    for (WorkingEnvironment &system : call.world.systems) {
        if (system.creator == user->email)
            system.creator = textOf(call.body, "email");
    }
    user->firstName = textOf(call.body, "firstName");
    user->lastName = textOf(call.body, "lastName");
    user->email = textOf(call.body, "email");
    user->ldapName = textOf(call.body, "ldapUserName");
    user->notifications = flagOf(call.body, "notificationsOptIn", user->notifications);
    return ok(userView(call.world, *user));
}

Reply deleteUser(Call &call)
{
    World &world = call.world;
    const std::string id = call.variable("userId");
    const User *user = world.user(id);
    if (!user)
        return unknownUser(call);
    if (id == call.principal->id)
        return problem(400, "You cannot delete yourself");
    const auto made = std::find_if(world.systems.begin(), world.systems.end(),
        [&](const WorkingEnvironment &system) { return system.creator == user->email; });
    if (made != world.systems.end())
        return problem(400, "The user has created the working environment " + made->name + ", which still exists");
    world.users.erase(
        std::remove_if(world.users.begin(), world.users.end(), [&](const User &one) { return one.id == id; }),
        world.users.end());
    return noContent();
}

Reply resetPassword(Call &call)
{
    User *user = call.world.user(call.variable("userId"));
    if (!user)
        return unknownUser(call);
    const std::string weakness = passwordWeakness(textOf(call.body, "password"));
    if (!weakness.empty()) {
        const Violation violation{"password", weakness};
        return invalid({violation});
    }
    user->password = textOf(call.body, "password");
    return noContent();
}

Reply grantRevoke(Call &call)
{
    User *user = call.world.user(call.variable("userId"));
    if (!user)
        return unknownUser(call);
    const auto added = textsOf(call.body, "addWorkingEnvironments");
    for (const std::string &id : added) {
        if (!call.world.find(id))
            return notFound("Working environment", id);
    }
    for (const std::string &id : textsOf(call.body, "removeWorkingEnvironments"))
        user->assigned.erase(std::remove(user->assigned.begin(), user->assigned.end(), id), user->assigned.end());
    for (const std::string &id : added) {
        if (!contains(user->assigned, id))
            user->assigned.push_back(id);
    }
    return noContent();
}

Json roleView(const std::pair<std::string, std::string> &role)
{
    return {{"publicId", role.first}, {"name", role.second}, {"permissions", Json::array()}};
}

Reply listRoles(Call &)
{
    Json list = Json::array();
    for (const auto &role : roles)
        list.push_back(roleView(role));
    return ok(list);
}

Reply getRole(Call &call)
{
    const std::string id = call.variable("roleId");
    const std::string name = roleName(id);
    return name.empty() ? notFound("Role", id) : ok(roleView({id, name}));
}
} // namespace

void addUsers(Routes &routes)
{
    routes.connector("user-mng:users", "Users of this Cloud Manager");
    routes.add("GET", "/users", "list", "All users", listUsers).gives("[UserResponse]");
    routes.add("GET", "/users/{userId}", "userById", "One user", getUser).gives("UserResponse");
    routes.add("POST", "/users", "createUser", "Adds a user", createUser)
        .takes("UserRequest")
        .gives("UserResponse")
        .by(Access::Administer);
    routes.add("POST", "/users/add-user", "addUser", "Adds a user of the central sign-in", createUser)
        .takes("AddPortalUserRequest")
        .gives("UserResponse")
        .by(Access::Administer);
    routes.add("PUT", "/users/{userId}", "updateUser", "Changes a user", updateUser)
        .takes("UpdateUserRequest")
        .gives("UserResponse")
        .by(Access::Administer);
    routes.add("DELETE", "/users/{userId}", "deleteUser", "Deletes a user", deleteUser).by(Access::Administer);
    routes
        .add("DELETE", "/users/{userId}/remove-user", "removeUser", "Removes a user of the central sign-in", deleteUser)
        .by(Access::Administer);
    routes.add("PUT", "/users/{userId}/reset-password", "resetPassword", "Sets a user's password", resetPassword)
        .takes("ResetUserPasswordRequest")
        .by(Access::Administer);
    routes
        .add("POST", "/users/{userId}/working-environments-grant-revoke", "grantPermission",
            "Gives or takes rights on working environments", grantRevoke)
        .takes("GrantPermission")
        .by(Access::Administer);

    routes.connector("roles", "Roles a user can have");
    routes.add("GET", "/roles", "roles", "All roles", listRoles).gives("[RoleResponse]");
    routes.add("GET", "/roles/{roleId}", "roleById", "One role", getRole).gives("RoleResponse");
}

} // namespace nephoscope::demo::cloudmanager
