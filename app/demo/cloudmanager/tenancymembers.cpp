// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/tenancy.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {

template <class List, class Value>
void drop(List &list, const Value &value)
{
    list.erase(std::remove(list.begin(), list.end(), value), list.end());
}

template <class List, class Value>
void put(List &list, const Value &value)
{
    if (std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(value);
}

Json memberView(const User &user)
{
    Json workspaces = user.tenantId.empty() ? Json::array() : Json::array({user.tenantId});
    for (const std::string &one : user.workspaces)
        workspaces.push_back(one);
    return {{"userPublicId", user.id}, {"email", user.email}, {"name", user.firstName + " " + user.lastName},
        {"userClientId", nullptr}, {"userRole", user.roleId == "Role-1" ? "Role-1" : "Role-2"},
        {"cloudManagerNotificationsOptIn", user.notifications}, {"workspacePublicIds", workspaces}};
}

Reply members(Call &call)
{
    const TenancyAccount *further = furtherAccount(call);
    Json list = Json::array();
    for (const User &user : call.world.identities) {
        if (!further || std::find(further->members.begin(), further->members.end(), user.id) != further->members.end())
            list.push_back(memberView(user));
    }
    return ok(list);
}

Reply permissions(Call &call) { return ok({{"role", call.principal->roleId}, {"permissions", Json::array()}}); }

/// Does that to the user in both of the world's lists: the central service's and this Cloud Manager's.
template <class Change>
bool changeUser(Call &call, const std::string &id, Change change)
{
    bool isThere = false;
    for (auto *list : {&call.world.users, &call.world.identities}) {
        for (User &user : *list) {
            if (user.id == id) {
                change(user);
                isThere = true;
            }
        }
    }
    return isThere;
}

Reply updateUser(Call &call)
{
    changeUser(call, call.principal->id,
        [&](User &user) { user.notifications = flagOf(call.body, "cloudManagerNotificationsOptIn"); });
    return noContent();
}

Reply associate(Call &call)
{
    const std::string email = textOf(call.body, "associatedEmail");
    const std::string role = textOf(call.body, "rolePublicId");
    if (role != "Role-1" && role != "Role-2")
        return refused(400, "Bad Request", "rolePublicId is Role-1 or Role-2");
    auto &all = call.world.identities;
    const auto found = std::find_if(all.begin(), all.end(), [&](const User &one) { return one.email == email; });
    if (found == all.end())
        return refused(404, "Not Found", "Nobody has signed up with " + email);
    if (TenancyAccount *further = furtherAccount(call)) {
        put(further->members, found->id);
        return ok(memberView(*found));
    }
    const User user = *found;
    const bool isKnown = changeUser(call, user.id, [&](User &one) { one.roleId = role; });
    const auto &here = call.world.users;
    if (isKnown && std::none_of(here.begin(), here.end(), [&](const User &one) { return one.id == user.id; })) {
        User added = user;
        added.roleId = role;
        call.world.users.push_back(added);
    }
    return ok(memberView(*std::find_if(all.begin(), all.end(), [&](const User &one) { return one.id == user.id; })));
}

/// Takes a user out of the account of the path.
Reply takeOut(Call &call, const std::string &id)
{
    if (TenancyAccount *further = furtherAccount(call)) {
        if (further->members.size() == 1)
            return refused(400, "Bad Request", "The last user of an account cannot leave it");
        drop(further->members, id);
        return noContent();
    }
    auto &all = call.world.users;
    const auto found = std::find_if(all.begin(), all.end(), [&](const User &one) { return one.id == id; });
    if (found == all.end())
        return refused(404, "Not Found", "No user " + id);
    const auto isAdministrator = [](const User &one) { return one.roleId == "Role-1"; };
    if (isAdministrator(*found) && std::count_if(all.begin(), all.end(), isAdministrator) == 1)
        return refused(400, "Bad Request", "The last administrator of an account cannot leave it");
    all.erase(found);
    return noContent();
}

Reply disassociate(Call &call) { return takeOut(call, textOf(call.body, "associatedUserPublicId")); }

Reply leave(Call &call) { return takeOut(call, call.principal->id); }

template <class Change>
Reply changeWorkspaceUser(Call &call, Change change)
{
    if (!workspaceOf(call))
        return unknownWorkspace(call);
    const std::string id = call.variable("userId");
    return changeUser(call, id, change) ? noContent() : refused(404, "Not Found", "No user " + id);
}

Reply addUser(Call &call)
{
    return changeWorkspaceUser(call, [&](User &user) { put(user.workspaces, call.variable("workspaceId")); });
}

Reply removeUser(Call &call)
{
    return changeWorkspaceUser(call, [&](User &user) {
        drop(user.workspaces, call.variable("workspaceId"));
        if (user.tenantId == call.variable("workspaceId"))
            user.tenantId.clear();
    });
}

Json agentView(const Agent &agent)
{
    return {{"agentId", agent.id + "clients"}, {"name", agent.name}, {"provider", agent.provider},
        {"status", agent.status}};
}

Reply agents(Call &call)
{
    if (!workspaceOf(call))
        return unknownWorkspace(call);
    Json list = Json::array();
    for (const Agent &agent : call.world.agents) {
        if (agent.workspace == call.variable("workspaceId"))
            list.push_back(agentView(agent));
    }
    return ok(list);
}

/// The agent of the path serves that workspace from now on; empty: none.
Reply serve(Call &call, const std::string &workspace)
{
    if (!workspaceOf(call))
        return unknownWorkspace(call);
    const Agent *found = call.world.agent(call.variable("agentId"));
    if (!found)
        return refused(404, "Not Found", "No agent " + call.variable("agentId"));
    call.world.agents.at(static_cast<std::size_t>(found - call.world.agents.data())).workspace = workspace;
    return noContent();
}

Reply addAgent(Call &call) { return serve(call, call.variable("workspaceId")); }

Reply removeAgent(Call &call) { return serve(call, {}); }

} // namespace

void addTenancyMembers(Routes &routes, AccountHandler inAccount)
{
    const std::string base = "/tenancy/account/{accountId}";
    const auto add = [&](const char *method, const std::string &path, Reply (*handler)(Call &), Access who) {
        routes.add(method, base + path, "tenancy", "", inAccount(handler)).by(who);
    };
    add("GET", "/users", members, Access::SignedIn);
    add("GET", "/members", members, Access::SignedIn);
    add("GET", "/permissions-for-user", permissions, Access::SignedIn);
    add("PATCH", "/update-user", updateUser, Access::SignedIn);
    add("POST", "/leave", leave, Access::SignedIn);
    add("POST", "/associate", associate, Access::Administer);
    add("POST", "/disassociate", disassociate, Access::Administer);
    const std::string workspace = "/workspace/{workspaceId}";
    add("POST", workspace + "/add-user/{userId}", addUser, Access::Administer);
    add("POST", workspace + "/remove-user/{userId}", removeUser, Access::Administer);
    add("GET", workspace + "/agents", agents, Access::SignedIn);
    add("POST", workspace + "/add-agent/{agentId}", addAgent, Access::Administer);
    add("POST", workspace + "/remove-agent/{agentId}", removeAgent, Access::Administer);
}

} // namespace nephoscope::demo::cloudmanager
