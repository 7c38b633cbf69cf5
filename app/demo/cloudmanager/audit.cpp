// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/route.h"

#include <set>

namespace nephoscope::demo::cloudmanager {

namespace {
constexpr double defaultLimit = 200;

bool mayRead(const Call &call, const AuditGroup &group)
{
    if (call.principal->isAdministrator() || group.userId == call.principal->id)
        return true;
    const WorkingEnvironment *system = call.world.find(group.systemId);
    return system && call.principal->mayRead(*system);
}

template <class View>
Json newest(Call &call, View view)
{
    const double limit = asNumber(Json(call.asked("limit"))).value_or(defaultLimit);
    const double after = asNumber(Json(call.asked("after"))).value_or(0);
    const std::string system = call.asked("workingEnvironmentId");
    Json list = Json::array();
    for (auto it = call.world.audit.rbegin(); it != call.world.audit.rend(); ++it) {
        if (static_cast<double>(list.size()) >= limit || static_cast<double>(it->start) < after)
            break;
        if ((system.empty() || it->systemId == system) && mayRead(call, *it))
            list.push_back(view(*it));
    }
    return list;
}

Reply groups(Call &call)
{
    return ok(newest(call, [](const AuditGroup &group) { return auditView(group, false); }));
}

Reply groupsWithRecords(Call &call)
{
    return ok(newest(call, [](const AuditGroup &group) { return auditView(group, true); }));
}

Reply oneGroup(Call &call)
{
    const AuditGroup *group = call.world.auditGroup(call.variable("requestId"));
    Json list = Json::array();
    if (group && mayRead(call, *group))
        list.push_back(auditView(*group, call.asked("records").empty() || call.askedFlag("records")));
    return ok(list);
}

Reply activeTask(Call &call)
{
    const std::string id = call.variable("requestId");
    const auto found = call.world.tasks.find(id);
    if (found == call.world.tasks.end())
        return notFound("Active task", id);
    const Task &task = found->second;
    constexpr qint64 notYet = -2147483648; // what the service answers while it runs
    return ok({{"status", task.status}, {"closeTime", task.status == 0 ? notYet : task.due / 1000},
        {"actionName", task.action}, {"error", textOrNull(task.error)}});
}

Json centralView(const World &world, const AuditGroup &group)
{
    const Json view = auditView(group, false);
    return {{"accountId", world.accountId}, {"principalId", group.userId},
        {"agentId", world.agents.front().id + "clients"}, {"agentName", world.agents.front().name},
        {"resourceId", view["workingEnvironmentId"]}, {"resourceName", view["workingEnvironmentName"]},
        {"action", group.action}, {"startTime", group.start}, {"endTime", view["endDate"]}, {"status", group.status},
        {"requestId", group.requestId}, {"service", "CloudManager"}, {"errors", Json::array()},
        {"requestData", group.parameters}, {"hasRecords", view["containsRecords"]},
        {"hasFailedRecords", view["containsFailedRecords"]}, {"lastModified", group.end ? group.end : group.start}};
}

Reply central(Call &call)
{
    return ok(newest(call, [&](const AuditGroup &group) { return centralView(call.world, group); }));
}

Reply centralRecords(Call &call)
{
    const AuditGroup *group = call.world.auditGroup(call.variable("requestId"));
    Json list = Json::array();
    if (!group || !mayRead(call, *group))
        return ok(list);
    for (const AuditRecord &record : group->records) {
        list.push_back({{"creationTime", record.date}, {"action", record.action}, {"status", record.status},
            {"data", record.parameters}, {"errors", Json::array()}, {"recordId", list.size() + 1},
            {"count", record.count}});
    }
    return ok(list);
}

Reply centralOptions(Call &call)
{
    std::set<std::string> actions;
    for (const AuditGroup &group : call.world.audit)
        actions.insert(group.action);
    const auto entry = [](const char *column, const std::string &id, const std::string &label) {
        return Json{{"column", column}, {"identifier", id}, {"label", label}};
    };
    Json object = {{"service", Json::array({entry("service", "CloudManager", "Cloud Manager")})},
        {"action", Json::array()}, {"agent", Json::array()}, {"resource", Json::array()}, {"user", Json::array()}};
    for (const std::string &action : actions)
        object["action"].push_back(entry("action", action, action));
    for (const Agent &agent : call.world.agents)
        object["agent"].push_back(entry("agent", agent.id + "clients", agent.name));
    for (const WorkingEnvironment &system : call.world.systems) {
        if (call.principal->mayRead(system))
            object["resource"].push_back(entry("resource", system.id, system.name));
    }
    for (const User &user : call.world.users)
        object["user"].push_back(entry("user", user.id, user.firstName + " " + user.lastName));
    return ok(object);
}
} // namespace

void addAudit(Routes &routes)
{
    routes.connector("audit", "What was done, by whom, and what is being done");
    routes.add("GET", "/audit", "auditGroups", "The latest actions", groups)
        .gives("[AuditGroupSummary]")
        .asks("limit:integer after:integer workingEnvironmentId");
    routes
        .add("GET", "/audit/auditserver", "auditGroupsAndRecords", "The latest actions with their steps",
            groupsWithRecords)
        .gives("[AuditGroupSummary]");
    routes.add("GET", "/audit/activeTask/{requestId}", "activeTaskByRequestId", "How far a task is", activeTask)
        .gives("TaskCacheEntry");
    routes.add("GET", "/audit/{requestId}", "auditGroupByRequestId", "One action", oneGroup)
        .gives("[AuditGroupSummary]")
        .asks("records:boolean");
    routes.add("GET", "/audit/local/audit/{accountId}", "auditGroupsForLocal", "The timeline", central)
        .gives("[CloudCentralAuditGroupResponse]");
    routes
        .add("GET", "/audit/local/audit/{accountId}/{service}/{requestId}/records", "auditRecordsForLocal",
            "The steps of one action", centralRecords)
        .gives("[CloudCentralAuditRecordResponse]")
        .forgets({"accountId", "service"});
    routes
        .add("GET", "/audit/local/audit/{accountId}/options", "auditOptionsForLocal", "What to filter by",
            centralOptions)
        .gives("CloudCentralAuditOptionsResponse");
    routes.gateway();
    routes.add("GET", "/audit/{accountId}", "timeline", "The central timeline", central);
    routes.add("GET", "/audit/{accountId}/options", "timelineOptions", "What to filter by", centralOptions);
    routes.add(
        "GET", "/audit/{accountId}/{service}/{requestId}/records", "timelineRecords", "The steps", centralRecords);
}

} // namespace nephoscope::demo::cloudmanager
