// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/creation.h"

#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/seed.h"
#include "demo/cloudmanager/storagevms.h"
#include "demo/cloudmanager/users.h"
#include "demo/cloudmanager/volumes.h"

#include <QRegularExpression>
#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
bool nameTaken(const World &world, const std::string &name)
{
    return std::any_of(world.systems.begin(), world.systems.end(),
        [&](const WorkingEnvironment &system) { return system.name == name; });
}

} // namespace

Json withoutPasswords(Json request)
{
    for (const char *name : {"svmPassword", "clusterPassword"}) {
        if (request.contains(name))
            request[name] = "********";
    }
    return request;
}

std::optional<Reply> refusePlace(Call &call)
{
    const std::string tenant = textOf(call.body, "tenantId");
    if (!call.world.tenant(tenant))
        return notFound("Tenant", tenant);
    if (!call.principal->isAdministrator() && call.principal->tenantId != tenant)
        return forbidden();
    const std::string name = textOf(call.body, "name");
    if (nameTaken(call.world, name))
        return problem(400, "There is a working environment named " + name + " already");
    return std::nullopt;
}

Reply launch(Call &call, WorkingEnvironment system, Operation operation)
{
    call.world.systems.push_back(std::move(system));
    call.system = &call.world.systems.back();
    Reply reply = begin(call, std::move(operation));
    reply.body = systemView(call.world, *call.system, Expansion(""));
    return reply;
}

namespace {
bool isName(const std::string &text)
{
    static const QRegularExpression pattern(QStringLiteral("^[A-Za-z][A-Za-z0-9_]{2,39}$"));
    return pattern.match(QString::fromStdString(text)).hasMatch();
}

void checkTier(const Call &call, std::vector<Violation> &faults)
{
    const Kind &kind = *call.route->kind;
    const std::string level = textOf(call.body, "tierLevel");
    if (hasValue(call.body, "capacityTier") && textOf(call.body, "capacityTier") != kind.tier)
        faults.push_back(
            {"capacityTier", "must be one of [" + kind.tier + "]. Actual: " + textOf(call.body, "capacityTier")});
    if (!level.empty() && !contains(kind.tierLevels, level))
        faults.push_back({"tierLevel", "must be one of [" + joined(kind.tierLevels, ", ") + "]. Actual: " + level});
    if (!level.empty() && !hasValue(call.body, "capacityTier"))
        faults.push_back({"tierLevel", "needs a capacityTier"});
}

void checkDisks(const Call &call, std::vector<Violation> &faults)
{
    const Kind &kind = *call.route->kind;
    const std::string member = kind.isAws() ? "ebsVolumeType" : kind.isAzure() ? "storageType" : "gcpVolumeType";
    const std::string type = textOf(call.body, member);
    if (!contains(kind.diskTypes, type))
        faults.push_back({member, "must be one of [" + joined(kind.diskTypes, ", ") + "]. Actual: " + type});
    if ((type == "io1" || type == "gp3") && !hasValue(call.body, "iops"))
        faults.push_back({"iops", "is required for " + type});
    if (type == "gp3" && !hasValue(call.body, "throughput"))
        faults.push_back({"throughput", "is required for gp3"});
}

/// The first volume, which is created together with its system.
void checkVolume(const Call &call, std::vector<Violation> &faults)
{
    if (!hasValue(call.body, "volume"))
        return;
    const Json &volume = call.body["volume"];
    if (textOf(volume, "name").empty())
        faults.push_back({"volume.name", "may not be empty"});
    if (asBytes(member(volume, "size")).value_or(0) <= 0)
        faults.push_back({"volume.size.size", "must be greater than 0"});
    if (hasValue(volume, "shareInfo") && !hasValue(call.body, "cifsConfigurationRequest"))
        faults.push_back({"volume.shareInfo", "needs a cifsConfigurationRequest"});
}

/// What is there besides the system itself once it runs.
void addFirstContent(World &world, WorkingEnvironment &system, const Json &body)
{
    system.worm = hasValue(body, "wormRequest");
    if (hasValue(body, "cifsConfigurationRequest")) {
        CifsServer server = cifsServerFrom(body["cifsConfigurationRequest"]);
        server.svm = system.svmName();
        system.cifs.push_back(server);
    }
    if (hasValue(body, "volume")) {
        Volume volume = volumeFrom(world, system, body["volume"]);
        volume.aggregate = system.aggregates.front().name;
        system.volumes.push_back(volume);
    }
}

std::vector<Violation> faultsOf(const Call &call)
{
    std::vector<Violation> faults;
    if (!isName(textOf(call.body, "name")))
        faults.push_back({"name", "needs 3 to 40 letters, digits and underscores, a letter first"});
    if (textOf(call.body, "svmPassword").size() < 8)
        faults.push_back({"svmPassword", "needs eight characters or more"});
    const Json &metadata = member(call.body, "vsaMetadata");
    if (flagOf(metadata, "useLatestVersion") && textOf(metadata, "ontapVersion") != "latest")
        faults.push_back({"vsaMetadata.ontapVersion", "must be latest where useLatestVersion is true"});
    checkTier(call, faults);
    checkDisks(call, faults);
    checkVolume(call, faults);
    return faults;
}

Tags tagsFrom(const Json &body, const Kind &kind)
{
    const bool gcp = kind.isGcp();
    const Json &list = member(body, gcp ? "gcpLabels" : kind.isAzure() ? "azureTags" : "awsTags");
    Tags tags;
    for (const Json &tag : list)
        tags.emplace_back(textOf(tag, gcp ? "labelKey" : "tagKey"), textOf(tag, gcp ? "labelValue" : "tagValue"));
    return tags;
}

/// "ONTAP-9.10.1.T1.ha" → "9.10.1"
std::string plainVersion(const std::string &text)
{
    static const QRegularExpression numbers(QStringLiteral("[0-9]+(\\.[0-9]+)+"));
    const auto match = numbers.match(QString::fromStdString(text));
    return match.hasMatch() ? match.captured().toStdString() : "9.12.1";
}

WorkingEnvironment makeSystem(Call &call)
{
    World &world = call.world;
    const Json &body = call.body;
    WorkingEnvironment system;
    system.kind = call.route->kind;
    system.id = world.ids.of(system.kind->idPrefix);
    system.name = textOf(body, "name");
    system.tenantId = textOf(body, "tenantId");
    system.creator = call.principal->email;
    system.status = "INITIALIZING";
    system.created = world.now;
    system.createRequest = withoutPasswords(body);
    system.description = textOf(body, "description");
    system.region = textOf(body, "region");
    system.network = textOf(body, system.kind->isAzure() ? "vnetId" : "vpcId");
    system.subnet = textOf(body, "subnetId");
    system.cidr = textOf(body, "cidr");
    system.resourceGroup = textOf(body, "resourceGroup");
    system.accountId = textOf(body, "cloudProviderAccount", "InstanceProfile");
    const Json &metadata = member(body, "vsaMetadata");
    system.instanceType = textOf(metadata, "instanceType");
    system.licenseType = textOf(metadata, "licenseType");
    if (system.kind->ha && system.licenseType == "capacity-paygo")
        system.licenseType = "ha-capacity-paygo";
    system.packageName = textOf(
        metadata, "capacityPackageName", system.licenseType.find("capacity") == std::string::npos ? "" : "Essential");
    system.ontapVersion = plainVersion(textOf(metadata, "ontapVersion"));
    system.writingSpeed = textOf(body, "writingSpeedState", "NORMAL");
    if (hasValue(body, "capacityTier"))
        system.tierLevel = textOf(body, "tierLevel", system.kind->tierLevels.front());
    system.encrypted = textOf(body, "dataEncryptionType") != "NONE";
    system.tags = tagsFrom(body, *system.kind);
    system.support = "NotRegistered";
    const std::string sizeName = system.kind->isAws() ? "ebsVolumeSize"
        : system.kind->isAzure()                      ? "diskSize"
                                                      : "gcpVolumeSize";
    const double size = asBytes(member(body, sizeName)).value_or(terabyte);
    furnish(world, system, textOf(body, "svmName", "svm_" + system.name), size);
    return system;
}

Reply create(Call &call)
{
    const auto faults = faultsOf(call);
    if (!faults.empty())
        return invalid(faults);
    if (auto refused = refusePlace(call))
        return *refused;
    const std::string account = textOf(call.body, "cloudProviderAccount");
    if (!account.empty() && !call.world.account(account))
        return notFound("Cloud provider account", account);
    Operation operation;
    operation.action = "Create Vsa Working Environment";
    operation.seconds = 12;
    operation.interim = "INITIALIZING";
    operation.after = "ON";
    operation.steps = {"Check Connectivity", "Describe Identity Data", "Describe Cloud Formation Stack",
        "Create EBS Volume", "Attach EBS Volume", "Describe Instance Status", "Describe Ontap Version",
        "Add SVM Aggregates", "Registration Status"};
    if (hasValue(call.body, "volume"))
        operation.steps.push_back("Create Volume");
    WorkingEnvironment system = makeSystem(call);
    operation.finish = [id = system.id, body = call.body](World &world) {
        if (WorkingEnvironment *made = world.find(id))
            addFirstContent(world, *made, body);
    };
    return launch(call, std::move(system), std::move(operation));
}

Reply discover(Call &call)
{
    if (auto refused = refusePlace(call))
        return *refused;
    World &world = call.world;
    WorkingEnvironment system;
    system.kind = call.route->kind;
    system.id = world.ids.of(system.kind->idPrefix);
    system.name = textOf(call.body, "name");
    system.tenantId = textOf(call.body, "tenantId");
    system.creator = call.principal->email;
    system.status = "INITIALIZING";
    system.created = world.now;
    system.ontapVersion = "9.11.1P3";
    system.location = textOf(call.body, "location");
    system.description = textOf(call.body, "description");
    system.createRequest = withoutPasswords(call.body);
    furnish(world, system, "svm_" + system.name, 3.5 * terabyte);
    Operation operation;
    operation.action = "Discover On Prem Working Environment";
    operation.seconds = 4;
    operation.interim = "INITIALIZING";
    operation.after = "ON";
    operation.steps = {"Describe Nodes", "Describe Ontap Version", "Describe Aggregates"};
    return launch(call, std::move(system), std::move(operation));
}

Reply remove(Call &call)
{
    WorkingEnvironment &system = *call.system;
    const bool mirrored = std::any_of(call.world.relationships.begin(), call.world.relationships.end(),
        [&](const Relationship &one) { return one.sourceSystem == system.id || one.destinationSystem == system.id; });
    if (mirrored && !call.askedFlag("forceDelete") && system.kind->isCloud())
        return problem(400, "Working environment " + system.name + " takes part in a replication; delete that first");
    Operation operation;
    operation.action = "Delete Vsa Working Environment";
    operation.seconds = call.askedFlag("localDelete") || !system.kind->isCloud() ? 1 : 6;
    operation.interim = "DELETING";
    operation.steps = {"Describe Instance Status", "Modify Volume Deletion Policy", "Describe Cloud Formation Stack"};
    if (system.failuresLeft > 0) {
        --system.failuresLeft;
        operation.failure = "You don't have permission to perform this action at the cloud provider";
    }
    operation.finish = [id = system.id](World &world) {
        const auto belongs = [&](const Relationship &one) {
            return one.sourceSystem == id || one.destinationSystem == id;
        };
        auto &links = world.relationships;
        links.erase(std::remove_if(links.begin(), links.end(), belongs), links.end());
        world.systems.remove_if([&](const WorkingEnvironment &one) { return one.id == id; });
    };
    return begin(call, std::move(operation));
}
} // namespace

void addSystemCreation(Routes &routes)
{
    for (const Kind &kind : kinds()) {
        const std::string base = "/" + kind.root + "/working-environments";
        routes.connector(kind.resource() + ":working-environments", "", &kind);
        routes
            .add("DELETE", base + "/{workingEnvironmentId}",
                kind.isCloud() ? "deleteVsaWorkingEnvironment" : "removeOnPrem", "Deletes a working environment",
                remove)
            .asks(kind.isCloud() ? "localDelete:boolean~false forceDelete:boolean~false" : "")
            .on();
        if (!kind.isCloud()) {
            routes.add("POST", base, "discoverOnPrem", "Adds an existing cluster", discover)
                .takes("OnPremWorkingEnvironmentDiscoverRequest")
                .gives(systemModel(kind));
            continue;
        }
        const std::string request = kind.root == "aws/ha" ? "CreateAwsHaWorkingEnvironmentRequest"
            : kind.isAws()                                ? "CreateVSAWorkingEnvironmentRequest"
            : kind.isAzure()                              ? "CreateAzureVSAWorkingEnvironmentRequest"
                                                          : "CreateGcpVsaWorkingEnvironmentRequest";
        routes.add("POST", base, "createVsaWorkingEnvironment", "Creates a working environment", create)
            .takes(request)
            .gives(systemModel(kind));
    }
}

} // namespace nephoscope::demo::cloudmanager
