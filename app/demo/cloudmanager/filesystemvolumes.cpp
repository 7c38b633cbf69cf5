// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/filesystems.h"
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/volumes.h"
#include "demo/cloudmanager/work.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
Volume *find(FileSystem &system, const std::string &svm, const std::string &name)
{
    const auto found = std::find_if(system.volumes.begin(), system.volumes.end(),
        [&](const Volume &one) { return one.name == name && one.svm == svm; });
    return found == system.volumes.end() ? nullptr : &*found;
}

Reply list(Call &call)
{
    const FileSystem *system = fileSystemOf(call);
    return system ? ok(volumesView(*system)) : noSuchFileSystem(call);
}

Reply getOne(Call &call)
{
    const FileSystem *system = fileSystemOf(call);
    if (!system)
        return noSuchFileSystem(call);
    const std::string id = call.variable("volumeId");
    for (const Json &volume : volumesView(*system)) {
        if (volume["volumeId"] == id || volume["uuid"] == id)
            return ok(volume);
    }
    return notFound("Volume", id);
}

Reply count(Call &call)
{
    const FileSystem *system = fileSystemOf(call);
    return system ? ok({{"count", system->volumes.size()}}) : noSuchFileSystem(call);
}

Reply shares(Call &call)
{
    const FileSystem *system = fileSystemOf(call);
    if (!system)
        return noSuchFileSystem(call);
    Json all = Json::array();
    for (const Volume &volume : system->volumes) {
        for (const Share &share : volume.shares)
            all.push_back({{"shareName", share.name}, {"svmName", volume.svm}, {"volumeName", volume.name}});
    }
    return ok(all);
}

Reply clients(Call &call)
{
    const FileSystem *system = fileSystemOf(call);
    return system ? ok(Json::array({{{"clientIp", "10.20.4.17"}, {"protocol", "nfs4"}}})) : noSuchFileSystem(call);
}

Reply begun(Call &call, const FileSystem &system, const std::string &action,
    const std::function<void(World &, FileSystem &)> &apply)
{
    Operation operation;
    operation.action = action;
    operation.subject = system.id;
    operation.steps = {"Describe SVM(s)", "Describe Cluster Volumes"};
    operation.finish = [id = system.id, apply](World &world) {
        if (FileSystem *found = world.fileSystem(id))
            apply(world, *found);
    };
    return begin(call, operation);
}

Reply create(Call &call)
{
    FileSystem *system = fileSystemOf(call);
    if (!system)
        return notFound("File system", textOf(call.body, "fileSystemId"));
    const std::string svm = textOf(call.body, "svmName", system->svms.front());
    const std::string name = textOf(call.body, "name");
    if (!contains(system->svms, svm))
        return notFound("Storage VM", svm);
    if (find(*system, svm, name))
        return problem(400, "There is a volume named " + name + " on storage VM " + svm + " already");
    const auto bytes = asBytes(member(call.body, "size"));
    if (!bytes || *bytes <= 0) {
        const Violation violation{"size.size", "must be greater than 0"};
        return invalid({violation});
    }
    Volume volume = volumeFrom(call.world, frameOf(*system), call.body);
    volume.deduplication = flagOf(call.body, "enableStorageEfficiency", true);
    return begun(
        call, *system, "Create Volume", [volume](World &, FileSystem &found) { found.volumes.push_back(volume); });
}

/// Work on the volume in the path, which may be gone when the work is over.
Reply work(Call &call, const std::string &action, const std::function<void(World &, FileSystem &, Volume &)> &apply)
{
    FileSystem *system = fileSystemOf(call);
    if (!system)
        return noSuchFileSystem(call);
    const std::string svm = call.variable("svmName");
    const std::string name = call.variable("volumeName");
    if (!find(*system, svm, name))
        return noSuchVolume(call);
    return begun(call, *system, action, [svm, name, apply](World &world, FileSystem &found) {
        if (Volume *volume = find(found, svm, name))
            apply(world, found, *volume);
    });
}

Reply change(Call &call)
{
    return work(call, "Modify Volume",
        [body = call.body](World &, FileSystem &, Volume &volume) { applyChange(volume, body); });
}

Reply remove(Call &call)
{
    return work(call, "Delete Volume", [](World &, FileSystem &system, Volume &volume) {
        system.volumes.erase(system.volumes.begin() + (&volume - system.volumes.data()));
    });
}

Reply clone(Call &call)
{
    const std::string name = textOf(call.body, "newVolumeName");
    FileSystem *system = fileSystemOf(call);
    if (system && find(*system, call.variable("svmName"), name))
        return problem(400, "There is a volume named " + name + " already");
    return work(call, "Clone Volume", [name](World &world, FileSystem &found, Volume &volume) {
        Volume copy = volume;
        copy.name = name;
        copy.uuid = world.ids.uuid();
        copy.parent = volume.name;
        copy.parentSnapshot = "clone_" + name;
        copy.junctionPath = "/" + name;
        found.volumes.push_back(copy);
    });
}

Reply snapshots(Call &call)
{
    FileSystem *system = fileSystemOf(call);
    if (!system)
        return noSuchFileSystem(call);
    const Volume *volume = find(*system, call.variable("svmName"), call.variable("volumeName"));
    return volume ? ok(snapshotsView(*volume)) : noSuchVolume(call);
}

Reply createSnapshot(Call &call)
{
    const std::string name = textOf(call.body, "snapshotName");
    return work(call, "Create Snapshot", [name](World &world, FileSystem &, Volume &volume) {
        volume.snapshots.push_back({name, world.now, ""});
    });
}

Reply deleteSnapshots(Call &call)
{
    const auto names = textsOf(call.body, "snapshotName");
    return work(call, "Delete Snapshot", [names](World &, FileSystem &, Volume &volume) {
        auto &all = volume.snapshots;
        all.erase(
            std::remove_if(all.begin(), all.end(), [&](const Snapshot &one) { return contains(names, one.name); }),
            all.end());
    });
}

Reply igroups(Call &call)
{
    const FileSystem *system = fileSystemOf(call);
    if (!system)
        return noSuchFileSystem(call);
    return ok(igroupsView(system->igroups, call.variable("svmName")));
}
} // namespace

void addFileSystemVolumes(Routes &routes)
{
    const std::string base = "/fsx/volumes";
    const std::string all = base + "/{fileSystemId}";
    const std::string item = all + "/{svmName}/{volumeName}";
    routes.connector("fsx:volumes", "Volumes of the file systems of AWS");
    routes.add("GET", base, "volumesOf", "All volumes of one", list).gives("[VolumeResponse]").asks("fileSystemId*");
    routes.add("POST", base, "createVolume", "Creates a volume", create).takes("FsxVolumeCreateRequest");
    routes.add("PUT", item, "modifyVolume", "Changes a volume", change).takes("VolumeModifyRequest");
    routes.add("DELETE", item, "deleteVolume", "Deletes a volume", remove);
    routes.add("GET", all, "volumes", "All volumes of one", list).gives("[VolumeResponse]");
    routes.add("GET", all + "/{volumeId}", "volume", "One volume", getOne).gives("VolumeResponse");
    routes.add("GET", all + "/nfs-clients", "nfsClients", "Who has mounted volumes", clients)
        .gives("[NfsClientResponse]");
    routes.add("GET", all + "/shares", "shares", "All shares", shares).gives("[CifsShareResponse]");
    routes.add("GET", all + "/count", "volumesCount", "How many volumes", count);
    routes.add("GET", item + "/snapshots", "volumeSnapshots", "Its snapshots", snapshots)
        .gives("List[com.netapp.oncloud.ontap.zapi.Messages$SnapshotResponse]");
    routes.add("GET", base + "/igroups/{fileSystemId}/{svmName}", "getIgroups", "Groups of initiators", igroups)
        .gives("List[com.netapp.oncloud.ontap.zapi.Messages$IGroup]");
    addInitiators(routes, base);
    routes.add("POST", item + "/clone", "cloneVolume", "Clones a volume", clone).takes("VolumeCloneRequest");
    routes.add("POST", item + "/snapshot", "createSnapshot", "Takes a snapshot", createSnapshot)
        .takes("SnapshotCreateRequest");
    routes.add("DELETE", item + "/snapshot", "deleteSnapshot", "Deletes snapshots", deleteSnapshots)
        .takes("SnapshotDeleteRequest");
}

} // namespace nephoscope::demo::cloudmanager
