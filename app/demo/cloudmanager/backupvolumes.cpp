// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/backup.h"
#include "demo/cloudmanager/seed.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
Reply missing(const std::string &what) { return backupProblem(404, "Not Found", "No " + what); }

WorkingEnvironment *systemOf(Call &call)
{
    WorkingEnvironment *system = call.world.find(call.variable("backedUpId"));
    return system && call.principal->mayRead(*system) ? system : nullptr;
}

Json snapshotView(const Volume &volume, const Snapshot &snapshot)
{
    return {{"id", volume.uuid + "-" + snapshot.name}, {"name", snapshot.name}, {"create-date", snapshot.time},
        {"size", static_cast<qint64>(volume.used / 20)}, {"storage-class", "STANDARD"}};
}

Json view(const World &world, const WorkingEnvironment &system, const Volume &volume)
{
    const auto found = world.backups.find(system.id);
    const bool isBackedUp = found != world.backups.end() && contains(found->second.volumes, volume.uuid);
    return {{"name", volume.name}, {"id", volume.uuid}, {"file-system-id", volume.uuid}, {"svm", volume.svm},
        {"type", volume.type}, {"size", static_cast<qint64>(volume.size)}, {"status", isBackedUp ? "ON" : "OFF"},
        {"backup-policy", isBackedUp ? Json{{"name", found->second.policy}} : Json()},
        {"snapshot-count", std::to_string(volume.snapshots.size())}, {"lag", ""}};
}

Reply list(Call &call)
{
    const WorkingEnvironment *system = systemOf(call);
    if (!system)
        return missing("working environment " + call.variable("backedUpId"));
    Json all = Json::array();
    for (const Volume &volume : system->volumes) {
        if (!volume.root)
            all.push_back(view(call.world, *system, volume));
    }
    return ok({{"volume", all}});
}

Volume *volumeOf(Call &call)
{
    WorkingEnvironment *system = systemOf(call);
    if (!system)
        return nullptr;
    const auto found = std::find_if(system->volumes.begin(), system->volumes.end(),
        [&](const Volume &one) { return one.uuid == call.variable("volumeId"); });
    return found == system->volumes.end() ? nullptr : &*found;
}

Reply noVolume(const Call &call) { return missing("volume " + call.variable("volumeId")); }

Reply getOne(Call &call)
{
    const Volume *volume = volumeOf(call);
    return volume ? ok(view(call.world, *systemOf(call), *volume)) : noVolume(call);
}

/// Backs a volume up, now or by plan.
Reply backUp(Call &call)
{
    Volume *volume = volumeOf(call);
    if (!volume)
        return noVolume(call);
    const auto found = call.world.backups.find(call.variable("backedUpId"));
    if (found == call.world.backups.end())
        return backupProblem(400, "Bad Request", "Backup is off");
    if (textOf(call.body, "mode", "SCHEDULED") == "AD_HOC")
        volume->snapshots.push_back({"backup-" + call.world.ids.letters(6), call.world.now, "adhoc"});
    if (!contains(found->second.volumes, volume->uuid))
        found->second.volumes.push_back(volume->uuid);
    return startJob(call, "BACKUP_VOLUME");
}

Reply stop(Call &call)
{
    const Volume *volume = volumeOf(call);
    if (!volume)
        return noVolume(call);
    const auto found = call.world.backups.find(call.variable("backedUpId"));
    if (found != call.world.backups.end()) {
        auto &all = found->second.volumes;
        all.erase(std::remove(all.begin(), all.end(), volume->uuid), all.end());
    }
    return startJob(call, "DISABLE_VOLUME_BACKUP");
}

Reply snapshots(Call &call)
{
    const Volume *volume = volumeOf(call);
    if (!volume)
        return noVolume(call);
    const std::string wanted = call.variable("snapshotId");
    Json all = Json::array();
    for (const Snapshot &snapshot : volume->snapshots) {
        const Json one = snapshotView(*volume, snapshot);
        if (wanted.empty() || wanted == one["id"])
            all.push_back(one);
    }
    if (wanted.empty())
        return ok({{"snapshot", all}});
    return all.empty() ? missing("snapshot " + wanted) : ok(all.front());
}

/// Makes a volume out of a copy in object storage.
Reply restore(Call &call)
{
    const Json &request = member(call.body, "restore");
    const Json &source = member(request, "source");
    const Json &target = member(request, "target");
    WorkingEnvironment *destination = call.world.find(textOf(target, "working-environment-id"));
    if (!destination || !call.principal->mayChange(*destination))
        return missing("working environment " + textOf(target, "working-environment-id"));
    const std::string name = textOf(target, "name", textOf(target, "volume-name"));
    if (name.empty() || textOf(source, "volume-id").empty())
        return backupProblem(400, "Bad Request", "restore needs a source volume-id and a target name");
    if (destination->volume(destination->svmName(), name))
        return backupProblem(400, "Bad Request", "There is a volume named " + name + " already");
    destination->volumes.push_back(makeVolume(call.world, *destination, name, 100 * gigabyte));
    call.variables["backedUpId"] = destination->id;
    return startJob(call, "RESTORE_VOLUME");
}

Reply policies(Call &call)
{
    Json all = Json::array();
    for (const BackupPolicy &policy : call.world.backupPolicies)
        all.push_back({{"name", policy.name}, {"rule", policy.rules}});
    return ok({{"backup-policy", all}});
}

Reply addPolicy(Call &call)
{
    const std::string name = textOf(call.body, "name");
    if (name.empty() || !member(call.body, "rule").is_array())
        return backupProblem(400, "Bad Request", "A policy needs a name and rules");
    call.world.backupPolicies.push_back({name, member(call.body, "rule")});
    return startJob(call, "CREATE_POLICY");
}

Reply deletePolicy(Call &call)
{
    const std::string name = call.variable("policyId");
    auto &all = call.world.backupPolicies;
    const auto found = std::find_if(all.begin(), all.end(), [&](const BackupPolicy &one) { return one.name == name; });
    if (found == all.end())
        return missing("policy " + name);
    all.erase(found);
    return startJob(call, "DELETE_POLICY");
}
} // namespace

void addBackupVolumes(Routes &routes)
{
    routes.gateway();
    for (const char *version : {"/v1", "/v3"}) { // changes came with the third version, reads stayed
        const std::string base = std::string(version) + "/backup/working-environment/{backedUpId}/volume";
        addBackupRoute(routes, "GET", base, list);
        addBackupRoute(routes, "GET", base + "/{volumeId}", getOne);
        addBackupRoute(routes, "POST", base + "/{volumeId}", backUp);
        addBackupRoute(routes, "DELETE", base + "/{volumeId}", stop);
        addBackupRoute(routes, "GET", base + "/{volumeId}/snapshot", snapshots);
        addBackupRoute(routes, "GET", base + "/{volumeId}/snapshot/{snapshotId}", snapshots);
        addBackupRoute(routes, "POST", std::string(version) + "/restore", restore);
    }
    const std::string policy = "/v1/working-environment/{backedUpId}/backup-policy";
    addBackupRoute(routes, "GET", policy, policies);
    addBackupRoute(routes, "POST", policy, addPolicy);
    addBackupRoute(routes, "DELETE", policy + "/{policyId}", deletePolicy);
}

} // namespace nephoscope::demo::cloudmanager
