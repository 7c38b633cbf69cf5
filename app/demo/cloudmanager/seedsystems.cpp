// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/seed.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
constexpr qint64 day = 86'400'000;

struct Plan {
    const char *root;
    const char *name;
    const char *region;
    std::size_t tenant;
    const char *status;
    const char *instance;
    const char *license;
    const char *speed;
    std::vector<std::string> volumes;
};

const std::vector<Plan> &plans()
{
    static const std::vector<Plan> all{
        {"vsa", "harbourcvo1", "us-east-1", 0, "ON", "m5.2xlarge", "capacity-paygo", "NORMAL",
            {"manifests", "berth_plans", "crane_logs", "pilot_charts", "yard_images", "ais_feed"}},
        {"aws/ha", "harbourha1", "eu-central-1", 0, "ON", "m5.4xlarge", "ha-cot-premium-paygo", "NORMAL",
            {"terminal_db", "terminal_logs", "customs_docs", "gate_video", "shift_rosters"}},
        {"vsa", "researchdev", "us-west-2", 1, "OFF", "m5.xlarge", "cot-explore-paygo", "NORMAL",
            {"tide_models", "wave_runs", "notebooks"}},
        {"azure/vsa", "atlaslab", "westeurope", 1, "ON", "Standard_E8ds_v4", "azure-cot-standard-paygo", "HIGH",
            {"forecasts", "training_sets", "checkpoints", "papers"}},
        {"azure/ha", "financeha", "northeurope", 2, "DEGRADED", "Standard_E16ds_v4", "azure-ha-cot-premium-byol",
            "NORMAL", {"ledger_2022", "ledger_2023", "ledger_2024", "invoices", "audit_trail"}},
        {"gcp/vsa", "pelicandata", "us-east4", 0, "ON", "n2-standard-8", "capacity-paygo", "NORMAL",
            {"sensor_raw", "sensor_daily", "maps", "weather"}},
        {"gcp/ha", "pelicanha", "europe-west3", 1, "ON", "n2-standard-16", "ha-capacity-paygo", "NORMAL",
            {"twin_state", "twin_events", "replays"}},
        {"vsa", "oldmill", "eu-west-2", 2, "FAILED", "m4.xlarge", "cot-standard-paygo", "NORMAL", {"archive_2014"}},
        {"onprem", "dockside", "", 0, "ON", "", "", "NORMAL",
            {"home", "profiles", "cad_drawings", "backup_staging", "vm_store"}},
        {"onprem", "fabnorth", "", 2, "ON", "", "", "NORMAL", {"payroll", "scans", "contracts"}},
    };
    return all;
}

std::string accountFor(const World &world, const Kind &kind, bool other)
{
    const AccountKind wanted = kind.isAws() ? AccountKind::Aws : kind.isAzure() ? AccountKind::Azure : AccountKind::Gcp;
    std::string id;
    for (const ProviderAccount &account : world.accounts) {
        if (account.kind == wanted && (id.empty() || other))
            id = account.id;
    }
    return id;
}

void addNodes(World &world, WorkingEnvironment &system)
{
    const int count = system.kind->ha || !system.kind->isCloud() ? 2 : 1;
    for (int i = 1; i <= count; ++i) {
        Node node;
        node.name = system.name + "-0" + std::to_string(i);
        node.serialNumber = (system.kind->isCloud() ? "9" : "7") + world.ids.digits(19);
        node.systemId = world.ids.digits(10);
        node.instanceId = system.kind->isAws() ? "i-" + world.ids.hex(17) : node.name + "-vm";
        const std::string letter(1, static_cast<char>('a' + i - 1));
        node.zone = system.kind->isGcp() ? system.region + "-" + letter
            : system.kind->isAws()       ? system.region + letter
                                         : std::to_string(i);
        node.address = 10 * i;
        system.nodes.push_back(node);
    }
}

void addCloudNames(World &world, WorkingEnvironment &system)
{
    const std::string net = "10." + std::to_string(20 + world.ids.number(200)) + ".";
    system.netPrefix = net + std::to_string(world.ids.number(200)) + ".";
    if (system.cidr.empty())
        system.cidr = net + "0.0/16";
    const ProviderAccount *account = world.account(system.accountId);
    system.cloudAccount = account ? account->cloudAccount : world.ids.digits(12);
    const bool aws = system.kind->isAws();
    const std::string azure = "/subscriptions/" + system.cloudAccount + "/resourceGroups/" + system.name
        + "-rg/providers/Microsoft.Network/virtualNetworks/brightwater";
    if (system.network.empty())
        system.network = aws ? "vpc-" + world.ids.hex(8) : system.kind->isAzure() ? azure : "brightwater-vpc";
    if (system.subnet.empty())
        system.subnet = aws          ? "subnet-" + world.ids.hex(8)
            : system.kind->isAzure() ? system.network + "/subnets/storage"
                                     : "storage-subnet";
    if (system.resourceGroup.empty() && system.kind->isAzure())
        system.resourceGroup = system.name + "-rg";
    if (system.tierLevel.empty() && system.createRequest.is_null())
        system.tierLevel = system.kind->tierLevels.front();
    if (!system.tierLevel.empty())
        system.bucket = "fabric-pool-" + lowerCase(world.ids.letters(12));
    if (system.kind->ha && aws) {
        system.failoverMode = "FloatingIP";
        system.routeTables = {"rtb-" + world.ids.hex(8), "rtb-" + world.ids.hex(8)};
    }
    system.systemTags = {{"DeployedByOccm", "true"}, {"Name", system.name}};
}

std::vector<SnapshotPolicy> standardPolicies()
{
    return {{"default", "Hourly, daily and weekly copies", {{"hourly", 6}, {"daily", 2}, {"weekly", 2}}},
        {"default-1weekly", "Hourly and daily copies, one a week", {{"hourly", 6}, {"daily", 2}, {"weekly", 1}}},
        {"none", "No copies", {}}};
}

void dressVolume(World &world, const WorkingEnvironment &system, Volume &volume, std::size_t place)
{
    if (place % 4 == 1) {
        volume.exports = {};
        volume.shares = {
            {volume.name + "_share", {{"full_control", {"Everyone"}}, {"read", {"BRIGHTWATER\\auditors"}}}}};
    }
    if (place % 5 == 4) {
        volume.exports = {};
        volume.iscsiSystem = "linux";
        volume.igroups = {"cranes"};
        volume.junctionPath.clear();
    }
    if (place == 2)
        volume.comment = "Kept for the insurer until 2031";
    for (int i = 0; i < 3; ++i) {
        volume.snapshots.push_back({"daily." + std::to_string(i + 1), world.now - (i + 1) * day, "daily"});
    }
    if (place == 3 && system.kind->isCloud()) {
        volume.parent = system.volumes[1].name;
        volume.parentSnapshot = "daily.1";
    }
}

WorkingEnvironment planned(World &world, const Plan &plan)
{
    WorkingEnvironment system;
    system.kind = kindOf(plan.root);
    system.id = world.ids.of(system.kind->idPrefix);
    system.name = plan.name;
    system.region = plan.region;
    system.tenantId = world.tenants[plan.tenant].id;
    system.creator = world.users[plan.tenant == 1 ? 2 : 0].email;
    system.status = plan.status;
    system.instanceType = plan.instance;
    system.licenseType = plan.license;
    system.packageName = system.licenseType.find("capacity") != std::string::npos ? "Essential" : "";
    system.writingSpeed = plan.speed;
    system.ontapVersion = system.kind->isCloud() ? "9.10.1" : "9.11.1P3";
    system.created = world.now - (400 - static_cast<qint64>(world.ids.number(300))) * day;
    system.accountId = system.kind->isCloud() ? accountFor(world, *system.kind, plan.tenant == 2) : "";
    system.tags = {{"department", world.tenants[plan.tenant].name}, {"stage", plan.tenant == 1 ? "test" : "live"}};
    furnish(world, system, "svm_" + system.name, system.kind->isCloud() ? terabyte : 3.5 * terabyte);
    if (system.status == "FAILED") {
        system.message = "The stack could not be created: the instance limit of the region is reached";
        system.providerUnreachable = true;
        system.failuresLeft = 1;
    }
    if (system.status == "DEGRADED")
        system.message = "Node " + system.nodes[1].name + " is down; its partner serves the data";
    for (std::size_t i = 0; i < plan.volumes.size(); ++i) {
        Volume volume = makeVolume(world, system, plan.volumes[i], (40 + world.ids.number(160)) * gigabyte);
        dressVolume(world, system, volume, i);
        volume.aggregate = system.aggregates[i % system.aggregates.size()].name;
        system.volumes.push_back(volume);
    }
    if (system.name == "harbourcvo1" || system.name == "dockside")
        system.cifs.push_back({"ad.brightwater.example", "ad.brightwater.example", {"10.9.0.5", "10.9.0.6"},
            system.name.substr(0, 11), "CN=Computers", "ActiveDirectory", system.svmName()});
    system.igroups.push_back({"cranes", system.svmName(), "linux",
        {"iqn.1998-01.example.brightwater:crane-db-1", "iqn.1998-01.example.brightwater:crane-db-2"}});
    return system;
}
} // namespace

Aggregate makeAggregate(World &world, const WorkingEnvironment &system, const std::string &name)
{
    Aggregate aggregate;
    aggregate.name = name;
    aggregate.diskSize = terabyte;
    aggregate.diskType = system.kind->diskTypes.front();
    aggregate.homeNode = system.nodes.empty() ? "" : system.nodes.front().name;
    aggregate.idSeed = world.ids.hex(17);
    if (aggregate.diskType == "gp3") {
        aggregate.iops = 3000;
        aggregate.throughput = 125;
    }
    return aggregate;
}

Volume makeVolume(World &world, const WorkingEnvironment &system, const std::string &name, double size)
{
    Volume volume;
    volume.name = name;
    volume.uuid = world.ids.uuid();
    volume.svm = system.svmName();
    volume.aggregate = system.aggregates.empty() ? "aggr1" : system.aggregates.front().name;
    volume.size = size;
    volume.used = size * (5 + world.ids.number(70)) / 100;
    volume.junctionPath = "/" + name;
    volume.exports = {"export-" + volume.svm + "-" + name, "custom", {system.cidr.empty() ? "10.0.0.0/8" : system.cidr},
        {"nfs3", "nfs4"}, {}};
    volume.diskType = system.aggregates.empty() ? system.kind->diskTypes.front() : system.aggregates.front().diskType;
    if (!system.tierLevel.empty()) {
        volume.tier = system.kind->tier;
        volume.tieringPolicy = "auto";
    }
    return volume;
}

void furnish(World &world, WorkingEnvironment &system, const std::string &svmName, double diskSize)
{
    addNodes(world, system);
    if (system.kind->isCloud()) {
        addCloudNames(world, system);
    } else {
        system.netPrefix = "192.168." + std::to_string(world.ids.number(200)) + ".";
        system.location = system.location.empty() ? "ON_PREM" : system.location;
        system.description = system.description.empty() ? "Cluster in our own hall" : system.description;
        system.nodeModels = {"AFF-A250", "AFF-A250"};
    }
    system.policies = standardPolicies();
    system.svms.push_back({svmName, "running"});
    for (int i = 1; i <= (system.kind->ha || !system.kind->isCloud() ? 2 : 1); ++i) {
        Aggregate aggregate = makeAggregate(world, system, "aggr" + std::to_string(i));
        aggregate.diskSize = diskSize;
        aggregate.homeNode = system.nodes[static_cast<std::size_t>(i - 1)].name;
        aggregate.tier = system.tierLevel.empty() ? "" : system.kind->tier;
        aggregate.disks = system.kind->isCloud() ? 1 : 12;
        system.aggregates.push_back(aggregate);
    }
    Volume root = makeVolume(world, system, svmName + "_root", gigabyte);
    root.root = true;
    root.used = 0.0002 * gigabyte;
    root.junctionPath = "/";
    root.exports = {};
    root.tier.clear();
    root.tieringPolicy = "none";
    system.volumes.push_back(root);
}

void seedSystems(World &world)
{
    for (const Plan &plan : plans())
        world.systems.push_back(planned(world, plan));
}

const char *const strayPassword = "Demo-Stray-2024";

/// Those of one node begin with one aggregate; these have grown another since, where volumes can be moved to.
void seedFurtherAggregates(World &world)
{
    for (WorkingEnvironment &system : world.systems) {
        if (system.status != "ON" || system.aggregates.size() != 1)
            continue;
        Aggregate aggregate = makeAggregate(world, system, "aggr_bulk");
        aggregate.tier = system.aggregates.front().tier;
        aggregate.disks = 1;
        system.aggregates.push_back(aggregate);
    }
}

void seedStrays(World &world)
{
    static const std::vector<Plan> lost{
        {"vsa", "driftwood", "us-east-1", 0, "ON", "m5.xlarge", "cot-premium-byol", "NORMAL", {"salvage"}},
        {"aws/ha", "driftpair", "eu-central-1", 0, "ON", "m5.4xlarge", "ha-cot-premium-byol", "NORMAL", {"salvage"}},
        {"azure/vsa", "driftfog", "westeurope", 0, "ON", "Standard_E8ds_v4", "azure-cot-premium-byol", "NORMAL",
            {"salvage"}},
        {"azure/ha", "driftfogpair", "northeurope", 0, "ON", "Standard_E16ds_v4", "azure-ha-cot-premium-byol", "NORMAL",
            {"salvage"}},
        {"gcp/vsa", "driftbird", "us-east4", 0, "ON", "n2-standard-8", "gcp-cot-premium-byol", "NORMAL", {"salvage"}},
        {"gcp/ha", "driftbirdpair", "europe-west3", 0, "ON", "n2-standard-16", "gcp-ha-cot-premium-byol", "NORMAL",
            {"salvage"}},
    };
    for (const Plan &plan : lost)
        world.strays.push_back(planned(world, plan));
}

void seedFurtherVolumes(World &world, int count)
{
    static const std::vector<std::string> words{"data", "logs", "scratch", "media", "index", "export", "cache", "mail"};
    std::vector<WorkingEnvironment *> on;
    for (WorkingEnvironment &system : world.systems) {
        if (system.status == "ON")
            on.push_back(&system);
    }
    for (int i = 0; i < count && !on.empty(); ++i) {
        WorkingEnvironment &system = *on[static_cast<std::size_t>(i) % on.size()];
        const std::string name = world.ids.oneOf(words) + "_" + std::to_string(i + 1);
        Volume volume = makeVolume(world, system, name, gigabyte / 4);
        volume.aggregate = world.ids.oneOf(system.aggregates).name;
        system.volumes.push_back(volume);
    }
}

} // namespace nephoscope::demo::cloudmanager
