// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/offers.h"
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/users.h"
#include "demo/cloudmanager/work.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
constexpr std::size_t tagLimit = 50;

template <class Change>
Reply change(Call &call, const std::string &action, double seconds, Change apply)
{
    Operation operation;
    operation.action = action;
    operation.seconds = seconds;
    operation.finish = [id = call.system->id, apply](World &world) {
        if (WorkingEnvironment *system = world.find(id))
            apply(*system);
    };
    return begin(call, operation);
}

Reply setPassword(Call &call)
{
    const std::string weakness = passwordWeakness(textOf(call.body, "password"));
    if (!weakness.empty()) {
        const Violation violation{"password", weakness};
        return invalid({violation});
    }
    return change(call, "Set Password", 2, [](WorkingEnvironment &) {});
}

Reply updateCredentials(Call &) { return noContent(); }

Reply userTags(Call &call) { return ok({{"tags", tagsView(call.system->tags)}}); }

Reply modifyTags(Call &call)
{
    Tags tags;
    for (const Json &tag : member(call.body, "tags"))
        tags.emplace_back(textOf(tag, "tagKey"), textOf(tag, "tagValue"));
    if (tags.size() > tagLimit) {
        const Violation violation{"tags", "there can be 50 tags at most"};
        return invalid({violation});
    }
    return change(call, "Modify User Tags", 2, [tags](WorkingEnvironment &system) {
        if (system.kind->isGcp()) { // labels cannot be taken away there
            for (const auto &old : system.tags) {
                const bool named =
                    std::any_of(tags.begin(), tags.end(), [&](const auto &tag) { return tag.first == old.first; });
                if (!named)
                    return;
            }
        }
        system.tags = tags;
    });
}

Reply getSchedules(Call &call) { return ok(call.system->schedules); }

Reply setSchedules(Call &call)
{
    const Json schedules = member(call.body, "schedules");
    return change(call, "Set Schedules", 1, [schedules](WorkingEnvironment &system) { system.schedules = schedules; });
}

Reply setNtp(Call &call)
{
    const std::string server = textOf(call.body, "ntpServer");
    return change(call, "Setup Ntp Server", 1, [server](WorkingEnvironment &system) { system.ntpServer = server; });
}

Reply createPolicy(Call &call)
{
    SnapshotPolicy policy;
    policy.name = textOf(call.body, "snapshotPolicyName");
    const auto &known = call.system->policies;
    if (std::any_of(known.begin(), known.end(), [&](const SnapshotPolicy &one) { return one.name == policy.name; }))
        return problem(400, "There is a snapshot policy named " + policy.name + " already");
    for (const Json &schedule : member(call.body, "schedules"))
        policy.schedules.push_back({textOf(schedule, "scheduleType"), countOf(schedule, "retention")});
    return change(
        call, "Create Snapshot Policy", 2, [policy](WorkingEnvironment &system) { system.policies.push_back(policy); });
}

Reply licenseOffers(Call &call)
{
    Json list = Json::array();
    for (const std::string &type : licenseTypes(*call.system->kind)) {
        Json instances = Json::array();
        for (const std::string &instance : instanceTypes(*call.system->kind)) {
            instances.push_back({{"instanceType", instance}, {"supportsEncryption", true},
                {"supportedFeatures", Json::array()}, {"isDefault", instance == instanceTypes(*call.system->kind)[1]}});
        }
        list.push_back({{"licenseType", type}, {"name", licenseName(type, "")}, {"description", ""},
            {"capacityLimit", capacity(licenseCapacity(type))}, {"instanceTypes", instances}});
    }
    return ok(list);
}

Reply upgradeOffers(Call &call) { return ok(upgradeVersions(*call.system)); }

Reply images(Call &call)
{
    const std::string version = call.system->ontapVersion;
    return ok(Json::array({{{"name", "image1"}, {"version", version}, {"isCurrent", true}, {"current", true}}}));
}

Reply eligibility(Call &call)
{
    return ok({{"eligibilityResponse", call.system->support == "Registered" ? "VALID" : "NOT_REGISTERED"}});
}

Reply supportStatus(Call &call)
{
    return ok({{"status", call.system->support}, {"licenseExpiryDate", nullptr}, {"licenseStartDate", nullptr},
        {"nssAccountId", nullptr}});
}

Reply createParameters(Call &call)
{
    return ok({{"parameters", call.system->createRequest.is_null() ? Json::object() : call.system->createRequest}});
}

Reply noLocks(Call &) { return ok(false); }

Reply saving(Call &) { return ok({{"savings", Json::array()}}); }

Reply cost(Call &) { return ok({{"hasPermissions", true}, {"costByTime", Json::array()}}); }

void addReads(Routes &routes, const std::string &item, const Kind &kind)
{
    routes.add("GET", item + "/license-instance-type", "licenseAndInstanceTypes", "What can be chosen", licenseOffers)
        .gives("[LicenseAndInstanceType]")
        .on();
    routes
        .add("GET", item + "/occm-provided-upgrade-versions", "occmProvidedCloudOntapUpgradeVersions",
            "Versions to upgrade to", upgradeOffers)
        .gives("[OntapUpdateImageMetadata]")
        .on({"ON"});
    routes.add("GET", item + "/ontap-available-images", "ontapAvailableImages", "Images on the system", images)
        .gives("[UpdateLocalImage]")
        .on({"ON", "DEGRADED"});
    routes.add("GET", item + "/update-eligibility", "occmUpgradeEligibilityChecks", "May it be upgraded", eligibility)
        .gives("EligibilityResponse")
        .remarksOn({{200, "VALID"}, {200, "NSS_NOT_VALID: the support site user is refused"},
            {200, "NSS_NOT_EXISTS: there is no support site user"}, {200, "NOT_REGISTERED: for support"},
            {200, "LICENSE_EXPIRED: it has run out"}, {200, "IPA_PROBLEM: nothing could be found out"},
            {400, "It is neither on nor being changed"}})
        .on({"ON", "UPDATING"});
    routes.add("GET", item + "/support-registration", "status", "Registration for support", supportStatus)
        .gives("SupportRegistrationResponse")
        .on();
    routes
        .add("GET", item + "/create-request-parameters", "createRequestParameters", "What it was created with",
            createParameters)
        .gives("CreateRequestParametersResponse")
        .on();
    routes.add("GET", item + "/ontap-saving", "workingEnvironmentOntapSaving", "What storage efficiency saves", saving)
        .gives("WorkingEnvironmentOntapSavingResponse")
        .on();
    routes.add("GET", item + "/cost-and-usage", "workingEnvironmentCostAndUsage", "What it costs", cost)
        .gives("WorkingEnvironmentCostAndUsageResponse")
        .asks("start end")
        .on();
    if (kind.ha)
        routes.add("GET", item + "/cifs-locks-exist", "cifsLocksExist", "Are files locked", noLocks)
            .gives("boolean")
            .on();
}
} // namespace

void addSystemSettings(Routes &routes)
{
    const std::vector<std::string> running{"ON", "DEGRADED"};
    for (const Kind &kind : kinds()) {
        const std::string item = "/" + kind.root + "/working-environments/{workingEnvironmentId}";
        routes.connector(kind.resource() + ":working-environments", "", &kind);
        routes
            .add("PUT", item + "/update-credentials", "updatePassword", "Tells the service a changed password",
                updateCredentials)
            .takes("UpdateCredentialsRequest")
            .on();
        if (!kind.isCloud())
            continue;
        addReads(routes, item, kind);
        routes.add("PUT", item + "/set-password", "setPassword", "Sets the administrator's password", setPassword)
            .takes("PasswordWrapper")
            .asks("occmOnly")
            .on();
        routes.add("GET", item + "/user-tags", "userTags", "Tags given by people", userTags)
            .gives("UserTagsResponse")
            .on();
        routes.add("PUT", item + "/user-tags", "modifyUserTags", "Replaces the tags", modifyTags)
            .takes("ModifyUserTagsRequest")
            .on({"ON", "DEGRADED", "OFF"});
        routes.add("GET", item + "/schedules", "getSchedules", "When it starts and stops", getSchedules)
            .gives("[VsaSchedule]")
            .on();
        routes.add("PUT", item + "/schedules", "setSchedules", "Says when it starts and stops", setSchedules)
            .takes("VsaSchedulesRequest")
            .on();
        routes.add("POST", item + "/ntp", "setupNtpServer", "Sets the time server", setNtp)
            .takes("NTPConfigurationRequest")
            .on(running);
        routes.add("POST", item + "/snapshot-policy", "createSnapshotPolicy", "Adds a snapshot policy", createPolicy)
            .takes("SnapshotPolicyCreateRequest")
            .on(running);
    }
}

} // namespace nephoscope::demo::cloudmanager
