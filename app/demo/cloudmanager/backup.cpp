// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/backup.h"

#include "demo/cloudmanager/work.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

Reply backupProblem(int status, const std::string &error, const std::string &message)
{
    Reply reply;
    reply.status = status;
    reply.body = Json{{"statusCode", status}, {"error", error}, {"message", message}};
    return reply;
}

Reply startJob(Call &call, const std::string &type)
{
    World &world = call.world;
    BackupJob job{world.ids.uuid(), call.variable("backedUpId"), type, world.now, world.now};
    job.due += static_cast<qint64>(3000 / world.speed);
    world.backupJobs.push_back(job);
    return ok({{"job-id", job.id}});
}

namespace {
std::string count(std::size_t number) { return std::to_string(number); } // this service writes numbers as texts

Json policyView(const World &world, const std::string &name)
{
    for (const BackupPolicy &policy : world.backupPolicies) {
        if (policy.name == name)
            return {{"name", policy.name}, {"rule", policy.rules}, {"archive-after-days", ""}};
    }
    return {};
}

Json view(const World &world, const WorkingEnvironment &system)
{
    const auto found = world.backups.find(system.id);
    Json object = {{"name", system.name}, {"id", system.id}, {"region", system.region}, {"status", system.status},
        {"ontap-version", system.ontapVersion},
        {"backup-enablement-status", found == world.backups.end() ? "OFF" : "ON"}, {"type", system.kind->accountWord},
        {"total-volumes-count", count(system.volumes.size())}};
    if (found == world.backups.end())
        return object;
    const Backup &backup = found->second;
    double used = 0;
    for (const Volume &volume : system.volumes)
        used += contains(backup.volumes, volume.uuid) ? volume.used : 0;
    object.update(Json{{"provider", backup.provider}, {"provider-account-id", backup.account},
        {"provider-account-name", backup.account}, {"bucket", backup.bucket}, {"archive-storage-class", "GLACIER"},
        {"resource-group", textOrNull(system.resourceGroup)}, {"storage-account", nullptr},
        {"used-capacity-gb", std::to_string(static_cast<qint64>(used / gigabyte))},
        {"backed-up-volume-count", count(backup.volumes.size())}, {"backup-policy", policyView(world, backup.policy)},
        {"license", {{"free-trial-end", nullptr}, {"eligible", true}}}, {"auto-backup-enabled", backup.automatic},
        {"max-transfer-rate", "0"}, {"ip-space", backup.ipSpace}});
    return object;
}

Reply list(Call &call)
{
    Json all = Json::array();
    for (const WorkingEnvironment &system : call.world.systems) {
        if (call.principal->mayRead(system))
            all.push_back(view(call.world, system));
    }
    return ok({{"working-environment", all}});
}

WorkingEnvironment *systemOf(Call &call)
{
    WorkingEnvironment *system = call.world.find(call.variable("backedUpId"));
    return system && call.principal->mayRead(*system) ? system : nullptr;
}

Reply unknown(const Call &call)
{
    return backupProblem(404, "Not Found", "No working environment " + call.variable("backedUpId"));
}

Reply getOne(Call &call)
{
    const WorkingEnvironment *system = systemOf(call);
    return system ? ok(view(call.world, *system)) : unknown(call);
}

void read(const Json &body, Backup &backup)
{
    backup.provider = textOf(body, "provider", backup.provider);
    backup.account = textOf(body, "provider-account-id", backup.account);
    backup.bucket = textOf(body, "bucket", backup.bucket);
    backup.region = textOf(body, "region", backup.region);
    backup.ipSpace = textOf(body, "ip-space", backup.ipSpace);
    backup.policy = textOf(member(body, "backup-policy"), "name", backup.policy);
    backup.automatic = flagOf(body, "auto-backup-enabled", backup.automatic);
}

Reply enable(Call &call)
{
    WorkingEnvironment *system = systemOf(call);
    if (!system)
        return unknown(call);
    if (!call.principal->mayChange(*system))
        return backupProblem(403, "Forbidden", "Action not allowed for user");
    if (call.world.backups.count(system->id))
        return backupProblem(400, "Bad Request", "Backup is on already");
    enableBackup(call.world, *system, "");
    read(call.body, call.world.backups[system->id]);
    return startJob(call, "ENABLE_BACKUP");
}

Reply change(Call &call)
{
    const WorkingEnvironment *system = systemOf(call);
    if (!system)
        return unknown(call);
    const auto found = call.world.backups.find(system->id);
    if (found == call.world.backups.end())
        return backupProblem(400, "Bad Request", "Backup is off");
    read(call.body, found->second);
    return startJob(call, "UPDATE_BACKUP");
}

Reply disable(Call &call)
{
    const WorkingEnvironment *system = systemOf(call);
    if (!system)
        return unknown(call);
    if (call.world.backups.erase(system->id) == 0)
        return backupProblem(400, "Bad Request", "Backup is off");
    return startJob(call, "DISABLE_BACKUP");
}

Json jobView(const World &world, const BackupJob &job)
{
    return {{"id", job.id}, {"working-environment-id", job.system}, {"type", job.type},
        {"status", job.due <= world.now ? "COMPLETED" : "RUNNING"}, {"error", ""}, {"time", job.time},
        {"data", Json::object()}};
}

Reply jobs(Call &call)
{
    const std::string id = call.variable("jobId");
    Json all = Json::array();
    for (const BackupJob &job : call.world.backupJobs) {
        if (id.empty() || job.id == id)
            all.push_back(jobView(call.world, job));
    }
    return all.empty() && !id.empty() ? backupProblem(404, "Not Found", "No job " + id) : ok({{"job", all}});
}

/// The service only works through a connector.
Handler throughAgent(Reply (*handler)(Call &))
{
    return [handler](Call &call) {
        const std::string agent = call.message.header("X-Agent-Id").toStdString();
        if (agent.empty())
            return backupProblem(400, "Bad Request", "The header X-Agent-Id is missing");
        if (!call.world.agent(agent))
            return backupProblem(403, "Forbidden", "Action not allowed for user");
        return handler(call);
    };
}

/// A cluster's own call: backs everything up to the provider in the name of the call.
Handler settingUp(const std::string &provider)
{
    return [provider](Call &call) {
        if (call.world.backups.count(call.system->id))
            return problem(400, "Backup is on already");
        Operation operation;
        operation.seconds = 4;
        operation.steps = {"Describe SVM(s)", "Create Object Store"};
        operation.finish = [id = call.system->id, provider, space = textOf(call.body, "ipSpace", "Default"),
                               region = textOf(call.body, "region")](World &world) {
            if (WorkingEnvironment *system = world.find(id)) {
                enableBackup(world, *system, provider);
                world.backups[id].ipSpace = space;
                world.backups[id].region = region;
            }
        };
        return begin(call, operation);
    };
}
} // namespace

void enableBackup(World &world, const WorkingEnvironment &system, const std::string &provider)
{
    Backup backup;
    const Kind &kind = *system.kind;
    backup.provider = !provider.empty() ? provider : kind.isAzure() ? "AZURE" : kind.isGcp() ? "GCP" : "AWS";
    backup.account = system.cloudAccount;
    backup.region = system.region;
    backup.bucket = "netapp-backup-" + lowerCase(system.name);
    for (const Volume &volume : system.volumes) {
        if (!volume.root && volume.type == "rw")
            backup.volumes.push_back(volume.uuid);
    }
    world.backups[system.id] = backup;
}

const std::string &backupRoot()
{
    static const std::string root = "/account/{accountId}/providers/cloudmanager_cbs/api";
    return root;
}

void addBackupRoute(Routes &routes, const char *method, const std::string &path, Reply (*handler)(Call &))
{
    routes.add(method, backupRoot() + path, "backup", "", throughAgent(handler));
}

void addBackup(Routes &routes)
{
    routes.gateway();
    const std::string item = "/v1/backup/working-environment/{backedUpId}";
    addBackupRoute(routes, "GET", "/v1/backup/working-environment", list);
    addBackupRoute(routes, "GET", item, getOne);
    addBackupRoute(routes, "POST", item, enable);
    addBackupRoute(routes, "PUT", item, change);
    addBackupRoute(routes, "PATCH", item, change);
    addBackupRoute(routes, "DELETE", item, disable);
    addBackupRoute(routes, "GET", "/v1/job", jobs);
    addBackupRoute(routes, "GET", "/v1/job/{jobId}", jobs);

    const Kind *kind = kindOf("onprem");
    routes.connector("onprem:working-environments", "", kind);
    for (const auto &[word, provider] : std::vector<std::pair<std::string, std::string>>{
             {"aws", "Aws"}, {"azure", "Azure"}, {"gcp", "Gcp"}, {"sgws", "Sgws"}}) {
        std::string capitals = provider;
        std::transform(capitals.begin(), capitals.end(), capitals.begin(),
            [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
        routes
            .add("POST", "/onprem/working-environments/{workingEnvironmentId}/" + word + "-cloud-backup-setup",
                word + "CloudBackupSetup", "Backs a cluster up", settingUp(capitals))
            .takes(provider + "CloudBackupSetupRequest")
            .on({"ON"});
    }
    addBackupVolumes(routes);
}

} // namespace nephoscope::demo::cloudmanager
