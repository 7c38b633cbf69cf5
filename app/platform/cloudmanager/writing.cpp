// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/cloudmanager.h"

namespace nephoscope {

Schema CloudManager::builtInSchema(const Access &) const { return {}; }

QList<Request> CloudManager::schemaRequests(const Access &) const { return {}; }

QList<Request> CloudManager::schemaRequestsIn(const Request &, const Reply &, const Access &) const { return {}; }

Result<SchemaPart> CloudManager::schemaPart(const Request &, const Reply &) const { return SchemaPart(); }

Result<Request> CloudManager::request(
    const Operation &operation, const Arguments &, const QByteArray &body, const Access &) const
{
    return Request::withBody(operation.method, operation.href, body, operation.bodyType.toLatin1());
}

Result<QList<Request>> CloudManager::save(const Resource &, const Draft &, const Access &) const
{
    return QList<Request>();
}

std::optional<Operation> CloudManager::editor(const Resource &, const Path &, const Access &) const
{
    return std::nullopt;
}

QString CloudManager::schemaType(const Resource &, const Access &) const { return {}; }

Document CloudManager::emptyBody(const Operation &, const Access &) const { return {}; }

Outcome CloudManager::outcome(const Request &, const Reply &reply, const Access &) const
{
    Outcome outcome;
    outcome.status = reply.status();
    return outcome;
}

Request CloudManager::taskRequest(const TaskState &task, const Access &) const { return Request::get(task.href); }

Result<TaskState> CloudManager::taskState(const TaskState &before, const Reply &, const Access &) const
{
    return before;
}

std::optional<Request> CloudManager::recentTasks(const QDateTime &, const Access &) const { return std::nullopt; }

Result<QList<TaskState>> CloudManager::tasks(const Reply &, const Access &) const { return QList<TaskState>(); }

std::optional<Request> CloudManager::cancel(const TaskState &, const Access &) const { return std::nullopt; }

} // namespace nephoscope
