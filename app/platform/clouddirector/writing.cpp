// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/clouddirector.h"
#include "platform/clouddirector/outcomes.h"
#include "platform/clouddirector/requests.h"

namespace nephoscope {

using namespace clouddirector;

Schema CloudDirector::builtInSchema(const Access &) const { return {}; }

QList<Request> CloudDirector::schemaRequests(const Access &) const { return {}; }

QList<Request> CloudDirector::schemaRequestsIn(const Request &, const Reply &, const Access &) const { return {}; }

Result<SchemaPart> CloudDirector::schemaPart(const Request &, const Reply &) const { return SchemaPart(); }

Result<Request> CloudDirector::request(
    const Operation &operation, const Arguments &arguments, const QByteArray &body, const Access &) const
{
    return requestFor(operation, arguments, body);
}

Result<QList<Request>> CloudDirector::save(const Resource &, const Draft &, const Access &) const
{
    return QList<Request>();
}

std::optional<Operation> CloudDirector::editor(const Resource &, const Path &, const Access &) const
{
    return std::nullopt;
}

QString CloudDirector::schemaType(const Resource &, const Access &) const { return {}; }

Document CloudDirector::emptyBody(const Operation &, const Access &) const { return {}; }

Outcome CloudDirector::outcome(const Request &request, const Reply &reply, const Access &) const
{
    return outcomeOf(request, reply, m_reader, m_tasks);
}

Request CloudDirector::taskRequest(const TaskState &task, const Access &) const { return Request::get(task.href); }

Result<TaskState> CloudDirector::taskState(const TaskState &before, const Reply &reply, const Access &) const
{
    return m_tasks.answered(before, reply);
}

std::optional<Request> CloudDirector::recentTasks(const QDateTime &since, const Access &access) const
{
    return taskQuery(since, access);
}

Result<QList<TaskState>> CloudDirector::tasks(const Reply &reply, const Access &) const
{
    return m_tasks.listed(reply);
}

std::optional<Request> CloudDirector::cancel(const TaskState &task, const Access &) const
{
    if (task.cancelHref.isEmpty())
        return std::nullopt;
    return Request("POST", task.cancelHref);
}

} // namespace nephoscope
