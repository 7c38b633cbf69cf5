// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
Json lif(const WorkingEnvironment &system, const Node &node, int last, const char *type, const Json &protocols)
{
    return {{"ip", system.netPrefix + std::to_string(node.address + last)}, {"netmask", "255.255.255.0"},
        {"lifType", type}, {"dataProtocols", protocols}, {"nodeName", node.name}, {"privateIp", true}};
}

Json nodeView(const WorkingEnvironment &system, std::size_t index)
{
    const Node &node = system.nodes[index];
    const bool down = system.status == "DEGRADED" && index == 1;
    const Json none = Json::array();
    Json lifs = Json::array({lif(system, node, 1, "Node Management", none), lif(system, node, 2, "Intercluster", none),
        lif(system, node, 3, "Data", Json::array({"nfs", "cifs"})),
        lif(system, node, 4, "Data", Json::array({"iscsi"}))});
    if (index == 0) {
        lifs.push_back(lif(system, node, 0, "Cluster Management", none));
        lifs.push_back(lif(system, node, 5, "SVM Management", none));
    }
    return {{"name", node.name}, {"lifs", lifs}, {"serialNumber", node.serialNumber}, {"systemId", node.systemId},
        {"platformLicense", nullptr}, {"platformSerialNumber", ""}, {"cloudProviderId", node.instanceId},
        {"healthy", !down}, {"inTakeover", down}};
}

std::string shownVersion(const WorkingEnvironment &system)
{
    const Kind &kind = *system.kind;
    if (kind.isAzure())
        return system.ontapVersion + ".T1" + kind.versionSuffix;
    return kind.isGcp() ? system.ontapVersion + ".T1" : system.ontapVersion;
}

const char *instanceState(const WorkingEnvironment &system)
{
    if (system.status == "OFF")
        return "stopped";
    return system.status == "FAILED" ? "terminated" : "running";
}

Json haNode(const WorkingEnvironment &system, std::size_t index)
{
    const Node &node = system.nodes[index];
    const std::string address = system.netPrefix + std::to_string(node.address + 1);
    if (system.kind->isAzure())
        return {{"instanceName", node.name}, {"instanceId", node.instanceId}, {"primaryIp", address},
            {"state", index == 1 && system.status == "DEGRADED" ? "stopped" : "running"},
            {"serialNumber", node.serialNumber}, {"availabilitySet", {{"faultDomain", index}, {"updateDomain", index}}},
            {"availabilityZone", nullptr}};
    return {{"instanceName", node.name}, {"zone", node.zone}, {"instanceType", system.instanceType},
        {"primaryIp", address}, {"instanceStatus", "RUNNING"}, {"numOfNics", 4}, {"labels", tagsMap(system.tags)}};
}
} // namespace

Json statusGroup(const WorkingEnvironment &system)
{
    return {{"status", system.status}, {"message", system.message},
        {"failureCauses",
            {{"invalidOntapCredentials", false}, {"noCloudProviderConnection", system.providerUnreachable},
                {"invalidCloudProviderCredentials", false}}},
        {"extendedFailureReason", system.status == "FAILED" ? Json(system.message) : Json()}};
}

Json upgradeVersions(const WorkingEnvironment &system)
{
    Json list = Json::array();
    for (const char *version : {"9.11.1", "9.12.1"}) {
        if (system.ontapVersion < version)
            list.push_back({{"imageVersion", std::string("ONTAP-") + version}, {"lastModified", 1'672'531'200'000},
                {"autoUpdateAllowed", false}});
    }
    return list;
}

namespace {
Json onPremCluster(const WorkingEnvironment &system)
{
    Json lifs = Json::array();
    for (const Node &node : system.nodes)
        lifs.push_back(lif(system, node, 2, "Intercluster", Json::array()));
    return {{"clusterAddress", system.netPrefix + "10"}, {"ontapVersion", system.ontapVersion},
        {"clusterName", system.name}, {"serialNumber", system.nodes.front().serialNumber},
        {"systemId", system.nodes.front().systemId}, {"licenses", Json::array({"nfs", "cifs", "snapmirror"})},
        {"systemManagerUrl", "https://" + system.netPrefix + "10/sysmgr"}, {"location", system.location},
        {"clusterUuid", system.nodes.front().systemId + "-cluster"}, {"nodeModels", array(system.nodeModels)},
        {"lifs", lifs}, {"aggregateCount", system.aggregates.size()}, {"volumeCount", system.volumes.size()},
        {"snapmirrorLicenseExists", true}, {"isAff", true}};
}
} // namespace

Json clusterGroup(const World &, const WorkingEnvironment &system, const Expansion &expansion)
{
    if (!system.kind->isCloud())
        return onPremCluster(system);
    Json nodes = Json::array();
    for (std::size_t i = 0; i < system.nodes.size(); ++i)
        nodes.push_back(nodeView(system, i));
    Json tier;
    if (!system.tierLevel.empty())
        tier = {{"capacityTierUsedSize", capacity(system.used() / 4)}, {"s3BucketName", system.bucket},
            {"tierLevel", system.tierLevel}};
    const bool versions = expansion.asksFor("ontapClusterProperties", "upgradeVersions");
    return {{"nodes", nodes}, {"clusterName", system.name}, {"clusterUuid", system.nodes.front().systemId + "-cluster"},
        {"ontapVersion", shownVersion(system)}, {"systemManagerUrl", "https://" + system.netPrefix + "10/sysmgr"},
        {"creationTime", system.created},
        {"licenseType",
            {{"name", licenseName(system.licenseType, system.packageName)},
                {"capacityLimit", capacity(licenseCapacity(system.licenseType))}}},
        {"licensePackageName", textOrNull(system.packageName)}, {"lastModifiedOffbox", nullptr}, {"offboxTarget", true},
        {"upgradeVersions", versions ? upgradeVersions(system) : Json()}, {"writingSpeedState", system.writingSpeed},
        {"broadcastDomainInfos",
            Json::array(
                {{{"broadcastDomain", "Default"}, {"ipSpace", "Default"}, {"mtu", system.optimized ? 9000 : 1500}}})},
        {"evaluation", system.evaluation}, {"capacityTierInfo", tier}, {"canConfigureCapacityTier", true},
        {"usedCapacity", capacity(system.used())}, {"userName", "admin"}, {"wormEnabled", system.worm},
        {"vscanFileOperationDefaultProfile", system.virusScan}, {"aggregateCount", system.aggregates.size()},
        {"volumeCount", system.volumes.size()}, {"flashCache", false}, {"isKeystoneSubscription", false},
        {"keystoneSubscription", false}, {"isSpaceReportingLogical", false}, {"spaceReportingLogical", false}};
}

Json policiesView(const std::vector<SnapshotPolicy> &policies)
{
    Json list = Json::array();
    for (const SnapshotPolicy &policy : policies) {
        Json schedules = Json::array();
        for (const PolicySchedule &schedule : policy.schedules)
            schedules.push_back({{"frequency", schedule.frequency}, {"retention", schedule.retention}});
        list.push_back({{"name", policy.name}, {"description", policy.description}, {"schedules", schedules}});
    }
    return list;
}

Json supportView(const WorkingEnvironment &system)
{
    Json list = Json::array();
    for (const Node &node : system.nodes) {
        list.push_back({{"supportRegistrationStatus", system.support}, {"serialNumber", node.serialNumber},
            {"licenseExpiryDate", nullptr}, {"cloudLicenseExists", false}, {"nssAccountId", nullptr}});
    }
    return list;
}

Json interClusterLifs(const WorkingEnvironment &system)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < system.nodes.size(); ++i) {
        list.push_back({{"name", "intercluster_" + std::to_string(i + 1)},
            {"address", system.netPrefix + std::to_string(system.nodes[i].address + 2)}, {"netmaskLength", 24},
            {"port", "e0a"}, {"node", system.nodes[i].name}, {"status", "up"}, {"isPeered", true}, {"peered", true}});
    }
    return list;
}

Json awsGroup(const WorkingEnvironment &system)
{
    Json instances = Json::array();
    std::vector<std::string> zones;
    Tags all = system.systemTags;
    all.insert(all.end(), system.tags.begin(), system.tags.end());
    for (const Node &node : system.nodes) {
        zones.push_back(node.zone);
        const std::string address = system.netPrefix + std::to_string(node.address + 1);
        instances.push_back({{"id", node.instanceId}, {"name", node.name}, {"instanceType", system.instanceType},
            {"state", instanceState(system)}, {"publicIpAddress", nullptr}, {"privateIpAddress", address},
            {"publicDnsName", ""}, {"privateDnsName", node.name + "." + system.region + ".internal.example"},
            {"imageId", "ami-" + node.systemId}, {"subnetId", system.subnet}, {"availabilityZone", node.zone},
            {"tags", tagsMap(all)}, {"productCode", nullptr}, {"tenancy", "default"}, {"placementGroup", ""},
            {"keyPairName", "harbour-ops"}, {"instanceProfileId", nullptr}, {"isOCCMInstance", false},
            {"isVsaInstance", true}});
    }
    return {{"regionName", system.region}, {"availabilityZones", array(zones)}, {"instances", instances},
        {"vpc",
            {{"vpcId", system.network}, {"state", "available"}, {"cidrBlock", system.cidr}, {"tags", Json::array()},
                {"isDefault", false}}},
        {"accountId", system.cloudAccount}, {"roleArn", nullptr}, {"cloudProviderAccountId", system.accountId},
        {"bootDiskSize", 47}, {"coreDiskExists", true}, {"outpostArn", nullptr}};
}

Json azureGroup(const WorkingEnvironment &system)
{
    Json disks = Json::array();
    for (std::size_t i = 0; i < system.aggregates.size(); ++i) {
        const Aggregate &aggregate = system.aggregates[i];
        disks.push_back({{"name", system.name + "-data-" + std::to_string(i + 1)},
            {"diskSizeGB", static_cast<int>(aggregate.diskSize / gigabyte)}, {"lun", i}, {"id", aggregate.idSeed},
            {"caching", "None"}, {"accountType", aggregate.diskType}, {"isManaged", true}, {"encryptionSet", nullptr}});
    }
    return {{"regionName", system.region},
        {"resourceGroup",
            {{"name", system.resourceGroup}, {"location", system.region}, {"tags", tagsMap(system.systemTags)}}},
        {"vnetCidr", system.cidr}, {"tags", tagsMap(system.tags)}, {"subscriptionId", system.cloudAccount},
        {"subscriptionName", "Brightwater production"}, {"deploymentId", system.name + "-deployment"},
        {"creationTime", system.created}, {"instanceType", system.instanceType}, {"numOfNics", 1},
        {"singleNetworkInterface", true}, {"cloudProviderAccountId", system.accountId}, {"availabilityZone", nullptr},
        {"dataDisks", disks}};
}

Json gcpGroup(const WorkingEnvironment &system)
{
    std::vector<std::string> zones;
    for (const Node &node : system.nodes)
        zones.push_back(node.zone);
    return {{"name", system.name}, {"regionName", system.region}, {"zoneName", array(zones)},
        {"instanceType", system.instanceType}, {"subnetCidr", system.cidr}, {"numOfNics", system.kind->ha ? 4 : 1},
        {"labels", tagsMap(system.tags)}, {"projectName", system.cloudAccount},
        {"deploymentName", system.name + "-deployment"}};
}

Json haGroup(const WorkingEnvironment &system)
{
    if (!system.kind->ha)
        return {};
    if (system.kind->isAws())
        return {{"mediatorVersionInfo",
                    {{"version", "1.14"}, {"description", "Mediator"}, {"state", "UP_TO_DATE"},
                        {"bootVolumeId", "vol-" + system.nodes.front().systemId}}},
            {"mediatorStatus", {{"statusCode", 0}, {"statusMessage", "Reachable"}}},
            {"routeTables", array(system.routeTables)}, {"mediatorVersionsToUpdate", Json::array()},
            {"failoverMode", system.failoverMode}};
    Json group = {{"node1Info", haNode(system, 0)}, {"node2Info", haNode(system, 1)}};
    if (system.kind->isAzure()) {
        group["loadBalancerName"] = system.name + "-lb";
        group["haEnabledOnLbRules"] = true;
        group["isMultiZone"] = false;
    } else {
        group["mediatorInfo"] = {{"mediatorInstanceName", system.name + "-mediator"}, {"zone", system.region + "-c"},
            {"instanceType", "e2-micro"}, {"primaryIp", system.netPrefix + "60"}, {"instanceStatus", "RUNNING"},
            {"version", "1.14"}};
        group["projectName"] = system.cloudAccount;
    }
    return group;
}

Json capacityFeatures(const WorkingEnvironment &system)
{
    const Kind &kind = *system.kind;
    Json sizes = Json::array();
    for (const double bytes : {100 * gigabyte, 500 * gigabyte, terabyte, 2 * terabyte, 8 * terabyte}) {
        sizes.push_back({{"size", capacity(bytes)}, {"supportedVolumeTypes", array(kind.diskTypes)},
            {"maxDisksAllow", {{"numOfDisks", 6}, {"reason", nullptr}}}});
    }
    Json tiers = Json::array();
    for (const std::string &type : kind.diskTypes) {
        tiers.push_back({{"volumeType", type}, {"supportedCapacityTiers", Json::array({kind.tier})},
            {"availableTieringPolicies", Json::array({"none", "snapshot_only", "auto", "all"})}});
    }
    return {{"providerVolumesType", sizes},
        {"defaultProviderVolumeType",
            {{"size", capacity(terabyte)}, {"diskType", kind.diskTypes.front()},
                {"capacityTier", system.tierLevel.empty() ? Json() : Json(kind.tier)}, {"iops", nullptr}}},
        {"supportedCapacityTiers",
            {{"supportedCapacityTiersPerVolumeType", tiers}, {"capacityTiersDisableReasons", Json::array()}}},
        {"maxDisksPerAggregate", 6}, {"existingIops", Json::array()}};
}

Json tagsView(const Tags &tags)
{
    Json list = Json::array();
    for (const auto &[key, value] : tags)
        list.push_back({{"tagKey", key}, {"tagValue", value}});
    return list;
}

Json tagsMap(const Tags &tags)
{
    Json map = Json::object();
    for (const auto &[key, value] : tags)
        map[key] = value;
    return map;
}

std::string licenseName(const std::string &type, const std::string &package)
{
    if (type.find("capacity") != std::string::npos)
        return "Cloud Volumes ONTAP " + (package.empty() ? std::string("Essential") : package);
    for (const auto &[word, name] :
        {std::pair{"explore", "Explore"}, {"standard", "Standard"}, {"premium", "Premium"}}) {
        if (type.find(word) != std::string::npos)
            return std::string("Cloud Volumes ONTAP ") + name + (type.find("byol") != std::string::npos ? " BYOL" : "");
    }
    return "Cloud Volumes ONTAP";
}

double licenseCapacity(const std::string &type)
{
    if (type.find("explore") != std::string::npos)
        return 2 * terabyte;
    if (type.find("standard") != std::string::npos)
        return 10 * terabyte;
    return type.find("capacity") != std::string::npos ? 500 * terabyte : 368 * terabyte;
}

} // namespace nephoscope::demo::cloudmanager
