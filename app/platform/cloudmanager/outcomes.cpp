// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/cloudmanager.h"
#include "platform/cloudmanager/faults.h"
#include "platform/cloudmanager/losses.h"
#include "platform/cloudmanager/offers.h"
#include "platform/cloudmanager/tasks.h"
#include "platform/parts.h"
#include "platform/traces.h"

#include <QUrlQuery>

namespace nephoscope {

using namespace cloudmanager;

namespace {

constexpr int mostRecent = 1000; // audit groups asked for at once: it has no pages

/// Published with a result: the answer holds it, nothing goes on.
bool isDoneAtOnce(const PublishedCall *call, int status, const Hints &hints)
{
    if (call && hints.asksOnly(*call))
        return true;
    return call && !call->call->isVoid && status != 202;
}

/// The object that is asked for at an item template with these values.
Ref refTo(const PublishedCall &item, const Values &values, const QUrl &site, const Belongings &belongings)
{
    QUrl url = site;
    url.setPath(item.whole.filled(values), QUrl::TolerantMode);
    url.setQuery(QString());
    url.setFragment(QString());
    Ref ref(url, belongings.kindOf(item));
    ref.withId(values.value(item.path.ownVariable()));
    return ref;
}

/// What was made: the item that the answer's id leads to.
std::optional<Ref> created(
    const CallMap &map, const Hints &hints, const PublishedCall &call, const Request &request, const Node &body)
{
    for (const PublishedCall *item : map.items()) {
        const QString own = item->path.ownVariable();
        const bool isHere = item->call->area == call.call->area && item->path.literals() == call.path.literals();
        if (!isHere || item->path.variables().size() != 1 || answered(own, body, true).isEmpty())
            continue;
        Ref ref = refTo(*item, Values{{own, answered(own, body, true)}}, request.url(), Belongings(map, hints));
        return ref.withName(firstText(body, {"name", "accountName", "email"}));
    }
    return std::nullopt;
}

/// What the work is done on: the outermost object that address or body of the request name.
Ref workedOn(const CallMap &map, const Hints &hints, const PublishedCall &call, const Request &request)
{
    Values values = call.whole.match(request.url().path(QUrl::FullyEncoded)).value_or(Values());
    const auto body = Document::parse(request.body(), "application/json");
    for (const Node &member : body ? body->root().children() : QList<Node>()) {
        if (member.isLeaf() && !values.contains(member.name()))
            values.insert(member.name(), member.text());
    }
    for (const QString &group : {call.group, QStringLiteral("/working-environments")}) {
        for (const PublishedCall *item : map.items()) {
            const bool isOutermost = item->path.variables().size() == 1 && item->isRead() && item->group == group;
            const QString value = values.value(item->path.ownVariable());
            if (isOutermost && !value.isEmpty() && (item->call->area == call.call->area || call.group == group))
                return refTo(*item, values, request.url(), Belongings(map, hints));
        }
    }
    return {};
}

} // namespace

Outcome CloudManager::outcome(const Request &request, const Reply &reply, const Access &access) const
{
    Outcome outcome;
    outcome.status = reply.status();
    outcome.requestId = QString::fromLatin1(reply.headers().value("OnCloud-Request-Id"));
    if (!reply.body().trimmed().isEmpty()) {
        const auto document = Document::parse(reply.body(), "application/json");
        if (document)
            outcome.document = *document;
        if (!document || document->root().isLeaf())
            outcome.text = document ? document->root().text() : plainText(reply.body(), reply.mediaType());
    }
    const auto map = calls(access);
    const PublishedCall *call = nullptr;
    if (const Place at = map->at(request.method(), request.url()); at.item)
        call = at.item;
    if (call && request.method() == "POST" && !outcome.document.isNull())
        outcome.object = created(*map, m_hints, *call, request, outcome.document.root());
    if (request.isSafe() || outcome.requestId.isEmpty() || isDoneAtOnce(call, reply.status(), m_hints))
        return outcome;
    TaskState task;
    task.id = task.requestId = outcome.requestId;
    task.href = Tasks::activeTask(request.url(), task.id);
    task.phase = TaskState::Phase::Running;
    task.user = access.user;
    task.operation = call ? Offers(*map, m_hints).operation(*call, Subject(), {}).label : QString();
    if (outcome.object)
        task.object = *outcome.object;
    else if (call)
        task.object = workedOn(*map, m_hints, *call, request);
    outcome.task = task;
    return outcome;
}

AnswerFacts CloudManager::facts(const Request &request, const Reply &reply) const
{
    AnswerFacts facts = Platform::facts(request, reply);
    facts.requestId = QString::fromLatin1(reply.headers().value("OnCloud-Request-Id"));
    return facts;
}

Request CloudManager::taskRequest(const TaskState &task, const Access &) const
{
    return Request::get(Tasks::next(task));
}

Result<TaskState> CloudManager::taskState(const TaskState &before, const Reply &reply, const Access &) const
{
    if (!reply.isSuccess())
        return failure(faultIn(reply));
    const auto document = Document::parse(reply.body(), "application/json");
    if (!document)
        return failure(document.error());
    return Tasks::read(before, document->root());
}

std::optional<TaskState> CloudManager::taskGone(const TaskState &before, const Error &) const
{
    return Tasks::gone(before);
}

std::optional<Request> CloudManager::recentTasks(const QDateTime &since, const Access &) const
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("limit"), QString::number(mostRecent));
    if (since.isValid())
        query.addQueryItem(QStringLiteral("after"), QString::number(since.toMSecsSinceEpoch()));
    QUrl url(QStringLiteral("/occm/api/audit"));
    url.setQuery(query);
    return Request::get(url);
}

Result<QList<TaskState>> CloudManager::tasks(const Reply &reply, const Access &access) const
{
    if (!reply.isSuccess())
        return failure(faultIn(reply));
    const auto document = Document::parse(reply.body(), "application/json");
    if (!document)
        return failure(document.error());
    const auto map = calls(access);
    const QString system = QStringLiteral("workingEnvironmentId");
    QList<TaskState> tasks;
    for (const Node &group : document->root().children()) {
        TaskState before;
        before.href = Tasks::activeTask(reply.url(), group.value(QStringLiteral("requestId")));
        for (const PublishedCall *item : map->items()) {
            const bool isPlain = item->path.variables() == QStringList{system} && item->path.literals().size() == 1;
            if (isPlain && item->isRead() && !group.value(system).isEmpty())
                before.object =
                    refTo(*item, Values{{system, group.value(system)}}, reply.url(), Belongings(*map, m_hints))
                        .withName(group.value(QStringLiteral("workingEnvironmentName")));
        }
        tasks << Tasks::group(before, group);
    }
    return tasks;
}

std::optional<TaskState> CloudManager::blocking(
    const Error &error, const Ref &object, const QList<TaskState> &running) const
{
    return Losses::blocking(error, object, running);
}

QList<Request> CloudManager::evidence(const LostWrite &lost, const Access &access) const
{
    QList<Request> questions;
    if (const auto audit = recentTasks(lost.sent.addMSecs(-clockSlack), access))
        questions << *audit;
    return questions + Losses(*calls(access)).evidence(lost);
}

Verdict CloudManager::verdict(const LostWrite &lost, const QList<Result<Reply>> &answers, const Access &access) const
{
    std::optional<QList<TaskState>> audit;
    if (!answers.isEmpty() && answers.first()) {
        if (const auto groups = tasks(*answers.first(), access))
            audit = *groups;
    }
    const auto object = answers.size() > 1 ? std::optional(answers.at(1)) : std::nullopt;
    return Losses(*calls(access)).verdict(lost, audit, object, access);
}

std::optional<Request> CloudManager::cancel(const TaskState &, const Access &) const { return std::nullopt; }

} // namespace nephoscope
