// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/filesystems.h"

#include "demo/cloudmanager/offers.h"
#include "demo/cloudmanager/regions.h"
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/seed.h"
#include "demo/cloudmanager/work.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
bool mayRead(const Call &call, const FileSystem &system)
{
    return call.principal->isAdministrator() || call.principal->tenantId == system.tenantId;
}
} // namespace

WorkingEnvironment frameOf(const FileSystem &system)
{
    WorkingEnvironment frame;
    frame.kind = kindOf("vsa");
    frame.id = system.id;
    frame.netPrefix = "198.19.255.";
    frame.volumes = system.volumes;
    for (const std::string &svm : system.svms)
        frame.svms.push_back({svm, "running"});
    return frame;
}

Json volumesView(const FileSystem &system)
{
    const WorkingEnvironment frame = frameOf(system);
    Json list = Json::array();
    for (const Volume &volume : frame.volumes) {
        Json object = volumeView(frame, volume);
        object["fileSystemId"] = system.id;
        object["volumeId"] = "fsvol-" + volume.uuid.substr(0, 8);
        object["lifecycle"] = "AVAILABLE";
        list.push_back(object);
    }
    return list;
}

FileSystem *fileSystemOf(Call &call)
{
    std::string id = call.variable("fileSystemId");
    if (id.empty())
        id = call.asked("fileSystemId");
    if (id.empty())
        id = textOf(call.body, "fileSystemId");
    FileSystem *system = call.world.fileSystem(id);
    return system && mayRead(call, *system) ? system : nullptr;
}

Reply noSuchFileSystem(const Call &call) { return notFound("File system", call.variable("fileSystemId")); }

namespace {
Json view(const World &world, const FileSystem &system, const Call &call)
{
    Json tags = Json::array();
    for (const auto &[key, value] : system.tags)
        tags.push_back({{"key", key}, {"value", value}});
    Json object = {{"id", system.id}, {"name", system.name}, {"region", system.region}, {"tenantId", system.tenantId},
        {"workspaceId", system.tenantId}, {"accountId", world.accountId}, {"provider", "aws"},
        {"credentialsId", textOrNull(system.credentialsId)}, {"deploymentType", system.deployment},
        {"throughputCapacity", system.throughput},
        {"storageCapacity", {{"size", system.size / terabyte}, {"unit", "TiB"}}},
        {"diskIopsConfiguration", system.diskIops}, {"tags", tags}};
    object["providerDetails"] = call.askedFlag("provider-details")
        ? Json{{"status", {{"status", system.status}, {"lifecycle", system.lifecycle}}}, {"region", system.region}}
        : Json();
    object["volumes"] = call.askedFlag("volumes") ? volumesView(system) : Json();
    return object;
}

Reply list(Call &call)
{
    const std::string workspace = call.asked("workspace-id");
    Json all = Json::array();
    for (const FileSystem &system : call.world.fileSystems) {
        if (mayRead(call, system) && (workspace.empty() || workspace == system.tenantId))
            all.push_back(view(call.world, system, call));
    }
    return ok(all);
}

Reply getOne(Call &call)
{
    const FileSystem *system = fileSystemOf(call);
    return system ? ok(view(call.world, *system, call)) : noSuchFileSystem(call);
}

/// Work on a file system, which shows `interim` as its lifecycle meanwhile.
Reply work(Call &call, FileSystem &system, const std::string &action, const std::string &interim,
    const std::function<void(World &, FileSystem &)> &apply)
{
    call.requestId = call.world.ids.letters(8); // the gateway counts apart, the timeline is the same
    Operation operation;
    operation.action = action;
    operation.seconds = interim == "CREATING" ? 8 : 4;
    operation.subject = system.id;
    operation.finish = [id = system.id, apply](World &world) {
        if (FileSystem *found = world.fileSystem(id)) {
            found->lifecycle = "AVAILABLE";
            apply(world, *found);
        }
    };
    const Reply reply = begin(call, operation);
    if (reply.status != 202)
        return reply;
    system.lifecycle = interim;
    return ok(view(call.world, system, call));
}

std::optional<Reply> refuse(const Call &call)
{
    std::vector<Violation> faults;
    const int throughput = countOf(call.body, "throughputCapacity", 512);
    if (throughput < 128 || throughput > 4096)
        faults.push_back({"throughputCapacity", "must be between 128 and 4096"});
    const double bytes = asBytes(member(call.body, "storageCapacity")).value_or(terabyte);
    if (bytes < terabyte || bytes > 192 * terabyte)
        faults.push_back({"storageCapacity", "must be between 1 and 192 TiB"});
    if (!faults.empty())
        return invalid(faults);
    return std::nullopt;
}

Reply create(Call &call)
{
    World &world = call.world;
    if (auto refused = refuse(call))
        return *refused;
    const std::string name = textOf(call.body, "name");
    const auto &all = world.fileSystems;
    if (std::any_of(all.begin(), all.end(), [&](const FileSystem &one) { return one.name == name; }))
        return problem(400, "There is a file system named " + name + " already");
    if (!world.tenant(textOf(call.body, "workspaceId")))
        return notFound("Workspace", textOf(call.body, "workspaceId"));
    FileSystem system;
    system.id = "fs-" + world.ids.hex(17);
    system.name = name;
    system.region = textOf(call.body, "region");
    system.tenantId = textOf(call.body, "workspaceId");
    system.credentialsId = textOf(call.body, "credentialsId");
    system.throughput = countOf(call.body, "throughputCapacity");
    system.size = asBytes(member(call.body, "storageCapacity")).value_or(terabyte);
    system.deployment = textOf(call.body, "deploymentType", system.deployment);
    for (const Json &tag : member(call.body, "tags"))
        system.tags.emplace_back(textOf(tag, "key"), textOf(tag, "value"));
    system.svms = {"fsx"};
    world.fileSystems.push_back(system);
    return work(call, world.fileSystems.back(), "Create File System", "CREATING", [](World &, FileSystem &) {});
}

Reply change(Call &call)
{
    FileSystem *system = fileSystemOf(call);
    if (!system)
        return noSuchFileSystem(call);
    if (auto refused = refuse(call))
        return *refused;
    const Json body = call.body;
    if (asBytes(member(body, "storageCapacity")).value_or(system->size) < system->size) {
        const Violation violation{"storageCapacity", "can only grow"};
        return invalid({violation});
    }
    return work(call, *system, "Update File System", "UPDATING", [body](World &, FileSystem &found) {
        found.throughput = countOf(body, "throughputCapacity", found.throughput);
        found.size = asBytes(member(body, "storageCapacity")).value_or(found.size);
        if (hasValue(body, "diskIopsConfiguration"))
            found.diskIops = member(body, "diskIopsConfiguration");
    });
}

Reply remove(Call &call)
{
    FileSystem *system = fileSystemOf(call);
    if (!system)
        return noSuchFileSystem(call);
    return work(call, *system, "Delete File System", "DELETING", [](World &world, FileSystem &found) {
        world.fileSystems.remove_if([id = found.id](const FileSystem &one) { return one.id == id; });
    });
}

Reply discover(Call &call)
{
    Json all = Json::array();
    for (const FileSystem &system : call.world.strayFileSystems) {
        if (system.region == call.asked("region"))
            all.push_back({{"id", system.id}, {"name", system.name}, {"region", system.region},
                {"deploymentType", system.deployment}});
    }
    return ok(all);
}

Reply recover(Call &call)
{
    auto &strays = call.world.strayFileSystems;
    const std::string id = textOf(call.body, "fileSystemId");
    const auto found = std::find_if(strays.begin(), strays.end(), [&](const FileSystem &one) { return one.id == id; });
    if (found == strays.end())
        return notFound("File system", id);
    FileSystem system = *found;
    strays.erase(found);
    system.tenantId = textOf(call.body, "workspaceId");
    system.name = textOf(call.body, "name", system.name);
    system.credentialsId = textOf(call.body, "credentialsId");
    call.world.fileSystems.push_back(system);
    return ok(view(call.world, call.world.fileSystems.back(), call));
}

Reply credentials(Call &call)
{
    Json all = Json::array();
    for (const ProviderAccount &account : call.world.accounts) {
        if (account.kind == AccountKind::Aws)
            all.push_back({{"id", account.id}, {"name", account.name}, {"accountId", account.cloudAccount}});
    }
    return ok(all);
}

Reply regions(Call &)
{
    Json all = Json::array();
    for (const Region &region : regionsOf(*kindOf("vsa")))
        all.push_back({{"name", region.name}, {"code", region.code}});
    return ok(all);
}

/// The choices are those of a pair on AWS.
Handler choices(const std::string &tail)
{
    return [tail](Call &call) { return metadataOf(call, *kindOf("aws/ha"), tail); };
}
} // namespace

void addFileSystems(Routes &routes)
{
    routes.gateway();
    const std::string base = "/fsx-ontap/working-environments/{accountId}";
    const std::string item = base + "/{fileSystemId}";
    routes.add("GET", base, "fileSystems", "", list);
    routes.add("POST", base, "createFileSystem", "", create).takes("FileSystemRequest");
    routes.add("GET", base + "/discover", "discoverFileSystems", "", discover)
        .asks("region* workspace-id credentials-id");
    routes.add("POST", base + "/recover", "recoverFileSystem", "", recover).takes("FileSystemRecoverRequest");
    routes.add("GET", item, "fileSystem", "", getOne);
    routes.add("PATCH", item, "changeFileSystem", "", change).takes("FileSystemUpdateRequest");
    routes.add("DELETE", item, "deleteFileSystem", "", remove);
    routes.add("GET", "/fsx-ontap/aws-credentials/{accountId}", "credentials", "", credentials);
    routes.add("GET", "/fsx-ontap/aws/supported-regions", "fileSystemRegions", "", regions);
    for (const auto &[word, tail] : std::vector<std::pair<std::string, std::string>>{
             {"vpcs", "vpcs"}, {"route-tables", "route-tables"}, {"encryption-keys", "aws-encryption-keys"}})
        routes.add("GET", "/fsx-ontap/aws/" + word, "fileSystemChoices", "", choices(tail));
    addFileSystemVolumes(routes);
    addFileSystemAccess(routes);
}

} // namespace nephoscope::demo::cloudmanager
