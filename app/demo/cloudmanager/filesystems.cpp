// SPDX-License-Identifier: GPL-3.0-or-later
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

/// The frame that the volume representation wants around a volume.
WorkingEnvironment frameOf(const FileSystem &system)
{
    WorkingEnvironment frame;
    frame.kind = kindOf("vsa");
    frame.id = system.id;
    frame.netPrefix = "198.19.255.";
    frame.volumes = system.volumes;
    return frame;
}

Json volumesView(const FileSystem &system)
{
    const WorkingEnvironment frame = frameOf(system);
    Json list = Json::array();
    for (const Volume &volume : frame.volumes)
        list.push_back(volumeView(frame, volume));
    return list;
}

Json view(const World &world, const FileSystem &system, const Call &call)
{
    Json object = {{"id", system.id}, {"name", system.name}, {"region", system.region}, {"tenantId", system.tenantId},
        {"workspaceId", system.tenantId}, {"accountId", world.accountId}, {"provider", "aws"},
        {"deploymentType", system.deployment}, {"throughputCapacity", system.throughput},
        {"storageCapacity", {{"size", system.size / terabyte}, {"unit", "TiB"}}}};
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

Reply unknown(const Call &call) { return notFound("File system", call.variable("fileSystemId")); }

FileSystem *find(Call &call)
{
    std::string id = call.variable("fileSystemId");
    if (id.empty())
        id = call.asked("fileSystemId");
    FileSystem *system = call.world.fileSystem(id);
    return system && mayRead(call, *system) ? system : nullptr;
}

Reply getOne(Call &call)
{
    const FileSystem *system = find(call);
    return system ? ok(view(call.world, *system, call)) : unknown(call);
}

Reply create(Call &call)
{
    World &world = call.world;
    FileSystem system;
    system.id = "fs-" + world.ids.hex(17);
    system.name = textOf(call.body, "name");
    system.region = textOf(call.body, "region");
    system.tenantId = textOf(call.body, "workspaceId");
    system.throughput = countOf(call.body, "throughputCapacity");
    system.size = asBytes(member(call.body, "storageCapacity")).value_or(terabyte);
    system.deployment = textOf(call.body, "deploymentType", system.deployment);
    system.svms = {"fsx"};
    system.lifecycle = "CREATING";
    world.fileSystems.push_back(system);
    const std::string id = system.id;
    call.requestId = world.ids.letters(8);
    Operation operation;
    operation.action = "Create File System";
    operation.seconds = 8;
    operation.finish = [id](World &later) {
        if (FileSystem *made = later.fileSystem(id))
            made->lifecycle = "AVAILABLE";
    };
    begin(call, operation);
    return ok(view(world, world.fileSystems.back(), call));
}

Reply change(Call &call)
{
    FileSystem *system = find(call);
    if (!system)
        return unknown(call);
    system->throughput = countOf(call.body, "throughputCapacity", system->throughput);
    if (hasValue(call.body, "storageCapacity"))
        system->size = asBytes(member(call.body, "storageCapacity")).value_or(system->size);
    return ok(view(call.world, *system, call));
}

Reply remove(Call &call)
{
    const FileSystem *system = find(call);
    if (!system)
        return unknown(call);
    call.world.fileSystems.remove_if([id = system->id](const FileSystem &one) { return one.id == id; });
    return ok(Json::object());
}

Reply credentials(Call &call)
{
    Json list = Json::array();
    for (const ProviderAccount &account : call.world.accounts) {
        if (account.kind == AccountKind::Aws)
            list.push_back({{"id", account.id}, {"name", account.name}, {"accountId", account.cloudAccount}});
    }
    return ok(list);
}

Reply svms(Call &call)
{
    const FileSystem *system = find(call);
    if (!system)
        return unknown(call);
    Json all = Json::array();
    for (const std::string &name : system->svms)
        all.push_back({{"name", name}, {"state", "running"}});
    return ok(all);
}

Reply volumes(Call &call)
{
    const FileSystem *system = find(call);
    return system ? ok(volumesView(*system)) : unknown(call);
}
} // namespace

void addFileSystems(Routes &routes)
{
    routes.gateway();
    const std::string base = "/fsx-ontap/working-environments/{accountId}";
    routes.add("GET", base, "fileSystems", "", list);
    routes.add("POST", base, "createFileSystem", "", create).takes("FileSystemRequest");
    routes.add("GET", base + "/{fileSystemId}", "fileSystem", "", getOne);
    routes.add("PATCH", base + "/{fileSystemId}", "changeFileSystem", "", change);
    routes.add("DELETE", base + "/{fileSystemId}", "deleteFileSystem", "", remove);
    routes.add("GET", "/fsx-ontap/aws-credentials/{accountId}", "credentials", "", credentials);
    routes.connector("fsx:working-environments", "File systems of AWS");
    routes.add("GET", "/fsx/working-environments/{fileSystemId}/svms", "svms", "Storage VMs", svms).gives("[FsxSvm]");
    routes.connector("fsx:volumes", "Volumes of the file systems of AWS");
    routes.add("GET", "/fsx/volumes", "volumesOf", "All volumes of one", volumes)
        .gives("[VolumeResponse]")
        .asks({"fileSystemId*"});
    routes.add("GET", "/fsx/volumes/{fileSystemId}", "volumes", "All volumes of one", volumes)
        .gives("[VolumeResponse]");
}

} // namespace nephoscope::demo::cloudmanager
