// SPDX-License-Identifier: GPL-3.0-or-later
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

std::optional<Reply> readRequest(Call &call, Relationship &made)
{
    const Json &request = member(call.body, "replicationRequest");
    const Json &volume = member(call.body, "replicationVolume");
    made.sourceSystem = textOf(request, "sourceWorkingEnvironmentId");
    made.destinationSystem = textOf(request, "destinationWorkingEnvironmentId");
    const WorkingEnvironment *source = call.world.find(made.sourceSystem);
    WorkingEnvironment *destination = call.world.find(made.destinationSystem);
    if (!source)
        return notFound("Working environment", made.sourceSystem);
    if (!destination)
        return notFound("Working environment", made.destinationSystem);
    if (!call.principal->mayChange(*destination) || !call.principal->mayRead(*source))
        return forbidden();
    made.sourceSvm = textOf(volume, "sourceSvmName");
    made.sourceVolume = textOf(volume, "sourceVolumeName");
    made.destinationSvm = textOf(volume, "destinationSvmName", destination->svmName());
    made.destinationVolume = textOf(volume, "destinationVolumeName");
    made.policy = textOf(request, "policyName");
    made.schedule = textOf(request, "scheduleName", "hourly");
    made.maxRate = numberOf(request, "maxTransferRate");
    if (!source->volume(made.sourceSvm, made.sourceVolume))
        return problem(404, "There is no volume " + made.sourceVolume + " on storage VM " + made.sourceSvm);
    if (!destination->hasSvm(made.destinationSvm))
        return notFound("Storage VM", made.destinationSvm);
    if (destination->volume(made.destinationSvm, made.destinationVolume))
        return problem(400, "There is a volume named " + made.destinationVolume + " already");
    call.system = destination;
    return std::nullopt;
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
    operation.seconds = 4;
    operation.steps = {"Describe SVM(s)", "Create Volume", "Create Snapmirror", "Initialize Snapmirror"};
    operation.finish = [made](World &world) {
        WorkingEnvironment *destination = world.find(made.destinationSystem);
        const WorkingEnvironment *source = world.find(made.sourceSystem);
        const Volume *volume = source ? source->volume(made.sourceSvm, made.sourceVolume) : nullptr;
        Relationship *found = world.relationship(made.destinationSystem, made.destinationSvm, made.destinationVolume);
        if (!destination || !volume || !found)
            return;
        Volume copy = makeVolume(world, *destination, made.destinationVolume, volume->size);
        copy.svm = made.destinationSvm;
        copy.type = "dp";
        destination->volumes.push_back(copy);
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

Relationship *relationshipOf(Call &call)
{
    return call.world.relationship(
        call.system->id, call.variable("destinationSvmName"), call.variable("destinationVolumeName"));
}

Reply unknown() { return problem(404, "There is no such replication relationship"); }

Reply change(Call &call, const std::string &action, const std::string &busyState,
    const std::function<void(World &, Relationship &)> &apply)
{
    Relationship *found = relationshipOf(call);
    if (!found)
        return unknown();
    const Relationship before = *found;
    Operation operation;
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
    const auto action = [&](const char *name, const char *nickname, const char *summary, const Handler &handler) {
        routes.add("POST", std::string("/replication/") + name + target, nickname, summary, handler).on();
    };
    action(
        "break", "breakReplication", "Makes the copy writable", setState("Break Replication", "breaking", "brokenoff"));
    action("initialize", "initializeReplication", "Copies everything",
        setState("Initialize Replication", "transferring", "snapmirrored"));
    action(
        "resync", "resyncReplication", "Copies again", setState("Resync Replication", "transferring", "snapmirrored"));
    action("update", "uptodateReplication", "Copies what is new",
        setState("Update Replication", "transferring", "snapmirrored"));
    action("reverse", "reverseResyncReplication", "Copies the other way", reverse);
    routes.add("PUT", "/replication" + target, "updateReplication", "Changes a relationship", edit)
        .takes("ReplicationUpdateRequest")
        .on();
    routes.add("DELETE", "/replication" + target, "deleteReplication", "Ends a replication", remove).on();
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
        .on();
}
} // namespace

void addReplication(Routes &routes)
{
    routes.connector("replication", "Replication between working environments");
    routes.add("GET", "/replication/status", "statuses", "All relationships", statuses)
        .gives("[ReplicationStatusResponse]")
        .asks({"tenantId"});
    routes.add("GET", "/replication/status/{workingEnvironmentId}", "status", "Relationships of one", statuses)
        .gives("[ReplicationStatusResponse]")
        .on();
    routes.add("GET", "/replication/all-relationships", "allRelationShips", "Who copies to whom", allRelationships)
        .gives("AllRelationships")
        .asks({"workspaceId"});
    routes.add("GET", "/replication/intercluster-lifs", "interClusterLifs", "Addresses on both sides", lifs)
        .gives("ReplicationInterClusterLifs")
        .asks({"workingEnvironmentId*", "peerWorkingEnvironmentId*"})
        .on();
    routes.add("GET", "/replication/schedules/{workingEnvironmentId}", "schedules", "When copies are made", schedules)
        .gives("[ReplicationSchedule]")
        .on();
    for (const char *kind : {"vsa", "onprem"}) {
        routes
            .add("POST", std::string("/replication/") + kind,
                kind == std::string("vsa") ? "createReplicationVsa" : "createReplicationOnPrem", "Begins a replication",
                create)
            .takes("CreateReplicationRequest");
    }
    addActions(routes);
    addReplicationMetadata(routes);
}

} // namespace nephoscope::demo::cloudmanager
