// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/seed.h"
#include "demo/cloudmanager/volumes.h"
#include "demo/cloudmanager/work.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

void applyChange(Volume &volume, const Json &body)
{
    volume.snapshotPolicy = textOf(body, "snapshotPolicyName", volume.snapshotPolicy);
    volume.tieringPolicy = textOf(body, "tieringPolicy", volume.tieringPolicy);
    volume.coolingDays = countOf(body, "minimumCoolingDays", volume.coolingDays);
    volume.comment = textOf(body, "comment", volume.comment);
    if (hasValue(body, "qualityOfService"))
        volume.qualityOfService = member(body, "qualityOfService");
    if (hasValue(body, "exportPolicyInfo")) {
        const std::string name =
            volume.exports.name.empty() ? "export-" + volume.svm + "-" + volume.name : volume.exports.name;
        volume.exports = exportPolicyFrom(member(body, "exportPolicyInfo"), name);
    }
    if (hasValue(body, "shareInfo")) {
        const Share share = shareFrom(member(body, "shareInfo"));
        const auto found = std::find_if(
            volume.shares.begin(), volume.shares.end(), [&](const Share &one) { return one.name == share.name; });
        if (found == volume.shares.end())
            volume.shares.push_back(share);
        else
            *found = share;
    }
}

namespace {
const std::vector<std::string> onOrDegraded{"ON", "DEGRADED"};

/// Work on the volume in the path, which may be gone when the work is over.
Reply work(Call &call, const std::string &action, double seconds,
    const std::function<void(World &, WorkingEnvironment &, Volume &)> &apply)
{
    const Volume *volume = volumeOf(call);
    if (!volume)
        return noSuchVolume(call);
    Operation operation;
    operation.action = action;
    operation.seconds = seconds;
    operation.steps = {"Describe Cluster Volumes"};
    operation.finish = [id = call.system->id, svm = volume->svm, name = volume->name, apply](World &world) {
        WorkingEnvironment *system = world.find(id);
        Volume *found = system ? system->volume(svm, name) : nullptr;
        if (found)
            apply(world, *system, *found);
    };
    return begin(call, operation);
}

std::optional<Reply> refuseChange(Call &call)
{
    const std::string policy = textOf(call.body, "snapshotPolicyName");
    const auto &policies = call.system->policies;
    const bool known =
        std::any_of(policies.begin(), policies.end(), [&](const SnapshotPolicy &one) { return one.name == policy; });
    std::vector<Violation> faults;
    if (!policy.empty() && !known)
        faults.push_back({"snapshotPolicyName", "there is no snapshot policy " + policy});
    const int days = countOf(call.body, "minimumCoolingDays", 31);
    if (days < 2 || days > 183)
        faults.push_back({"minimumCoolingDays", "must be between 2 and 183"});
    if (faults.empty())
        return std::nullopt;
    return invalid(faults);
}

Reply modify(Call &call)
{
    if (auto refused = refuseChange(call))
        return *refused;
    return work(call, "Modify Volume", 2,
        [body = call.body](World &, WorkingEnvironment &, Volume &volume) { applyChange(volume, body); });
}

Reply clone(Call &call)
{
    const std::string name = textOf(call.body, "newVolumeName");
    const std::string parent = textOf(call.body, "parentSnapshot");
    const Volume *source = volumeOf(call);
    if (!source)
        return noSuchVolume(call);
    if (call.system->volume(source->svm, name))
        return problem(400, "There is a volume named " + name + " on storage VM " + source->svm + " already");
    const auto &snapshots = source->snapshots;
    const bool known =
        std::any_of(snapshots.begin(), snapshots.end(), [&](const Snapshot &one) { return one.name == parent; });
    if (!parent.empty() && !known)
        return problem(404, "There is no snapshot " + parent + " of volume " + source->name);
    return work(call, "Clone Volume", 2, [name, parent](World &world, WorkingEnvironment &system, Volume &volume) {
        Volume copy = volume;
        copy.name = name;
        copy.uuid = world.ids.uuid();
        copy.parent = volume.name;
        copy.parentSnapshot = parent.empty() ? "clone_" + name : parent;
        copy.junctionPath = copy.junctionPath.empty() ? "" : "/" + name;
        copy.used = 0;
        copy.snapshots.clear();
        copy.exports.name = copy.exports.name.empty() ? "" : "export-" + copy.svm + "-" + name;
        if (parent.empty())
            volume.snapshots.push_back({copy.parentSnapshot, world.now, ""});
        system.volumes.push_back(copy);
    });
}

/// `move` and `change-tier` say the same in different words.
Reply relocate(Call &call, const std::string &action, const std::string &target, int disks, bool mayMake)
{
    if (!call.system->aggregate(target) && !mayMake)
        return notFound("Aggregate", target);
    const Json body = call.body;
    return work(call, action, 4, [=](World &world, WorkingEnvironment &system, Volume &volume) {
        if (Aggregate *aggregate = system.aggregate(target)) {
            aggregate->disks += std::max(disks, 0);
        } else {
            Aggregate made = makeAggregate(world, system, target);
            made.disks = std::max(disks, 1);
            made.diskType = textOf(body, "newDiskTypeName", made.diskType);
            made.tier = textOf(body, "newCapacityTier");
            system.aggregates.push_back(made);
        }
        volume.aggregate = target;
        volume.diskType = textOf(body, "newDiskTypeName", volume.diskType);
        volume.tier = textOf(body, "newCapacityTier", volume.tier);
        volume.tieringPolicy = textOf(body, "newTieringPolicy", volume.tieringPolicy);
    });
}

Reply move(Call &call)
{
    return relocate(call, "Move Volume", textOf(call.body, "targetAggregateName"),
        countOf(call.body, "numOfDisksToAdd"), flagOf(call.body, "createTargetAggregate"));
}

Reply changeTier(Call &call)
{
    return relocate(call, "Change Volume Tier", textOf(call.body, "aggregateName"), countOf(call.body, "numOfDisks"),
        flagOf(call.body, "newAggregate"));
}

Reply snapshots(Call &call)
{
    const Volume *volume = volumeOf(call);
    return volume ? ok(snapshotsView(*volume)) : noSuchVolume(call);
}

Reply createSnapshot(Call &call)
{
    const Volume *volume = volumeOf(call);
    if (!volume)
        return noSuchVolume(call);
    const std::string name = textOf(call.body, "snapshotName");
    const auto &all = volume->snapshots;
    if (std::any_of(all.begin(), all.end(), [&](const Snapshot &one) { return one.name == name; }))
        return problem(400, "There is a snapshot named " + name + " already");
    return work(call, "Create Snapshot", 1, [name](World &world, WorkingEnvironment &, Volume &found) {
        found.snapshots.push_back({name, world.now, ""});
    });
}

Reply deleteSnapshots(Call &call)
{
    const auto names = textsOf(call.body, "snapshotName");
    return work(call, "Delete Snapshot", 1, [names](World &, WorkingEnvironment &, Volume &volume) {
        auto &all = volume.snapshots;
        all.erase(
            std::remove_if(all.begin(), all.end(), [&](const Snapshot &one) { return contains(names, one.name); }),
            all.end());
    });
}

Json backupView(const Volume &volume)
{
    return {{"name", volume.name}, {"uuid", volume.uuid}, {"svmName", volume.svm}, {"size", capacity(volume.size)},
        {"usedSize", capacity(volume.used)}, {"state", volume.state}, {"providerVolumeType", volume.diskType},
        {"volumeType", volume.type}, {"disableReasonBackup", Json::array()}, {"isBackupOn", false}};
}

Reply volumesForBackup(Call &call)
{
    const std::string search = lowerCase(call.asked("search"));
    const auto number = [&](const char *name, double otherwise) {
        return std::max(0.0, asNumber(Json(call.asked(name))).value_or(otherwise));
    };
    const double offset = number("offset", 0);
    const double limit = number("limit", 50);
    Json page = Json::array();
    double count = 0;
    double total = 0;
    for (const Volume &volume : call.system->volumes) {
        total += volume.root ? 0 : 1;
        if (volume.root || lowerCase(volume.name).find(search) == std::string::npos)
            continue;
        if (count >= offset && count < offset + limit)
            page.push_back(backupView(volume));
        ++count;
    }
    return ok({{"volumes", page}, {"totalNumberOfVolumes", static_cast<qint64>(total)},
        {"filteredNumberOfVolumes", static_cast<qint64>(count)}, {"hasNextPage", count > offset + limit},
        {"allowedValuesForVolumesListFilter", nullptr}});
}
} // namespace

void addVolumeActions(Routes &routes)
{
    for (const Kind &kind : kinds()) {
        const std::string base = "/" + kind.root + "/volumes";
        const std::string item = base + "/{workingEnvironmentId}/{svmName}/{volumeName}";
        routes.connector(kind.resource() + ":volumes", "", &kind);
        routes.add("GET", base + "/volumes-for-backup", "volumesForBackup", "Volumes, in pages", volumesForBackup)
            .gives("VolumesListForBackup")
            .asks("workingEnvironmentId* offset:integer limit:integer search "
                  "filterBy:com.netapp.oncloud.rest.cbs.ListFilterByParam "
                  "sortBy:com.netapp.oncloud.rest.cbs.ListSortByParam")
            .on();
        routes.add("PUT", item, "modifyVolume", "Changes a volume", modify)
            .takes("VolumeModifyRequest")
            .on(onOrDegraded);
        routes.add("GET", item + "/snapshots", "volumeSnapshots", "Its snapshots", snapshots)
            .gives("List[com.netapp.oncloud.ontap.zapi.Messages$SnapshotResponse]")
            .on();
        routes.add("POST", item + "/snapshot", "createSnapshot", "Takes a snapshot", createSnapshot)
            .takes("SnapshotCreateRequest")
            .on(onOrDegraded);
        routes.add("DELETE", item + "/snapshot", "deleteSnapshot", "Deletes snapshots", deleteSnapshots)
            .takes("SnapshotDeleteRequest")
            .on(onOrDegraded);
        routes.add("POST", item + "/clone", "cloneVolume", "Clones a volume", clone)
            .takes("VolumeCloneRequest")
            .on(onOrDegraded);
        if (!kind.isCloud())
            continue;
        routes.add("PUT", item + "/exportPolicy", "addExportPolicyRule", "Changes the rules of export", modify)
            .takes("VolumeModifyRequest")
            .on(onOrDegraded);
        routes.add("POST", item + "/move", "moveVolume", "Moves a volume", move)
            .takes("VolumeMoveRequest")
            .on(onOrDegraded);
        routes.add("POST", item + "/change-tier", "changeVolumeTier", "Moves a volume to other disks", changeTier)
            .takes("ChangeVolumeTierRequest")
            .on(onOrDegraded);
    }
}

} // namespace nephoscope::demo::cloudmanager
