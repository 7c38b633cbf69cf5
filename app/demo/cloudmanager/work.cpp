// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/work.h"

#include <algorithm>
#include <cctype>

namespace nephoscope::demo::cloudmanager {

namespace {
constexpr qint64 cacheTime = 3'600'000; ///< so long a finished task can be asked for
constexpr std::size_t auditLimit = 20'000;

/// Secrets do not belong into the audit.
Json withoutSecrets(Json value)
{
    if (value.is_array()) {
        for (Json &item : value)
            item = withoutSecrets(item);
    }
    if (!value.is_object())
        return value;
    for (auto &[name, item] : value.items()) {
        const std::string low = lowerCase(name);
        const bool secret = low.find("password") != std::string::npos || low.find("secret") != std::string::npos
            || low == "applicationkey" || low == "privatekey";
        item = secret && !item.is_null() ? Json("********") : withoutSecrets(item);
    }
    return value;
}

AuditRecord makeRecord(World &world, const std::string &action, qint64 date)
{
    AuditRecord record;
    record.id = world.ids.of("AuditGroupRecord$");
    record.date = date;
    record.action = action;
    record.parameters = "{}";
    return record;
}

AuditGroup &openGroup(Call &call, const std::string &action)
{
    World &world = call.world;
    AuditGroup group;
    group.number = ++world.auditCount;
    group.id = world.ids.of("AuditGroup$");
    group.requestId = call.requestId;
    group.start = world.now;
    group.action = action;
    if (call.principal) {
        group.userId = call.principal->id;
        group.userName = call.principal->name;
    }
    if (call.system) {
        group.systemId = call.system->id;
        group.systemName = call.system->name;
        const Tenant *tenant = world.tenant(call.system->tenantId);
        group.tenantName = tenant ? tenant->name : std::string();
    }
    group.parameters = withoutSecrets(call.body.is_null() ? Json::object() : call.body)
                           .dump(-1, ' ', false, Json::error_handler_t::replace);
    group.records.push_back(makeRecord(world, action, world.now));
    world.audit.push_back(std::move(group));
    if (world.audit.size() > auditLimit)
        world.audit.pop_front();
    return world.audit.back();
}

void addSteps(World &world, Task &task)
{
    AuditGroup *group = world.auditGroup(task.requestId);
    const auto length = std::max<qint64>(task.due - task.started, 1);
    const auto passed = std::min(world.now, task.due) - task.started;
    const auto reached = static_cast<std::size_t>(passed * static_cast<qint64>(task.steps.size()) / length);
    for (; group && task.stepsDone < reached; ++task.stepsDone) {
        const auto part = static_cast<qint64>(task.stepsDone + 1) * length / static_cast<qint64>(task.steps.size());
        group->records.insert(
            group->records.begin(), makeRecord(world, task.steps[task.stepsDone], task.started + part));
    }
}

void close(World &world, Task &task)
{
    task.status = task.error.empty() ? 1 : -1;
    if (AuditGroup *group = world.auditGroup(task.requestId)) {
        group->end = task.due;
        group->status = task.error.empty() ? "Success" : "Failed";
        group->error = task.error;
        group->records.front().status = group->status;
        group->records.front().error = task.error;
    }
}

Reply busy(const std::string &action, const std::vector<std::string> &running)
{
    const std::string text = "Couldn't perform action " + action
        + ", because there are ongoing operations which might interfere with it: " + joined(running, ", ");
    return problem(409, text, "OnGoingAsyncOperationException: " + text);
}

/// Puts the status back when the work is over, unless something else has changed it.
std::function<void(World &)> ending(const WorkingEnvironment &system, const Operation &operation)
{
    const std::string after = operation.after.empty() ? system.status : operation.after;
    const std::string interim = operation.interim;
    return [id = system.id, interim, after, finish = operation.finish, good = operation.failure.empty(),
               before = system.status](World &world) {
        WorkingEnvironment *found = world.find(id);
        if (found && !interim.empty() && found->status == interim)
            found->status = good ? after : before;
        if (good && finish)
            finish(world);
    };
}
} // namespace

std::string actionName(const std::string &nickname)
{
    std::string name;
    for (const char letter : nickname) {
        const bool capital = std::isupper(static_cast<unsigned char>(letter)) != 0;
        if (capital && !name.empty())
            name += ' ';
        name += name.empty() ? static_cast<char>(std::toupper(static_cast<unsigned char>(letter))) : letter;
    }
    return name;
}

Reply begin(Call &call, Operation operation)
{
    World &world = call.world;
    if (operation.action.empty())
        operation.action = actionName(call.route->nickname);
    const std::string subject = call.system ? call.system->id : operation.subject;
    const auto running = subject.empty() ? std::vector<std::string>() : world.running(subject);
    if (!running.empty())
        return busy(operation.action, running);
    openGroup(call, operation.action);
    Task task;
    task.requestId = call.requestId;
    task.action = operation.action;
    task.started = world.now;
    task.due = world.now + static_cast<qint64>(operation.seconds * 1000 / world.speed);
    task.error = operation.failure;
    task.steps = operation.steps;
    task.systemId = subject;
    if (call.system) {
        task.finish = ending(*call.system, operation);
        if (!operation.interim.empty())
            call.system->status = operation.interim;
    } else {
        task.finish = operation.failure.empty() ? operation.finish : nullptr;
    }
    world.tasks[call.requestId] = std::move(task);
    return accepted();
}

void record(Call &call, const Reply &reply)
{
    if (reply.status >= 300 || call.world.tasks.count(call.requestId))
        return;
    Task task;
    task.requestId = call.requestId;
    task.action = actionName(call.route->nickname);
    task.started = task.due = call.world.now;
    openGroup(call, task.action);
    close(call.world, task);
    call.world.tasks[call.requestId] = std::move(task);
}

void advance(World &world)
{
    std::vector<Task *> running;
    for (auto it = world.tasks.begin(); it != world.tasks.end();) {
        const bool over = it->second.status != 0;
        if (over && it->second.due + cacheTime < world.now) {
            it = world.tasks.erase(it);
            continue;
        }
        if (!over)
            running.push_back(&it->second);
        ++it;
    }
    std::sort(running.begin(), running.end(), [](const Task *one, const Task *other) { return one->due < other->due; });
    for (Task *task : running) {
        addSteps(world, *task);
        if (task->due > world.now)
            continue;
        close(world, *task);
        if (task->finish)
            task->finish(world);
        task->finish = nullptr;
    }
}

} // namespace nephoscope::demo::cloudmanager
