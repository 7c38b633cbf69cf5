// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/route.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

Json keyManagerView(const KeyManager &manager)
{
    return {{"publicId", manager.id}, {"name", manager.name}, {"address", manager.address},
        {"usernameField", manager.usernameField}, {"usernameValue", manager.usernameValue}, {"status", "CONNECTED"}};
}

namespace {
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
    for (const WorkingEnvironment &system : call.world.systems) {
        if (contains(system.keyManagers, found->address))
            return problem(400, "Key manager " + found->name + " is used by working environment " + system.name);
    }
    call.world.keyManagers.erase(found);
    return noContent();
}
} // namespace

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

} // namespace nephoscope::demo::cloudmanager
