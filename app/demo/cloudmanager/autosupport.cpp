// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/work.h"

namespace nephoscope::demo::cloudmanager {

namespace {
Reply getAutosupport(Call &call) { return ok(call.world.autosupport); }

Reply putAutosupport(Call &call)
{
    Json &settings = call.world.autosupport;
    const bool enabled =
        flagOf(call.body, "isEnabled", flagOf(call.body, "enabled", settings["isEnabled"].get<bool>()));
    settings["isEnabled"] = settings["enabled"] = enabled;
    if (hasValue(call.body, "schedule"))
        settings["schedule"].update(member(call.body, "schedule"));
    return noContent();
}

Reply send(Call &call)
{
    Operation operation;
    operation.steps = {"Collect Logs", "Send Autosupport"};
    return begin(call, operation);
}

/// The bundle that support wants: what is known about this site, as a file.
Reply file(const std::string &name, const std::string &content)
{
    Reply reply;
    reply.text = content;
    reply.textType = "application/octet-stream";
    reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
    return reply;
}

Reply download(Call &call)
{
    std::string lines = "site " + call.world.site + "\ncompany " + call.world.company + "\nsystem "
        + call.world.systemId + "\nactions " + std::to_string(call.world.audit.size()) + "\n";
    return file("autosupport.txt", lines);
}

Reply downloadOfSystems(Call &call)
{
    std::string lines;
    for (const WorkingEnvironment &system : call.world.systems) {
        if (call.principal->mayRead(system))
            lines += system.id + " " + system.name + " " + system.status + " " + system.ontapVersion + "\n";
    }
    return file("systems.txt", lines);
}

Reply signedAddress(Call &call)
{
    return ok("http://" + call.message.header("Host").toStdString() + "/occm/api/occm/asup/download");
}
} // namespace

void addAutosupport(Routes &routes)
{
    routes.connector("occm:asup", "Messages to support");
    routes.add("GET", "/occm/asup", "asupConfiguration", "When messages are sent", getAutosupport)
        .gives("AsupConfiguration");
    routes.add("PUT", "/occm/asup", "saveAsupConfiguration", "Says when messages are sent", putAutosupport)
        .takes("AsupConfigurationRequest")
        .by(Access::Administer);
    routes.add("POST", "/occm/asup/send", "sendAsup", "Sends one now", send).reads("serial").by(Access::Administer);
    routes.add("POST", "/occm/asup/send-Cot-Asup", "sendOntapCloudAsup", "Lets the systems send one", send)
        .asks("sendToOccm*:boolean~false")
        .by(Access::Administer);
    routes
        .add("POST", "/occm/asup/send-Cot-performance-Asup/{workingEnvironmentId}", "sendOntapCloudPerformanceAsup",
            "Lets a system send its figures", send)
        .on({"ON"});
    routes.add("GET", "/occm/asup/download", "downloadAsupFile", "The message as a file", download);
    routes
        .add("GET", "/occm/asup/download-signed", "downloadSignedAsupFile", "An address of the message", signedAddress)
        .gives("string");
    routes.add("GET", "/occm/asup/download-ontap-cloud-asups", "downloadOntapCloudAsups",
        "The messages of all systems as a file", downloadOfSystems);
}

} // namespace nephoscope::demo::cloudmanager
