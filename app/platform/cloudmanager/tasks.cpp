// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/tasks.h"

#include "base/redaction.h"

#include <QCoreApplication>
#include <QUrlQuery>

namespace nephoscope::cloudmanager {

namespace {

using Phase = TaskState::Phase;

// words for what was heard last, where the service has none of its own
const QString runningWord = QStringLiteral("0");
const QString doneWord = QStringLiteral("1");
const QString failedWord = QStringLiteral("-1");
const QString receivedWord = QStringLiteral("Received");
const QString forgottenWord = QStringLiteral("forgotten");

QString tr(const char *text) { return QCoreApplication::translate("CloudManager", text); }

QDateTime moment(const Node &object, const char *member)
{
    const qint64 ms = object.value(QLatin1String(member)).toLongLong();
    return ms > 0 ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC) : QDateTime();
}

Phase phaseOf(const QString &word)
{
    if (word == QLatin1String("Success"))
        return Phase::Succeeded;
    return word == QLatin1String("Failed") ? Phase::Failed : Phase::Running;
}

void fail(TaskState &task, const QString &why)
{
    const QString text = why.isEmpty() ? tr("The operation failed; the server gives no reason.") : redactedText(why);
    task.error = Error(Error::Kind::Server, text).withRequestId(task.requestId);
}

TaskState step(const Node &record)
{
    TaskState step;
    step.id = record.value(QStringLiteral("id"));
    step.operation = record.value(QStringLiteral("actionName"));
    const int count = record.value(QStringLiteral("count")).toInt();
    if (count > 1)
        step.description = tr("%1 times").arg(count);
    step.word = record.value(QStringLiteral("status"));
    step.phase = phaseOf(step.word);
    step.started = moment(record, "date");
    if (step.phase == Phase::Failed)
        fail(step, record.value(QStringLiteral("errorMessage")));
    return step;
}

/// {"status":0,"closeTime":-2147483648,"actionName":"Create Aggregate","error":null}
TaskState entry(TaskState task, const Node &entry)
{
    task.word = entry.value(QStringLiteral("status"));
    if (const QString name = entry.value(QStringLiteral("actionName")); !name.isEmpty())
        task.operation = name;
    task.phase = Phase::Running;
    if (task.word == failedWord)
        fail(task, entry.value(QStringLiteral("error")));
    if (task.word != runningWord)
        task.percent = 100; // only the report is missing, which the audit group has
    return task;
}

} // namespace

QUrl Tasks::activeTask(const QUrl &site, const QString &requestId)
{
    return site.resolved(
        QUrl(QStringLiteral("/occm/api/audit/activeTask/") + QString::fromLatin1(QUrl::toPercentEncoding(requestId))));
}

QUrl Tasks::auditGroup(const QUrl &site, const QString &requestId)
{
    return site.resolved(QUrl(QStringLiteral("/occm/api/audit/%1?records=true")
                                  .arg(QString::fromLatin1(QUrl::toPercentEncoding(requestId)))));
}

QUrl Tasks::next(const TaskState &task)
{
    const bool isFirst = task.word.isEmpty() || task.word == receivedWord;
    return isFirst ? activeTask(task.href, task.id) : auditGroup(task.href, task.id);
}

TaskState Tasks::group(const TaskState &before, const Node &group)
{
    TaskState task = before;
    task.requestId = task.id = group.value(QStringLiteral("requestId"));
    task.operation = group.value(QStringLiteral("actionName"));
    task.word = group.value(QStringLiteral("status"));
    task.phase = phaseOf(task.word);
    task.user = group.value(QStringLiteral("userName"));
    task.started = moment(group, "startDate");
    task.ended = task.isEnded() ? moment(group, "endDate") : QDateTime();
    task.steps.clear();
    for (const Node &record : group.child(QStringLiteral("records")).children())
        task.steps.prepend(step(record)); // they come newest first
    if (task.isEnded())
        task.percent = std::nullopt;
    if (task.phase == Phase::Failed && (!task.error || !group.value(QStringLiteral("errorMessage")).isEmpty()))
        fail(task, group.value(QStringLiteral("errorMessage")));
    if (task.phase == Phase::Succeeded)
        task.error = std::nullopt;
    return task;
}

Result<TaskState> Tasks::read(const TaskState &before, const Node &answer)
{
    if (answer.kind() == Node::Kind::Object && answer.child(QStringLiteral("requestId")).isNull()) {
        if (answer.child(QStringLiteral("status")).isNull())
            return failure(Error::Kind::Malformed, tr("The server's answer about the task holds no state."));
        return entry(before, answer);
    }
    const QList<Node> groups = answer.kind() == Node::Kind::Array ? answer.children() : QList<Node>{answer};
    for (const Node &each : groups) {
        if (each.value(QStringLiteral("requestId")) == before.id)
            return group(before, each);
    }
    return gone(before).value_or(before);
}

std::optional<TaskState> Tasks::gone(const TaskState &before)
{
    TaskState task = before;
    if (before.word == doneWord || before.word == failedWord) { // the entry told how it ended, that is enough
        task.phase = before.word == doneWord ? Phase::Succeeded : Phase::Failed;
        task.percent = std::nullopt;
        return task;
    }
    if (before.word == forgottenWord)
        return std::nullopt; // neither knows it
    task.word = before.word == runningWord ? QString() : forgottenWord; // ask the other
    task.phase = Phase::Running;
    return task;
}

} // namespace nephoscope::cloudmanager
