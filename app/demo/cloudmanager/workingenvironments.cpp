// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

namespace {
Json listed(Call &call, const std::string &tenant, const std::function<bool(const Kind &)> &test)
{
    const Expansion expansion(call.asked("fields"));
    Json list = Json::array();
    for (const WorkingEnvironment &system : call.world.systems) {
        const bool wanted = tenant.empty() || system.tenantId == tenant;
        if (wanted && test(*system.kind) && call.principal->mayRead(system))
            list.push_back(systemView(call.world, system, expansion));
    }
    return list;
}

Reply listAll(Call &call)
{
    const std::string tenant = call.asked("tenantId");
    if (tenant.empty() && call.principal->isAdministrator() && !Expansion(call.asked("fields")).isEmpty())
        return problem(400, "An administrator has to name a tenant (tenantId) when asking for fields");
    if (!tenant.empty() && !call.world.tenant(tenant))
        return notFound("Tenant", tenant);
    return ok({{"vsaWorkingEnvironments", listed(call, tenant, [](const Kind &kind) { return kind.isAws(); })},
        {"onPremWorkingEnvironments", listed(call, tenant, [](const Kind &kind) { return !kind.isCloud(); })},
        {"azureVsaWorkingEnvironments", listed(call, tenant, [](const Kind &kind) { return kind.isAzure(); })},
        {"gcpVsaWorkingEnvironments", listed(call, tenant, [](const Kind &kind) { return kind.isGcp(); })}});
}

/// AWS pairs stand in the list of vsa too.
Reply listOfKind(Call &call)
{
    const Kind &own = *call.route->kind;
    return ok(listed(call, call.asked("tenantId"),
        [&](const Kind &kind) { return &kind == &own || (own.root == "vsa" && kind.root == "aws/ha"); }));
}

Reply getOne(Call &call) { return ok(systemView(call.world, *call.system, Expansion(call.asked("fields")))); }

Reply getGeneric(Call &call)
{
    return ok(genericSystemView(call.world, *call.system, Expansion(call.asked("fields"))));
}

Reply exists(Call &call)
{
    const std::string name = call.variable("workingEnvironmentName");
    for (const WorkingEnvironment &system : call.world.systems) {
        if (system.name == name)
            return ok(true);
    }
    return ok(false);
}

Reply actionsRequired(Call &call)
{
    const std::string tenant = call.variable("tenantId");
    if (!call.world.tenant(tenant))
        return notFound("Tenant", tenant);
    Json list = Json::array();
    const Expansion actions("actionsRequired");
    for (const WorkingEnvironment &system : call.world.systems) {
        if (system.tenantId != tenant || !call.principal->mayRead(system))
            continue;
        const Json found = systemView(call.world, system, actions)["actionsRequired"];
        if (!found.empty())
            list.push_back({{"publicId", system.id}, {"actions", found}});
    }
    return ok({{"weActions", list}});
}
} // namespace

void addSystemLists(Routes &routes)
{
    routes.connector("working-environments", "Working environments of all kinds");
    routes.add("GET", "/working-environments", "workingEnvironments", "All working environments", listAll)
        .gives("WorkingEnvironments")
        .asks("tenantId fields");
    routes
        .add("GET", "/working-environments/{workingEnvironmentId}", "workingEnvironment",
            "One working environment, in short", getGeneric)
        .gives("GenericVsaWorkingEnvironmentResponse")
        .asks("fields")
        .on();
    routes
        .add("GET", "/working-environments/exists/{workingEnvironmentName}", "workingEnvironmentsByName",
            "Is there one of this name", exists)
        .gives("boolean");
    routes
        .add("GET", "/working-environments/actionRequired/{tenantId}", "actionsRequired",
            "What waits for somebody's decision", actionsRequired)
        .gives("TenantActionsRequiredResponse");
    for (const Kind &kind : kinds()) {
        const std::string base = "/" + kind.root + "/working-environments";
        const std::string model = systemModel(kind);
        routes.connector(kind.resource() + ":working-environments", "Working environments under " + kind.root, &kind);
        routes.add("GET", base, "workingEnvironments", "All of this kind", listOfKind)
            .gives("[" + model + "]")
            .asks("fields tenantId");
        routes.add("GET", base + "/{workingEnvironmentId}", "workingEnvironment", "One working environment", getOne)
            .gives(model)
            .asks("fields")
            .on();
    }
}

} // namespace nephoscope::demo::cloudmanager
