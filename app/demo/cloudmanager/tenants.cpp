// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/route.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
bool mayKnow(const Call &call, const Tenant &tenant)
{
    return call.principal->isAdministrator() || call.principal->tenantId == tenant.id;
}

Tenant *find(Call &call)
{
    for (Tenant &tenant : call.world.tenants) {
        if (tenant.id == call.variable("tenantId"))
            return &tenant;
    }
    return nullptr;
}

Reply unknown(const Call &call) { return notFound("Tenant", call.variable("tenantId")); }

bool withInformation(const Call &call)
{
    return Expansion(call.asked("fields")).asksFor("workingEnvironmentsInformation");
}

Reply list(Call &call)
{
    Json all = Json::array();
    for (const Tenant &tenant : call.world.tenants) {
        if (mayKnow(call, tenant))
            all.push_back(tenantView(call.world, tenant, withInformation(call)));
    }
    return ok(all);
}

Reply getOne(Call &call)
{
    const Tenant *tenant = find(call);
    if (!tenant)
        return unknown(call);
    if (!mayKnow(call, *tenant))
        return plain(403, "Action not allowed for user");
    return ok(tenantView(call.world, *tenant, withInformation(call)));
}

bool nameTaken(const World &world, const std::string &name, const std::string &exceptId)
{
    return std::any_of(world.tenants.begin(), world.tenants.end(),
        [&](const Tenant &one) { return one.name == name && one.id != exceptId; });
}

Reply create(Call &call)
{
    Tenant tenant;
    tenant.name = textOf(call.body, "name");
    if (nameTaken(call.world, tenant.name, ""))
        return problem(400, "There is a tenant named " + tenant.name + " already");
    tenant.id = "workspace-" + call.world.ids.letters(8);
    tenant.description = textOf(call.body, "description");
    tenant.costCenter = textOf(call.body, "costCenter");
    tenant.nssUser = textOf(member(call.body, "nssKeys"), "nssUserName");
    call.world.tenants.push_back(tenant);
    return ok(tenantView(call.world, tenant, false));
}

Reply change(Call &call)
{
    Tenant *tenant = find(call);
    if (!tenant)
        return unknown(call);
    const std::string name = textOf(call.body, "name");
    if (nameTaken(call.world, name, tenant->id))
        return problem(400, "There is a tenant named " + name + " already");
    tenant->name = name;
    tenant->description = textOf(call.body, "description");
    tenant->costCenter = textOf(call.body, "costCenter");
    return ok(tenantView(call.world, *tenant, false));
}

Reply setKeys(Call &call)
{
    Tenant *tenant = find(call);
    if (!tenant)
        return unknown(call);
    tenant->nssUser = textOf(call.body, "nssUserName");
    return ok(tenantView(call.world, *tenant, false));
}

Reply remove(Call &call)
{
    const Tenant *tenant = find(call);
    if (!tenant)
        return unknown(call);
    const auto &systems = call.world.systems;
    if (std::any_of(
            systems.begin(), systems.end(), [&](const WorkingEnvironment &one) { return one.tenantId == tenant->id; }))
        return problem(400, "Tenant " + tenant->name + " still has working environments");
    auto &all = call.world.tenants;
    all.erase(all.begin() + (tenant - all.data()));
    return noContent();
}
} // namespace

void addTenants(Routes &routes)
{
    routes.connector("tenants", "Tenants, also called workspaces");
    routes.add("GET", "/tenants", "list", "All tenants", list).gives("[TenantResponse]").asks("fields");
    routes.add("POST", "/tenants", "addTenant", "Adds a tenant", create)
        .takes("AddTenantRequest")
        .gives("TenantResponse")
        .by(Access::Administer);
    routes.add("GET", "/tenants/{tenantId}", "tenantById", "One tenant", getOne).gives("TenantResponse").asks("fields");
    routes.add("PUT", "/tenants/{tenantId}", "updateTenant", "Changes a tenant", change)
        .takes("UpdateTenantRequest")
        .gives("TenantResponse")
        .by(Access::Administer);
    routes.add("DELETE", "/tenants/{tenantId}", "deleteTenant", "Deletes a tenant", remove).by(Access::Administer);
    for (const char *word : {"nss-keys", "nss-key"}) // both spellings have been seen
        routes
            .add("PUT", std::string("/tenants/{tenantId}/") + word, "setTenantNssKeys", "Sets the support site user",
                setKeys)
            .takes("NssKeys")
            .gives("TenantResponse")
            .by(Access::Administer);
}

} // namespace nephoscope::demo::cloudmanager
