// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/tenancy.h"

#include <QRegularExpression>
#include <algorithm>

namespace nephoscope::demo::cloudmanager {

TenancyAccount *furtherAccount(const Call &call)
{
    auto &all = call.world.furtherAccounts;
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const TenancyAccount &one) { return one.id == call.variable("accountId"); });
    return found == all.end() ? nullptr : &*found;
}

std::vector<Tenant> &workspacesOf(Call &call)
{
    TenancyAccount *further = furtherAccount(call);
    return further ? further->workspaces : call.world.tenants;
}

Tenant *workspaceOf(Call &call)
{
    for (Tenant &tenant : workspacesOf(call)) {
        if (tenant.id == call.variable("workspaceId"))
            return &tenant;
    }
    return nullptr;
}

Reply unknownWorkspace(const Call &call)
{
    return refused(404, "Not Found", "No workspace " + call.variable("workspaceId"));
}

namespace {
bool isMember(const Call &call, const TenancyAccount &account)
{
    return std::find(account.members.begin(), account.members.end(), call.principal->id) != account.members.end();
}

Json accountObject(const Call &call, const std::string &id, const std::string &name, bool isSaas)
{
    return {{"accountPublicId", id}, {"accountName", name}, {"isSaas", isSaas}, {"isSaasDisabled", !isSaas},
        {"isGov", false}, {"isRestricted", false}, {"isPrivatePreviewEnabled", false},
        {"is3rdPartyServicesEnabled", false}, {"accountSerial", "96000000000000000042"},
        {"userRole", call.principal->roleId}};
}

Json accountObject(const Call &call)
{
    if (const TenancyAccount *account = furtherAccount(call))
        return accountObject(call, account->id, account->name, account->isSaas);
    return accountObject(call, call.world.accountId, call.world.accountName, true);
}

/// Handlers below /tenancy/account/{accountId} only run for accounts of the caller.
Handler inAccount(Reply (*handler)(Call &))
{
    return [handler](Call &call) {
        const TenancyAccount *account = furtherAccount(call);
        const bool isThere = account ? isMember(call, *account) : call.variable("accountId") == call.world.accountId;
        return isThere ? handler(call) : refused(404, "Not Found", "No account " + call.variable("accountId"));
    };
}

Reply accounts(Call &call)
{
    Json list = Json::array({accountObject(call, call.world.accountId, call.world.accountName, true)});
    for (const TenancyAccount &account : call.world.furtherAccounts) {
        if (isMember(call, account))
            list.push_back(accountObject(call, account.id, account.name, account.isSaas));
    }
    return ok(list);
}

Reply account(Call &call) { return ok(accountObject(call)); }

bool isAccountName(const std::string &name)
{
    static const QRegularExpression pattern(QStringLiteral("^[-_.a-zA-Z0-9]{1,40}$"));
    return pattern.match(QString::fromStdString(name)).hasMatch();
}

Reply badAccountName()
{
    return refused(
        400, "Bad Request", "An account is named with up to 40 letters, digits, dots, hyphens and underscores");
}

Reply addAccount(Call &call)
{
    TenancyAccount made;
    made.name = call.variable("accountId");
    if (!isAccountName(made.name))
        return badAccountName();
    made.id = "account-" + call.world.ids.letters(8);
    made.isSaas = !flagOf(call.body, "isSaasDisabled", false);
    made.workspaces = {{"workspace-" + call.world.ids.letters(8), "Workspace-1", "", "", ""}};
    made.members = {call.principal->id};
    call.world.furtherAccounts.push_back(made);
    return ok({{"accountPublicId", made.id}});
}

Reply renameAccount(Call &call)
{
    const std::string name = call.variable("newName");
    if (!isAccountName(name))
        return badAccountName();
    for (TenancyAccount &one : call.world.furtherAccounts) {
        if (one.id == call.variable("accountId"))
            one.name = name;
    }
    if (call.variable("accountId") == call.world.accountId)
        call.world.accountName = name;
    return ok(accountObject(call));
}

Reply deleteAccount(Call &call)
{
    const TenancyAccount *account = furtherAccount(call);
    if (!account)
        return refused(400, "Bad Request", "The account still has connectors and working environments");
    auto &all = call.world.furtherAccounts;
    all.erase(all.begin() + (account - all.data()));
    return noContent();
}

Json workspaceView(const Tenant &tenant) { return {{"workspacePublicId", tenant.id}, {"workspaceName", tenant.name}}; }

Reply workspaces(Call &call)
{
    Json list = Json::array();
    for (const Tenant &tenant : workspacesOf(call)) {
        if (furtherAccount(call) || call.principal->isAdministrator() || call.principal->belongsTo(tenant.id))
            list.push_back(workspaceView(tenant));
    }
    return ok(list);
}

Reply addWorkspace(Call &call)
{
    const std::string name = call.variable("workspaceId");
    Tenant tenant;
    tenant.id = "workspace-" + call.world.ids.letters(8);
    tenant.name = name;
    workspacesOf(call).push_back(tenant);
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
    auto &all = workspacesOf(call);
    all.erase(all.begin() + (tenant - all.data()));
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

Reply forgetResource(Call &call)
{
    const std::string id = call.variable("resourceId");
    const auto &systems = call.world.systems;
    if (std::any_of(systems.begin(), systems.end(), [&](const WorkingEnvironment &one) { return one.id == id; }))
        return refused(409, "Conflict", "The resource is in use by a connector");
    return refused(404, "Not Found", "No resource " + id);
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
    routes.add("DELETE", "/tenancy/resource/{resourceId}", "deleteResource", "", forgetResource).by(Access::Administer);
    read("", account);
    read("/workspace", workspaces);
    read("/service-accounts", serviceAccounts);
    routes.add("POST", base, "createAccount", "", addAccount);
    write("DELETE", "", deleteAccount);
    write("POST", "/rename/{newName}", renameAccount);
    write("POST", "/workspace/{workspaceId}", addWorkspace);
    write("PATCH", "/workspace/{workspaceId}", renameWorkspace);
    write("DELETE", "/workspace/{workspaceId}", deleteWorkspace);
    write("POST", "/service-account", addServiceAccount).takes("ServiceAccountRequest");
    write("PATCH", "/service-account/{clientId}", changeServiceAccount);
    write("DELETE", "/service-account/{clientId}", deleteServiceAccount);
    write("POST", "/service-account/{clientId}/generate-service-account-secret", newSecret);
    write("POST", "/{clientId}/generate-service-account-secret", newSecret); // as the newer guide spells it
    addTenancyMembers(routes, inAccount);
}

} // namespace nephoscope::demo::cloudmanager
