// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/bodies.h"
#include "platform/clouddirector/candidates.h"
#include "platform/clouddirector/clouddirector.h"
#include "platform/clouddirector/outcomes.h"
#include "platform/clouddirector/requests.h"
#include "platform/clouddirector/schemas.h"
#include "platform/clouddirector/transfers.h"
#include "schema/builtin.h"

namespace nephoscope {

using namespace clouddirector;

Schema CloudDirector::builtInSchema(const Access &) const { return nephoscope::builtInSchema(service()); }

QList<Request> CloudDirector::schemaRequests(const Access &access) const { return schemaQuestions(access); }

QList<Request> CloudDirector::schemaRequestsIn(const Request &request, const Reply &reply, const Access &access) const
{
    return schemaQuestionsIn(request, reply, access);
}

Result<SchemaPart> CloudDirector::schemaPart(const Request &request, const Reply &reply) const
{
    return schemaPartIn(request, reply);
}

Result<Request> CloudDirector::request(
    const Operation &operation, const Arguments &arguments, const QByteArray &body, const Access &) const
{
    return requestFor(operation, arguments, body);
}

Result<QList<Request>> CloudDirector::save(const Resource &resource, const Draft &draft, const Access &access) const
{
    return m_editing.save(resource, draft, access);
}

std::optional<Operation> CloudDirector::editor(const Resource &resource, const Path &path, const Access &access) const
{
    return m_editing.editor(resource, path, access);
}

QString CloudDirector::schemaType(const Resource &resource, const Access &access) const
{
    if (!access.schema || resource.document.isNull())
        return {};
    return schemaTypeOf(resource.root(), resource.self.mediaType(), *access.schema);
}

Document CloudDirector::emptyBody(const Operation &operation, const Access &access) const
{
    return bodyFor(operation, access, m_catalog);
}

Outcome CloudDirector::outcome(const Request &request, const Reply &reply, const Access &) const
{
    return outcomeOf(request, reply, m_reader, m_tasks);
}

QList<Transfer> CloudDirector::transfers(const Resource &resource) const { return transfersIn(resource); }

std::optional<Ref> CloudDirector::organizations(const Access &access) const
{
    return organizationsFor(access, m_catalog);
}

QList<Ref> CloudDirector::candidates(
    const Resource &resource, const Operation &operation, const Path &path, const Access &access) const
{
    return candidatesFor(resource, operation, path, access, m_catalog);
}

AnswerFacts CloudDirector::facts(const Request &request, const Reply &reply) const
{
    AnswerFacts facts = Platform::facts(request, reply);
    const Headers &told = reply.headers();
    facts.requestId = QString::fromLatin1(told.value("X-VMWARE-VCLOUD-REQUEST-ID"));
    facts.action = QString::fromLatin1(request.headers().value("X-VMWARE-VCLOUD-CLIENT-REQUEST-ID"));
    facts.installation = QString::fromLatin1(told.value("X-VMWARE-VCLOUD-CEIP-ID"));
    bool isNumber = false;
    const qint64 worked = told.value("X-VMWARE-VCLOUD-REQUEST-EXECUTION-TIME").toLongLong(&isNumber);
    if (isNumber)
        facts.worked = worked;
    return facts;
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
