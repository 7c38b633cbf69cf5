// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
Json recordView(const AuditRecord &record)
{
    return {{"id", record.id}, {"date", record.date}, {"actionName", record.action}, {"status", record.status},
        {"parameters", record.parameters}, {"errorMessage", textOrNull(record.error)}, {"count", record.count}};
}

Json sideView(const World &world, const std::string &systemId, const std::string &svm, const std::string &volume)
{
    for (const FileSystem &files : world.fileSystems) {
        if (files.id == systemId)
            return {{"workingEnvironmentId", systemId}, {"workingEnvironmentType", "FSX"},
                {"workingEnvironmentStatus", files.status}, {"clusterName", files.name}, {"region", files.region},
                {"availabilityZone", nullptr}, {"svmName", svm}, {"nodeName", nullptr}, {"volumeName", volume}};
    }
    const WorkingEnvironment *system = world.find(systemId);
    const bool cloud = system && system->kind->isCloud();
    return {{"workingEnvironmentId", lowerCase(systemId)}, {"workingEnvironmentType", cloud ? "VSA" : "ON_PREM"},
        {"workingEnvironmentStatus", system ? system->status : "NOT_FOUND"},
        {"clusterName", system ? system->name : std::string()},
        {"region", system ? textOrNull(system->region) : Json()},
        {"availabilityZone", cloud ? Json(system->nodes.front().zone) : Json()}, {"svmName", svm},
        {"nodeName", system ? system->nodes.front().name : std::string()}, {"volumeName", volume}};
}

Json duration(qint64 seconds)
{
    if (seconds >= 3600)
        return {{"length", seconds / 3600}, {"unit", "HOURS"}};
    return {{"length", seconds / 60}, {"unit", "MINUTES"}};
}
} // namespace

Json auditView(const AuditGroup &group, bool withRecords)
{
    Json records = Json::array();
    if (withRecords) {
        for (const AuditRecord &record : group.records)
            records.push_back(recordView(record));
    }
    const bool failed = std::any_of(group.records.begin(), group.records.end(),
        [](const AuditRecord &record) { return record.status == "Failed"; });
    return {{"_id", group.number}, {"id", group.id}, {"requestId", group.requestId}, {"startDate", group.start},
        {"endDate", group.end ? Json(group.end) : Json()}, {"actionName", group.action}, {"status", group.status},
        {"userName", group.userName}, {"tenantName", textOrNull(group.tenantName)},
        {"workingEnvironmentName", textOrNull(group.systemName)}, {"actionParameters", group.parameters},
        {"records", withRecords ? records : Json()}, {"errorMessage", textOrNull(group.error)}, {"version", "3.9.10"},
        {"parentId", nullptr}, {"userId", group.userId}, {"workingEnvironmentId", textOrNull(group.systemId)},
        {"containsFailedRecords", failed}, {"containsRecords", !group.records.empty()}};
}

Json relationshipView(const World &world, const Relationship &one)
{
    const qint64 ended = one.lastTransfer / 1000; // this resource counts in seconds
    const bool moving = one.activity == "transferring";
    return {{"source", sideView(world, one.sourceSystem, one.sourceSvm, one.sourceVolume)},
        {"destination", sideView(world, one.destinationSystem, one.destinationSvm, one.destinationVolume)},
        {"mirrorState", one.state}, {"relationshipType", "extended_data_protection"},
        {"relationshipStatus", one.activity}, {"relationshipProgress", capacity(moving ? one.lastSize / 2 : 0)},
        {"policy", one.policy}, {"policyType", "async_mirror"}, {"schedule", one.schedule},
        {"maxTransferRate", capacity(one.maxRate * kilobyte)}, {"networkCompressionRatio", "1:1"}, {"isHealthy", true},
        {"healthy", true}, {"unhealthyReason", nullptr}, {"lagTime", duration((world.now - one.lastTransfer) / 1000)},
        {"newestSnapshotName", "snapmirror." + one.sourceVolume}, {"newestSnapshotCreated", ended},
        {"lastTransferInfo",
            {{"transferType", "update"}, {"transferSize", capacity(one.lastSize)}, {"transferDuration", duration(240)},
                {"transferEnded", ended}, {"transferError", nullptr}}},
        {"currentTransferInfo",
            {{"transferType", moving ? Json("update") : Json()}, {"transferPriority", "normal"},
                {"transferError", nullptr}}},
        {"totalTransferTime", duration(7200)}, {"totalTransferSize", capacity(one.lastSize * 12)},
        {"volumeUsedSize", capacity(one.lastSize * 8)}, {"volumeCapacityTier", nullptr}};
}

Json userView(const World &world, const User &user)
{
    Json created = Json::array();
    for (const WorkingEnvironment &system : world.systems) {
        if (system.creator == user.email)
            created.push_back(systemReference(system, system.kind->isCloud() ? "VSA" : "ON_PREM"));
    }
    return {{"publicId", user.id}, {"assignedWorkingEnvironments", array(user.assigned)}, {"firstName", user.firstName},
        {"lastName", user.lastName}, {"email", user.email}, {"roleId", user.roleId},
        {"tenantId", textOrNull(user.tenantId)}, {"createdWorkingEnvironments", created},
        {"ldapUserName", textOrNull(user.ldapName)}, {"isLdap", !user.ldapName.empty()},
        {"ldap", !user.ldapName.empty()}, {"notificationsOptIn", user.notifications}, {"permissions", Json::array()}};
}

Json tenantView(const World &world, const Tenant &tenant, bool withInformation)
{
    std::set<std::string> regions;
    double reserved = 0;
    int count = 0;
    for (const WorkingEnvironment &system : world.systems) {
        if (system.tenantId != tenant.id)
            continue;
        ++count;
        reserved += system.reserved();
        if (!system.region.empty())
            regions.insert(system.region);
    }
    Json information;
    if (withInformation)
        information = {{"regionsCount", regions.size()}, {"totalReservedSize", capacity(reserved)},
            {"workingEnvironmentsCount", count}};
    return {{"publicId", tenant.id}, {"name", tenant.name}, {"description", tenant.description},
        {"costCenter", tenant.costCenter}, {"nssUserName", textOrNull(tenant.nssUser)},
        {"workingEnvironmentsInformation", information}};
}

Json accountView(const World &world, const ProviderAccount &account)
{
    Json list = Json::array();
    for (const WorkingEnvironment &system : world.systems) {
        const bool uses =
            account.kind == AccountKind::Nss ? contains(account.systems, system.id) : system.accountId == account.id;
        if (uses)
            list.push_back(systemReference(system, system.kind->accountWord));
    }
    Json object = {{"publicId", account.id}, {"accountName", account.name}, {"accountType", account.type}};
    switch (account.kind) {
    case AccountKind::Aws:
        object.update(
            Json{{"accountId", account.cloudAccount}, {"accessKey", textOrNull(account.key)}, {"assumeRole", nullptr},
                {"occmRole", textOrNull(account.occmRole)}, {"subscriptionId", textOrNull(account.subscription)}});
        break;
    case AccountKind::Azure:
        object.update(Json{{"tenantId", account.cloudAccount}, {"applicationId", account.key}, {"occmRole", nullptr}});
        break;
    case AccountKind::Gcp:
        object.update(Json{{"accessKey", account.key}, {"occmRole", nullptr}});
        break;
    case AccountKind::Nss:
        object["nssUserName"] = account.key;
        break;
    }
    object["vsaList"] = list;
    return object;
}

} // namespace nephoscope::demo::cloudmanager
