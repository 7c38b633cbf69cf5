// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/volumes.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

Json igroupsView(const std::vector<Igroup> &groups, const std::string &svm)
{
    Json list = Json::array();
    for (const Igroup &group : groups) {
        if (group.svm == svm)
            list.push_back({{"igroupName", group.name}, {"osType", group.system}, {"portsetName", nullptr},
                {"igroupType", "iscsi"}, {"initiators", array(group.initiators)}});
    }
    return list;
}

namespace {
Reply list(Call &call)
{
    Json all = Json::array();
    for (const auto &[alias, iqn] : call.world.initiators)
        all.push_back({{"aliasName", alias}, {"iqn", iqn}, {"publicId", "Initiator-" + alias}, {"id", all.size() + 1}});
    return ok(all);
}

Reply add(Call &call)
{
    const std::string alias = textOf(call.body, "aliasName");
    const std::string iqn = textOf(call.body, "iqn");
    const auto &all = call.world.initiators;
    if (std::any_of(all.begin(), all.end(), [&](const auto &one) { return one.first == alias || one.second == iqn; }))
        return problem(400, "There is an initiator " + alias + " or " + iqn + " already");
    call.world.initiators.emplace_back(alias, iqn);
    return accepted();
}
} // namespace

void addInitiators(Routes &routes, const std::string &base)
{
    routes.add("GET", base + "/initiator", "getInitiators", "Known initiators", list).gives("[InitiatorEntry]");
    routes.add("POST", base + "/initiator", "saveInitiator", "Adds an initiator", add).takes("Initiator");
}

} // namespace nephoscope::demo::cloudmanager
