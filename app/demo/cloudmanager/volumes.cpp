// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/volumes.h"

#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/seed.h"
#include "demo/cloudmanager/work.h"

#include <algorithm>
#include <cmath>

namespace nephoscope::demo::cloudmanager {

Volume *volumeOf(Call &call) { return call.system->volume(call.variable("svmName"), call.variable("volumeName")); }

Reply noSuchVolume(const Call &call)
{
    return problem(
        404, "There is no volume " + call.variable("volumeName") + " on storage VM " + call.variable("svmName"));
}

ExportPolicy exportPolicyFrom(const Json &block, const std::string &name)
{
    ExportPolicy policy;
    policy.name = textOf(block, "name", name);
    policy.type = textOf(block, "policyType", "none");
    policy.ips = textsOf(block, "ips");
    policy.versions = textsOf(block, "nfsVersion");
    policy.rules = member(block, "rules");
    return policy;
}

Share shareFrom(const Json &block)
{
    Share share;
    share.name = textOf(block, "shareName");
    const Json &one = member(block, "accessControl");
    if (one.is_object())
        share.access.push_back({textOf(one, "permission"), textsOf(one, "users")});
    for (const Json &entry : member(block, "accessControlList"))
        share.access.push_back({textOf(entry, "permission"), textsOf(entry, "users")});
    return share;
}

int disksMissing(const WorkingEnvironment &system, const Aggregate &aggregate, double bytes)
{
    const double missing = system.usedOn(aggregate.name) + bytes - aggregate.total();
    return missing <= 0 ? 0 : static_cast<int>(std::ceil(missing / (aggregate.diskSize * 0.907)));
}

Volume volumeFrom(World &world, const WorkingEnvironment &system, const Json &body)
{
    Volume volume = makeVolume(world, system, textOf(body, "name"), asBytes(member(body, "size")).value_or(gigabyte));
    volume.svm = textOf(body, "svmName", volume.svm);
    volume.used = 1.7 * megabyte;
    volume.snapshotPolicy = textOf(body, "snapshotPolicyName", "default");
    volume.thin = flagOf(body, "enableThinProvisioning", true);
    volume.compression = flagOf(body, "enableCompression");
    volume.deduplication = flagOf(body, "enableDeduplication");
    volume.tier = textOf(body, "capacityTier");
    volume.tieringPolicy = textOf(body, "tieringPolicy", volume.tier.empty() ? "none" : "auto");
    volume.coolingDays = countOf(body, "minimumCoolingDays", volume.coolingDays);
    volume.diskType = textOf(body, "providerVolumeType", volume.diskType);
    volume.comment = textOf(body, "comment");
    volume.junctionPath = textOf(body, "junctionPath", "/" + volume.name);
    volume.qualityOfService = member(body, "qualityOfService");
    volume.exports = {};
    if (hasValue(body, "exportPolicyInfo"))
        volume.exports = exportPolicyFrom(body["exportPolicyInfo"], "export-" + volume.svm + "-" + volume.name);
    if (hasValue(body, "shareInfo"))
        volume.shares = {shareFrom(body["shareInfo"])};
    if (hasValue(body, "iscsiInfo")) {
        const Json &iscsi = body["iscsiInfo"];
        volume.iscsiSystem = textOf(iscsi, "osName");
        volume.igroups = textsOf(iscsi, "igroups");
        if (hasValue(iscsi, "igroupCreationRequest"))
            volume.igroups.push_back(textOf(iscsi["igroupCreationRequest"], "igroupName"));
        volume.junctionPath.clear();
    }
    return volume;
}

namespace {
const std::vector<std::string> onOrDegraded{"ON", "DEGRADED"};

Reply list(Call &call)
{
    const std::string name = call.asked("name");
    Json all = Json::array();
    for (const Volume &volume : call.system->volumes) {
        if (name.empty() || volume.name == name)
            all.push_back(volumeView(*call.system, volume));
    }
    return ok(all);
}

std::vector<Violation> faultsOf(const Call &call)
{
    const Kind &kind = call.kind();
    const Json &body = call.body;
    std::vector<Violation> faults;
    if (hasValue(body, "capacityTier") && kind.isCloud() && textOf(body, "capacityTier") != kind.tier)
        faults.push_back(
            {"capacityTier", "must be one of [" + kind.tier + "]. Actual: " + textOf(body, "capacityTier")});
    const auto bytes = asBytes(member(body, "size"));
    if (!bytes || *bytes <= 0)
        faults.push_back({"size.size", "must be greater than 0"});
    const std::string type = textOf(body, "providerVolumeType");
    if (!type.empty() && kind.isCloud() && !contains(kind.diskTypes, type))
        faults.push_back(
            {"providerVolumeType", "must be one of [" + joined(kind.diskTypes, ", ") + "]. Actual: " + type});
    const std::string policy = textOf(body, "snapshotPolicyName");
    const auto &policies = call.system->policies;
    const bool known =
        std::any_of(policies.begin(), policies.end(), [&](const SnapshotPolicy &one) { return one.name == policy; });
    if (!policy.empty() && !known)
        faults.push_back({"snapshotPolicyName", "there is no snapshot policy " + policy});
    for (const std::string &name : textsOf(member(body, "iscsiInfo"), "igroups")) {
        const auto &groups = call.system->igroups;
        if (std::none_of(groups.begin(), groups.end(), [&](const Igroup &one) { return one.name == name; }))
            faults.push_back({"iscsiInfo.igroups", "there is no group of initiators " + name});
    }
    return faults;
}

std::optional<Reply> refuse(const Call &call, bool nameMustBeFree)
{
    const auto faults = faultsOf(call);
    if (!faults.empty())
        return invalid(faults);
    const std::string svm = textOf(call.body, "svmName");
    if (!call.system->hasSvm(svm))
        return notFound("Storage VM", svm);
    const std::string name = textOf(call.body, "name");
    if (nameMustBeFree && call.system->volume(svm, name))
        return problem(400, "There is a volume named " + name + " on storage VM " + svm + " already");
    return std::nullopt;
}

/// The aggregate where the volume would go: the wanted one, else the one with the fewest disks to add.
struct Place {
    std::string aggregate;
    int disks = 0;
    bool isNew = false;
    double diskSize = terabyte;
};

Place placeFor(const WorkingEnvironment &system, const Json &body)
{
    const double bytes = asBytes(member(body, "size")).value_or(0);
    const std::string type = textOf(body, "providerVolumeType");
    Place best;
    for (const Aggregate &aggregate : system.aggregates) {
        if (!type.empty() && aggregate.diskType != type)
            continue;
        const Place place{aggregate.name, disksMissing(system, aggregate, bytes), false, aggregate.diskSize};
        const bool wanted = aggregate.name == textOf(body, "aggregateName");
        if (best.aggregate.empty() || wanted || place.disks < best.disks)
            best = place;
        if (wanted)
            break;
    }
    if (best.aggregate.empty()) {
        best.aggregate = "aggr" + std::to_string(system.aggregates.size() + 1);
        best.disks = std::max(1, static_cast<int>(std::ceil(bytes / terabyte)));
        best.isNew = true;
    }
    return best;
}

Reply quote(Call &call)
{
    if (auto refused = refuse(call, flagOf(call.body, "verifyNameUniqueness")))
        return *refused;
    const Place place = placeFor(*call.system, call.body);
    return ok({{"numOfDisks", place.disks}, {"diskSize", capacity(place.diskSize)}, {"aggregateName", place.aggregate},
        {"newAggregate", place.isNew}, {"autoVsaCapacityManagement", true}, {"elasticVolumeQuoteResponse", nullptr}});
}

/// The group of initiators that a request for a volume wants made with it; without a name where it wants none.
Igroup igroupFrom(const Json &body)
{
    const Json &wanted = member(member(body, "iscsiInfo"), "igroupCreationRequest");
    return {textOf(wanted, "igroupName"), textOf(body, "svmName"), textOf(member(body, "iscsiInfo"), "osName"),
        textsOf(wanted, "initiators")};
}

Reply launch(Call &call, const Volume &volume, const Place &place)
{
    Operation operation;
    operation.action = "Create Volume";
    operation.seconds = place.disks > 0 ? 4 : 2;
    operation.steps = {"Describe SVM(s)", "Describe Aggregates", "Create Volume", "Describe Cluster Volumes"};
    operation.finish = [id = call.system->id, volume, place, group = igroupFrom(call.body)](World &world) {
        WorkingEnvironment *system = world.find(id);
        if (!system)
            return;
        Aggregate *aggregate = system->aggregate(place.aggregate);
        if (aggregate) {
            aggregate->disks += place.disks;
        } else {
            Aggregate made = makeAggregate(world, *system, place.aggregate);
            made.disks = std::max(place.disks, 1);
            made.diskType = volume.diskType;
            made.tier = volume.tier;
            system->aggregates.push_back(made);
        }
        system->volumes.push_back(volume);
        if (!group.name.empty())
            system->igroups.push_back(group);
    };
    return begin(call, operation);
}

Reply create(Call &call)
{
    if (auto refused = refuse(call, true))
        return *refused;
    const Place fitting = placeFor(*call.system, call.body);
    const std::string wanted = textOf(call.body, "aggregateName");
    const bool mayMake = call.askedFlag("createAggregateIfNotFound") || flagOf(call.body, "newAggregate");
    if (wanted.empty() && call.kind().isCloud())
        return problem(400,
            "No aggregate was named; the volume would fit on " + fitting.aggregate + " with "
                + std::to_string(fitting.disks) + " more disks");
    Place place = fitting;
    if (!wanted.empty() && !call.system->aggregate(wanted)) {
        if (!mayMake)
            return notFound("Aggregate", wanted);
        place.aggregate = wanted;
        place.isNew = true;
        place.disks = std::max(place.disks, 1);
    }
    if (!place.isNew && place.disks > countOf(call.body, "maxNumOfDisksApprovedToAdd"))
        return problem(400,
            "The volume needs " + std::to_string(place.disks) + " more disks on " + place.aggregate
                + ", which were not approved");
    Volume volume = volumeFrom(call.world, *call.system, call.body);
    volume.aggregate = place.aggregate;
    return launch(call, volume, place);
}

Reply remove(Call &call)
{
    const Volume *volume = volumeOf(call);
    if (!volume)
        return noSuchVolume(call);
    if (volume->root)
        return problem(400, "The root volume of a storage VM cannot be deleted");
    const auto &all = call.system->volumes;
    if (std::any_of(all.begin(), all.end(), [&](const Volume &one) { return one.parent == volume->name; }))
        return problem(400, "Volume " + volume->name + " has clones; delete them first");
    Operation operation;
    operation.action = "Delete Volume";
    operation.steps = {"Describe Cluster Volumes"};
    operation.finish = [id = call.system->id, svm = volume->svm, name = volume->name](World &world) {
        if (WorkingEnvironment *system = world.find(id)) {
            auto &volumes = system->volumes;
            volumes.erase(std::remove_if(volumes.begin(), volumes.end(),
                              [&](const Volume &one) { return one.svm == svm && one.name == name; }),
                volumes.end());
        }
    };
    return begin(call, operation);
}

Reply igroups(Call &call) { return ok(igroupsView(call.system->igroups, call.variable("svmName"))); }
} // namespace

void addVolumes(Routes &routes)
{
    for (const Kind &kind : kinds()) {
        const std::string base = "/" + kind.root + "/volumes";
        routes.connector(kind.resource() + ":volumes", "Volumes under " + kind.root, &kind);
        routes.add("GET", base, "volumes", "All volumes of one", list)
            .gives("[VolumeResponse]")
            .asks(kind.isCloud() ? "workingEnvironmentId*" : "workingEnvironmentId* withMinimumCoolingDays:boolean")
            .on();
        routes.add("POST", base, "createVolume", "Creates a volume", create)
            .takes("VolumeCreateRequest")
            .asks(kind.isCloud() ? "createAggregateIfNotFound:boolean" : "")
            .on(onOrDegraded);
        routes
            .add("DELETE", base + "/{workingEnvironmentId}/{svmName}/{volumeName}", "deleteVolume", "Deletes a volume",
                remove)
            .on(onOrDegraded);
        if (!kind.isCloud())
            continue;
        routes.add("POST", base + "/quote", "quoteVolume", "Says where a volume would fit", quote)
            .takes("VolumeQuoteRequest")
            .gives("VsaVolumeQuoteResponse")
            .on(onOrDegraded)
            .silent();
        routes
            .add("GET", base + "/igroups/{workingEnvironmentId}/{svmName}", "getIgroups", "Groups of initiators",
                igroups)
            .gives("List[com.netapp.oncloud.ontap.zapi.Messages$IGroup]")
            .on();
        addInitiators(routes, base);
    }
}

} // namespace nephoscope::demo::cloudmanager
