// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/seed.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
constexpr qint64 day = 86'400'000;

void addUser(World &world, const std::string &first, const std::string &last, const std::string &roleId,
    const std::string &tenantId)
{
    User user;
    user.id = "user-" + world.ids.letters(8);
    user.firstName = first;
    user.lastName = last;
    user.email = lowerCase(first) + "." + lowerCase(last) + "@brightwater.example";
    user.password = "Demo-" + first + "-2024";
    user.refreshToken = "demo-refresh-" + lowerCase(first) + "-" + world.ids.letters(24);
    user.roleId = roleId;
    user.tenantId = tenantId;
    user.notifications = roleId == "Role-1";
    world.identities.push_back(user);
}

void addAccount(World &world, AccountKind kind, const std::string &name, const std::string &type,
    const std::string &cloudAccount, const std::string &key)
{
    ProviderAccount account;
    account.id = kind == AccountKind::Nss ? world.ids.uuid() : world.ids.of("CloudProviderAccount");
    account.kind = kind;
    account.name = name;
    account.type = type;
    account.cloudAccount = cloudAccount;
    account.key = key;
    world.accounts.push_back(account);
}

void addAccounts(World &world)
{
    ProviderAccount role;
    role.id = "InstanceProfile";
    role.name = "Instance Profile";
    role.type = "INSTANCE_PROFILE";
    role.cloudAccount = world.ids.digits(12);
    role.occmRole = "brightwater-connector-role";
    world.accounts.push_back(role);
    const std::string cloud = world.ids.digits(12);
    addAccount(world, AccountKind::Aws, "harbour-keys", "AWS_KEYS", cloud, "AKIA" + world.ids.digits(16));
    addAccount(world, AccountKind::Azure, "brightwater-directory", "AZURE_KEYS", world.ids.uuid(), world.ids.uuid());
    addAccount(
        world, AccountKind::Gcp, "pelican-storage", "GCP_KEYS", "brightwater-pelican", "GOOG" + world.ids.digits(16));
    addAccount(world, AccountKind::Nss, "support-operations", "NSS_KEYS", "", "storage.ops@brightwater.example");
    addAccount(world, AccountKind::Nss, "support-research", "NSS_KEYS", "", "research.it@brightwater.example");
}

void addAgents(World &world)
{
    world.agents.push_back({world.ids.letters(32), "connector-harbour", "AWS", "active", world.tenants[0].id});
    world.agents.push_back({world.ids.letters(32), "connector-north", "AZURE", "active", world.tenants[1].id});
    world.agents.push_back({world.ids.letters(32), "connector-retired", "GCP", "inactive", world.tenants[2].id});
}

Relationship mirror(const WorkingEnvironment &from, const WorkingEnvironment &to, const std::string &volume)
{
    Relationship relationship;
    relationship.sourceSystem = from.id;
    relationship.sourceSvm = from.svmName();
    relationship.sourceVolume = volume;
    relationship.destinationSystem = to.id;
    relationship.destinationSvm = to.svmName();
    relationship.destinationVolume = volume + "_copy";
    return relationship;
}

AuditGroup pastGroup(World &world, const WorkingEnvironment &system, const User &user, qint64 start)
{
    static const std::vector<std::string> actions{"Create Volume", "Modify Volume", "Create Snapshot",
        "Check Connectivity", "Create Aggregate", "Modify Writing Speed", "Modify User Tags", "Delete Volume",
        "Change Tier Level"};
    static const std::vector<std::string> steps{"Describe SVM(s)", "Describe Aggregates", "Describe Cluster Volumes",
        "Describe Disks", "Describe Nodes", "Describe Ontap Version", "Describe Instance Status", "Create Tags"};
    AuditGroup group;
    group.number = ++world.auditCount;
    group.id = world.ids.of("AuditGroup$");
    group.requestId = world.ids.letters(8);
    group.start = start;
    group.end = start + 1000 + world.ids.number(90'000);
    group.action = world.ids.oneOf(actions);
    group.status = world.ids.number(19) == 0 ? "Failed" : "Success";
    group.error = group.status == "Failed" ? "The cloud provider did not answer in time" : "";
    group.userId = user.id;
    group.userName = user.firstName + " " + user.lastName;
    group.tenantName = world.tenant(system.tenantId)->name;
    group.systemId = system.id;
    group.systemName = system.name;
    group.parameters = Json{{"workingEnvironmentId", system.id}}.dump();
    for (std::uint32_t left = 1 + world.ids.number(3); left > 0; --left) {
        AuditRecord record;
        record.id = world.ids.of("AuditGroupRecord$");
        record.date = start + 300 * left;
        record.action = left == 1 ? group.action : world.ids.oneOf(steps);
        record.parameters = Json{{"_cluster", system.netPrefix + "10"}, {"_result", "ok"}}.dump();
        record.count = 1 + static_cast<int>(world.ids.number(3));
        group.records.push_back(record);
    }
    group.records.front().status = group.status;
    return group;
}
} // namespace

void seedPeople(World &world)
{
    world.company = "Brightwater Logistics";
    world.site = "Harbour East";
    world.systemId = world.ids.uuid();
    world.accountId = "account-" + world.ids.letters(8);
    world.accountName = "Brightwater";
    const auto tenant = [&](const std::string &name, const std::string &text, const std::string &center) {
        world.tenants.push_back({"workspace-" + world.ids.letters(8), name, text, center, ""});
    };
    tenant("Harbour Operations", "Terminals, cranes and yards", "CC-1100");
    tenant("Research and Models", "Simulation and forecasting", "CC-2300");
    tenant("Finance Archive", "Ten years of ledgers", "CC-4700");
    addUser(world, "Ada", "Morgan", "Role-1", "");
    addUser(world, "Tomasz", "Berg", "Role-2", world.tenants[0].id);
    addUser(world, "Irina", "Falk", "Role-2", world.tenants[1].id);
    addUser(world, "Noor", "Hadid", "Role-3", world.tenants[0].id);
    world.users = world.identities;
    ServiceAccount robot;
    robot.id = world.ids.uuid();
    robot.name = "pipeline";
    robot.clientId = world.ids.letters(32);
    robot.secret = "demo-secret-" + world.ids.letters(32);
    robot.roleId = "Role-1";
    for (const Tenant &one : world.tenants)
        robot.workspaces.push_back(one.id);
    world.serviceAccounts.push_back(robot);
    addAccounts(world);
    addAgents(world);
}

void seedSettings(World &world)
{
    world.config = {{"simplicatorUri", "http://localhost/simplicator"}, {"proxyUri", nullptr},
        {"debugLogLevel", "INFO"}, {"cacheConfig", nullptr}, {"keyManagerPort", 5696}, {"ipaManualUrl", nullptr},
        {"certificateValidityPeriod", 5}, {"maxAggregateFreeSpacePercentage", 90}, {"asupSite", world.site},
        {"asupCompany", world.company}, {"maxVolumeGrowSizePercentage", 1000}, {"autoVsaCapacityManagement", true},
        {"useVolumeViewAsDefault", false}, {"proxyUserName", nullptr}, {"proxyPassword", nullptr},
        {"proxyDomain", nullptr}, {"autoUpgrade", false}, {"cotRollback", true},
        {"cloudSyncConstants", {{"reminderPeriod", 7}, {"warningPeriod", 3}}}, {"licenseMaxCapacityUsedPercentage", 80},
        {"s3EbsRatio", 10}, {"ebsSizeToPiopsRatio", 50}, {"autoOntapUpgrade", false}, {"overrideCifsLocks", false},
        {"usePrivateLink", true}, {"directApiTraffic", false}, {"maxDownloadSessions", 4}};
    world.autosupport = {{"isEnabled", true}, {"enabled", true}, {"site", world.site}, {"company", world.company},
        {"hostName", "connector-harbour"}, {"os", "Linux"},
        {"schedule",
            {{"dayOfWeek", 1}, {"hourOfDay", 2}, {"interval", {{"length", 7}, {"unit", "DAYS"}}},
                {"minuteOfHour", 30}}},
        {"url", "https://support.example/asup"}};
    world.initiators = {{"crane-db-1", "iqn.1998-01.example.brightwater:crane-db-1"},
        {"crane-db-2", "iqn.1998-01.example.brightwater:crane-db-2"}};
    world.keyManagers.push_back({"KeyManager-" + world.ids.letters(8), "vault-east", "10.9.0.20", "CN", "connector"});
}

void seedFileSystems(World &world)
{
    const std::vector<std::pair<std::string, std::string>> named{{"tidewater", "us-east-1"}, {"sandbar", "eu-west-1"}};
    for (const auto &[name, region] : named) {
        FileSystem system;
        system.id = "fs-" + world.ids.hex(17);
        system.name = name;
        system.region = region;
        system.tenantId = world.tenants[world.fileSystems.size() % world.tenants.size()].id;
        system.size = 2 * terabyte;
        system.svms = {"fsx"};
        WorkingEnvironment frame; // only to make volumes with
        frame.kind = kindOf("vsa");
        frame.svms.push_back({"fsx", "running"});
        for (const char *volume : {"manifests", "telemetry", "scratch"})
            system.volumes.push_back(makeVolume(world, frame, volume, 128 * gigabyte));
        system.volumes.front().shares = {{"manifests", {{"full_control", {"Everyone"}}}}};
        world.fileSystems.push_back(system);
    }
}

void seedReplication(World &world)
{
    std::vector<WorkingEnvironment *> on;
    for (WorkingEnvironment &system : world.systems) {
        if (system.status == "ON")
            on.push_back(&system);
    }
    const std::vector<std::string> states{"snapmirrored", "brokenoff", "uninitialized"};
    for (std::size_t i = 0; i + 1 < on.size() && i < states.size(); ++i) {
        WorkingEnvironment &from = *on[i];
        WorkingEnvironment &to = *on[i + 1];
        const Volume &source = from.volumes.back();
        Volume copy = makeVolume(world, to, source.name + "_copy", source.size);
        copy.type = states[i] == "brokenoff" ? "rw" : "dp";
        to.volumes.push_back(copy);
        Relationship relationship = mirror(from, to, source.name);
        relationship.state = states[i];
        relationship.lastTransfer = world.now - 3'600'000;
        relationship.lastSize = source.used / 8;
        world.relationships.push_back(relationship);
    }
}

void seedHistory(World &world, int groups)
{
    const std::vector<WorkingEnvironment> systems(world.systems.begin(), world.systems.end());
    qint64 when = world.now - 120 * day;
    const qint64 step = groups > 0 ? 120 * day / (groups + 1) : 0;
    for (int i = 0; i < groups; ++i, when += step)
        world.audit.push_back(pastGroup(world, world.ids.oneOf(systems), world.ids.oneOf(world.users), when));
}

void populate(World &world, int furtherVolumes, bool setUp)
{
    seedPeople(world);
    seedSettings(world);
    if (!setUp) {
        // The cloud side exists; this Cloud Manager knows nobody and nothing yet.
        world.phase = Phase::Fresh;
        world.users.clear();
        world.accounts.clear();
        world.keyManagers.clear();
        world.initiators.clear();
        world.company.clear();
        world.site.clear();
        return;
    }
    seedSystems(world);
    seedFileSystems(world);
    seedReplication(world);
    seedAssets(world);
    seedFurtherVolumes(world, furtherVolumes);
    seedHistory(world, 2000);
    seedStrays(world);
    seedFurtherAggregates(world);
}

} // namespace nephoscope::demo::cloudmanager
