// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/seed.h"
#include "demo/cloudmanager/work.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
Json side(const World &world, const std::string &systemId, const std::string &svm, const std::string &volume)
{
    const WorkingEnvironment *system = world.find(systemId);
    return {{"workingEnvironmentId", systemId}, {"workingEnvironmentName", system ? system->name : std::string()},
        {"svmName", svm}, {"volumeName", volume}};
}

bool mayRead(const Call &call, const Cache &cache)
{
    const WorkingEnvironment *system = call.world.find(cache.system);
    return system && call.principal->mayRead(*system);
}

Reply list(Call &call)
{
    const std::string wanted = call.asked("workingEnvironmentId");
    Json all = Json::array();
    for (const Cache &cache : call.world.caches) {
        if (!mayRead(call, cache) || (!wanted.empty() && cache.system != wanted && cache.sourceSystem != wanted))
            continue;
        Json destination = side(call.world, cache.system, cache.svm, cache.volume);
        destination["uuid"] = cache.id;
        all.push_back({{"source", side(call.world, cache.sourceSystem, cache.sourceSvm, cache.sourceVolume)},
            {"destination", destination}, {"size", capacity(cache.size)}, {"state", "online"},
            {"isExported", cache.exported}, {"exported", cache.exported}});
    }
    return ok(all);
}

Reply relationships(Call &call)
{
    Json all = Json::array();
    for (const Cache &cache : call.world.caches) {
        if (mayRead(call, cache))
            all.push_back({{"source", {{"id", cache.sourceSystem}}}, {"target", {{"id", cache.system}}}});
    }
    return ok({{"relationships", all}});
}

/// The volume that is to be seen from afar may be on a working environment or on a file system.
bool hasSource(Call &call, const Cache &cache)
{
    if (FileSystem *files = call.world.fileSystem(cache.sourceSystem)) {
        return std::any_of(files->volumes.begin(), files->volumes.end(),
            [&](const Volume &one) { return one.name == cache.sourceVolume; });
    }
    const WorkingEnvironment *system = call.world.find(cache.sourceSystem);
    return system && call.principal->mayRead(*system) && system->volume(cache.sourceSvm, cache.sourceVolume);
}

Reply create(Call &call)
{
    const Json &body = call.body;
    Cache cache;
    cache.sourceSystem = textOf(body, "sourceWorkingEnvironmentId", textOf(body, "sourceFileSystemId"));
    cache.sourceSvm = textOf(body, "sourceSvmName");
    cache.sourceVolume = textOf(body, "sourceVolumeName");
    cache.system = textOf(body, "destinationWorkingEnvironmentId");
    WorkingEnvironment *destination = call.world.find(cache.system);
    if (!destination)
        return notFound("Working environment", cache.system);
    if (!call.principal->mayChange(*destination))
        return forbidden();
    if (!hasSource(call, cache))
        return problem(404, "There is no volume " + cache.sourceVolume + " on storage VM " + cache.sourceSvm);
    cache.svm = textOf(body, "destinationSvmName", destination->svmName());
    cache.volume = textOf(body, "destinationVolumeName", cache.sourceVolume + "_cache");
    cache.size = asBytes(member(body, "size")).value_or(10 * gigabyte);
    if (!destination->hasSvm(cache.svm))
        return notFound("Storage VM", cache.svm);
    if (destination->volume(cache.svm, cache.volume))
        return problem(400, "There is a volume named " + cache.volume + " already");
    cache.id = call.world.ids.uuid();
    call.system = destination;
    Operation operation;
    operation.action = "Create Flexcache";
    operation.seconds = 4;
    operation.steps = {"Describe SVM(s)", "Create Peer", "Create Volume"};
    operation.finish = [cache](World &world) {
        WorkingEnvironment *system = world.find(cache.system);
        if (!system)
            return;
        Volume volume = makeVolume(world, *system, cache.volume, cache.size);
        volume.svm = cache.svm;
        volume.uuid = cache.id;
        system->volumes.push_back(volume);
        world.caches.push_back(cache);
    };
    return begin(call, operation);
}

Cache *find(World &world, const std::string &id)
{
    const auto found =
        std::find_if(world.caches.begin(), world.caches.end(), [&](const Cache &one) { return one.id == id; });
    return found == world.caches.end() ? nullptr : &*found;
}

Reply change(Call &call)
{
    const std::string id = call.variable("cacheId");
    const Cache *cache = find(call.world, id);
    if (!cache || cache->system != call.system->id)
        return notFound("FlexCache", id);
    const auto bytes = asBytes(member(call.body, "size"));
    if (bytes && *bytes <= 0) {
        const Violation violation{"size.size", "must be greater than 0"};
        return invalid({violation});
    }
    Operation operation;
    operation.action = "Modify Flexcache";
    operation.finish = [id, bytes](World &world) {
        if (Cache *found = find(world, id))
            found->size = bytes.value_or(found->size);
    };
    return begin(call, operation);
}

Reply remove(Call &call)
{
    const std::string id = call.variable("cacheId");
    const Cache *cache = find(call.world, id);
    if (!cache || cache->system != call.system->id)
        return notFound("FlexCache", id);
    Operation operation;
    operation.action = "Delete Flexcache";
    operation.finish = [id, systemId = call.system->id](World &world) {
        auto &all = world.caches;
        all.erase(std::remove_if(all.begin(), all.end(), [&](const Cache &one) { return one.id == id; }), all.end());
        if (WorkingEnvironment *system = world.find(systemId)) {
            auto &volumes = system->volumes;
            volumes.erase(
                std::remove_if(volumes.begin(), volumes.end(), [&](const Volume &one) { return one.uuid == id; }),
                volumes.end());
        }
    };
    return begin(call, operation);
}
} // namespace

void addCaches(Routes &routes)
{
    const std::string item = "/flexcache/{workingEnvironmentId}/caches/{cacheId}";
    routes.connector("flexcache", "Volumes seen from other systems");
    routes.add("GET", "/flexcache/caches", "caches", "All caches", list)
        .gives("[FlexCacheResponse]")
        .asks("workingEnvironmentId");
    routes.add("GET", "/flexcache/all-relationships", "allRelationships", "Who sees whom", relationships)
        .gives("AllRelationships");
    routes.add("POST", "/flexcache", "createFlexCache", "Makes a cache", create).takes("FlexCacheRequest");
    routes.add("POST", "/flexcache/fsx", "createFlexCacheOfFsx", "Makes a cache of a file system's volume", create)
        .takes("FsxFlexCacheRequest");
    routes.add("PUT", item, "updateFlexCache", "Changes a cache", change).takes("FlexCacheUpdateRequest").on();
    routes.add("DELETE", item, "deleteFlexCache", "Deletes a cache", remove).on();
}

} // namespace nephoscope::demo::cloudmanager
