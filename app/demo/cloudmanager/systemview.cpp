// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/certificates.h"
#include "demo/cloudmanager/representation.h"

namespace nephoscope::demo::cloudmanager {

namespace {
/// Commas inside brackets belong to the sub-selection.
std::vector<std::string> topLevelParts(const std::string &text)
{
    std::vector<std::string> parts{""};
    int depth = 0;
    for (const char letter : text) {
        depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
        if (letter == ',' && depth == 0)
            parts.emplace_back();
        else if (letter != ' ')
            parts.back() += letter;
    }
    return parts;
}

using Group = Json (*)(const World &, const WorkingEnvironment &, const Expansion &);
using Groups = std::vector<std::pair<std::string, Group>>;

Json features(const World &, const WorkingEnvironment &system, const Expansion &)
{
    return {{"supportsMixedAggregates", true}, {"supportsTieringWithServiceAccount", system.kind->isGcp()},
        {"supportsGp3Disk", system.kind->isAws()}, {"supportsElasticVolumes", system.kind->root == "vsa"}};
}

Json ransomware(const World &, const WorkingEnvironment &system, const Expansion &)
{
    const int on = system.blocksRansomware ? 1 : 0;
    return {{"status", on}, {"fPolicyProtocolStatus", {{"nfsv3", on}, {"nfsv4", on}, {"cifs", on}}},
        {"fileExtensions", system.blocksRansomware ? Json::array({"locky", "crypted", "wncry"}) : Json::array()}};
}

Json saas(const World &world, const WorkingEnvironment &system, const Expansion &)
{
    Json bought;
    for (const Subscription &one : world.subscriptions) {
        if (one.id == system.saasSubscription)
            bought = {{"id", one.id}, {"name", one.name}, {"active", one.active}};
    }
    return {{"subscription", bought}, {"freeTrialExpiry", nullptr}, {"saasEnabled", !bought.is_null()},
        {"capacityLicensePackage", textOrNull(system.packageName)}};
}

Json backups(const World &world, const WorkingEnvironment &system, const Expansion &)
{
    const auto found = world.backups.find(system.id);
    if (found == world.backups.end())
        return {{"cbsBackupStatus", "OFF"}, {"cbsRules", Json::array()}, {"numberOfBackedUpVolumes", 0}};
    const Backup &backup = found->second;
    return {{"cbsBackupStatus", "ON"},
        {"cbsRules", Json::array({{{"snapmirrorLabel", "daily"}, {"snapshotsToKeep", 7}}})},
        {"numberOfBackedUpVolumes", backup.volumes.size()}, {"objectStoreName", backup.bucket},
        {"providerSpecific", nullptr}, {"cbsPolicyName", backup.policy}, {"usedCapacity", capacity(system.used() / 2)},
        {"ipSpace", backup.ipSpace}, {"region", backup.region}, {"providerAccountName", backup.account},
        {"exclusionReason", nullptr}};
}

Json compliance(const World &world, const WorkingEnvironment &system, const Expansion &)
{
    return complianceView(world, system.scanned);
}

Json monitoring(const World &world, const WorkingEnvironment &system, const Expansion &)
{
    return monitoringView(world, system.monitored);
}

Json nothing(const World &, const WorkingEnvironment &, const Expansion &) { return {}; }

Json status(const World &, const WorkingEnvironment &system, const Expansion &) { return statusGroup(system); }

Json reserved(const World &, const WorkingEnvironment &system, const Expansion &)
{
    return capacity(system.reserved());
}

Json encryption(const World &world, const WorkingEnvironment &system, const Expansion &)
{
    const Kind &kind = *system.kind;
    Json key;
    if (kind.isAws() && system.encrypted)
        key = {{"alias", "aws/ebs"}, {"keyId", "key-" + system.nodes.front().systemId}, {"status", "Enabled"},
            {"validTo", nullptr}, {"origin", "AWS_KMS"}, {"isDefault", true}};
    Json managers = Json::array();
    for (const KeyManager &manager : world.keyManagers) {
        if (contains(system.keyManagers, manager.address))
            managers.push_back(keyManagerView(manager));
    }
    Json certificates = Json::array();
    if (world.clientCertificate && !managers.empty())
        certificates.push_back(certificateView(*world.clientCertificate));
    return {{"ontapEncryption", !managers.empty()}, {"awsVolumeEncryption", kind.isAws() && system.encrypted},
        {"azureVolumeEncryption", kind.isAzure() && system.encrypted},
        {"gcpVolumeEncryption", kind.isGcp() && system.encrypted}, {"keyManagers", managers},
        {"encryptionCertificates", certificates}, {"awsEncryptionKey", key}};
}

Json svms(const World &, const WorkingEnvironment &system, const Expansion &)
{
    std::vector<std::string> aggregates;
    for (const Aggregate &aggregate : system.aggregates)
        aggregates.push_back(aggregate.name);
    Json list = Json::array();
    for (const StorageVm &svm : system.svms) {
        list.push_back({{"name", svm.name}, {"state", svm.state},
            {"allowedProtocols", Json::array({"nfs", "cifs", "iscsi"})}, {"language", "c.utf_8"},
            {"allowedAggregates", array(aggregates)}, {"ver3Enabled", true}, {"ver4Enabled", true}});
    }
    return list;
}

Json policies(const World &, const WorkingEnvironment &system, const Expansion &)
{
    return policiesView(system.policies);
}

Json cronJobs(const World &, const WorkingEnvironment &, const Expansion &)
{
    const Json every = Json::array({-1});
    const auto job = [&](const char *name, const char *text, const Json &weekDays, const Json &hours) {
        return Json{{"name", name}, {"description", text}, {"months", every}, {"days", every}, {"weekDays", weekDays},
            {"hours", hours}, {"minutes", Json::array({10})}};
    };
    return Json::array(
        {job("hourly", "ten past every hour", every, every), job("daily", "ten past midnight", every, Json::array({0})),
            job("weekly", "Sundays, ten past midnight", Json::array({0}), Json::array({0}))});
}

Json lifs(const World &, const WorkingEnvironment &system, const Expansion &) { return interClusterLifs(system); }

Json actionsRequired(const World &, const WorkingEnvironment &system, const Expansion &)
{
    Json list = Json::array();
    if (system.status == "DEGRADED")
        list.push_back({{"actionType", "NODE_DOWN"}, {"severity", "Warning"},
            {"parameters", {{"workingEnvironmentId", system.id}, {"moreInfo", system.message}}}});
    return list;
}

Json activeActions(const World &world, const WorkingEnvironment &system, const Expansion &)
{
    return array(world.running(system.id));
}

Json replication(const World &world, const WorkingEnvironment &system, const Expansion &)
{
    std::set<std::string> peers;
    std::set<std::string> targets;
    for (const Relationship &one : world.relationships) {
        if (one.sourceSystem == system.id) {
            targets.insert(one.destinationSystem);
            peers.insert(one.destinationSystem);
        } else if (one.destinationSystem == system.id) {
            peers.insert(one.sourceSystem);
        }
    }
    return {{"peers", array({peers.begin(), peers.end()})},
        {"replicationTargets", array({targets.begin(), targets.end()})}};
}

Json schedules(const World &, const WorkingEnvironment &system, const Expansion &) { return system.schedules; }

Json support(const World &, const WorkingEnvironment &system, const Expansion &)
{
    return {{"supportRegistrationStatus", system.support}, {"licenseExpiryDate", system.created + 94'608'000'000}};
}

Json supportInformation(const World &, const WorkingEnvironment &system, const Expansion &)
{
    return supportView(system);
}

Json aws(const World &, const WorkingEnvironment &system, const Expansion &) { return awsGroup(system); }

Json provider(const World &, const WorkingEnvironment &system, const Expansion &)
{
    return system.kind->isAzure() ? azureGroup(system) : gcpGroup(system);
}

Json ha(const World &, const WorkingEnvironment &system, const Expansion &) { return haGroup(system); }

Json disks(const World &, const WorkingEnvironment &system, const Expansion &) { return capacityFeatures(system); }

Json licenses(const World &, const WorkingEnvironment &system, const Expansion &)
{
    std::vector<std::string> serials;
    for (const Node &node : system.nodes)
        serials.push_back(node.serialNumber);
    return Json::array({{{"type", system.licenseType}, {"useType", "PAYGO"},
        {"package", textOrNull(system.packageName)}, {"serialNumbers", array(serials)},
        {"capacityLimit", capacity(licenseCapacity(system.licenseType))}, {"expirations", Json::array()}}});
}

const Groups &cloudGroups(bool isAws)
{
    static const Groups common{{"reservedSize", reserved}, {"encryptionProperties", encryption},
        {"clusterProperties", clusterGroup}, {"ontapClusterProperties", clusterGroup},
        {"actionsRequired", actionsRequired}, {"interClusterLifs", lifs}, {"cronJobSchedules", cronJobs},
        {"snapshotPolicies", policies}, {"svms", svms}, {"activeActions", activeActions},
        {"replicationProperties", replication}, {"schedules", schedules}, {"supportRegistrationProperties", support},
        {"supportRegistrationInformation", supportInformation}, {"haProperties", ha}, {"capacityFeatures", disks},
        {"cloudSyncProperties", nothing}, {"supportedFeatures", features}, {"fpolicyProperties", ransomware},
        {"saasProperties", saas}, {"cbsProperties", backups}, {"complianceProperties", compliance},
        {"monitoringProperties", monitoring}, {"licensesInformation", licenses}};
    const auto with = [](const std::string &name, Group group) {
        Groups all{{"status", status}, {name, group}};
        all.insert(all.end(), common.begin(), common.end());
        return all;
    };
    static const Groups awsGroups = with("awsProperties", aws);
    static const Groups otherGroups = with("providerProperties", provider);
    return isAws ? awsGroups : otherGroups;
}

const Groups &onPremGroups()
{
    static const Groups groups{{"status", status}, {"reservedSize", reserved}, {"interClusterLifs", lifs},
        {"cronJobSchedules", cronJobs}, {"svms", svms}, {"snapshotPolicies", policies},
        {"replicationProperties", replication}, {"clusterProperties", clusterGroup},
        {"ontapClusterProperties", clusterGroup}, {"cloudSyncProperties", nothing},
        {"actionsRequired", actionsRequired}, {"capacityFeatures", nothing}, {"cbsProperties", backups},
        {"complianceProperties", compliance}, {"monitoringProperties", monitoring}};
    return groups;
}

void expand(Json &object, const Groups &groups, const World &world, const WorkingEnvironment &system,
    const Expansion &expansion)
{
    for (const auto &[name, group] : groups)
        object[name] = expansion.asksFor(name) ? group(world, system, expansion) : Json();
}
} // namespace

Expansion::Expansion(const std::string &fields)
{
    for (const std::string &part : topLevelParts(fields)) {
        if (part.empty())
            continue;
        if (part == "*") {
            m_all = true;
            continue;
        }
        const auto open = part.find(".fields(");
        auto &members = m_groups[part.substr(0, open)];
        if (open == std::string::npos || part.back() != ')')
            continue;
        const auto start = open + std::string(".fields(").size();
        for (const std::string &name : topLevelParts(part.substr(start, part.size() - start - 1)))
            members.insert(name);
    }
}

bool Expansion::asksFor(const std::string &group, const std::string &member) const
{
    const auto found = m_groups.find(group);
    return found != m_groups.end() && found->second.count(member) > 0;
}

Json systemView(const World &world, const WorkingEnvironment &system, const Expansion &expansion)
{
    if (!system.kind->isCloud()) {
        Json object = {{"publicId", system.id}, {"tenantId", system.tenantId}, {"description", system.description},
            {"name", system.name}, {"discoverUserEmail", system.creator}, {"location", system.location},
            {"workingEnvironmentType", "ON_PREM"}, {"cloudProviderName", nullptr}, {"isHA", false},
            {"svmName", system.svmName()}, {"isAff", true}};
        expand(object, onPremGroups(), world, system, expansion);
        return object;
    }
    Json object = {{"publicId", system.id}, {"name", system.name}, {"tenantId", system.tenantId},
        {"svmName", system.svmName()}, {"creatorUserEmail", system.creator}, {"isHA", system.kind->ha},
        {"cloudProviderName", system.kind->provider}, {"workingEnvironmentType", "VSA"}};
    expand(object, cloudGroups(system.kind->isAws()), world, system, expansion);
    return object;
}

Json genericSystemView(const World &world, const WorkingEnvironment &system, const Expansion &expansion)
{
    Json object = {{"publicId", system.id}, {"name", system.name}, {"isHA", system.kind->ha},
        {"cloudProviderName", textOrNull(system.kind->provider)},
        {"workingEnvironmentType", system.kind->isCloud() ? "VSA" : "ON_PREM"}, {"tenantId", system.tenantId},
        {"svmName", system.svmName()}};
    Tags all = system.systemTags;
    all.insert(all.end(), system.tags.begin(), system.tags.end());
    expand(object, {{"status", status}, {"ontapClusterProperties", clusterGroup}}, world, system, expansion);
    object["userTags"] = system.kind->isCloud() ? tagsMap(all) : Json::object();
    return object;
}

std::string systemModel(const Kind &kind)
{
    if (!kind.isCloud())
        return "OnPremWorkingEnvironmentResponse";
    return kind.isAzure() ? "AzureVsaWorkingEnvironmentResponse"
        : kind.isGcp()    ? "GcpVsaWorkingEnvironmentResponse"
                          : "VsaWorkingEnvironmentResponse";
}

Json systemReference(const WorkingEnvironment &system, const std::string &type)
{
    return {{"publicId", system.id}, {"name", system.name}, {"workingEnvironmentType", type}};
}

} // namespace nephoscope::demo::cloudmanager
