// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/inventory.h"

#include "demo/cloudmanager/route.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
using Counts = std::map<std::string, std::size_t>;

void countSystem(const WorkingEnvironment &system, Counts &counts)
{
    ++counts["workingEnvironment"];
    counts["aggregate"] += system.aggregates.size();
    counts["volume"] += system.volumes.size();
    counts["svm"] += system.svms.size();
    counts["snapshotPolicy"] += system.policies.size();
    counts["cifsServer"] += system.cifs.size();
    counts["igroup"] += system.kind->isCloud() ? system.igroups.size() : 0; // clusters have no list of them
    counts["node"] += system.kind->isCloud() ? system.nodes.size() : 0; // of clusters only the models are shown
    counts["schedule"] += system.schedules.size();
    for (const Volume &volume : system.volumes)
        counts["snapshot"] += volume.snapshots.size();
    for (const Aggregate &aggregate : system.aggregates)
        counts["disk"] += system.kind->isCloud() ? static_cast<std::size_t>(aggregate.disks) : 0;
}

void countFileSystems(const Call &call, Counts &counts)
{
    for (const FileSystem &system : call.world.fileSystems) {
        if (!call.principal->isAdministrator() && call.principal->tenantId != system.tenantId)
            continue;
        ++counts["fileSystem"];
        counts["volume"] += system.volumes.size();
        counts["svm"] += system.svms.size();
        counts["cifsServer"] += system.cifs.size();
        for (const Volume &volume : system.volumes)
            counts["snapshot"] += volume.snapshots.size();
    }
}

bool seesTenant(const Call &call, const std::string &id)
{
    return call.principal->isAdministrator() || call.principal->tenantId == id;
}

/// What hangs on systems counts where one of them may be seen.
bool seesSystem(const Call &call, const std::string &id)
{
    const WorkingEnvironment *system = call.world.find(id);
    return system && call.principal->mayRead(*system);
}

void countPeople(const Call &call, Counts &counts)
{
    const World &world = call.world;
    counts["tenant"] = counts["workspace"] = static_cast<std::size_t>(std::count_if(
        world.tenants.begin(), world.tenants.end(), [&](const Tenant &one) { return seesTenant(call, one.id); }));
    counts["user"] = static_cast<std::size_t>(std::count_if(
        world.users.begin(), world.users.end(), [&](const User &one) { return seesTenant(call, one.tenantId); }));
    counts["role"] = 3;
    counts["account"] = 1 + world.furtherAccounts.size();
    counts["serviceAccount"] = world.serviceAccounts.size();
    counts["agent"] = world.agents.size();
    for (const ProviderAccount &one : world.accounts)
        ++counts[one.kind == AccountKind::Nss ? "nssAccount" : "cloudProviderAccount"];
}

Reply inventory(Call &call)
{
    World &world = call.world;
    Counts counts;
    for (const WorkingEnvironment &system : world.systems) {
        if (call.principal->mayRead(system))
            countSystem(system, counts);
    }
    countFileSystems(call, counts);
    countPeople(call, counts);
    for (const Relationship &one : world.relationships)
        counts["replication"] += seesSystem(call, one.sourceSystem) || seesSystem(call, one.destinationSystem) ? 1 : 0;
    for (const AuditGroup &group : world.audit) {
        const bool own = call.principal->isAdministrator() || group.userId == call.principal->id;
        counts["auditGroup"] += own || seesSystem(call, group.systemId) ? 1 : 0;
    }
    counts["keyManager"] = world.keyManagers.size();
    counts["certificate"] = world.trusted.size() + world.keyManagerAuthorities.size();
    counts["activeDirectory"] = world.directories.size();
    counts["initiator"] = world.initiators.size();
    counts["subscription"] = world.subscriptions.size();
    counts["config"] = counts["asup"] = counts["about"] = 1;
    Json object = Json::object();
    for (const auto &[kind, count] : counts)
        object[kind] = count;
    return ok(object);
}
} // namespace

void addInventory(Routes &routes)
{
    routes.gateway();
    routes.add("GET", "/demo/inventory", "inventory", "", inventory);
}

} // namespace nephoscope::demo::cloudmanager
