// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/route.h"

#include <QRegularExpression>
#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
Json accountObject(const Call &call)
{
    return {{"accountPublicId", call.world.accountId}, {"accountName", call.world.accountName}, {"isSaas", true},
        {"isGov", false}, {"isRestricted", false}, {"isPrivatePreviewEnabled", false},
        {"is3rdPartyServicesEnabled", false}, {"accountSerial", "96000000000000000042"},
        {"userRole", call.principal->roleId}};
}

/// The newer services speak of errors in other words.
Reply refused(int status, const std::string &error, const std::string &message)
{
    Reply reply;
    reply.status = status;
    reply.body = Json{{"error", error}, {"message", message}};
    return reply;
}

Reply unknownAccount(const Call &call) { return refused(404, "Not Found", "No account " + call.variable("accountId")); }

/// Handlers below /tenancy/account/{accountId} only run for the account there is.
Handler inAccount(Reply (*handler)(Call &))
{
    return [handler](Call &call) {
        return call.variable("accountId") == call.world.accountId ? handler(call) : unknownAccount(call);
    };
}

Reply accounts(Call &call) { return ok(Json::array({accountObject(call)})); }

Reply account(Call &call) { return ok(accountObject(call)); }

Reply renameAccount(Call &call)
{
    static const QRegularExpression pattern(QStringLiteral("^[-_.a-zA-Z0-9]{1,40}$"));
    const std::string name = call.variable("newName");
    if (!pattern.match(QString::fromStdString(name)).hasMatch())
        return refused(
            400, "Bad Request", "An account is named with up to 40 letters, digits, dots, hyphens and underscores");
    call.world.accountName = name;
    return ok(accountObject(call));
}

Json workspaceView(const Tenant &tenant) { return {{"workspacePublicId", tenant.id}, {"workspaceName", tenant.name}}; }

Reply workspaces(Call &call)
{
    Json list = Json::array();
    for (const Tenant &tenant : call.world.tenants) {
        if (call.principal->isAdministrator() || call.principal->tenantId == tenant.id)
            list.push_back(workspaceView(tenant));
    }
    return ok(list);
}

Tenant *workspaceOf(Call &call)
{
    for (Tenant &tenant : call.world.tenants) {
        if (tenant.id == call.variable("workspaceId"))
            return &tenant;
    }
    return nullptr;
}

Reply unknownWorkspace(const Call &call)
{
    return refused(404, "Not Found", "No workspace " + call.variable("workspaceId"));
}

Reply addWorkspace(Call &call)
{
    const std::string name = call.variable("workspaceId");
    Tenant tenant;
    tenant.id = "workspace-" + call.world.ids.letters(8);
    tenant.name = name;
    call.world.tenants.push_back(tenant);
    return ok(workspaceView(tenant));
}

Reply renameWorkspace(Call &call)
{
    Tenant *tenant = workspaceOf(call);
    if (!tenant)
        return unknownWorkspace(call);
    const std::string name = textOf(call.body, "newName");
    if (name.empty())
        return refused(400, "Bad Request", "newName is missing");
    tenant->name = name;
    return ok(workspaceView(*tenant));
}

Reply deleteWorkspace(Call &call)
{
    const Tenant *tenant = workspaceOf(call);
    if (!tenant)
        return unknownWorkspace(call);
    const auto &systems = call.world.systems;
    if (std::any_of(
            systems.begin(), systems.end(), [&](const WorkingEnvironment &one) { return one.tenantId == tenant->id; }))
        return refused(400, "Bad Request", "The workspace still has working environments");
    auto &all = call.world.tenants;
    all.erase(all.begin() + (tenant - all.data()));
    return noContent();
}

Reply members(Call &call)
{
    Json list = Json::array();
    for (const User &user : call.world.identities) {
        list.push_back(
            {{"userPublicId", user.id}, {"email", user.email}, {"name", user.firstName + " " + user.lastName},
                {"userClientId", nullptr}, {"userRole", user.roleId == "Role-1" ? "Role-1" : "Role-2"},
                {"cloudManagerNotificationsOptIn", user.notifications},
                {"workspacePublicIds", user.tenantId.empty() ? Json::array() : Json::array({user.tenantId})}});
    }
    return ok(list);
}

Reply permissions(Call &call) { return ok({{"role", call.principal->roleId}, {"permissions", Json::array()}}); }

Reply updateUser(Call &call)
{
    for (auto *list : {&call.world.users, &call.world.identities}) {
        for (User &user : *list) {
            if (user.id == call.principal->id)
                user.notifications = flagOf(call.body, "cloudManagerNotificationsOptIn");
        }
    }
    return noContent();
}

Json serviceAccountView(const ServiceAccount &one)
{
    return {{"publicId", one.id}, {"serviceAccountName", one.name}, {"clientId", one.clientId},
        {"rolePublicId", one.roleId}, {"workspacePublicIds", array(one.workspaces)}};
}

Reply serviceAccounts(Call &call)
{
    Json list = Json::array();
    for (const ServiceAccount &one : call.world.serviceAccounts)
        list.push_back(serviceAccountView(one));
    return ok(list);
}

Json withSecret(const ServiceAccount &one)
{
    return {{"clientId", one.clientId}, {"clientSecret", one.secret}, {"publicId", one.id}};
}

Reply addServiceAccount(Call &call)
{
    ServiceAccount made;
    made.id = call.world.ids.uuid();
    made.name = textOf(call.body, "serviceAccountName");
    made.clientId = call.world.ids.letters(32);
    made.secret = "demo-secret-" + call.world.ids.letters(32);
    made.roleId = textOf(call.body, "rolePublicId");
    made.workspaces = textsOf(call.body, "workspacePublicIds");
    call.world.serviceAccounts.push_back(made);
    return ok(withSecret(made));
}

std::vector<ServiceAccount>::iterator find(Call &call)
{
    auto &all = call.world.serviceAccounts;
    return std::find_if(
        all.begin(), all.end(), [&](const ServiceAccount &one) { return one.clientId == call.variable("clientId"); });
}

Reply unknownRobot(const Call &call)
{
    return refused(404, "Not Found", "No service account " + call.variable("clientId"));
}

Reply newSecret(Call &call)
{
    const auto found = find(call);
    if (found == call.world.serviceAccounts.end())
        return unknownRobot(call);
    found->secret = "demo-secret-" + call.world.ids.letters(32);
    return ok(withSecret(*found));
}

Reply changeServiceAccount(Call &call)
{
    const auto found = find(call);
    if (found == call.world.serviceAccounts.end())
        return unknownRobot(call);
    found->name = textOf(call.body, "serviceAccountName", found->name);
    found->roleId = textOf(call.body, "rolePublicId", found->roleId);
    if (hasValue(call.body, "workspacePublicIds"))
        found->workspaces = textsOf(call.body, "workspacePublicIds");
    return ok(serviceAccountView(*found));
}

Reply deleteServiceAccount(Call &call)
{
    const auto found = find(call);
    if (found == call.world.serviceAccounts.end())
        return unknownRobot(call);
    call.world.serviceAccounts.erase(found);
    return noContent();
}

Reply resources(Call &call)
{
    Json list = Json::array();
    for (const WorkingEnvironment &system : call.world.systems) {
        if (call.principal->mayRead(system))
            list.push_back({{"resourceIdentifier", system.id}, {"resourceName", system.name},
                {"resourceType", system.kind->accountWord}, {"workspacePublicId", system.tenantId}});
    }
    return ok(list);
}
} // namespace

void addTenancy(Routes &routes)
{
    routes.gateway();
    const std::string base = "/tenancy/account/{accountId}";
    const auto read = [&](const std::string &path, Reply (*handler)(Call &)) {
        routes.add("GET", base + path, "tenancy", "", inAccount(handler));
    };
    const auto write = [&](const char *method, const std::string &path, Reply (*handler)(Call &)) -> Route & {
        return routes.add(method, base + path, "tenancy", "", inAccount(handler)).by(Access::Administer);
    };
    routes.add("GET", "/tenancy/account", "accounts", "", accounts);
    routes.add("GET", "/tenancy/resource", "resources", "", resources);
    read("", account);
    read("/workspace", workspaces);
    read("/users", members);
    read("/members", members);
    read("/service-accounts", serviceAccounts);
    read("/permissions-for-user", permissions);
    write("POST", "/rename/{newName}", renameAccount);
    write("POST", "/workspace/{workspaceId}", addWorkspace);
    write("PATCH", "/workspace/{workspaceId}", renameWorkspace);
    write("DELETE", "/workspace/{workspaceId}", deleteWorkspace);
    write("PATCH", "/update-user", updateUser).by(Access::SignedIn);
    write("POST", "/service-account", addServiceAccount).takes("ServiceAccountRequest");
    write("PATCH", "/service-account/{clientId}", changeServiceAccount);
    write("DELETE", "/service-account/{clientId}", deleteServiceAccount);
    write("POST", "/service-account/{clientId}/generate-service-account-secret", newSecret);
}

} // namespace nephoscope::demo::cloudmanager
