// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/regions.h"
#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

namespace {
constexpr const char *version = "3.9.10";

Reply about(Call &call)
{
    const World &world = call.world;
    return ok({{"version", version}, {"build", "7"}, {"buildTimestamp", 1'672'531'200'000},
        {"systemId", world.systemId}, {"environment", "PRODUCTION"},
        {"siteIdentifier",
            {{"company", world.company}, {"host", world.site.empty() ? "" : "connector-harbour"},
                {"site", world.site}}},
        {"serverTimeZone",
            {{"timeZoneName", "Etc/UTC"}, {"formattedTimeZone", "Coordinated Universal Time (GMT+00:00)"}}},
        {"beta", false}, {"releaseNumber", 3910}, {"simplicatorUrl", "http://localhost/simplicator"},
        {"migrationPerformed", false}, {"demoMode", true}, {"usingDockerInfra", true}, {"isLegacySM", false},
        {"legacySM", false}, {"privateIp", "10.9.0.4"}});
}

Reply supportServices(Call &call)
{
    const bool setUp = call.world.phase != Phase::Fresh;
    return ok({{"asupEnabled", true}, {"cognitoEnabled", false}, {"kinesisEnabled", false}, {"intercomEnabled", false},
        {"liveChatEnabled", false}, {"volumeViewEnabled", false}, {"complianceEnabled", false},
        {"portalService",
            {{"usePortalAuthentication", false},
                {"auth0Information",
                    {{"domain", call.message.header("Host").toStdString()},
                        {"audience", "https://api.cloud.netapp.com"},
                        {"clientId", "Mu0V1ywgYteI6w1MbD15fKfVIUrNXGWC"}}},
                {"portalInformation", nullptr}, {"saasFrontEnd", ""}}},
        {"tenancyServiceInformation", {{"accountId", call.world.accountId}}},
        {"setupInfo",
            {{"isSetup", setUp}, {"setup", setUp}, {"isPendingConnectivitySet", false},
                {"pendingConnectivitySet", false}, {"needCertificate", false}, {"runningInDocker", true}}}});
}

Reply externalConfig(Call &)
{
    return ok({{"email", "support@brightwater.example"},
        {"features", {{"intercom", false}, {"aws_environment_collector", false}}},
        {"evaluation_serial_numbers", Json::object()}, {"regions", Json::object()}});
}

Reply featureFlags(Call &) { return ok({{"isAzure", false}, {"azure", false}}); }

Reply updates(Call &)
{
    return ok(Json::array({{{"name", "3.9.11"}, {"date", 1'680'307'200'000}, {"releaseNumber", 3911}}}));
}

Reply regions(Call &)
{
    Json object = Json::object();
    for (const auto &[name, root] : {std::pair{"aws", "vsa"}, {"azure", "azure/vsa"}}) {
        Json list = Json::array();
        for (const Region &region : regionsOf(*kindOf(root)))
            list.push_back(regionView(*kindOf(root), region));
        object[name] = list;
    }
    return ok(object);
}

Reply placement(Call &)
{
    return ok({{"region", "us-east-1"}, {"vpcId", "vpc-0000c0de"}, {"subnetId", "subnet-0000c0de"},
        {"keyPair", "harbour-ops"}, {"installLocation", "AWS"}, {"role", "brightwater-connector-role"},
        {"providerRoleType", "INSTANCE_PROFILE"}, {"publicIp", nullptr}, {"account", "000000000000"},
        {"isGovCloud", false}, {"isChina", false}, {"instanceType", "t3.xlarge"}, {"isDarkSite", false}});
}

/// The service goes away for a while and comes back as it was.
Reply restart(Call &call)
{
    call.world.phase = Phase::Restarting;
    call.world.readyAt = call.world.now + static_cast<qint64>(5000 / call.world.speed);
    return noContent();
}

Reply noWork(Call &) { return noContent(); }

Reply workspaces(Call &call)
{
    Json list = Json::array();
    for (const Tenant &tenant : call.world.tenants) {
        if (call.principal->isAdministrator() || call.principal->tenantId == tenant.id)
            list.push_back({{"workspacePublicId", tenant.id}, {"workspaceName", tenant.name},
                {"isAssociatedToAgent", true}, {"associatedToAgent", true}});
    }
    return ok(list);
}
} // namespace

void addService(Routes &routes)
{
    routes.connector("occm:system", "The service itself");
    routes.add("GET", "/occm/system/about", "getAbout", "Version and site", about).gives("About").open();
    routes.add("GET", "/occm/system/support-services", "supportServices", "What it works with", supportServices)
        .gives("SupportServices")
        .open();
    routes.add("GET", "/occm/system/external-config", "occmConfig", "Constants", externalConfig)
        .gives("OccmExternalConfiguration");
    routes.add("GET", "/occm/system/feature-flags", "featureFlags", "Features", featureFlags).gives("FeatureFlag");
    routes.add("GET", "/occm/system/available-update-versions", "listAvailableUpdates", "Newer versions", updates)
        .gives("[UpdateInfo]");
    routes.add("GET", "/occm/system/cloud-provider-regions", "CloudProviderRegions", "Regions of the clouds", regions)
        .gives("ProviderSupportedRegions");
    routes.add("GET", "/occm/system/occm-instance-placement", "instancePlacement", "Where it runs", placement)
        .gives("InstancePlacementResponse")
        .asks({"clearCache"});
    routes.add("POST", "/occm/system/restart-server", "restartServer", "Restarts the service", restart)
        .by(Access::Administer);
    routes.add("POST", "/occm/system/update", "updateVersion", "Brings the service up to date", restart)
        .takes("VersionWrapper")
        .by(Access::Administer);
    const std::vector<std::pair<std::string, std::string>> jobs{
        {"cloud-ontap-update-image-metadata", "updateImageCloudOntapMetadata"},
        {"cloud-ontap-update-metadata", "updateCloudOntapMetadata"},
        {"manually-activate-auto-vsa-capacity-management-cycle", "manuallyActivateAutoVsaCapacityManagementCycle"},
        {"manually-trigger-send-daily-notification", "manuallyTriggerSendDailyNotification"}};
    for (const auto &[tail, nickname] : jobs)
        routes.add("POST", "/occm/system/" + tail, nickname, "Runs a job now", noWork).by(Access::Administer);

    routes.connector("occm:tenancy-service", "Workspaces of the account");
    routes.add("GET", "/occm/tenancy-service/workspaces", "workspaces", "The workspaces", workspaces)
        .gives("[WorkspaceResponse]");
}

} // namespace nephoscope::demo::cloudmanager
