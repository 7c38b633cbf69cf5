// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/examples.h"

namespace nephoscope::demo::cloudmanager {

namespace {
constexpr std::uint32_t exampleSeed = 7;
constexpr qint64 exampleTime = 1'700'000'000'000;

bool saysNothing(const Json &value) { return value.is_null() || (value.is_structured() && value.empty()); }

/// Answers that only writing operations give.
const std::map<std::string, Json> &fixed()
{
    static const std::map<std::string, Json> all{
        {"InitialSetupResponse", {{"upgradeToVersion", "3.9.11"}}},
        {"RegistrationResponse", {{"clientId", ""}}},
        {"TokenResponse", {{"access_token", ""}, {"expires_in", 86400}, {"token_type", "Bearer"}}},
        {"VsaVolumeQuoteResponse",
            {{"numOfDisks", 0}, {"diskSize", capacity(terabyte)}, {"aggregateName", ""}, {"newAggregate", false},
                {"autoVsaCapacityManagement", true}}},
    };
    return all;
}

const WorkingEnvironment &systemFor(const World &world, const Kind *kind)
{
    for (const WorkingEnvironment &system : world.systems) {
        const bool on = system.status == "ON" || system.status == "DEGRADED";
        if (on && (!kind || system.kind == kind))
            return system;
    }
    return world.systems.front();
}

std::string accountFor(const World &world, const std::string &path)
{
    const AccountKind kind = path.find("azure") != std::string::npos ? AccountKind::Azure
        : path.find("gcp") != std::string::npos                      ? AccountKind::Gcp
        : path.find("nss") != std::string::npos                      ? AccountKind::Nss
                                                                     : AccountKind::Aws;
    for (const ProviderAccount &account : world.accounts) {
        if (account.kind == kind)
            return account.id;
    }
    return {};
}
} // namespace

Json merged(const Json &list)
{
    Json whole;
    for (const Json &item : list) {
        if (!item.is_object())
            return item;
        for (const auto &[name, value] : item.items()) {
            if (!whole.contains(name) || saysNothing(whole[name]))
                whole[name] = value;
        }
    }
    return whole;
}

/// Gives it one of everything, so that no list of an example is empty.
void Examples::complete(WorkingEnvironment &system) const
{
    system.tenantId = m_world.tenants.front().id; // one tenant's lists show every kind
    system.cifs = {
        {"ad.example", "ad.example", {"10.0.0.5"}, "NAME", "CN=Computers", "ActiveDirectory", system.svmName()}};
    const Json moment = {{"day", 1}, {"hour", 7}, {"minute", 0}};
    const Json ranges = Json::array({{{"start", moment}, {"stop", moment}}});
    system.schedules = Json::array({{{"name", "Week"}, {"enabled", true}, {"schedule", ranges}}});
    system.ontapVersion = system.kind->isCloud() ? "9.10.1" : system.ontapVersion;
    Volume &volume = system.volumes.back();
    volume.snapshots.push_back({"daily.1", m_world.now, "daily"});
    volume.igroups = {"group"};
    volume.shares = {{"share", {{"read", {"Everyone"}}}}};
    volume.qualityOfService = {{"maxIops", 100}};
}

Examples::Examples(const Routes &routes)
    : m_routes(routes)
    , m_world(exampleSeed)
{
    m_world.now = exampleTime;
    populate(m_world, 0, true);
    for (WorkingEnvironment &system : m_world.systems)
        complete(system);
    m_world.tasks["example1"] = {};
}

Json Examples::fromReads(const std::string &model, const std::function<bool(const Route &)> &test)
{
    for (const Route &route : m_routes.all()) {
        const bool gives = route.resultModel == model || route.resultModel == "[" + model + "]";
        if (route.method == "GET" && gives && test(route))
            return ask(route);
    }
    return {};
}

Json Examples::of(const std::string &model, const Route &asking)
{
    const auto known = fixed().find(model);
    if (known != fixed().end())
        return known->second;
    const Json own = fromReads(model, [&](const Route &route) { return route.resource == asking.resource; });
    if (!own.is_null())
        return own;
    return fromReads(
        model, [&](const Route &route) { return !asking.kind || !route.kind || route.kind == asking.kind; });
}

Json Examples::ask(const Route &route)
{
    Message message;
    message.method = "GET";
    message.headers = {{"clusterAddress", "10.0.0.1"}, {"clusterUsername", "admin"}, {"clusterPassword", "-"}};
    Call call(message, m_world);
    call.route = &route;
    call.principal = principalOf(m_world.users.front());
    for (WorkingEnvironment &system : m_world.systems) {
        if (route.onSystem && &system == &systemFor(m_world, route.kind))
            call.system = &system;
    }
    fillIn(call, systemFor(m_world, route.kind));
    const Reply reply = route.handler(call);
    const Json body = reply.status == 200 && reply.body ? *reply.body : Json();
    return body.is_array() ? merged(body) : body;
}

void Examples::fillIn(Call &call, const WorkingEnvironment &system) const
{
    const Volume &volume = system.volumes.back();
    call.variables = {{"workingEnvironmentId", system.id}, {"svmName", volume.svm}, {"volumeName", volume.name},
        {"aggregateName", system.aggregates.front().name}, {"tenantId", system.tenantId},
        {"userId", m_world.users.front().id}, {"roleId", "Role-1"}, {"accountId", m_world.accountId},
        {"requestId", "example1"}, {"keyManagerId", m_world.keyManagers.front().id},
        {"cloudProviderAccountId", accountFor(m_world, call.route->path)},
        {"fileSystemId", m_world.fileSystems.front().id}, {"targetWorkingEnvironmentId", system.id},
        {"resourceGroupName", system.resourceGroup}, {"privateCloudName", "brightwater-avs"},
        {"clusterName", "cluster-1"}, {"volumeId", m_world.fileSystems.front().volumes.front().uuid},
        {"serviceId", m_world.fileSystems.front().id},
        {"keyManagerCaCertificateId", m_world.keyManagerAuthorities.front().id}};
    if (call.route->path.rfind("/audit/", 0) == 0 && call.route->path.find("activeTask") == std::string::npos)
        call.variables["requestId"] = m_world.audit.back().requestId;
    call.query = {{"workingEnvironmentId", system.id}, {"peerWorkingEnvironmentId", system.id},
        {"tenantId", system.tenantId}, {"fields", "*,ontapClusterProperties.fields(upgradeVersions)"},
        {"fileSystemId", m_world.fileSystems.front().id}, {"region", system.region}, {"limit", "5"},
        {"latest_only", "true"}};
}

} // namespace nephoscope::demo::cloudmanager
