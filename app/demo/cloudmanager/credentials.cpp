// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/route.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

// The central services that keep keys for a whole account: of clouds, and of the support site.

namespace {
Json view(const Credential &one)
{
    return {{"credentialsId", one.id}, {"credentialsType", one.type}, {"name", one.name}, {"extra", one.extra},
        {"isSimulated", false}};
}

Reply list(Call &call)
{
    Json all = Json::array();
    for (const Credential &one : call.world.credentials)
        all.push_back(view(one));
    return ok(all);
}

std::vector<Credential>::iterator find(Call &call)
{
    auto &all = call.world.credentials;
    return std::find_if(
        all.begin(), all.end(), [&](const Credential &one) { return one.id == call.variable("credentialsId"); });
}

Reply unknown(const Call &call)
{
    return refused(404, "Not Found", "No credentials " + call.variable("credentialsId"));
}

Reply getOne(Call &call)
{
    const auto found = find(call);
    return found == call.world.credentials.end() ? unknown(call) : ok(view(*found));
}

Reply store(Call &call, const std::string &type, const Json &extra)
{
    const std::string name = textOf(call.body, "name");
    auto &all = call.world.credentials;
    if (std::any_of(all.begin(), all.end(), [&](const Credential &one) { return one.name == name; }))
        return refused(400, "Bad Request", "There are credentials named " + name + " already");
    all.push_back({call.world.ids.uuid(), name, type, extra});
    return ok(view(all.back()));
}

Reply addRole(Call &call)
{
    const std::string arn = textOf(call.body, "arn");
    if (arn.rfind("arn:", 0) != 0)
        return refused(400, "Bad Request", "arn does not name a role. Actual: " + arn);
    return store(call, "ASSUME_ROLE", {{"arn", arn}, {"externalId", textOrNull(textOf(call.body, "externalId"))}});
}

Reply addPrincipal(Call &call)
{
    return store(call, "SERVICE_PRINCIPAL",
        {{"tenantId", textOf(call.body, "tenantId")}, {"clientId", textOf(call.body, "clientId")}});
}

Reply change(Call &call)
{
    const auto found = find(call);
    if (found == call.world.credentials.end())
        return unknown(call);
    found->name = textOf(call.body, "name", found->name);
    if (hasValue(call.body, "arn"))
        found->extra["arn"] = textOf(call.body, "arn");
    return ok(view(*found));
}

Reply remove(Call &call)
{
    const auto found = find(call);
    if (found == call.world.credentials.end())
        return unknown(call);
    call.world.credentials.erase(found);
    return noContent();
}

Json view(const SupportUser &one)
{
    return {{"id", one.id}, {"username", one.name}, {"resources", array(one.resources)}, {"credentialType", "Token"},
        {"passwordDeprecated", true}, {"status", "VALID"}};
}

Reply supportUsers(Call &call)
{
    Json all = Json::array();
    for (const SupportUser &one : call.world.supportUsers)
        all.push_back(view(one));
    return ok(all);
}

std::vector<SupportUser>::iterator findKey(Call &call)
{
    auto &all = call.world.supportUsers;
    return std::find_if(
        all.begin(), all.end(), [&](const SupportUser &one) { return one.id == call.variable("keyId"); });
}

Reply unknownKey(const Call &call) { return refused(404, "Not Found", "No key " + call.variable("keyId")); }

Reply supportUser(Call &call)
{
    const auto found = findKey(call);
    return found == call.world.supportUsers.end() ? unknownKey(call) : ok(view(*found));
}

Reply addSupportUser(Call &call)
{
    const SupportUser made{call.world.ids.uuid(), textOf(call.body, "username"), {}};
    call.world.supportUsers.push_back(made);
    return ok({{"id", made.id}});
}

Reply associate(Call &call)
{
    const auto found = findKey(call);
    if (found == call.world.supportUsers.end())
        return unknownKey(call);
    const std::string resource = call.asked("resourceId");
    if (!call.world.find(resource))
        return refused(404, "Not Found", "No resource " + resource);
    if (!contains(found->resources, resource))
        found->resources.push_back(resource);
    return noContent();
}

Reply deleteSupportUser(Call &call)
{
    const auto found = findKey(call);
    if (found == call.world.supportUsers.end())
        return unknownKey(call);
    call.world.supportUsers.erase(found);
    return noContent();
}
} // namespace

void addCredentials(Routes &routes)
{
    routes.gateway();
    const std::string account = "/accounts/{accountId}";
    const std::string item = account + "/credentials/{credentialsId}";
    routes.add("GET", account + "/credentials", "credentials", "", list);
    routes.add("GET", item, "credential", "", getOne);
    routes.add("PATCH", item, "changeCredential", "", change).by(Access::Administer);
    routes.add("DELETE", item, "deleteCredential", "", remove).by(Access::Administer);
    routes.add("POST", account + "/aws/assume-role", "addRole", "", addRole)
        .takes("AssumeRoleRequest")
        .by(Access::Administer);
    routes.add("POST", account + "/azure/service-principal", "addPrincipal", "", addPrincipal)
        .takes("ServicePrincipalRequest")
        .by(Access::Administer);
    for (const char *word : {"nss-key", "nss-keys"}) { // documented with s, used without
        const std::string base = std::string("/ipa/account/{accountId}/") + word;
        routes.add("GET", base, "supportUsers", "", supportUsers);
        routes.add("POST", base, "addSupportUser", "", addSupportUser)
            .takes("SupportUserRequest")
            .by(Access::Administer);
        routes.add("GET", base + "/{keyId}", "supportUser", "", supportUser);
        routes.add("POST", base + "/{keyId}/associate", "associate", "", associate)
            .asks("resourceId*")
            .by(Access::Administer);
        routes.add("DELETE", base + "/{keyId}", "deleteSupportUser", "", deleteSupportUser).by(Access::Administer);
    }
}

} // namespace nephoscope::demo::cloudmanager
