// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/tasks.h"

#include "document/document.h"
#include "platform/clouddirector/faults.h"
#include "platform/clouddirector/filter.h"
#include "platform/clouddirector/kinds.h"
#include "platform/clouddirector/reader.h"
#include "platform/clouddirector/readerparts.h"
#include "platform/parts.h"
#include "schema/propertytype.h"

#include <QCoreApplication>
#include <QHash>

namespace nephoscope::clouddirector {

namespace {

constexpr int pageSize = 128; // the largest a site gives

TaskState::Phase phaseNamed(const QString &word)
{
    using Phase = TaskState::Phase;
    static const QHash<QString, Phase> phases{{QStringLiteral("queued"), Phase::Queued},
        {QStringLiteral("prerunning"), Phase::Queued}, {QStringLiteral("running"), Phase::Running},
        {QStringLiteral("postrunning"), Phase::Running}, {QStringLiteral("success"), Phase::Succeeded},
        {QStringLiteral("error"), Phase::Failed}, {QStringLiteral("canceled"), Phase::Canceled},
        {QStringLiteral("aborted"), Phase::Aborted}};
    return phases.value(word.toLower(), Phase::Unknown);
}

Node partNamed(const Node &node, const char *name)
{
    const QList<Node> found = partsNamed(node, QLatin1String(name));
    return found.isEmpty() ? Node() : found.first();
}

std::optional<int> percentIn(const Node &task)
{
    bool ok = false;
    const int percent = textIn(task, QStringLiteral("progress")).toInt(&ok);
    return ok ? std::optional(qBound(0, percent, 100)) : std::nullopt;
}

/// What the list of vCenter's own tasks says: names and states, no addresses.
TaskState stepIn(const Node &node)
{
    TaskState step;
    step.id = firstText(node, {"vcTaskId", "id", "name"});
    step.operation = firstText(node, {"name", "operationName"});
    step.description = firstText(node, {"operation", "Description", "description", "name"});
    step.word = firstText(node, {"status", "state"});
    step.phase = phaseNamed(step.word);
    step.percent = percentIn(node);
    return step;
}

std::optional<Error> errorIn(const Node &task)
{
    const Node error = partNamed(task, "Error");
    if (!error.isNull())
        return faultOf(error, error.value(QStringLiteral("majorErrorCode")).toInt());
    const QString word = task.value(QStringLiteral("status"));
    const QString message = firstText(task, {"message", "details", "Details"});
    if (phaseNamed(word) != TaskState::Phase::Failed && phaseNamed(word) != TaskState::Phase::Aborted)
        return std::nullopt;
    return Error(Error::Kind::Server,
        message.isEmpty() ? QCoreApplication::translate("CloudDirector",
            "The task ended without success, and the "
            "server does not say why.")
                          : message);
}

QUrl cancelIn(const Node &task, const QUrl &base)
{
    for (const Node &link : partsNamed(task, QStringLiteral("Link"))) {
        if (link.value(QStringLiteral("rel")) == QLatin1String("task:cancel"))
            return base.resolved(QUrl(link.value(QStringLiteral("href"))));
    }
    return {};
}

TaskState completed(TaskState heard, const TaskState &before)
{
    if (heard.description.isEmpty())
        heard.description = before.description;
    if (heard.organization.isEmpty())
        heard.organization = before.organization;
    if (heard.object.href().isEmpty() && heard.object.id().isEmpty())
        heard.object = before.object;
    if (heard.requestId.isEmpty())
        heard.requestId = before.requestId;
    return heard;
}

} // namespace

bool isTask(const Node &node)
{
    if (node.isXml())
        return node.name() == QLatin1String("Task");
    const QString type = node.value(QStringLiteral("type"));
    return type.contains(QLatin1String("vcloud.task+"), Qt::CaseInsensitive)
        || (!node.child(QStringLiteral("operationName")).isNull() && !node.child(QStringLiteral("status")).isNull());
}

bool isTaskAddress(const QUrl &href)
{
    return href.path().contains(QLatin1String("/api/task/")) || href.path().contains(QLatin1String("/tasks/urn:"));
}

Ref Tasks::referred(const Node &reference, const QUrl &base) const
{
    const QString id = identifierIn(reference, hrefIn(reference, base));
    QUrl href = hrefIn(reference, base);
    if (href.isEmpty() && !id.isEmpty()) // the owner of an entity's task has no address but a URN
        href = base.resolved(QUrl(pathOfUrn(id)));
    QString kind = kindOfType(typeIn(reference), m_catalog);
    if (kind.isEmpty())
        kind = kindOfUrn(id, m_catalog);
    if (kind.isEmpty() && !href.isEmpty())
        kind = kindOfPath(href, m_catalog);
    return Ref(href, kind, reference.value(QStringLiteral("name"))).withId(id).withMediaType(typeIn(reference));
}

TaskState Tasks::at(const QUrl &href)
{
    TaskState task;
    task.href = href;
    task.id = urnOf(href);
    task.phase = TaskState::Phase::Queued;
    return task;
}

TaskState Tasks::read(const Node &node, const QUrl &base) const
{
    TaskState task;
    task.href = hrefIn(node, base);
    task.id = identifierIn(node, task.href);
    if (task.href.isEmpty() && !task.id.isEmpty())
        task.href = base.resolved(QUrl(pathOfUrn(task.id)));
    task.word = node.value(QStringLiteral("status"));
    task.phase = phaseNamed(task.word);
    task.percent = percentIn(node);
    task.started = timeFromText(firstText(node, {"startTime", "startDate"}));
    task.ended = timeFromText(firstText(node, {"endTime", "endDate"}));
    task.cancelHref = cancelIn(node, base);
    task.error = errorIn(node);
    if (task.error)
        task.requestId = task.error->requestId();
    if (const QString sentence = node.value(QStringLiteral("operationFull")); !sentence.isEmpty()) { // a query's record
        task.operation = node.value(QStringLiteral("name"));
        task.description = sentence;
        task.user = node.value(QStringLiteral("ownerName"));
        task.organization = node.value(QStringLiteral("orgName"));
        const QUrl object(node.value(QStringLiteral("object")));
        const QString kind = kindOfName(node.value(QStringLiteral("objectType")), m_catalog);
        if (!object.isEmpty())
            task.object =
                Ref(base.resolved(object), kind, node.value(QStringLiteral("objectName"))).withId(urnOf(object));
        return task;
    }
    task.operation = node.value(QStringLiteral("operationName"));
    task.description = node.value(QStringLiteral("operation"));
    task.object = referred(partNamed(node, "Owner"), base);
    task.user = partNamed(node, "User").value(QStringLiteral("name"));
    task.organization = partNamed(node, "Organization").value(QStringLiteral("name"));
    for (const Node &step : partsNamed(partNamed(node, "VcTaskList"), QStringLiteral("VcTask")))
        task.steps << stepIn(step);
    task.steps << embedded(node, base);
    return task;
}

QList<TaskState> Tasks::embedded(const Node &object, const QUrl &base) const
{
    QList<TaskState> tasks;
    for (const Node &task : partsNamed(partNamed(object, "Tasks"), QStringLiteral("Task")))
        tasks << read(task, base);
    return tasks;
}

Result<TaskState> Tasks::answered(const TaskState &before, const Reply &reply) const
{
    const auto document = Document::parse(reply.body(), reply.mediaType());
    if (!document)
        return failure(document.error());
    const Path part = unwrapped(*document);
    const Node root = part.isEmpty() ? document->root() : document->root().at(part);
    if (!isTask(root))
        return failure(Error::Kind::Malformed,
            QCoreApplication::translate("CloudDirector",
                "The server answered the question about a task with something "
                "else."));
    TaskState task = completed(read(root, reply.url()), before);
    if (task.href.isEmpty() || !before.href.isEmpty())
        task.href = before.href.isEmpty() ? reply.url() : before.href; // it is followed by the address it was met with
    return task;
}

Result<QList<TaskState>> Tasks::listed(const Reply &reply) const
{
    const auto document = Document::parse(reply.body(), reply.mediaType());
    if (!document)
        return failure(document.error());
    const Path part = unwrapped(*document);
    const Node root = part.isEmpty() ? document->root() : document->root().at(part);
    QList<TaskState> tasks;
    for (const NamedNode &each : partsOf(root)) {
        if (!isBeside(each.name) && !hrefIn(each.node, reply.url()).isEmpty())
            tasks << read(each.node, reply.url());
    }
    return tasks;
}

Request taskQuery(const QDateTime &since, const Access &access)
{
    const QString type =
        access.isProvider && access.actingAs.href().isEmpty() ? QStringLiteral("adminTask") : QStringLiteral("task");
    QString query =
        QStringLiteral("type=%1&format=records&page=1&pageSize=%2&sortDesc=startDate").arg(type).arg(pageSize);
    if (since.isValid()) {
        const QString time = since.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"));
        query += QLatin1Char('&')
            + filterParameter({{QStringLiteral("startDate"), ListFilter::Test::AtLeast, time}}, access.apiVersion);
    }
    QUrl url(QStringLiteral("/api/query"));
    url.setQuery(query, QUrl::StrictMode);
    return Request::get(url);
}

} // namespace nephoscope::clouddirector
