// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/work.h"

namespace nephoscope::demo::cloudmanager {

// Two services that look at systems from outside: compliance (what is in the files) and monitoring (how fast).

Json complianceView(const World &world, bool scanned)
{
    const Json hits = {{"sensitivePersonalHits", 12}, {"personalHits", 340}, {"nonSensitiveHits", 9100},
        {"scanStatus", {{"scanned", 3}, {"notScanned", 0}, {"volumes", Json::array()}}}};
    return {{"scanStatus",
                !world.hasCompliance ? "FEATURE_DISABLED"
                    : scanned        ? "SCAN_ENABLED"
                                     : "SCAN_DISABLED"},
        {"complianceStatus", scanned ? hits : Json()}, {"lastDeploymentError", nullptr},
        {"complianceBackupStatus", nullptr}};
}

Json monitoringView(const World &world, bool monitored)
{
    const auto figure = [](double value, const char *unit) { return Json{{"value", value}, {"unit", unit}}; };
    const Json information = {{"averageIops", 1250.5}, {"averageLatency", figure(1.8, "ms")},
        {"storageAverageThroughput", figure(84.2, "MB/s")}, {"node1AverageThroughput", figure(84.2, "MB/s")},
        {"node2AverageThroughput", nullptr}};
    return {{"monitoringStatus",
                !world.hasMonitoring ? "FEATURE_DISABLED"
                    : monitored      ? "MONITORING_ENABLED"
                                     : "MONITORING_DISABLED"},
        {"monitoringInfo", monitored ? information : Json()}, {"tenantUrl", nullptr}};
}

namespace {
Reply deploy(Call &call, const char *action, bool World::*flag)
{
    for (const std::string &id : textsOf(call.body, "workingEnvironmentIds")) {
        if (!call.world.find(id))
            return notFound("Working environment", id);
    }
    Operation operation;
    operation.action = action;
    operation.seconds = 5;
    operation.finish = [flag](World &world) { world.*flag = true; };
    return begin(call, operation);
}

Reply deployCompliance(Call &call) { return deploy(call, "Deploy Compliance", &World::hasCompliance); }
Reply deployMonitoring(Call &call) { return deploy(call, "Deploy Monitoring", &World::hasMonitoring); }

Reply complianceInformation(Call &call)
{
    return ok({{"deployed", call.world.hasCompliance}, {"status", call.world.hasCompliance ? "ACTIVE" : "NOT_DEPLOYED"},
        {"version", "1.12.0"}});
}

Reply monitoringInformation(Call &call)
{
    return ok({{"deployed", call.world.hasMonitoring}, {"status", call.world.hasMonitoring ? "ACTIVE" : "NOT_DEPLOYED"},
        {"tenantUrl", nullptr}});
}

/// Switches one of the two services on or off for a system.
Handler switching(bool WorkingEnvironment::*flag, bool World::*service, bool value)
{
    return [=](Call &call) {
        if (!(call.world.*service))
            return problem(400, "The service has not been deployed");
        Operation operation;
        operation.finish = [id = call.system->id, flag, value](World &world) {
            if (WorkingEnvironment *system = world.find(id))
                system->*flag = value;
        };
        return begin(call, operation);
    };
}

/// The compliance service counts file systems and its own services by id too.
Handler switchingOther(bool value)
{
    return [value](Call &call) {
        const std::string id =
            call.variable("fileSystemId").empty() ? call.variable("serviceId") : call.variable("fileSystemId");
        FileSystem *system = call.world.fileSystem(id);
        if (!system)
            return notFound("Service", id);
        if (!call.world.hasCompliance)
            return problem(400, "The service has not been deployed");
        system->scanned = value;
        return noContent();
    };
}

Reply otherStatus(Call &call)
{
    const std::string id =
        call.variable("fileSystemId").empty() ? call.variable("serviceId") : call.variable("fileSystemId");
    const FileSystem *system = call.world.fileSystem(id);
    return system ? ok(complianceView(call.world, system->scanned)) : notFound("Service", id);
}

void addCompliance(Routes &routes)
{
    const std::string base = "/cloud-compliance";
    const std::string item = base + "/{workingEnvironmentId}";
    const auto enable = switching(&WorkingEnvironment::scanned, &World::hasCompliance, true);
    const auto disable = switching(&WorkingEnvironment::scanned, &World::hasCompliance, false);
    routes.connector("cloud-compliance", "What is in the files");
    routes.add("GET", base + "/info", "complianceInfo", "Is it there", complianceInformation)
        .gives("CloudComplianceInfoResponse");
    routes
        .add("POST", base + "/deploy-by-working-environments", "deployCompliance", "Sets it up for systems",
            deployCompliance)
        .takes("DeployByWorkingEnvironmentsRequest");
    routes.add("POST", item + "/enable-scan", "enableScan", "Scans a system", enable).on();
    routes.add("POST", item + "/disable-scan", "disableScan", "Scans a system no more", disable).on();
    routes.add("POST", item + "/enable-onprem-scan", "enableOnPremScan", "Scans a cluster", enable).on();
    routes.add("POST", item + "/disable-onprem-scan", "disableOnPremScan", "Scans a cluster no more", disable).on();
    for (const char *place : {"/fsx/{fileSystemId}", "/{serviceId}"}) {
        const bool files = place == std::string("/fsx/{fileSystemId}");
        const std::string word = files ? "scan" : "service-scan";
        routes.add("GET", base + place + "/compliance-status", "complianceStatus", "What was found", otherStatus)
            .gives("CloudComplianceStatusResponse");
        routes.add("POST", base + place + "/enable-" + word, "enableServiceScan", "Scans it", switchingOther(true));
        routes.add(
            "POST", base + place + "/disable-" + word, "disableServiceScan", "Scans it no more", switchingOther(false));
    }
}
} // namespace

void addScans(Routes &routes)
{
    addCompliance(routes);
    routes.connector("monitoring", "How fast systems are");
    routes.add("GET", "/monitoring/info", "monitoringInfo", "Is it there", monitoringInformation)
        .gives("MonitoringInfoResponse");
    routes
        .add("POST", "/monitoring/deploy-by-working-environments", "deployMonitoring", "Sets it up for systems",
            deployMonitoring)
        .takes("DeployByWorkingEnvironmentsRequest");
    routes
        .add("POST", "/monitoring/{workingEnvironmentId}/enable-monitoring", "enableMonitoring", "Watches a system",
            switching(&WorkingEnvironment::monitored, &World::hasMonitoring, true))
        .on();
    routes
        .add("POST", "/monitoring/{workingEnvironmentId}/disable-monitoring", "disableMonitoring",
            "Watches a system no more", switching(&WorkingEnvironment::monitored, &World::hasMonitoring, false))
        .on();
}

} // namespace nephoscope::demo::cloudmanager
