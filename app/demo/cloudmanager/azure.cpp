// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/route.h"
#include "demo/cloudmanager/volumes.h"
#include "demo/cloudmanager/work.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

// What only Azure has: resource groups, private clouds of VMware near a system and volumes given to them.

namespace {
constexpr const char *cloudName = "brightwater-avs";
constexpr const char *clusterName = "cluster-1";

std::string cloudId(const WorkingEnvironment &system)
{
    return "/subscriptions/" + system.cloudAccount + "/resourceGroups/" + system.resourceGroup
        + "/providers/Microsoft.AVS/privateClouds/" + cloudName;
}

Json clusterFigures()
{
    return {{"clusterId", "1"}, {"clusterSize", "3"}, {"provisioningState", "Succeeded"},
        {"vsanDatastoreName", "vsanDatastore"}};
}

Reply clouds(Call &call)
{
    const WorkingEnvironment &system = *call.system;
    Json cluster = clusterFigures();
    cluster["displayName"] = nullptr;
    return ok(Json::array({{{"id", cloudId(system)}, {"name", cloudName}, {"location", system.region},
        {"zones", Json::array({"1"})}, {"tags", Json::object()},
        {"properties",
            {{"provisioningState", "Succeeded"}, {"endpoints", {{"vcenterIp", system.netPrefix + "200"}}},
                {"managementCluster", cluster}}}}}));
}

std::optional<Reply> refuse(const Call &call)
{
    if (call.variable("resourceGroupName") != call.system->resourceGroup)
        return notFound("Resource group", call.variable("resourceGroupName"));
    if (call.variable("privateCloudName") != cloudName)
        return notFound("Private cloud", call.variable("privateCloudName"));
    const std::string cluster = call.variable("clusterName");
    if (!cluster.empty() && cluster != clusterName)
        return notFound("Cluster", cluster);
    return std::nullopt;
}

Reply clusters(Call &call)
{
    if (auto refused = refuse(call))
        return *refused;
    Json properties = clusterFigures();
    properties["hosts"] = Json::array({"esx-1", "esx-2", "esx-3"});
    return ok(Json::array({{{"id", cloudId(*call.system) + "/clusters/" + clusterName}, {"name", clusterName},
        {"tags", Json::object()}, {"properties", properties}}}));
}

Reply hosts(Call &call)
{
    if (auto refused = refuse(call))
        return *refused;
    Json list = Json::array();
    for (const char *host : {"esx-1", "esx-2", "esx-3"})
        list.push_back({{"id", cloudId(*call.system) + "/clusters/" + clusterName + "/hosts/" + host}, {"name", host}});
    return ok(list);
}

Reply availableIps(Call &call)
{
    return ok({{"availableIps", 4000 - static_cast<int>(call.system->nodes.size()) * 6}});
}

Reply groupExists(Call &call)
{
    const std::string name = call.variable("resourceGroupName");
    const auto &systems = call.world.systems;
    return ok(std::any_of(systems.begin(), systems.end(),
        [&](const WorkingEnvironment &one) { return one.kind->isAzure() && one.resourceGroup == name; }));
}

/// Gives a volume to a private cloud as its store, or takes it back.
Reply store(Call &call)
{
    const Volume *volume = volumeOf(call);
    if (!volume)
        return noSuchVolume(call);
    const bool removes = call.route->method == "DELETE";
    const bool sets = call.route->nickname == "setupAvsVolume";
    if (!sets && volume->comment.rfind("AVS store", 0) != 0)
        return problem(400, "Volume " + volume->name + " is no store of a private cloud");
    if (sets && volume->exports.name.empty())
        return problem(400, "Only NFS volumes can be stores of a private cloud");
    Operation operation;
    operation.seconds = 3;
    operation.steps = {"Describe Cluster Volumes"};
    operation.finish = [id = call.system->id, svm = volume->svm, name = volume->name, removes](World &world) {
        WorkingEnvironment *system = world.find(id);
        if (Volume *found = system ? system->volume(svm, name) : nullptr)
            found->comment = removes ? "" : std::string("AVS store of ") + cloudName;
    };
    return begin(call, operation);
}

void addStores(Routes &routes, const Kind &kind)
{
    const std::string item =
        "/" + kind.root + "/volumes/{workingEnvironmentId}/storage-vms/{svmName}/volumes/{volumeName}";
    routes.connector(kind.resource() + ":volumes", "", &kind);
    routes.add("PUT", item + "/setup-avs", "setupAvsVolume", "Gives the volume to a private cloud", store)
        .takes("AvsVolumeRequest")
        .on({"ON", "DEGRADED"});
    routes.add("PUT", item + "/sync-avs-host", "syncAvsHost", "Shows the volume to new hosts", store)
        .takes("AvsVolumeRequest")
        .on({"ON", "DEGRADED"});
    routes.add("DELETE", item + "/remove-avs", "removeAvsVolume", "Takes the volume back", store)
        .on({"ON", "DEGRADED"});
}
} // namespace

void addAzure(Routes &routes)
{
    for (const Kind &kind : kinds()) {
        if (!kind.isAzure())
            continue;
        const std::string base = "/" + kind.root + "/working-environments";
        const std::string item = base + "/{workingEnvironmentId}";
        const std::string cluster =
            item + "/resourceGroups/{resourceGroupName}/avs-private-clouds/{privateCloudName}/clusters";
        routes.connector(kind.resource() + ":working-environments", "", &kind);
        routes.add("GET", item + "/avs-private-clouds", "privateClouds", "Private clouds nearby", clouds)
            .gives("AvsPrivateCloud")
            .on();
        routes.add("GET", cluster, "privateCloudClusters", "Clusters of a private cloud", clusters)
            .gives("AvsPrivateCloudCluster")
            .on();
        routes.add("GET", cluster + "/{clusterName}/hosts", "privateCloudClusterHosts", "Hosts of a cluster", hosts)
            .gives("AvsPrivateCloudClusterHost")
            .on();
        routes.add("GET", item + "/available-ips-in-subnet", "availableIpsInVsaSubnet", "Free addresses", availableIps)
            .gives("AvailableIpsResponse")
            .on();
        routes
            .add("GET", base + "/resource-group-exists/{resourceGroupName}", "resourceGroupExists",
                "Is there such a resource group", groupExists)
            .gives("boolean")
            .asks("subscriptionId cloudProviderAccountId");
        if (kind.ha)
            addStores(routes, kind);
    }
}

} // namespace nephoscope::demo::cloudmanager
