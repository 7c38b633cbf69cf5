// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/seed.h"
#include "demo/cloudmanager/work.h"

#include <algorithm>
#include <cmath>

namespace nephoscope::demo::cloudmanager {

namespace {
const std::vector<std::string> onOrDegraded{"ON", "DEGRADED"};
constexpr int diskLimit = 24;

Reply list(Call &call)
{
    Json all = Json::array();
    for (const Aggregate &aggregate : call.system->aggregates)
        all.push_back(aggregateView(*call.system, aggregate));
    return ok(all);
}

std::vector<Violation> faultsOf(const Call &call)
{
    const Kind &kind = call.kind();
    std::vector<Violation> faults;
    if (hasValue(call.body, "capacityTier") && textOf(call.body, "capacityTier") != kind.tier)
        faults.push_back(
            {"capacityTier", "must be one of [" + kind.tier + "]. Actual: " + textOf(call.body, "capacityTier")});
    const std::string type = textOf(call.body, "providerVolumeType", kind.diskTypes.front());
    if (!contains(kind.diskTypes, type))
        faults.push_back(
            {"providerVolumeType", "must be one of [" + joined(kind.diskTypes, ", ") + "]. Actual: " + type});
    const int disks = countOf(call.body, "numberOfDisks", 1);
    if (disks < 1 || disks > diskLimit)
        faults.push_back({"numberOfDisks", "must be between 1 and 24"});
    if (asBytes(member(call.body, "diskSize")).value_or(1) <= 0)
        faults.push_back({"diskSize.size", "must be greater than 0"});
    return faults;
}

Reply create(Call &call)
{
    const auto faults = faultsOf(call);
    if (!faults.empty())
        return invalid(faults);
    const std::string name = textOf(call.body, "name");
    if (call.system->aggregate(name))
        return problem(400, "There is an aggregate named " + name + " already");
    Aggregate aggregate = makeAggregate(call.world, *call.system, name);
    aggregate.disks = countOf(call.body, "numberOfDisks", 1);
    aggregate.diskSize = asBytes(member(call.body, "diskSize")).value_or(terabyte);
    aggregate.diskType = textOf(call.body, "providerVolumeType", aggregate.diskType);
    aggregate.tier = textOf(call.body, "capacityTier");
    aggregate.iops = countOf(call.body, "iops", aggregate.iops);
    aggregate.throughput = countOf(call.body, "throughput", aggregate.throughput);
    aggregate.homeNode = textOf(call.body, "homeNode", aggregate.homeNode);
    Operation operation;
    operation.action = "Create Aggregate";
    operation.seconds = 4;
    operation.steps = {"Describe Nodes", "Create EBS Volume", "Attach EBS Volume", "Create Tags", "Assign Disks",
        "Add SVM Aggregates", "Describe Aggregates"};
    operation.finish = [id = call.system->id, aggregate](World &world) {
        if (WorkingEnvironment *system = world.find(id))
            system->aggregates.push_back(aggregate);
    };
    return begin(call, operation);
}

template <class Change>
Reply change(Call &call, const std::string &action, double seconds, Change apply)
{
    const std::string name = call.variable("aggregateName");
    if (!call.system->aggregate(name))
        return notFound("Aggregate", name);
    Operation operation;
    operation.action = action;
    operation.seconds = seconds;
    operation.steps = {"Describe Aggregates", "Describe Disks"};
    operation.finish = [id = call.system->id, name, apply](World &world) {
        WorkingEnvironment *system = world.find(id);
        Aggregate *aggregate = system ? system->aggregate(name) : nullptr;
        if (aggregate)
            apply(*aggregate);
    };
    return begin(call, operation);
}

Reply addDisks(Call &call)
{
    const int count = countOf(call.body, "numberOfDisks");
    const Aggregate *aggregate = call.system->aggregate(call.variable("aggregateName"));
    if (count < 1 || (aggregate && aggregate->disks + count > diskLimit)) {
        const Violation violation{"numberOfDisks", "must be at least 1 and leave no more than 24 disks in all"};
        return invalid({violation});
    }
    return change(call, "Add Disks To Aggregate", 3, [count](Aggregate &found) { found.disks += count; });
}

Reply addCapacity(Call &call)
{
    const double bytes = asBytes(member(call.body, "capacityToAdd")).value_or(0);
    if (bytes <= 0) {
        const Violation violation{"capacityToAdd.size", "must be greater than 0"};
        return invalid({violation});
    }
    return change(call, "Add Capacity To Aggregate", 3,
        [bytes](Aggregate &aggregate) { aggregate.diskSize += bytes / aggregate.disks; });
}

Reply changeSpeed(Call &call)
{
    const int iops = countOf(call.body, "iops");
    const int throughput = countOf(call.body, "throughput");
    return change(call, "Change Disks Iops And Throughput", 2, [iops, throughput](Aggregate &aggregate) {
        aggregate.iops = iops;
        aggregate.throughput = throughput;
    });
}

Reply remove(Call &call)
{
    const std::string name = call.variable("aggregateName");
    if (!call.system->aggregate(name))
        return notFound("Aggregate", name);
    const auto &volumes = call.system->volumes;
    const bool used =
        std::any_of(volumes.begin(), volumes.end(), [&](const Volume &volume) { return volume.aggregate == name; });
    if (used)
        return problem(400, "Aggregate " + name + " holds volumes; delete or move them first");
    Operation operation;
    operation.action = "Delete Aggregate";
    operation.seconds = 3;
    operation.steps = {"Describe Aggregates", "Delete EBS Volume"};
    operation.finish = [id = call.system->id, name](World &world) {
        if (WorkingEnvironment *system = world.find(id)) {
            auto &all = system->aggregates;
            all.erase(std::remove_if(all.begin(), all.end(), [&](const Aggregate &one) { return one.name == name; }),
                all.end());
        }
    };
    return begin(call, operation);
}

Reply getThreshold(Call &call)
{
    const Aggregate *aggregate = call.system->aggregate(call.variable("aggregateName"));
    return aggregate ? ok({{"threshold", aggregate->fullnessThreshold}})
                     : notFound("Aggregate", call.variable("aggregateName"));
}

Reply setThreshold(Call &call)
{
    Aggregate *aggregate = call.system->aggregate(call.variable("aggregateName"));
    if (!aggregate)
        return notFound("Aggregate", call.variable("aggregateName"));
    aggregate->fullnessThreshold = countOf(call.body, "threshold");
    return noContent();
}

Reply attachStore(Call &call)
{
    const std::string name = textOf(call.body, "aggregateName");
    if (!call.system->aggregate(name))
        return notFound("Aggregate", name);
    if (!call.system->aggregate(name)->objectStore.empty())
        return problem(400, "Aggregate " + name + " has an object store already");
    if (flagOf(call.body, "checkOnly"))
        return noContent();
    const std::string store = textOf(call.body, "objectStoreName", "store-" + name);
    Operation operation;
    operation.action = "Attach Object Store";
    operation.finish = [id = call.system->id, name, store](World &world) {
        WorkingEnvironment *system = world.find(id);
        if (Aggregate *found = system ? system->aggregate(name) : nullptr)
            found->objectStore = store;
    };
    return begin(call, operation);
}

Reply reportColdData(Call &call)
{
    Aggregate *aggregate = call.system->aggregate(call.variable("aggregateName"));
    if (!aggregate)
        return notFound("Aggregate", call.variable("aggregateName"));
    aggregate->reportsColdData = flagOf(call.body, "enableColdDataReport");
    return noContent();
}

void addOnPrem(Routes &routes, const std::string &base)
{
    const std::string item = base + "/{workingEnvironmentId}/{aggregateName}";
    const std::string threshold = item + "/aggregate-fullness-threshold";
    routes.add("POST", base + "/object-store-attach", "attachObjectStore", "Gives it an object store", attachStore)
        .takes("ObjectStoreAttachRequest")
        .on({"ON"});
    routes.add("GET", threshold, "getAggregateFullnessThreshold", "When it counts as full", getThreshold).on();
    routes.add("PUT", threshold, "setAggregateFullnessThreshold", "Says when it counts as full", setThreshold)
        .takes("SetAggregateFullnessThresholdRequest")
        .on({"ON"});
    routes
        .add("PUT", item + "/modify-cold-data-reporting", "modifyAggregateColdDataReporting",
            "Counts data that nobody reads", reportColdData)
        .takes("ModifyColdDataReportingRequest")
        .on({"ON"});
}

void addCloud(Routes &routes, const Kind &kind, const std::string &base)
{
    const std::string item = base + "/{workingEnvironmentId}/{aggregateName}";
    routes.add("POST", base, "createAggregate", "Creates an aggregate", create)
        .takes("VsaAggregateCreateRequest")
        .on(onOrDegraded);
    routes.add("DELETE", item, "deleteAggregate", "Deletes an aggregate", remove).on(onOrDegraded);
    routes.add("POST", item + "/disks", "addDisksToAggregate", "Adds disks", addDisks)
        .takes("AddDisksToAggregateRequest")
        .on(onOrDegraded);
    if (kind.isAws())
        routes.add("POST", item + "/add-capacity", "addCapacityToEvAggregate", "Makes the disks larger", addCapacity)
            .takes("AddCapacityToEvAggregateRequest")
            .on(onOrDegraded);
    if (kind.isAzure())
        routes.add("PUT", item, "changeDisksIopsAndThrouput", "Changes the speed of the disks", changeSpeed)
            .takes("UpdateDisksIopsAndThrouputRequest")
            .on(onOrDegraded);
}
} // namespace

void addAggregates(Routes &routes)
{
    for (const Kind &kind : kinds()) {
        const std::string base = "/" + kind.root + "/aggregates";
        routes.connector(kind.resource() + ":aggregates", "Aggregates under " + kind.root, &kind);
        if (kind.isAzure() || kind.isGcp())
            routes.add("GET", base + "/{workingEnvironmentId}", "aggregates", "All aggregates of one", list)
                .gives("[AggregateResponse]")
                .on({"ON", "INITIALIZING", "DEGRADED", "UPDATING"});
        else
            routes.add("GET", base, kind.isCloud() ? "aggregates" : "list", "All aggregates of one", list)
                .gives(kind.isCloud() ? "[AggregateResponse]" : "[OnPremAggregateResponse]")
                .asks(
                    kind.isCloud() ? "workingEnvironmentId*" : "workingEnvironmentId* checkTieringRestrictions:boolean")
                .on();
        if (kind.isCloud()) {
            addCloud(routes, kind, base);
            continue;
        }
        addOnPrem(routes, base);
    }
}

} // namespace nephoscope::demo::cloudmanager
