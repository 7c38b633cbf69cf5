// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/route.h"
#include "demo/cloudmanager/work.h"

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

Reply getAutosupport(Call &call) { return ok(call.world.autosupport); }

Reply putAutosupport(Call &call)
{
    Json &settings = call.world.autosupport;
    const bool enabled =
        flagOf(call.body, "isEnabled", flagOf(call.body, "enabled", settings["isEnabled"].get<bool>()));
    settings["isEnabled"] = settings["enabled"] = enabled;
    if (hasValue(call.body, "schedule"))
        settings["schedule"].update(member(call.body, "schedule"));
    return noContent();
}

Reply send(Call &call)
{
    Operation operation;
    operation.seconds = 2;
    return begin(call, operation);
}

Json keyManagerView(const KeyManager &manager)
{
    return {{"publicId", manager.id}, {"name", manager.name}, {"address", manager.address},
        {"usernameField", manager.usernameField}, {"usernameValue", manager.usernameValue}, {"status", "CONNECTED"}};
}

Reply keyManagers(Call &call)
{
    Json list = Json::array();
    for (const KeyManager &manager : call.world.keyManagers)
        list.push_back(keyManagerView(manager));
    return ok(list);
}

std::vector<KeyManager>::iterator find(Call &call)
{
    auto &all = call.world.keyManagers;
    return std::find_if(
        all.begin(), all.end(), [&](const KeyManager &one) { return one.id == call.variable("keyManagerId"); });
}

Reply keyManager(Call &call)
{
    const auto found = find(call);
    return found == call.world.keyManagers.end() ? notFound("Key manager", call.variable("keyManagerId"))
                                                 : ok(keyManagerView(*found));
}

void read(const Json &body, KeyManager &manager)
{
    manager.name = textOf(body, "name");
    manager.address = textOf(body, "address");
    manager.usernameField = textOf(body, "usernameField");
    manager.usernameValue = textOf(body, "usernameValue");
}

Reply addKeyManager(Call &call)
{
    KeyManager manager;
    manager.id = "KeyManager-" + call.world.ids.letters(8);
    read(call.body, manager);
    call.world.keyManagers.push_back(manager);
    return ok(keyManagerView(manager));
}

Reply changeKeyManager(Call &call)
{
    const auto found = find(call);
    if (found == call.world.keyManagers.end())
        return notFound("Key manager", call.variable("keyManagerId"));
    read(call.body, *found);
    return ok(keyManagerView(*found));
}

Reply deleteKeyManager(Call &call)
{
    const auto found = find(call);
    if (found == call.world.keyManagers.end())
        return notFound("Key manager", call.variable("keyManagerId"));
    call.world.keyManagers.erase(found);
    return noContent();
}

void addKeyManagers(Routes &routes)
{
    const std::string base = "/occm/encryption/key-managers";
    routes.connector("occm:encryption:key-managers", "External key managers");
    routes.add("GET", base, "keyManagers", "All key managers", keyManagers).gives("[KeyManagerResponse]");
    routes.add("POST", base, "addKeyManager", "Adds a key manager", addKeyManager)
        .takes("KeyManagerRequest")
        .gives("KeyManagerResponse")
        .by(Access::Administer);
    routes.add("GET", base + "/{keyManagerId}", "keyManager", "One key manager", keyManager)
        .gives("KeyManagerResponse");
    routes.add("PUT", base + "/{keyManagerId}", "updateKeyManager", "Changes a key manager", changeKeyManager)
        .takes("KeyManagerRequest")
        .gives("KeyManagerResponse")
        .by(Access::Administer);
    routes.add("DELETE", base + "/{keyManagerId}", "deleteKeyManager", "Deletes a key manager", deleteKeyManager)
        .by(Access::Administer);
}
} // namespace

void addConfiguration(Routes &routes)
{
    routes.connector("occm:config", "Settings of the service");
    routes.add("GET", "/occm/config", "config", "All settings", getConfig).gives("ConfigValuesResponse");
    routes.add("PUT", "/occm/config", "updateConfig", "Changes settings", putConfig)
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

    routes.connector("occm:asup", "Messages to support");
    routes.add("GET", "/occm/asup", "asupConfiguration", "When messages are sent", getAutosupport)
        .gives("AsupConfiguration");
    routes.add("PUT", "/occm/asup", "saveAsupConfiguration", "Says when messages are sent", putAutosupport)
        .takes("AsupConfigurationRequest")
        .by(Access::Administer);
    routes.add("POST", "/occm/asup/send", "sendAsup", "Sends one now", send).by(Access::Administer);
    routes.add("POST", "/occm/asup/send-Cot-Asup", "sendOntapCloudAsup", "Lets the systems send one", send)
        .asks({"sendToOccm"})
        .by(Access::Administer);
    addKeyManagers(routes);
}

} // namespace nephoscope::demo::cloudmanager
