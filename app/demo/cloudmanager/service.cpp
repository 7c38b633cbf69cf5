// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/regions.h"
#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

namespace {
/// 3910 for "3.9.10"
int releaseOf(const std::string &version)
{
    std::string digits;
    for (const char letter : version)
        digits += letter == '.' ? "" : std::string(1, letter);
    return std::stoi(digits);
}

Reply about(Call &call)
{
    const World &world = call.world;
    return ok({{"version", world.version}, {"build", "7"}, {"buildTimestamp", 1'672'531'200'000},
        {"systemId", world.systemId}, {"environment", "PRODUCTION"},
        {"siteIdentifier",
            {{"company", world.company}, {"host", world.site.empty() ? "" : "connector-harbour"},
                {"site", world.site}}},
        {"serverTimeZone",
            {{"timeZoneName", "Etc/UTC"}, {"formattedTimeZone", "Coordinated Universal Time (GMT+00:00)"}}},
        {"beta", false}, {"releaseNumber", releaseOf(world.version)},
        {"simplicatorUrl", "http://localhost/simplicator"}, {"migrationPerformed", false}, {"demoMode", true},
        {"usingDockerInfra", true}, {"isLegacySM", false}, {"legacySM", false}, {"privateIp", "10.9.0.4"}});
}

Reply supportServices(Call &call)
{
    const bool setUp = call.world.phase != Phase::Fresh;
    const bool waits = setUp && textOf(call.world.config, "proxyUri").find(".invalid") != std::string::npos;
    return ok({{"asupEnabled", true}, {"cognitoEnabled", false}, {"kinesisEnabled", false}, {"intercomEnabled", false},
        {"liveChatEnabled", false}, {"volumeViewEnabled", false}, {"complianceEnabled", false},
        {"portalService",
            {{"usePortalAuthentication", call.world.registered},
                {"auth0Information",
                    {{"domain", call.message.header("Host").toStdString()},
                        {"audience", "https://api.cloud.netapp.com"},
                        {"clientId", "Mu0V1ywgYteI6w1MbD15fKfVIUrNXGWC"}}},
                {"portalInformation", nullptr}, {"saasFrontEnd", ""}}},
        {"tenancyServiceInformation", {{"accountId", call.world.accountId}}},
        {"setupInfo",
            {{"isSetup", setUp}, {"setup", setUp}, {"isPendingConnectivitySet", waits},
                {"pendingConnectivitySet", waits}, {"needCertificate", false}, {"runningInDocker", true}}}});
}

Reply externalConfig(Call &)
{
    return ok({{"email", "support@brightwater.example"},
        {"features", {{"intercom", false}, {"aws_environment_collector", false}}},
        {"evaluation_serial_numbers", Json::object()}, {"regions", Json::object()}});
}

Reply featureFlags(Call &) { return ok({{"isAzure", false}, {"azure", false}}); }

const std::vector<std::string> newerVersions{"3.9.11", "3.9.12"};

Reply updates(Call &call)
{
    Json list = Json::array();
    for (const std::string &name : newerVersions) {
        if (releaseOf(name) > releaseOf(call.world.version))
            list.push_back({{"name", name}, {"date", 1'680'307'200'000}, {"releaseNumber", releaseOf(name)}});
    }
    return ok(list);
}

/// Installs a newer version, the newest where none is named, and restarts.
Reply update(Call &call)
{
    const std::string name = textOf(call.body, "name", newerVersions.back());
    if (!contains(newerVersions, name) || releaseOf(name) <= releaseOf(call.world.version))
        return problem(400, "There is no update to " + name);
    call.world.version = name;
    call.world.restart(8);
    return noContent();
}

Reply patch(Call &call)
{
    call.world.restart(6);
    return noContent();
}

/// What versions up to 3.6 wrote and read: the settings.
Reply backUp(Call &call)
{
    Reply reply;
    reply.text = Json{{"config", call.world.config}, {"autosupport", call.world.autosupport}}.dump();
    reply.textType = "application/octet-stream";
    return reply;
}

Reply restore(Call &call)
{
    const QByteArray &body = call.message.body;
    const Json saved = Json::parse(body.begin(), body.end(), nullptr, false);
    if (!member(saved, "config").is_object() || !member(saved, "autosupport").is_object())
        return problem(400, "This is no backup of a Cloud Manager");
    call.world.config = saved["config"];
    call.world.autosupport = saved["autosupport"];
    call.world.restart(6);
    return noContent();
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
    call.world.restart(5);
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

Reply associate(Call &call)
{
    const std::string id = call.variable("workspaceId");
    if (!call.world.tenant(id))
        return notFound("Workspace", id);
    call.world.agents.front().workspace = id;
    return noContent();
}

Reply updateCurrentUser(Call &call)
{
    if (User *user = call.world.user(call.principal->id))
        user->notifications = flagOf(call.body, "cloudManagerNotificationsOptIn");
    return noContent();
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
        .asks("clearCache");
    routes.add("POST", "/occm/system/restart-server", "restartServer", "Restarts the service", restart)
        .by(Access::Administer);
    routes.add("POST", "/occm/system/update", "updateVersion", "Brings the service up to date", update)
        .takes("VersionWrapper")
        .by(Access::Administer);
    routes.add("POST", "/occm/system/patch", "patch", "Installs a patch", patch)
        .reads("filename")
        .uploads({"patch"})
        .by(Access::Administer);
    routes.add("GET", "/occm/system/backup", "backup", "The settings as a file", backUp).by(Access::Administer);
    routes.add("POST", "/occm/system/restore", "restore", "Takes settings from a file", restore)
        .by(Access::Administer)
        .takesBytes = true;
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
    routes
        .add("POST", "/occm/tenancy-service/workspaces/{workspaceId}/associate", "associateToWorkspace",
            "Gives this connector to a workspace", associate)
        .by(Access::Administer);
    routes
        .add("PUT", "/occm/tenancy-service/users/update-current-user", "updateCurrentServiceUser",
            "Changes the caller's own settings", updateCurrentUser)
        .takes("UpdateServiceUser")
        .by(Access::SignedIn);
}

} // namespace nephoscope::demo::cloudmanager
