// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/work.h"

namespace nephoscope::demo::cloudmanager {

namespace {
const std::vector<std::string> onOrDegraded{"ON", "DEGRADED"};

Reply change(Call &call, const std::string &action, const std::function<void(WorkingEnvironment &)> &apply)
{
    Operation operation;
    operation.action = action;
    operation.steps = {"Describe SVM(s)", "Describe Cluster Volumes"};
    operation.finish = [id = call.system->id, apply](World &world) {
        if (WorkingEnvironment *system = world.find(id))
            apply(*system);
    };
    return begin(call, operation);
}

Reply activate(Call &call)
{
    return change(call, "Activate Fpolicy", [](WorkingEnvironment &system) { system.blocksRansomware = true; });
}

Reply deactivate(Call &call)
{
    if (!call.system->blocksRansomware)
        return problem(400, "Files are not blocked on this working environment");
    const std::string action = call.route->method == "DELETE" ? "Delete Fpolicy" : "Disable Fpolicy";
    return change(call, action, [](WorkingEnvironment &system) { system.blocksRansomware = false; });
}

Reply scanProfile(Call &call)
{
    const std::string profile = textOf(call.body, "vscanFileOp");
    return change(
        call, "Update Vscan File Operation", [profile](WorkingEnvironment &system) { system.virusScan = profile; });
}

/// What had no policy gets the default one.
Reply protectVolumes(Call &call)
{
    return change(call, "Activate Snapshot Policy", [](WorkingEnvironment &system) {
        for (Volume &volume : system.volumes) {
            if (volume.snapshotPolicy == "none" && !volume.root && volume.type == "rw")
                volume.snapshotPolicy = "default";
        }
    });
}
} // namespace

void addProtection(Routes &routes)
{
    for (const Kind &kind : kinds()) {
        if (!kind.isCloud())
            continue;
        const std::string item = "/" + kind.root + "/working-environments/{workingEnvironmentId}";
        routes.connector(kind.resource() + ":working-environments", "", &kind);
        routes
            .add("PUT", item + "/activate-fpolicy", "activateFpolicy", "Blocks the file types of ransomware", activate)
            .on(onOrDegraded);
        routes.add("PUT", item + "/disable-fpolicy", "disableFpolicy", "Blocks them no more", deactivate)
            .on(onOrDegraded);
        routes.add("DELETE", item + "/fpolicy", "deleteFpolicy", "Deletes the list of blocked file types", deactivate)
            .on(onOrDegraded);
        routes
            .add("PUT", item + "/vscan-file-op", "updateVscanFileOperation",
                "Says when files are looked at for viruses", scanProfile)
            .takes("VscanFileOpRequest")
            .on(onOrDegraded);
        routes
            .add("PUT", item + "/activate-snapshot-policy", "activateSnapshotPolicy", "Protects what is not protected",
                protectVolumes)
            .on(onOrDegraded);
    }
}

} // namespace nephoscope::demo::cloudmanager
