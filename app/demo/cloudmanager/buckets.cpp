// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/offers.h"
#include "demo/cloudmanager/regions.h"
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/route.h"

#include <QRegularExpression>
#include <algorithm>
#include <set>

namespace nephoscope::demo::cloudmanager {

// Object storage and the other things under metadata that are more than a list of choices.

namespace {
bool isOfCloud(const Kind &kind, const Bucket &bucket)
{
    const auto &regions = regionsOf(kind);
    return std::any_of(regions.begin(), regions.end(), [&](const Region &one) { return one.code == bucket.region; });
}

std::vector<Bucket> bucketsOf(const Call &call)
{
    std::vector<Bucket> all;
    for (const Bucket &bucket : call.world.buckets) {
        if (isOfCloud(call.kind(), bucket))
            all.push_back(bucket);
    }
    return all;
}

Reply list(Call &call)
{
    Json all = Json::array();
    for (const Bucket &bucket : bucketsOf(call)) {
        Json entry = {{"name", bucket.name}, {"bucketName", bucket.name}, {"region", bucket.region}};
        entry["tags"] = call.askedFlag("tagsRequired") ? Json{{"DeployedByOccm", "true"}} : Json();
        all.push_back(entry);
    }
    return ok(all);
}

std::size_t regionCount(const std::vector<Bucket> &buckets)
{
    std::set<std::string> regions;
    for (const Bucket &bucket : buckets)
        regions.insert(bucket.region);
    return regions.size();
}

Reply summary(Call &call)
{
    const auto buckets = bucketsOf(call);
    return ok({{"numOfBuckets", buckets.size()}, {"numOfRegions", regionCount(buckets)}, {"supportable", true}});
}

Reply details(Call &call)
{
    const auto buckets = bucketsOf(call);
    Json all = Json::array();
    for (const Bucket &bucket : buckets)
        all.push_back({{"bucketName", bucket.name}, {"region", bucket.region}, {"tags", Json::object()},
            {"tieringTarget", bucket.tiering}, {"backupTarget", bucket.backup}});
    const auto count = [&](bool Bucket::*flag) {
        return std::count_if(buckets.begin(), buckets.end(), [&](const Bucket &one) { return one.*flag; });
    };
    return ok({{"s3Buckets", all}, {"totalBuckets", buckets.size()}, {"totalRegions", regionCount(buckets)},
        {"totalTieringTargets", count(&Bucket::tiering)}, {"totalBackupTargets", count(&Bucket::backup)}});
}

Reply applicationInformation(Call &call)
{
    Json all = Json::array();
    for (const std::string &name : textsOf(call.body, "buckets")) {
        const auto buckets = bucketsOf(call);
        if (std::none_of(buckets.begin(), buckets.end(), [&](const Bucket &one) { return one.name == name; }))
            return notFound("Bucket", name);
        all.push_back({{"bucketName", name}, {"tieringLevel", "normal"}, {"accessData", "PRIVATE"}});
    }
    return ok(all);
}

Reply create(Call &call)
{
    static const QRegularExpression pattern(QStringLiteral("^[a-z0-9][a-z0-9.-]{2,62}$"));
    std::string name = call.asked("bucketName");
    if (name.empty())
        name = call.asked("containerName");
    std::vector<Violation> faults;
    if (!pattern.match(QString::fromStdString(name)).hasMatch())
        faults.push_back({"bucketName", "needs 3 to 63 small letters, digits, dots and hyphens"});
    Bucket bucket{name, call.asked("region"), false, false};
    if (!isOfCloud(call.kind(), bucket))
        faults.push_back({"region", "is not known. Actual: " + bucket.region});
    if (!faults.empty())
        return invalid(faults);
    const auto &all = call.world.buckets;
    if (std::any_of(all.begin(), all.end(), [&](const Bucket &one) { return one.name == name; }))
        return problem(400, "The name " + name + " is taken");
    call.world.buckets.push_back(bucket);
    return noContent();
}

Reply subscribed(Call &call)
{
    const std::string region = textOf(call.body, "region");
    if (!isOfCloud(call.kind(), {"", region, false, false})) {
        const Violation violation{"region", "is not known. Actual: " + region};
        return invalid({violation});
    }
    return ok({{"failureInfo", nullptr}, {"isSubscribed", true}, {"subscribed", true}});
}

/// Floating addresses must lie outside of every network.
Reply floatingIps(Call &call)
{
    std::vector<Violation> faults;
    for (const char *name : {"clusterFloatingIP", "dataFloatingIP", "dataFloatingIP2", "svmFloatingIP"}) {
        if (textOf(call.body, name).rfind("10.20.", 0) == 0)
            faults.push_back({name, "must not lie inside the network 10.20.0.0/16"});
    }
    return faults.empty() ? noContent() : invalid(faults);
}

Json oldManifest(const Kind &kind, const std::string &version)
{
    Json licenses = Json::array();
    for (const std::string &type : licenseTypes(kind)) {
        Json images = Json::array();
        for (const Region &region : regionsOf(kind))
            images.push_back({{"region", region.code}, {"ami_id", "ami-00000000"}, {"saas_mp", true}});
        licenses.push_back({{"license_type", type}, {"instance_types", array(instanceTypes(kind))}, {"amis", images}});
    }
    return {{"ontap_version", "ONTAP-" + version + ".T1" + kind.versionSuffix},
        {"ontap_image_versions_allowed_to_upgrade_from", Json::array()},
        {"encryption_enabled_instance_types", array(instanceTypes(kind))}, {"license_to_ami_mapping", licenses}};
}

Reply manifests(Call &call)
{
    const Kind &kind = call.kind();
    Json licenses = Json::array();
    for (const std::string &type : licenseTypes(kind))
        licenses.push_back(
            {{"type", type}, {"name", licenseName(type, "")}, {"capacityLimit", capacity(licenseCapacity(type))}});
    Json regions = Json::array();
    for (const Region &region : regionsOf(kind))
        regions.push_back(regionView(kind, region));
    Json versions = Json::array();
    for (const char *version : {"9.10.1", "9.11.1", "9.12.1"})
        versions.push_back(oldManifest(kind, version));
    return ok({{"globalManifest",
                   {{"license_types", licenses}, {"regions", regions}, {"azureRegions", Json::array()},
                       {"gcpRegions", Json::array()}, {"cot_versions", Json::object()},
                       {"cot_versions_to_upgrade_to", Json::object()}, {"supportedFeatures", Json::object()}}},
        {"ontapManifests", versions}});
}

Reply vaults(Call &)
{
    return ok(Json::array(
        {{{"name", "brightwater-keys"}, {"location", "westeurope"}, {"resourceGroup", "brightwater-net"}}}));
}

Reply vaultKeys(Call &)
{
    return ok(Json::array({{{"name", "storage"}, {"vaultName", "brightwater-keys"}, {"enabled", true}}}));
}

Reply workerPools(Call &) { return ok(Json::array({{{"name", "deployments"}, {"state", "RUNNING"}}})); }

void addAws(Routes &routes, const std::string &base, bool ha)
{
    routes.add("GET", base + "buckets", "listBuckets", "Buckets", list)
        .gives("List[com.netapp.oncloud.simplicator.client.aws.Messages$S3BucketInfo]")
        .asks("tagsRequired:boolean");
    routes.add("GET", base + "s3-summary", "s3summary", "How many buckets", summary).gives("S3Summary");
    routes.add("GET", base + "get-buckets-details", "listDetailedBuckets", "Buckets in detail", details)
        .gives("S3BucketsSummary");
    routes
        .add("POST", base + "get-buckets-application-info", "getBucketsPolicyAndTieringData", "What buckets are for",
            applicationInformation)
        .takes("BucketsPolicyAndTieringInfoRequest")
        .gives("[BucketAdditionalData]")
        .silent();
    routes.add("GET", base + "manifests", "manifests", "What can be run where", manifests).gives("MetadataResponse");
    routes.add("POST", base + "create-bucket", "createBucket", "Makes a bucket", create).asks("region* bucketName*");
    routes
        .add("POST", base + "validate-subscribed-to-ontap-cloud", "validateSubscribedToOntapCloud",
            "Was it bought at the marketplace", subscribed)
        .takes("AwsValidateSubscribedToOntapCloudRequest")
        .gives("AwsValidateSubscribedToOntapCloudResponse")
        .silent();
    if (ha)
        routes.add("POST", base + "validate-floating-ips", "validateFloatingIps", "Can these be used", floatingIps)
            .takes("ValidateFloatingIpsRequest")
            .silent();
}

void addAzureMetadata(Routes &routes, const std::string &base)
{
    routes.add("GET", base + "vaults", "vaults", "Key vaults", vaults)
        .gives("[AzureVault]")
        .asks("subscriptionId region cloudProviderAccountId");
    routes.add("GET", base + "keys-vault", "keysVault", "Keys of a vault", vaultKeys)
        .gives("[AzureVaultKey]")
        .asks("vaultName subscriptionId cloudProviderAccountId");
    routes.add("GET", base + "containers", "containers", "Containers", list).gives("[ContainerResponse]");
    routes.add("POST", base + "create-container", "createContainer", "Makes a container", create)
        .asks("region* containerName*");
    routes
        .add("POST", base + "validate-subscribed-to-ontap-cloud", "validateSubscribedToOntapCloud",
            "Was it bought at the marketplace", subscribed)
        .takes("AzureValidateSubscribedToOntapCloudRequest")
        .gives("AwsValidateSubscribedToOntapCloudResponse")
        .silent();
}
} // namespace

void addBuckets(Routes &routes)
{
    for (const Kind &kind : kinds()) {
        const std::string base = "/" + kind.root + "/metadata/";
        routes.connector(kind.resource() + ":metadata", "", &kind);
        if (kind.isAws())
            addAws(routes, base, kind.ha);
        if (kind.isAzure())
            addAzureMetadata(routes, base);
        if (!kind.isGcp())
            continue;
        routes.add("GET", base + "buckets", "buckets", "Buckets", list).gives("[BucketResponse]").asks("projectId");
        routes.add("POST", base + "create-bucket", "createBucket", "Makes a bucket", create)
            .asks("region* bucketName* projectId");
        routes.add("GET", base + "workerPools", "workerPools", "Pools of workers", workerPools)
            .gives("[WorkerPoolResponse]")
            .asks("projectId region");
    }
}

} // namespace nephoscope::demo::cloudmanager
