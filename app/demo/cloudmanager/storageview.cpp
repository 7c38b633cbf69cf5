// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
Json volumesOn(const WorkingEnvironment &system, const Aggregate &aggregate)
{
    Json list = Json::array();
    for (const Volume &volume : system.volumes) {
        if (volume.aggregate == aggregate.name)
            list.push_back({{"name", volume.name}, {"totalSize", capacity(volume.size)},
                {"usedSize", capacity(volume.used)}, {"thinProvisioned", volume.thin},
                {"isClone", !volume.parent.empty()}, {"rootVolume", volume.root}});
    }
    return list;
}

Json exportsView(const ExportPolicy &policy)
{
    if (policy.name.empty())
        return {};
    return {{"name", policy.name}, {"policyType", policy.type}, {"ips", array(policy.ips)},
        {"nfsVersion", array(policy.versions)}, {"rules", policy.rules}};
}

Json sharesView(const std::vector<Share> &shares)
{
    if (shares.empty())
        return {};
    Json list = Json::array();
    for (const Share &share : shares) {
        Json access = Json::array();
        for (const ShareAccess &one : share.access)
            access.push_back({{"permission", one.permission}, {"users", array(one.users)}});
        list.push_back({{"shareName", share.name}, {"accessControlList", access}});
    }
    return list;
}

Json onPremAggregate(const WorkingEnvironment &system, const Aggregate &aggregate)
{
    const double used = system.usedOn(aggregate.name);
    return {{"name", aggregate.name}, {"totalCapacity", capacity(aggregate.total())},
        {"availableCapacity", capacity(std::max(aggregate.total() - used, 0.0))}, {"state", aggregate.state},
        {"objectStoreName", textOrNull(aggregate.objectStore)}, {"usedCapacity", capacity(used)},
        {"snaplockType", "non_snaplock"},
        {"tieringRestriction", {{"restrictionReason", nullptr}, {"tieringRestricted", false}}},
        {"availabilityState", "online"},
        {"commonDiskProperties",
            {{"diskType", aggregate.diskType}, {"sizeKB", static_cast<qint64>(aggregate.diskSize / kilobyte)},
                {"rpm", nullptr}}},
        {"objectStoreAttachEligible", aggregate.objectStore.empty()},
        {"inactiveDataReportingEnabled", aggregate.reportsColdData}};
}

void addDisks(Json &object, const WorkingEnvironment &system, const Aggregate &aggregate)
{
    Json providerVolumes = Json::array();
    Json disks = Json::array();
    for (int i = 0; i < aggregate.disks; ++i) {
        const std::string letter(1, static_cast<char>('f' + i % 18));
        const std::string number = std::to_string(i + 1);
        const std::string id =
            (system.kind->isAws() ? "vol-" : "disk-") + aggregate.idSeed.substr(number.size()) + number;
        providerVolumes.push_back({{"id", id}, {"name", system.name + "-" + aggregate.name + "-" + number},
            {"size", capacity(aggregate.diskSize)}, {"state", "in-use"}, {"device", "/dev/xvd" + letter},
            {"instanceId", system.nodes.front().instanceId}, {"diskType", aggregate.diskType},
            {"encrypted", system.encrypted}, {"iops", aggregate.iops ? Json(aggregate.iops) : Json()},
            {"throughput", aggregate.throughput ? Json(aggregate.throughput) : Json()}});
        disks.push_back({{"name", "NET-1." + number}, {"position", "data"}, {"ownerNode", aggregate.homeNode},
            {"device", "xvd" + letter}, {"vmDiskProperties", nullptr}});
    }
    object["providerVolumes"] = std::move(providerVolumes);
    object["disks"] = std::move(disks);
}
} // namespace

Json aggregateView(const WorkingEnvironment &system, const Aggregate &aggregate)
{
    if (!system.kind->isCloud())
        return onPremAggregate(system, aggregate);
    const double used = system.usedOn(aggregate.name);
    Json object = {{"name", aggregate.name}, {"availableCapacity", capacity(std::max(aggregate.total() - used, 0.0))},
        {"totalCapacity", capacity(aggregate.total())}, {"usedCapacity", capacity(used)},
        {"volumes", volumesOn(system, aggregate)}};
    addDisks(object, system, aggregate);
    object.update(
        Json{{"state", aggregate.state}, {"encryptionType", system.encrypted ? "cloudEncrypted" : "notEncrypted"},
            {"encryptionKeyId", nullptr}, {"isRoot", false}, {"homeNode", aggregate.homeNode},
            {"ownerNode", aggregate.homeNode}, {"capacityTier", textOrNull(aggregate.tier)},
            {"capacityTierUsed", aggregate.tier.empty() ? Json() : capacity(used / 4)}, {"sidlEnabled", true},
            {"snaplockType", "non_snaplock"}});
    return object;
}

namespace {
Json clonesOf(const WorkingEnvironment &system, const Volume &volume)
{
    Json names = Json::array();
    if (volume.snapshots.empty())
        return names; // a clone begins with a snapshot; most volumes of a long list have none
    for (const Volume &other : system.volumes) {
        if (other.parent == volume.name && other.svm == volume.svm)
            names.push_back(other.name);
    }
    return names;
}

std::string dataAddress(const WorkingEnvironment &system)
{
    return system.netPrefix
        + (system.nodes.empty() ? std::string("13") : std::to_string(system.nodes.front().address + 3));
}

void addAccess(Json &object, const WorkingEnvironment &system, const Volume &volume)
{
    const std::string address = dataAddress(system);
    std::vector<std::string> names;
    for (const Share &share : volume.shares)
        names.push_back(share.name);
    const bool nfs = !volume.exports.name.empty();
    object["mountPoint"] = nfs ? Json(address + ":" + volume.junctionPath) : Json("");
    object["exportPolicyInfo"] = exportsView(volume.exports);
    object["shareNames"] = array(names);
    object["shareInfo"] = sharesView(volume.shares);
    object["cifsShareAccessPoint"] = names.empty() ? Json() : Json("\\\\" + address + "\\" + names.front());
    object["iscsiEnabled"] = !volume.iscsiSystem.empty();
    object["targetName"] = volume.iscsiSystem.empty() ? Json() : Json("iqn.1992-08.example.ontap:sn." + volume.uuid);
    object["iscsiInfo"] =
        volume.iscsiSystem.empty() ? Json() : Json{{"osName", volume.iscsiSystem}, {"igroups", array(volume.igroups)}};
}
} // namespace

Json volumeView(const WorkingEnvironment &system, const Volume &volume)
{
    const Json none = capacity(0);
    Json object = {{"name", volume.name}, {"uuid", volume.uuid}, {"svmName", volume.svm},
        {"size", capacity(volume.size)}, {"usedSize", capacity(volume.used)}, {"junctionPath", volume.junctionPath},
        {"volumeTotalInodes", static_cast<qint64>(volume.size / 32768)},
        {"volumeUsedInodes", static_cast<qint64>(volume.used / 262144) + 96}, {"compressionSpaceSaved", none},
        {"deduplicationSpaceSaved", volume.deduplication ? capacity(volume.used / 16) : none},
        {"thinProvisioning", volume.thin}, {"compression", volume.compression}, {"deduplication", volume.deduplication},
        {"snapshotPolicy", volume.snapshotPolicy}, {"securityStyle", volume.shares.empty() ? "unix" : "ntfs"}};
    addAccess(object, system, volume);
    object.update(Json{{"parentVolumeName", volume.parent}, {"rootVolume", volume.root}, {"state", volume.state},
        {"volumeType", volume.type}, {"aggregateName", volume.aggregate},
        {"parentSnapshot", textOrNull(volume.parentSnapshot)}, {"autoSizeMode", "grow"},
        {"maxGrowSize", capacity(volume.size * 10)}, {"providerVolumeType", volume.diskType},
        {"cloneNames", clonesOf(system, volume)}, {"moving", false}, {"primaryNoFailoverMountPoint", nullptr},
        {"secondaryNoFailoverMountPoint", nullptr}, {"capacityTier", textOrNull(volume.tier)},
        {"capacityTierUsedSize", volume.tier.empty() ? none : capacity(volume.used / 4)},
        {"tieringPolicy", volume.tieringPolicy}, {"tierInactiveUserData", none}, {"tierInactiveUserDataPercent", 0},
        {"minimumCoolingDays", volume.coolingDays}, {"comment", volume.comment},
        {"qosPolicyGroupName", volume.qualityOfService.is_null() ? Json() : Json("qos-" + volume.name)},
        {"snaplockType", "non_snaplock"}, {"constituentsAggregates", Json::array()}, {"flexGroupVolume", false},
        {"snapshotsUsedSize", capacity(static_cast<double>(volume.snapshots.size()) * megabyte * 40)},
        {"cbsBackupsInfo", nullptr}});
    return object;
}

Json snapshotsView(const Volume &volume)
{
    Json list = Json::array();
    for (const Snapshot &snapshot : volume.snapshots)
        list.push_back({{"name", snapshot.name}, {"accessTime", snapshot.time}, {"label", textOrNull(snapshot.label)}});
    return list;
}

} // namespace nephoscope::demo::cloudmanager
