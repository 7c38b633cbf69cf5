// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/filesystems.h"
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/seed.h"
#include "demo/cloudmanager/work.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
bool mayRead(const Call &call, const Relationship &one)
{
    const WorkingEnvironment *source = call.world.find(one.sourceSystem);
    const WorkingEnvironment *destination = call.world.find(one.destinationSystem);
    return (source && call.principal->mayRead(*source)) || (destination && call.principal->mayRead(*destination));
}

Reply statuses(Call &call)
{
    Json list = Json::array();
    for (const Relationship &one : call.world.relationships) {
        const bool concerned =
            !call.system || one.sourceSystem == call.system->id || one.destinationSystem == call.system->id;
        if (concerned && mayRead(call, one))
            list.push_back(relationshipView(call.world, one));
    }
    return ok(list);
}

Reply allRelationships(Call &call)
{
    Json list = Json::array();
    for (const Relationship &one : call.world.relationships) {
        if (mayRead(call, one))
            list.push_back({{"source", {{"id", one.sourceSystem}}}, {"target", {{"id", one.destinationSystem}}}});
    }
    return ok({{"relationships", list}});
}

Reply lifs(Call &call)
{
    const std::string peerId = call.asked("peerWorkingEnvironmentId");
    const WorkingEnvironment *peer = call.world.find(peerId);
    if (!peer)
        return notFound("Working environment", peerId);
    return ok(
        {{"interClusterLifs", interClusterLifs(*call.system)}, {"peerInterClusterLifs", interClusterLifs(*peer)}});
}

Reply schedules(Call &)
{
    Json list = Json::array();
    const Json every = Json::array({-1});
    for (const char *name : {"5min", "hourly", "daily", "weekly"}) {
        list.push_back({{"name", name}, {"description", std::string("Every ") + name},
            {"cronJobSchedule",
                {{"months", every}, {"days", every}, {"weekDays", every}, {"hours", every},
                    {"minutes", Json::array({5})}}}});
    }
    return ok(list);
}

Reply policies(Call &)
{
    const auto policy = [](const char *name, const char *type, const char *label, bool isDefault) {
        return Json{{"name", name}, {"comment", ""}, {"policyType", type},
            {"rules", Json::array({{{"snapMirrorLabel", label}, {"retention", 1}}})}, {"reason", nullptr},
            {"isDefault", isDefault}, {"default", isDefault}, {"isSupported", true}, {"supported", true}};
    };
    return ok(Json::array({policy("MirrorAllSnapshots", "async_mirror", "all_source_snapshots", true),
        policy("MirrorLatest", "async_mirror", "sm_created", false),
        policy("MirrorAndVault", "mirror_vault", "daily", false)}));
}

Reply labels(Call &) { return ok(Json::array({"hourly", "daily", "weekly"})); }

void readWords(const Call &call, Relationship &made)
{
    const Json &request = member(call.body, "replicationRequest");
    const Json &volume = member(call.body, "replicationVolume");
    made.sourceSystem = textOf(request, "sourceWorkingEnvironmentId");
    made.destinationSystem = textOf(request, "destinationWorkingEnvironmentId", textOf(request, "destinationFsxId"));
    made.sourceSvm = textOf(volume, "sourceSvmName");
    made.sourceVolume = textOf(volume, "sourceVolumeName");
    made.destinationSvm = textOf(volume, "destinationSvmName");
    made.destinationVolume = textOf(volume, "destinationVolumeName");
    made.policy = textOf(request, "policyName");
    made.schedule = textOf(request, "scheduleName", "hourly");
    made.maxRate = numberOf(request, "maxTransferRate");
}

std::optional<Reply> refuseRate(double rate)
{
    if (rate == 0 || (rate >= 1024 && rate <= 2'147'482'624))
        return std::nullopt;
    const Violation violation{"maxTransferRate", "must be 0 or between 1024 and 2147482624"};
    return invalid({violation});
}

Reply nameTaken(const std::string &name) { return problem(400, "There is a volume named " + name + " already"); }

/// The copy goes to a working environment, or to a file system of AWS.
std::optional<Reply> refuseDestination(Call &call, Relationship &made)
{
    if (made.destinationSystem.empty()) {
        const Violation violation{"replicationRequest.destinationWorkingEnvironmentId", "is required"};
        return invalid({violation});
    }
    if (FileSystem *files = call.world.fileSystem(made.destinationSystem)) {
        if (made.destinationSvm.empty())
            made.destinationSvm = files->svms.front();
        const auto &volumes = files->volumes;
        const bool taken = std::any_of(
            volumes.begin(), volumes.end(), [&](const Volume &one) { return one.name == made.destinationVolume; });
        return taken ? std::optional(nameTaken(made.destinationVolume)) : std::nullopt;
    }
    WorkingEnvironment *destination = call.world.find(made.destinationSystem);
    if (!destination)
        return notFound("Working environment", made.destinationSystem);
    if (!call.principal->mayChange(*destination))
        return forbidden();
    if (made.destinationSvm.empty())
        made.destinationSvm = destination->svmName();
    if (!destination->hasSvm(made.destinationSvm))
        return notFound("Storage VM", made.destinationSvm);
    if (destination->volume(made.destinationSvm, made.destinationVolume))
        return nameTaken(made.destinationVolume);
    call.system = destination;
    return std::nullopt;
}

std::optional<Reply> readRequest(Call &call, Relationship &made)
{
    readWords(call, made);
    if (auto refused = refuseRate(made.maxRate))
        return refused;
    const WorkingEnvironment *source = call.world.find(made.sourceSystem);
    if (!source)
        return notFound("Working environment", made.sourceSystem);
    if (!call.principal->mayRead(*source))
        return forbidden();
    if (!source->volume(made.sourceSvm, made.sourceVolume))
        return problem(404, "There is no volume " + made.sourceVolume + " on storage VM " + made.sourceSvm);
    return refuseDestination(call, made);
}

/// Puts the copy where it belongs; false where that is gone by now.
bool addCopy(World &world, const Relationship &made, double size)
{
    if (FileSystem *files = world.fileSystem(made.destinationSystem)) {
        Volume copy = makeVolume(world, frameOf(*files), made.destinationVolume, size);
        copy.svm = made.destinationSvm;
        copy.type = "dp";
        files->volumes.push_back(copy);
        return true;
    }
    WorkingEnvironment *destination = world.find(made.destinationSystem);
    if (!destination)
        return false;
    Volume copy = makeVolume(world, *destination, made.destinationVolume, size);
    copy.svm = made.destinationSvm;
    copy.type = "dp";
    destination->volumes.push_back(copy);
    return true;
}

Reply create(Call &call)
{
    Relationship made;
    if (auto refused = readRequest(call, made))
        return *refused;
    made.state = "uninitialized";
    made.activity = "transferring";
    made.lastTransfer = call.world.now;
    Operation operation;
    operation.action = "Create Replication";
    operation.subject = made.destinationSystem;
    operation.seconds = 4;
    operation.steps = {"Describe SVM(s)", "Create Volume", "Create Snapmirror", "Initialize Snapmirror"};
    operation.finish = [made](World &world) {
        const WorkingEnvironment *source = world.find(made.sourceSystem);
        const Volume *volume = source ? source->volume(made.sourceSvm, made.sourceVolume) : nullptr;
        Relationship *found = world.relationship(made.destinationSystem, made.destinationSvm, made.destinationVolume);
        if (!volume || !found || !addCopy(world, made, volume->size))
            return;
        found->state = "snapmirrored";
        found->activity = "idle";
        found->lastSize = volume->used;
        found->lastTransfer = world.now;
    };
    Reply reply = begin(call, operation);
    if (reply.status == 202)
        call.world.relationships.push_back(made);
    return reply;
}

Reply unknown() { return problem(404, "There is no such replication relationship"); }

Reply change(Call &call, const std::string &action, const std::string &busyState,
    const std::function<void(World &, Relationship &)> &apply)
{
    std::string id = call.variable("destinationWorkingEnvironmentId");
    if (id.empty()) // one of the calls has another word for it
        id = call.variable("workingEnvironmentId");
    Relationship *found =
        call.world.relationship(id, call.variable("destinationSvmName"), call.variable("destinationVolumeName"));
    if (!found)
        return unknown();
    call.system = call.world.find(found->destinationSystem);
    if (call.system && !call.principal->mayChange(*call.system))
        return forbidden();
    const Relationship before = *found;
    Operation operation;
    operation.subject = before.destinationSystem;
    operation.action = action;
    operation.seconds = 3;
    operation.finish = [before, apply](World &world) {
        Relationship *one =
            world.relationship(before.destinationSystem, before.destinationSvm, before.destinationVolume);
        if (one) {
            one->activity = "idle";
            apply(world, *one);
        }
    };
    Reply reply = begin(call, operation);
    if (reply.status == 202 && !busyState.empty())
        found->activity = busyState;
    return reply;
}

void setVolumeType(World &world, const Relationship &one, const std::string &type)
{
    WorkingEnvironment *system = world.find(one.destinationSystem);
    if (Volume *volume = system ? system->volume(one.destinationSvm, one.destinationVolume) : nullptr)
        volume->type = type;
}

Handler setState(const std::string &action, const std::string &busyState, const std::string &state)
{
    return [=](Call &call) {
        return change(call, action, busyState, [state](World &world, Relationship &one) {
            one.state = state;
            setVolumeType(world, one, state == "brokenoff" ? "rw" : "dp");
            if (state == "snapmirrored")
                one.lastTransfer = world.now;
        });
    };
}

Reply reverse(Call &call)
{
    const std::string source = textOf(call.body, "sourceWorkingEnvironmentId");
    if (!source.empty() && !call.world.find(source))
        return notFound("Working environment", source);
    return change(call, "Reverse Replication", "transferring", [](World &world, Relationship &one) {
        setVolumeType(world, one, "rw");
        std::swap(one.sourceSystem, one.destinationSystem);
        std::swap(one.sourceSvm, one.destinationSvm);
        std::swap(one.sourceVolume, one.destinationVolume);
        setVolumeType(world, one, "dp");
        one.state = "snapmirrored";
        one.lastTransfer = world.now;
    });
}

Reply edit(Call &call)
{
    if (auto refused = refuseRate(numberOf(call.body, "maxTransferRate")))
        return *refused;
    const Json body = call.body;
    return change(call, "Update Replication", "", [body](World &, Relationship &one) {
        one.schedule = textOf(body, "schedule", one.schedule);
        one.maxRate = numberOf(body, "maxTransferRate", one.maxRate);
    });
}

Reply remove(Call &call)
{
    return change(call, "Delete Replication", "", [](World &world, Relationship &one) {
        setVolumeType(world, one, "rw");
        auto &all = world.relationships;
        all.erase(all.begin() + (&one - all.data()));
    });
}

void addActions(Routes &routes)
{
    const std::string target = "/{destinationWorkingEnvironmentId}/{destinationSvmName}/{destinationVolumeName}";
    const auto action = [&](const char *name, const char *nickname, const char *summary,
                            const Handler &handler) -> Route & {
        return routes.add("POST", std::string("/replication/") + name + target, nickname, summary, handler)
            .by(Access::SignedIn); // whose it is turns out with the relationship
    };
    action(
        "break", "breakReplication", "Makes the copy writable", setState("Break Replication", "breaking", "brokenoff"));
    action("initialize", "initializeReplication", "Copies everything",
        setState("Initialize Replication", "transferring", "snapmirrored"));
    action(
        "resync", "resyncReplication", "Copies again", setState("Resync Replication", "transferring", "snapmirrored"));
    action("update", "uptodateReplication", "Copies what is new",
        setState("Update Replication", "transferring", "snapmirrored"));
    action("reverse", "reverseResyncReplication", "Copies the other way", reverse).takes("ReplicationReverseRequest");
    routes
        .add("PUT", "/replication/{workingEnvironmentId}/{destinationSvmName}/{destinationVolumeName}",
            "updateReplication", "Changes a relationship", edit)
        .takes("ReplicationUpdateRequest")
        .by(Access::SignedIn);
    routes.add("DELETE", "/replication" + target, "deleteReplication", "Ends a replication", remove)
        .by(Access::SignedIn);
}

void addReplicationMetadata(Routes &routes)
{
    routes.connector("replication:metadata", "What replication can be told");
    routes
        .add("GET",
            "/replication/metadata/snapmirror-policies/{sourceWorkingEnvironmentId}/{targetWorkingEnvironmentId}",
            "describeSnapmirrorPolicies", "Policies", policies)
        .gives("[SnapMirrorPolicyResponse]")
        .on();
    routes
        .add("GET",
            "/replication/metadata/snapmirror-svm-policies/{sourceWorkingEnvironmentId}/{svmName}/"
            "{targetWorkingEnvironmentId}",
            "describeSnapmirrorPolicies", "Policies of a storage VM", policies)
        .gives("[SnapMirrorPolicyResponse]")
        .on();
    routes
        .add("GET", "/replication/metadata/snapshot-labels/{workingEnvironmentId}/{svmName}/{volumeName}",
            "snapshotsLabelFlags", "Labels of snapshots", labels)
        .gives("[string]")
        .asks("labels:[string]")
        .on();
}
} // namespace

void addReplication(Routes &routes)
{
    routes.connector("replication", "Replication between working environments");
    routes.add("GET", "/replication/status", "statuses", "All relationships", statuses)
        .gives("[ReplicationStatusResponse]")
        .asks("tenantId");
    routes.add("GET", "/replication/status/{workingEnvironmentId}", "status", "Relationships of one", statuses)
        .gives("[ReplicationStatusResponse]")
        .on();
    routes.add("GET", "/replication/all-relationships", "allRelationShips", "Who copies to whom", allRelationships)
        .gives("AllRelationships")
        .asks("workspaceId");
    routes.add("GET", "/replication/intercluster-lifs", "interClusterLifs", "Addresses on both sides", lifs)
        .gives("ReplicationInterClusterLifs")
        .asks("workingEnvironmentId* peerWorkingEnvironmentId*")
        .on();
    routes.add("GET", "/replication/schedules/{workingEnvironmentId}", "schedules", "When copies are made", schedules)
        .gives("[ReplicationSchedule]")
        .on();
    for (const auto &[kind, nickname] : std::vector<std::pair<std::string, std::string>>{
             {"vsa", "createReplicationVsa"}, {"onprem", "createReplicationOnPrem"}, {"fsx", "createReplicationFsx"}})
        routes.add("POST", "/replication/" + kind, nickname, "Begins a replication", create)
            .takes("CreateReplicationRequest");
    addActions(routes);
    addReplicationMetadata(routes);
}

} // namespace nephoscope::demo::cloudmanager
