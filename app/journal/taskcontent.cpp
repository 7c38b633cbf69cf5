// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/taskcontent.h"

#include <QJsonArray>

namespace nephoscope {

namespace {

QJsonValue moment(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QDateTime momentIn(const QJsonObject &content, const char *name)
{
    return QDateTime::fromString(content.value(QLatin1String(name)).toString(), Qt::ISODateWithMs);
}

QString text(const QJsonObject &content, const char *name) { return content.value(QLatin1String(name)).toString(); }

QJsonObject refContent(const Ref &ref)
{
    return {{QStringLiteral("href"), ref.href().toString(QUrl::FullyEncoded)}, {QStringLiteral("kind"), ref.kind()},
        {QStringLiteral("name"), ref.name()}, {QStringLiteral("id"), ref.id()}};
}

QJsonObject errorContent(const Error &error)
{
    return {{QStringLiteral("kind"), int(error.kind())}, {QStringLiteral("message"), error.message()},
        {QStringLiteral("status"), error.status()}, {QStringLiteral("code"), error.code()},
        {QStringLiteral("requestId"), error.requestId()}, {QStringLiteral("details"), error.details()}};
}

} // namespace

QJsonObject taskContent(const TaskState &task)
{
    QJsonObject content{{QStringLiteral("href"), task.href.toString(QUrl::FullyEncoded)},
        {QStringLiteral("id"), task.id}, {QStringLiteral("operation"), task.operation},
        {QStringLiteral("description"), task.description}, {QStringLiteral("phase"), int(task.phase)},
        {QStringLiteral("word"), task.word}, {QStringLiteral("object"), refContent(task.object)},
        {QStringLiteral("user"), task.user}, {QStringLiteral("organization"), task.organization},
        {QStringLiteral("started"), moment(task.started)}, {QStringLiteral("ended"), moment(task.ended)},
        {QStringLiteral("requestId"), task.requestId}};
    if (!task.cancelHref.isEmpty())
        content.insert(QStringLiteral("cancel"), task.cancelHref.toString(QUrl::FullyEncoded));
    if (task.error)
        content.insert(QStringLiteral("error"), errorContent(*task.error));
    QJsonArray steps;
    for (const TaskState &step : task.steps)
        steps.append(taskContent(step));
    if (!steps.isEmpty())
        content.insert(QStringLiteral("steps"), steps);
    return content;
}

TaskState taskFrom(const QJsonObject &content)
{
    TaskState task;
    task.href = QUrl(text(content, "href"));
    task.id = text(content, "id");
    task.operation = text(content, "operation");
    task.description = text(content, "description");
    task.phase = TaskState::Phase(content.value(QLatin1String("phase")).toInt(int(TaskState::Phase::Unknown)));
    task.word = text(content, "word");
    const QJsonObject object = content.value(QLatin1String("object")).toObject();
    task.object =
        Ref(QUrl(text(object, "href")), text(object, "kind"), text(object, "name")).withId(text(object, "id"));
    task.user = text(content, "user");
    task.organization = text(content, "organization");
    task.started = momentIn(content, "started");
    task.ended = momentIn(content, "ended");
    task.requestId = text(content, "requestId");
    task.cancelHref = QUrl(text(content, "cancel"));
    if (const QJsonObject error = content.value(QLatin1String("error")).toObject(); !error.isEmpty())
        task.error = Error(Error::Kind(error.value(QLatin1String("kind")).toInt()), text(error, "message"))
                         .withStatus(error.value(QLatin1String("status")).toInt())
                         .withCode(text(error, "code"))
                         .withRequestId(text(error, "requestId"))
                         .withDetails(text(error, "details"));
    for (const QJsonValue &step : content.value(QLatin1String("steps")).toArray())
        task.steps << taskFrom(step.toObject());
    return task;
}

QString taskIdentity(const TaskState &task) { return task.href.isEmpty() ? task.id : task.href.path(); }

} // namespace nephoscope
