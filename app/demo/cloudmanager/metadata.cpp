// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/offers.h"
#include "demo/cloudmanager/regions.h"
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/route.h"

#include <QCryptographicHash>
#include <utility>

namespace nephoscope::demo::cloudmanager {

std::vector<std::string> licenseTypes(const Kind &kind)
{
    std::vector<std::string> types;
    for (const char *size : {"explore-paygo", "standard-paygo", "premium-paygo", "premium-byol"})
        types.push_back(kind.licensePrefix + "cot-" + size);
    types.emplace_back(kind.ha ? "ha-capacity-paygo" : "capacity-paygo");
    return types;
}

const std::vector<std::string> &instanceTypes(const Kind &kind)
{
    static const std::vector<std::string> aws{"m5.xlarge", "m5.2xlarge", "m5.4xlarge", "r5.2xlarge", "m4.xlarge"};
    static const std::vector<std::string> azure{"Standard_DS4_v2", "Standard_E8ds_v4", "Standard_E16ds_v4"};
    static const std::vector<std::string> gcp{"n2-standard-4", "n2-standard-8", "n2-standard-16"};
    return kind.isAzure() ? azure : kind.isGcp() ? gcp : aws;
}

namespace {
const std::vector<std::string> ontapVersions{"9.10.1", "9.11.1", "9.12.1"};

/// An identifier made from a text, so that the same place is called the same in every answer.
std::string made(const std::string &prefix, const std::string &from)
{
    return prefix
        + QCryptographicHash::hash(QByteArray::fromStdString(from), QCryptographicHash::Sha1)
              .toHex()
              .left(8)
              .toStdString();
}

Reply regionList(Call &call)
{
    Json list = Json::array();
    for (const Region &region : regionsOf(call.kind()))
        list.push_back(regionView(call.kind(), region));
    return ok(list);
}

Json permutation(const Kind &kind, const Region &region, const std::string &version, const std::string &license,
    const std::string &instance, const std::string &package)
{
    const bool usual = license.find("capacity") != std::string::npos && instance == instanceTypes(kind)[1];
    return {{"ontapVersion", "ONTAP-" + version + ".T1" + kind.versionSuffix},
        {"license",
            {{"type", license}, {"name", licenseName(license, package)}, {"description", ""}, {"subName", package},
                {"subDescription", ""}, {"capacity_limit", capacity(licenseCapacity(license))["size"].dump() + "TB"},
                {"platformLicenseRequired", license.find("byol") != std::string::npos}, {"isDefault", usual},
                {"default", usual}, {"capacityLimit", capacity(licenseCapacity(license))}}},
        {"instanceType", instance}, {"region", regionView(kind, region)}, {"isDefaultInstance", usual},
        {"defaultInstance", usual}, {"features", Json::array({"worm", "capacity-tiering"})},
        {"upgradeableFrom", Json::array()}};
}

/// The smallest licence runs on small machines only.
bool fits(const Kind &kind, const std::string &license, const std::string &instance)
{
    const bool isSmall = instance == instanceTypes(kind).front() || instance == "m4.xlarge";
    return isSmall || license.find("explore") == std::string::npos;
}

bool wanted(const Call &call, const char *name, const std::string &value)
{
    const std::string asked = call.asked(name);
    return asked.empty() || asked == value;
}

Reply permutations(Call &call)
{
    const Kind &kind = call.kind();
    Json list = Json::array();
    for (const Region &region : regionsOf(kind)) {
        // Google's single nodes are asked for by zone.
        if (!wanted(call, "region", region.code) && call.asked("region").rfind(region.code, 0) != 0)
            continue;
        for (const std::string &version : ontapVersions) {
            if (!wanted(call, "version", "ONTAP-" + version + ".T1" + kind.versionSuffix)
                && call.asked("version") != "latest")
                continue;
            if ((call.askedFlag("latest_only") || call.asked("version") == "latest") && version != ontapVersions.back())
                continue;
            for (const std::string &license : licenseTypes(kind)) {
                if (!wanted(call, "license", license))
                    continue;
                for (const std::string &instance : instanceTypes(kind)) {
                    if (wanted(call, "instance_type", instance) && fits(kind, license, instance))
                        list.push_back(permutation(kind, region, version, license, instance,
                            license.find("capacity") == std::string::npos ? "" : "Essential"));
                }
            }
        }
    }
    return ok(list);
}

Json subnets(const Kind &kind, const Region &region, const std::string &network)
{
    Json list = Json::array();
    for (int i = 0; i < 3; ++i) {
        const std::string letter(1, static_cast<char>('a' + i));
        const std::string cidr = "10.20." + std::to_string(16 * i) + ".0/20";
        if (kind.isAzure())
            list.push_back({{"id", network + "/subnets/subnet-" + letter}, {"cidr", cidr}, {"name", "subnet-" + letter},
                {"availableIps", 4000}, {"minimumRequiredIps", 6}});
        else
            list.push_back({{"subnetId", kind.isGcp() ? "storage-" + letter : made("subnet-", region.code + letter)},
                {"cidr", cidr}, {"subnetName", "storage-" + letter},
                {"availabilityZone", region.code + (kind.isGcp() ? "-" : "") + letter}, {"availableIps", 4000},
                {"minimumRequiredIps", 6}});
    }
    return list;
}

const Region &askedRegion(const Call &call)
{
    const auto &all = regionsOf(call.kind());
    for (const Region &region : all) {
        if (region.code == call.asked("region"))
            return region;
    }
    return all.front();
}

Reply vpcs(Call &call)
{
    const Region &region = askedRegion(call);
    Json list = Json::array();
    for (const char *name : {"production", "laboratory"}) {
        const std::string id = call.kind().isGcp() ? name : made("vpc-", region.code + name);
        list.push_back({{"vpcId", id}, {"state", "available"}, {"cidrBlock", "10.20.0.0/16"},
            {"tags", Json::array({{{"key", "Name"}, {"value", name}}})}, {"isDefault", false}, {"default", false},
            {"subnets", subnets(call.kind(), region, id)},
            {"securityGroups",
                Json::array({{{"securityGroupId", made("sg-", region.code + name)}, {"name", "storage"},
                    {"description", "Storage traffic"}}})},
            {"tenancy", "default"}});
    }
    return ok(list);
}

Reply vnets(Call &call)
{
    const std::string id = "/subscriptions/" + call.asked("subscriptionId")
        + "/resourceGroups/brightwater-net/providers/Microsoft.Network/virtualNetworks/brightwater";
    return ok(Json::array({{{"id", id}, {"name", "brightwater"}, {"cidrs", Json::array({"10.20.0.0/16"})},
        {"resourceGroup", "brightwater-net"}, {"subnets", subnets(call.kind(), askedRegion(call), id)},
        {"securityGroups", Json::array()}}}));
}

Reply packages(Call &call)
{
    const Kind &kind = call.kind();
    const auto package = [&](const char *name, const char *shown, const std::string &instance, double size) {
        return Json{{"name", name}, {"displayName", shown}, {"description", ""},
            {"licenseType", licenseTypes(kind).back()},
            {"instanceTypeMapping", Json::array({{{"instanceType", instance}, {"regions", Json::array()}}})},
            {"diskType", kind.diskTypes.front()}, {"diskSize", capacity(size)}, {"capacityTier", kind.tier},
            {"instanceTenancy", "default"}, {"writingSpeedState", "NORMAL"}, {"iops", nullptr},
            {"throughput", nullptr}};
    };
    return ok(Json::array({package("poc_small", "Trial and small workloads", instanceTypes(kind)[0], 500 * gigabyte),
        package("production_large", "Large production workloads", instanceTypes(kind)[2], 2 * terabyte)}));
}

Reply snapshotPolicies(Call &)
{
    return ok(
        policiesView({{"default", "Hourly, daily and weekly copies", {{"hourly", 6}, {"daily", 2}, {"weekly", 2}}},
            {"default-1weekly", "Hourly and daily copies, one a week", {{"hourly", 6}, {"daily", 2}, {"weekly", 1}}},
            {"none", "No copies", {}}}));
}

Reply tagKeys(Call &)
{
    return ok(Json::array({{{"key", "department"}, {"values", Json::array({"Harbour Operations", "Finance Archive"})}},
        {{"key", "stage"}, {"values", Json::array({"live", "test"})}}}));
}

Reply requirements(Call &)
{
    return ok(
        {{"nonHaNodeMinimumRequiredIps", 6}, {"haNodeMinimumRequiredIps", 9}, {"haMediatorMinimumRequiredIps", 1}});
}

Reply tiers(Call &call)
{
    Json list = Json::array();
    for (const std::string &type : call.kind().diskTypes)
        list.push_back({{"volumeType", type}, {"supportedCapacityTiers", Json::array({call.kind().tier})},
            {"availableTieringPolicies", Json::array({"none", "snapshot_only", "auto", "all"})}});
    return ok({{"supportedCapacityTiersPerVolumeType", list}, {"capacityTiersDisableReasons", Json::array()}});
}

Reply features(Call &)
{
    return ok({{"wormSupportedVersion", true}, {"cbsSupportedVersion", true}, {"tieringWithServiceAccount", true},
        {"gp3SupportedVersion", true}, {"elasticVolumeSupportedAndEnabled", false}});
}

Reply noInstances(Call &) { return ok({{"instanceTypes", Json::array()}}); }

Reply keyPairs(Call &) { return ok(Json::array({"harbour-ops", "laboratory"})); }

Reply keyPairsByRegion(Call &call)
{
    Json map = Json::object();
    for (const Region &region : regionsOf(call.kind()))
        map[region.code] = Json::array({"harbour-ops", "laboratory"});
    return ok({{"regionToKeyPairs", map}});
}

Reply profiles(Call &)
{
    return ok(Json::array({{{"instanceProfileId", "AIPA0000000000000001"}, {"name", "brightwater-storage"}}}));
}

Reply diskTypes(Call &call)
{
    const char *member = call.kind().isGcp() ? "supportedDiskTypes" : "supportedVolumeTypes";
    Json list = Json::array();
    for (const double bytes : {100 * gigabyte, 500 * gigabyte, terabyte, 2 * terabyte, 8 * terabyte})
        list.push_back({{"description", "Data disk"}, {"size", capacity(bytes)}, {member, array(call.kind().diskTypes)},
            {"supportedOccmLicenses", array(licenseTypes(call.kind()))}, {"isDefault", bytes == terabyte},
            {"default", bytes == terabyte}});
    return ok(list);
}

Reply encryptionKeys(Call &call)
{
    if (call.kind().isGcp())
        return ok(Json::array(
            {{{"name", "storage-key"}, {"id", "storage-key"}, {"keyRing", "brightwater"}, {"location", "global"}}}));
    return ok(Json::array({{{"alias", "aws/ebs"}, {"keyId", made("key-", askedRegion(call).code)},
        {"status", "Enabled"}, {"validTo", nullptr}, {"origin", "AWS_KMS"}, {"isDefault", true}, {"default", true}}}));
}

Reply routeTables(Call &call)
{
    const std::string id = made("rtb-", askedRegion(call).code);
    return ok(Json::array({{{"id", id}, {"isMain", true}, {"subnets", Json::array()}, {"tags", Json::array()}}}));
}

Reply resourceGroups(Call &call)
{
    return ok(
        Json::array({{{"name", "brightwater-net"}, {"location", askedRegion(call).code}, {"tags", Json::object()}}}));
}

Reply storageAccountTypes(Call &call) { return ok(array(call.kind().diskTypes)); }

Reply subscriptions(Call &call)
{
    Json list = Json::array();
    for (const ProviderAccount &account : call.world.accounts) {
        if (account.kind == AccountKind::Azure)
            list.push_back({{"subscriptionId", account.cloudAccount}, {"name", account.name}, {"isDefault", true},
                {"default", true}, {"saasSubscriptionId", nullptr}});
    }
    return ok(list);
}

Reply projects(Call &call)
{
    Json list = Json::array();
    for (const ProviderAccount &account : call.world.accounts) {
        if (account.kind == AccountKind::Gcp)
            list.push_back({{"projectNumber", "100000000001"}, {"projectId", account.cloudAccount},
                {"lifecycleState", "ACTIVE"}, {"name", account.name}, {"createTime", "2021-03-01T08:00:00Z"}});
    }
    return ok(list);
}

Reply zones(Call &call)
{
    Json list = Json::array();
    for (const char *letter : {"a", "b", "c"})
        list.push_back(call.kind().isAzure() ? std::string(letter) : askedRegion(call).code + "-" + letter);
    return ok(list);
}

Reply serviceAccounts(Call &)
{
    return ok({{"accounts",
        Json::array({{{"name", "storage"}, {"projectId", "brightwater-pelican"},
            {"email", "storage@brightwater.example"}, {"displayName", "Storage"}, {"enabled", true}}})}});
}

Reply clusterInfo(Call &call)
{
    const auto sent = [&](const char *name) { return call.message.header(name).toStdString(); };
    std::vector<Violation> faults;
    for (const char *name : {"clusterAddress", "clusterUsername", "clusterPassword"}) {
        if (sent(name).empty())
            faults.push_back({name, "is required"});
    }
    if (!faults.empty())
        return invalid(faults);
    return ok({{"serialNumber", "70000000000000000001"}, {"clusterName", "cluster-" + sent("clusterAddress")},
        {"clusterUuid", made("cluster-", sent("clusterAddress"))}, {"ontapVersion", "9.11.1P3"},
        {"nodeModels", Json::array({"AFF-A250", "AFF-A250"})}, {"clusterIp", sent("clusterAddress")}, {"isAdmin", true},
        {"admin", true}});
}

struct Entry {
    const char *tail;
    const char *nickname;
    const char *model;
    Reply (*handler)(Call &);
    const char *queries;
};

const std::vector<Entry> &common()
{
    static constexpr const char *choice = "region ontapVersion dataEncryptionType licenseType instanceType";
    static const std::vector<Entry> all{{"regions", "regions", "[Region]", regionList, ""},
        {"permutations", "permutations", "[Configuration]", permutations,
            "region version license instance_type default_instance_type:boolean feature latest_only:boolean ami"},
        {"packages", "packages", "[PackageInfoResponse]", packages,
            "deploymentModel=multiZone capacityPackage=optimized"},
        {"default-snapshot-policies", "defaultSnapshotPolicies", "[SnapshotPolicy]", snapshotPolicies, ""},
        {"tag-keys", "tagKeys", "[TagKeyResponse]", tagKeys, ""},
        {"network-requirements", "networkRequirements", "NetworkRequirementsResponse", requirements, ""},
        {"supported-capacity-tiers", "supportedCapacityTiers", "SupportedCapacityTiers", tiers, choice},
        {"supported-features", "supportedFeatures", "SupportedFeaturesResponse", features, choice},
        {"instance-types-not-supporting-acceleration-and-capacity-tiering",
            "instanceTypesNotSupportingAccelerationAndCapacityTiering", "InstanceTypes", noInstances, ""}};
    return all;
}

const std::vector<Entry> &ofProvider(const Kind &kind)
{
    static const std::vector<Entry> aws{
        {"vpcs", "vpcs", "[VpcExtendedResponse]", vpcs, "region cloudProviderAccountId roleArn"},
        {"key-pairs", "keyPairs", "[string]", keyPairs, "region cloudProviderAccountId roleArn"},
        {"key-pairs-by-region", "keyPairsByRegion", "KeyPairsByRegionResponse", keyPairsByRegion,
            "cloudProviderAccountId roleArn"},
        {"instance-profiles", "instanceProfiles", "[InstanceProfileResponse]", profiles,
            "cloudProviderAccountId roleArn"},
        {"ebs-volume-types", "disks", "[EbsVolumeType]", diskTypes, ""},
        {"aws-encryption-keys", "awsEncryptionKeys", "[AwsEncryptionKey]", encryptionKeys,
            "region cloudProviderAccountId roleArn"},
        {"route-tables", "routeTables", "[RouteTableResponse]", routeTables, "region vpcId"}};
    static const std::vector<Entry> azure{{"vnets", "vnets", "[VnetResponse]", vnets, "region subscriptionId"},
        {"resource-groups", "resourceGroups", "[AzureResourceGroupResponse]", resourceGroups, "region subscriptionId"},
        {"storage-account-types", "storageAccountTypes", "[string]", storageAccountTypes, ""},
        {"associated-subscriptions", "associatedSubscriptions", "[AssociatedSubscription]", subscriptions, ""},
        {"availability-zones", "availabilityZones", "[string]", zones, "region"}};
    static const std::vector<Entry> gcp{{"vpcs", "vpcs", "[VpcExtendedResponse]", vpcs, "region projectId"},
        {"projects", "projects", "[GcpProject]", projects, ""}, {"zones", "zones", "[string]", zones, "region"},
        {"gcp-disk-types", "gcpDiskTypes", "[GcpDiskType]", diskTypes, ""},
        {"gcp-encryption-keys", "gcpEncryptionKeys", "[GcpEncryptionKey]", encryptionKeys, "projectId"},
        {"service-accounts", "serviceAccounts", "GcpServiceAccounts", serviceAccounts, "projectId"}};
    return kind.isAws() ? aws : kind.isAzure() ? azure : gcp;
}
} // namespace

Reply metadataOf(Call &call, const Kind &kind, const std::string &tail)
{
    Route route = *call.route;
    route.kind = &kind;
    const Route *own = std::exchange(call.route, &route);
    Reply reply = notFound("Choice", tail);
    for (const Entry &entry : ofProvider(kind)) {
        if (entry.tail == tail)
            reply = entry.handler(call);
    }
    call.route = own;
    return reply;
}

void addMetadata(Routes &routes)
{
    for (const Kind &kind : kinds()) {
        routes.connector(kind.resource() + ":metadata", "What can be chosen under " + kind.root, &kind);
        const std::string base = "/" + kind.root + "/metadata/";
        if (!kind.isCloud()) {
            routes.add("GET", base + "cluster-info", "clusterInfo", "What is known of a cluster", clusterInfo)
                .gives("ClusterInfoResponse")
                .reads("clusterAddress* clusterUsername* clusterPassword*");
            continue;
        }
        for (const auto *entries : {&common(), &ofProvider(kind)}) {
            for (const Entry &entry : *entries)
                routes.add("GET", base + entry.tail, entry.nickname, "Choices", entry.handler)
                    .gives(entry.model)
                    .asks(entry.queries);
        }
    }
}

} // namespace nephoscope::demo::cloudmanager
