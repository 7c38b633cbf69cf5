// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/route.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
const std::vector<std::string> readOnly{"ipaManualUrl", "certificateValidityPeriod", "licenseMaxCapacityUsedPercentage",
    "ebsSizeToPiopsRatio", "asupSite", "asupCompany", "useVolumeViewAsDefault", "cloudSyncConstants"};

/// Takes over a value in the type the setting has; false where it does not fit.
bool assign(Json &setting, const Json &value)
{
    if (setting.is_boolean()) {
        const auto flag = asFlag(value);
        if (flag)
            setting = *flag;
        return flag.has_value();
    }
    if (setting.is_number_integer()) {
        const auto number = asNumber(value);
        if (number)
            setting = static_cast<qint64>(std::clamp(*number, -1e15, 1e15));
        return number.has_value();
    }
    if (!value.is_primitive())
        return false;
    setting = value;
    return true;
}

Json shown(const Json &config)
{
    Json copy = config;
    if (!copy["proxyPassword"].is_null())
        copy["proxyPassword"] = "********";
    return copy;
}

Reply getConfig(Call &call) { return ok(shown(call.world.config)); }

Reply putConfig(Call &call)
{
    std::vector<Violation> faults;
    Json changed = call.world.config;
    for (const auto &[name, value] : call.body.items()) {
        if (!changed.contains(name) || contains(readOnly, name))
            continue;
        if (!assign(changed[name], value))
            faults.push_back(
                {name, "does not fit. Actual: " + value.dump(-1, ' ', false, Json::error_handler_t::replace)});
    }
    if (!faults.empty())
        return invalid(faults);
    call.world.config = changed;
    return ok(shown(changed));
}

/// {"value": true, "valueType": "BOOLEAN"}: one flag that the list may not have yet.
Reply putFlag(Call &call)
{
    const std::string name = call.variable("name");
    if (contains(readOnly, name))
        return problem(400, name + " cannot be changed");
    const Json &value = member(call.body, "value");
    call.world.config[name] = textOf(call.body, "valueType") == "BOOLEAN" ? Json(asFlag(value).value_or(false)) : value;
    return noContent();
}

Reply simplicator(Call &call)
{
    return ok({{"uri", call.world.config["simplicatorUri"]}, {"status", {{"status", "OK"}}}, {"isRedirected", false},
        {"redirected", false}, {"pollingIntervalSeconds", 5}, {"debugLogLevel", "INFO"}, {"cacheConfig", nullptr},
        {"startInstanceDelaySeconds", 10}});
}
} // namespace

void addConfiguration(Routes &routes)
{
    routes.connector("occm:config", "Settings of the service");
    routes.add("GET", "/occm/config", "config", "All settings", getConfig).gives("ConfigValuesResponse");
    routes.add("PUT", "/occm/config", "updateConfig", "Changes settings", putConfig)
        .takes("ConfigValuesUpdateRequest")
        .gives("ConfigValuesResponse")
        .by(Access::Administer);
    routes.add("PUT", "/occm/config/{name}", "updateConfigValue", "Changes one setting", putFlag)
        .by(Access::Administer);
    routes.add("GET", "/occm/config/simplicator", "currentSimplicatorConfig", "The inner service", simplicator)
        .gives("ConfigResponse");
    routes
        .add(
            "POST", "/occm/config/simplicator/reset", "resetSimplicatorConfig", "Resets the inner service", simplicator)
        .gives("ConfigResponse")
        .by(Access::Administer);
}

} // namespace nephoscope::demo::cloudmanager
