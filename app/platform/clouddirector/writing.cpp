// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/clouddirector.h"

namespace nephoscope {

Schema CloudDirector::builtInSchema(const Access &) const { return {}; }

QList<Request> CloudDirector::schemaRequests(const Access &) const { return {}; }

QList<Request> CloudDirector::schemaRequestsIn(const Request &, const Reply &, const Access &) const { return {}; }

Result<SchemaPart> CloudDirector::schemaPart(const Request &, const Reply &) const { return SchemaPart(); }

Result<Request> CloudDirector::request(
    const Operation &operation, const Arguments &, const QByteArray &body, const Access &) const
{
    return Request::withBody(operation.method, operation.href, body, operation.bodyType.toLatin1());
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

Outcome CloudDirector::outcome(const Request &, const Reply &reply, const Access &) const
{
    Outcome outcome;
    outcome.status = reply.status();
    return outcome;
}

Request CloudDirector::taskRequest(const TaskState &task, const Access &) const { return Request::get(task.href); }

Result<TaskState> CloudDirector::taskState(const TaskState &before, const Reply &, const Access &) const
{
    return before;
}

std::optional<Request> CloudDirector::recentTasks(const QDateTime &, const Access &) const { return std::nullopt; }

Result<QList<TaskState>> CloudDirector::tasks(const Reply &, const Access &) const { return QList<TaskState>(); }

std::optional<Request> CloudDirector::cancel(const TaskState &, const Access &) const { return std::nullopt; }

} // namespace nephoscope
