// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/work.h"

namespace nephoscope::demo::cloudmanager {

namespace {
const std::vector<std::string> on{"ON"};
const std::vector<std::string> onOrDegraded{"ON", "DEGRADED"};

Reply start(Call &call)
{
    Operation operation;
    operation.action = "Start Instance";
    operation.seconds = 5;
    operation.interim = "STARTING";
    operation.after = "ON";
    operation.steps = {"Describe Instance Status", "Start Instance", "Describe Nodes"};
    return begin(call, operation);
}

Reply stop(Call &call)
{
    Operation operation;
    operation.action = "Stop Instance";
    operation.seconds = 5;
    operation.interim = "STOPPING";
    operation.after = "OFF";
    operation.steps = {"Describe Nodes", "Stop Instance", "Describe Instance Status"};
    if (call.asked("takeSnapshots").empty() || call.askedFlag("takeSnapshots"))
        operation.steps.insert(operation.steps.begin(), "Create Snapshots");
    return begin(call, operation);
}

/// An operation on the working environment that shows UPDATING meanwhile.
template <class Change>
Reply update(
    Call &call, const std::string &action, double seconds, const std::vector<std::string> &steps, Change change)
{
    Operation operation;
    operation.action = action;
    operation.seconds = seconds;
    operation.interim = "UPDATING";
    operation.steps = steps;
    operation.finish = [id = call.system->id, change](World &world) {
        if (WorkingEnvironment *system = world.find(id))
            change(*system);
    };
    return begin(call, operation);
}

Reply writingSpeed(Call &call)
{
    const std::string speed = textOf(call.body, "writingSpeedState");
    return update(call, "Modify Writing Speed", 5,
        {"Describe Nodes", "Modify Low Durability", "Describe Instance Status"},
        [speed](WorkingEnvironment &system) { system.writingSpeed = speed; });
}

Reply tierLevel(Call &call)
{
    const std::string level = textOf(call.body, "level");
    const auto &levels = call.system->kind->tierLevels;
    if (!contains(levels, level)) {
        const Violation violation{"level", "must be one of [" + joined(levels, ", ") + "]. Actual: " + level};
        return invalid({violation});
    }
    if (call.system->tierLevel.empty())
        return problem(400, "Capacity tiering is not enabled on this working environment");
    return update(call, "Change Tier Level", 3, {"Describe Aggregates"},
        [level](WorkingEnvironment &system) { system.tierLevel = level; });
}

Reply enableTiering(Call &call)
{
    return update(
        call, "Enable Capacity Tiering", 4, {"Create Bucket", "Describe Aggregates"}, [](WorkingEnvironment &system) {
            if (system.tierLevel.empty())
                system.tierLevel = system.kind->tierLevels.front();
            if (system.bucket.empty())
                system.bucket = "fabric-pool-" + lowerCase(system.name);
        });
}

Reply licenseAndInstance(Call &call)
{
    const std::string instance = textOf(call.body, "instanceType");
    const std::string license = textOf(call.body, "licenseType");
    return update(call, "Modify License And Instance Type", 6, {"Stop Instance", "Start Instance", "Describe Nodes"},
        [instance, license](WorkingEnvironment &system) {
            system.instanceType = instance;
            system.licenseType = license;
        });
}

Reply updateImage(Call &call)
{
    const std::string image = textOf(call.body, "updateParameter");
    const bool provided = textOf(call.body, "updateType") == "OCCM_PROVIDED";
    bool known = !provided;
    for (const Json &version : upgradeVersions(*call.system))
        known = known || textOf(version, "imageVersion") == image;
    if (!known)
        return problem(400, "There is no upgrade to " + image);
    return update(call, "Update System Image", 8, {"Download Image", "Describe Ontap Version", "Describe Nodes"},
        [image, provided](WorkingEnvironment &system) {
            if (provided)
                system.ontapVersion = image.substr(std::string("ONTAP-").size());
        });
}

Reply enableWorm(Call &call)
{
    return update(
        call, "Enable Worm", 3, {"Describe Aggregates"}, [](WorkingEnvironment &system) { system.worm = true; });
}

Reply changeSerial(Call &call)
{
    const std::string one = textOf(call.body, "nodeOne");
    const std::string two = textOf(call.body, "nodeTwo");
    return update(call, "Change Serial Number", 4, {"Describe Nodes"}, [one, two](WorkingEnvironment &system) {
        system.nodes.front().serialNumber = one;
        if (system.nodes.size() > 1 && !two.empty())
            system.nodes[1].serialNumber = two;
    });
}

Reply registerSupport(Call &call)
{
    return update(call, "Register Support", 2, {"Registration Status"},
        [](WorkingEnvironment &system) { system.support = "Registered"; });
}

/// Work that leaves no mark in what can be read.
Reply unseen(Call &call)
{
    Operation operation;
    operation.seconds = 2;
    return begin(call, operation);
}

Reply optimize(Call &call)
{
    const bool wanted = flagOf(call.body, "optimize");
    return update(call, "Change Network Optimization Level", 2, {"Describe Broadcast Domains"},
        [wanted](WorkingEnvironment &system) { system.optimized = wanted; });
}

Reply routeTables(Call &call)
{
    const auto tables = textsOf(call.body, "routeTableIds");
    return update(call, "Modify Route Tables", 3, {"Describe Route Tables"},
        [tables](WorkingEnvironment &system) { system.routeTables = tables; });
}

void addShared(Routes &routes, const std::string &item)
{
    routes.add("POST", item + "/start", "startVsa", "Switches on", start).on({"OFF"});
    routes.add("POST", item + "/stop", "stopVsa", "Switches off", stop)
        .asks("takeSnapshots*:boolean~true")
        .on(onOrDegraded);
    routes
        .add("PUT", item + "/writing-speed", "modifyWritingSpeed", "Changes the writing speed; restarts", writingSpeed)
        .takes("WritingSpeedRequest")
        .on(on);
    routes
        .add("POST", item + "/change-tier-level", "changeTierLevel", "Changes the class of the object storage",
            tierLevel)
        .takes("ChangeTierLevelRequest")
        .on(onOrDegraded);
    routes.add("POST", item + "/enable-capacity-tiering", "enableCapacityTiering", "Begins to tier", enableTiering)
        .takes("EnableCapacityTieringRequest")
        .on(on);
    routes
        .add("PUT", item + "/license-instance-type", "changeLicenseAndInstanceType",
            "Changes licence and instance; restarts", licenseAndInstance)
        .takes("LicenseAndInstanceTypeModificationRequest")
        .on({"ON", "OFF"});
    routes.add("POST", item + "/update-image", "updateSystemImage", "Upgrades ONTAP", updateImage)
        .takes("UpdateSystemImageRequest")
        .on(on);
    routes.add("PUT", item + "/enable-worm", "enableWorm", "Begins to protect files against change", enableWorm)
        .takes("WormRequest")
        .on(on);
    routes.add("POST", item + "/change-serial", "changeSerialNumber", "Changes the serial numbers", changeSerial)
        .takes("ChangeSerialNumberRequest")
        .on(on);
    routes.add("POST", item + "/support-registration", "registerSupport", "Registers for support", registerSupport)
        .asks("nssAccountId")
        .on(on);
    routes.add("PUT", item + "/networkOptimization", "changeNetworkOptimizationLevel", "Tunes the network", optimize)
        .takes("ChangeNetworkOptimizationRequest")
        .on(onOrDegraded);
    routes.add("PUT", item + "/offbox", "activateOntapConfiguration", "Saves the configuration elsewhere", unseen)
        .on(on);
}
} // namespace

void addSystemActions(Routes &routes)
{
    for (const Kind &kind : kinds()) {
        if (!kind.isCloud())
            continue;
        const std::string item = "/" + kind.root + "/working-environments/{workingEnvironmentId}";
        routes.connector(kind.resource() + ":working-environments", "", &kind);
        addShared(routes, item);
        if (kind.root != "aws/ha")
            continue;
        routes.add("PUT", item + "/route-tables", "modifyRouteTables", "Changes the route tables", routeTables)
            .takes("RouteTablesRequest")
            .on(on);
        routes.add("POST", item + "/update-mediator", "updateMediator", "Updates the mediator", unseen).on(on);
    }
}

} // namespace nephoscope::demo::cloudmanager
