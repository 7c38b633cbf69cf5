// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/creation.h"
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/seed.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
/// What the cloud calls the things that belong to a system.
std::string stackOf(const WorkingEnvironment &system)
{
    return system.kind->isAws()        ? "stack/" + system.name + "/" + system.nodes.front().systemId
        : system.resourceGroup.empty() ? system.name + "-deployment"
                                       : system.resourceGroup;
}

Json found(const WorkingEnvironment &system, bool registered)
{
    return {{"name", system.name}, {"publicId", system.id}, {"region", system.region}, {"vpcName", system.network},
        {"vpcId", system.network}, {"availabilityZone", system.nodes.front().zone}, {"subnetId", system.subnet},
        {"stackName", system.name}, {"stackId", stackOf(system)}, {"clusterAddress", system.netPrefix + "10"},
        {"recoverable", !registered}, {"registered", registered},
        {"byol", system.licenseType.find("byol") != std::string::npos}};
}

Reply discover(Call &call)
{
    const Kind *kind = call.route->kind;
    const std::string region = call.asked("region");
    const std::string account = call.asked("cloudProviderAccountId");
    if (!account.empty() && !call.world.account(account))
        return notFound("Cloud provider account", account);
    Json list = Json::array();
    const auto add = [&](const std::list<WorkingEnvironment> &systems, bool registered) {
        for (const WorkingEnvironment &system : systems) {
            const bool mayKnow = !registered || call.principal->mayRead(system);
            if (system.kind == kind && system.region == region && mayKnow)
                list.push_back(found(system, registered));
        }
    };
    add(call.world.strays, false);
    add(call.world.systems, true);
    return ok(list);
}

Reply recover(Call &call)
{
    World &world = call.world;
    const std::string stack = textOf(call.body, "stackId");
    const auto stray = std::find_if(world.strays.begin(), world.strays.end(), [&](const WorkingEnvironment &one) {
        return one.kind == call.route->kind && stackOf(one) == stack && one.region == textOf(call.body, "region");
    });
    if (stray == world.strays.end())
        return notFound("System to recover", stack);
    if (textOf(member(call.body, "clusterCredentials"), "password") != strayPassword)
        return problem(400, "The cluster refuses these credentials", "InvalidOntapCredentialsException: admin");
    call.body["name"] = stray->name;
    if (auto refused = refusePlace(call))
        return *refused;
    WorkingEnvironment system = *stray;
    system.tenantId = textOf(call.body, "tenantId");
    system.creator = call.principal->email;
    system.accountId = textOf(call.body, "cloudProviderAccount", system.accountId);
    world.strays.erase(stray);
    Operation operation;
    operation.action = "Recover Vsa Working Environment";
    operation.seconds = 6;
    operation.interim = "INITIALIZING";
    operation.after = "ON";
    operation.steps = {"Describe Instances With Filter", "Describe Nodes", "Describe Ontap Version",
        "Describe Aggregates", "Registration Status"};
    return launch(call, std::move(system), std::move(operation));
}
} // namespace

void addDiscovery(Routes &routes)
{
    for (const Kind &kind : kinds()) {
        if (!kind.isCloud())
            continue;
        // Single nodes have no folder of their own; pairs of all clouds do.
        const std::string base = "/" + kind.root + (kind.ha ? "/discovery" : "");
        routes.connector(kind.resource() + ":discovery", "Systems under " + kind.root + " that others made", &kind);
        routes.add("GET", base + "/discover", "discover", "Systems in the cloud", discover)
            .gives("[DiscoveredVsa]")
            .asks("region* cloudProviderAccountId");
        routes.add("POST", base + "/recover", "recover", "Takes a system over", recover)
            .takes("RecoverVsaRequest")
            .gives(systemModel(kind));
    }
}

} // namespace nephoscope::demo::cloudmanager
