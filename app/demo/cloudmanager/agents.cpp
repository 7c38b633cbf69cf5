// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/work.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
Json view(const World &world, const Agent &agent)
{
    return {{"agentId", agent.id + "clients"}, {"name", agent.name}, {"provider", agent.provider},
        {"status", agent.status}, {"account", world.accountId}, {"workspace", agent.workspace}};
}

Reply list(Call &call)
{
    const std::string account = call.asked("account_id");
    Json all = Json::array();
    for (const Agent &agent : call.world.agents) {
        if (account.empty() || account == call.world.accountId)
            all.push_back(view(call.world, agent));
    }
    return ok({{"agents", all}});
}

Reply unknown(const Call &call) { return refused(404, "Not Found", "No agent " + call.variable("agentId")); }

Reply getOne(Call &call)
{
    const Agent *agent = call.world.agent(call.variable("agentId"));
    return agent ? ok({{"agent", view(call.world, *agent)}}) : unknown(call);
}

Reply remove(Call &call)
{
    const Agent *agent = call.world.agent(call.variable("agentId"));
    if (!agent)
        return unknown(call);
    auto &all = call.world.agents;
    all.erase(all.begin() + (agent - all.data()));
    return noContent();
}

Reply setUp(Call &call)
{
    Agent agent;
    agent.id = call.world.ids.letters(32);
    agent.name = textOf(call.body, "name");
    agent.provider = textOf(member(call.body, "placement"), "provider", "AWS");
    agent.workspace = call.world.tenants.front().id;
    agent.status = "inactive";
    call.world.agents.push_back(agent);
    call.requestId = call.world.ids.letters(8); // the gateway counts apart, the timeline is the same
    Operation operation;
    operation.action = "Create Connector";
    operation.seconds = 6;
    operation.subject = agent.id;
    operation.finish = [id = agent.id](World &world) {
        for (Agent &one : world.agents)
            one.status = one.id == id ? "active" : one.status;
    };
    begin(call, operation);
    return ok({{"clientId", agent.id}, {"clientSecret", "demo-secret-" + call.world.ids.letters(32)},
        {"accountId", call.world.accountId}, {"tenancyAccountId", call.world.accountId},
        {"systemId", call.world.ids.uuid()}});
}
} // namespace

void addAgents(Routes &routes)
{
    routes.gateway();
    routes.add("GET", "/agents-mgmt/agent", "agents", "", list);
    routes.add("GET", "/agents-mgmt/agent/{agentId}", "agent", "", getOne);
    routes.add("DELETE", "/agents-mgmt/agent/{agentId}", "deleteAgent", "", remove).by(Access::Administer);
    routes.add("POST", "/agents-mgmt/connector-setup", "connectorSetup", "", setUp).by(Access::Administer);
}

} // namespace nephoscope::demo::cloudmanager
