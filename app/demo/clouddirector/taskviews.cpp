// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/views.h"

namespace nephoscope::demo::clouddirector {

namespace {

constexpr qint64 readableMilliseconds = 90LL * 24 * 3600 * 1000;

bool isOwner(const Context &context, const Task &task)
{
    return context.isAdministrator() || task.user == context.session->user;
}

Reply cancel(Context &context, Task &task)
{
    if (!task.isActive() || !task.cancelable)
        return context.fault(400, "INVALID_STATE", "The task cannot be canceled any more.");
    if (!isOwner(context, task))
        return context.denied();
    context.world.cancel(task);
    return Reply::empty(204);
}

} // namespace

Node errorNode(const Context &, const Task &task)
{
    Node error("Error");
    error.set("majorErrorCode", 500).set("minorErrorCode", task.errorCode);
    return error.set("message", task.errorMessage);
}

Node taskNode(const Context &context, const Task &task)
{
    const World &world = context.world;
    Node node = context.root("Task", Kind::Task, task);
    node.set("status", task.status).set("startTime", task.start);
    if (!task.isActive())
        node.set("endTime", task.end);
    node.set("expiryTime", Moment{task.start.milliseconds + readableMilliseconds});
    node.set("operation", task.operation).set("operationName", task.operationName);
    node.set("serviceNamespace", "com.vmware.vcloud").set("cancelRequested", task.cancelRequested);
    if (task.isActive() && task.status != "queued" && task.cancelable && isOwner(context, task))
        context.link(node, "task:cancel", context.href(Kind::Task, task.id) + "/action/cancel");
    Node owner = context.reference("Owner", task.ownerKind, task.owner, task.ownerName);
    if (!task.ownerUrn.isEmpty()) // it has no address here
        owner.set("href", "").set("id", task.ownerUrn).set("type", "application/json");
    node.add(owner);
    if (task.status == "error")
        node.add(errorNode(context, task));
    if (const User *user = world.users.find(task.user)) // may be gone by now
        node.add(context.reference("User", Kind::User, user->id, user->name));
    const Organization &organization = world.organizations.at(task.organization);
    node.add(context.reference("Organization", Kind::Organization, organization.id, organization.name));
    if (task.status != "queued")
        node.add("Progress", task.progress);
    return node.add("Details", "");
}

void addTasks(const Context &context, Node &to, const Task *running, const Id &object)
{
    const Task *failed = context.world.lastFailure(object);
    if (!running && !failed)
        return;
    Node tasks("Tasks");
    if (running)
        tasks.add(taskNode(context, *running).many());
    if (failed)
        tasks.add(taskNode(context, *failed).many());
    to.add(tasks);
}

Reply accepted(const Context &context, const Task &task)
{
    Reply reply = Reply::show(taskNode(context, task));
    reply.status = 202;
    reply.headers.emplace_back("Location", context.href(Kind::Task, task.id));
    return reply;
}

Routes taskRoutes()
{
    return {{"GET", "/api/task/{}", show<&World::tasks, taskNode>},
        {"POST", "/api/task/{}/action/cancel", on<&World::tasks, cancel>}};
}

} // namespace nephoscope::demo::clouddirector
