// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/outcomes.h"

#include "platform/clouddirector/kinds.h"
#include "platform/parts.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

namespace nephoscope::clouddirector {

namespace {

constexpr qint64 clockSlack = 2000; // ms; Date has whole seconds

/// The server's clock when it began with that request; invalid where the answer does not say.
QDateTime begun(const Reply &reply)
{
    QDateTime date = QLocale::c().toDateTime(
        QString::fromLatin1(reply.headers().value("Date")), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!date.isValid())
        return date;
    date.setTimeSpec(Qt::UTC);
    const qint64 took = reply.headers().value("X-VMWARE-VCLOUD-REQUEST-EXECUTION-TIME").toLongLong();
    return date.addMSecs(-qMax<qint64>(0, took) - clockSlack);
}

/// The one of an object's tasks that this answer began. Objects keep their last failure for months: what has ended
/// counts only in a new object, or where it began with this request.
std::optional<TaskState> ownTask(const QList<TaskState> &embedded, const Reply &reply)
{
    const QDateTime since = begun(reply);
    const bool isNew = reply.status() == 201;
    std::optional<TaskState> own;
    for (const TaskState &task : embedded) {
        const bool counts = !task.isEnded() || isNew || (since.isValid() && task.started >= since);
        if (!counts)
            continue;
        const bool better = !own || (own->isEnded() && !task.isEnded())
            || (own->isEnded() == task.isEnded() && own->started < task.started);
        if (better)
            own = task;
    }
    return own;
}

/// A body that is nothing but an address, or another bare value.
QString bareText(const Reply &reply)
{
    const QString text = QString::fromUtf8(reply.body()).trimmed();
    return text.size() > 4096 ? QString() : text;
}

bool isAddress(const QString &text)
{
    return !text.contains(QLatin1Char(' ')) && !text.contains(QLatin1Char('\n'))
        && (text.startsWith(QLatin1String("http://")) || text.startsWith(QLatin1String("https://"))
            || text.startsWith(QLatin1String("/api/")) || text.startsWith(QLatin1String("/cloudapi/")));
}

void takeAddress(Outcome &outcome, const QUrl &address, const Catalog &catalog)
{
    if (address.isEmpty())
        return;
    if (isTaskAddress(address)) {
        if (!outcome.task)
            outcome.task = Tasks::at(address);
    } else if (!outcome.object) {
        outcome.object = Ref(address, kindOfPath(address, catalog)).withId(urnOf(address));
    }
}

void takeDocument(
    Outcome &outcome, const Request &request, const Reply &reply, const Reader &reader, const Tasks &tasks)
{
    const Path part = unwrapped(outcome.document);
    const Node root = part.isEmpty() ? outcome.document.root() : outcome.document.root().at(part);
    const QUrl base = reply.url().isEmpty() ? request.url() : reply.url();
    if (isTask(root)) {
        outcome.task = tasks.read(root, base);
        if (outcome.task->href.isEmpty())
            outcome.task.reset();
        else if (!outcome.task->object.href().isEmpty())
            outcome.object = outcome.task->object;
        return;
    }
    const bool isObject = !root.value(QStringLiteral("href")).isEmpty()
        || root.value(QStringLiteral("id")).startsWith(QLatin1String("urn:"));
    if (!isObject)
        return;
    Reply answer = reply;
    answer.setUrl(base);
    if (const auto read = reader.read(Ref(), answer))
        outcome.object = read->self;
    outcome.task = ownTask(tasks.embedded(root, base), reply);
}

} // namespace

Outcome outcomeOf(const Request &request, const Reply &reply, const Reader &reader, const Tasks &tasks)
{
    Outcome outcome;
    outcome.status = reply.status();
    outcome.requestId = QString::fromLatin1(reply.headers().value("X-VMWARE-VCLOUD-REQUEST-ID"));
    const QUrl base = reply.url().isEmpty() ? request.url() : reply.url();
    if (reply.mediaType().startsWith("image/")) {
        outcome.picture = reply.body();
    } else if (const QString text = bareText(reply); isAddress(text)) {
        outcome.text = text;
        takeAddress(outcome, base.resolved(QUrl(text)), reader.catalog());
    } else if (!reply.body().trimmed().isEmpty()) {
        const auto document = Document::parse(reply.body(), reply.mediaType());
        if (document && document->root().isLeaf() && !document->isXml()) { // JSON's way of writing a bare value
            outcome.text = document->root().text();
            if (isAddress(outcome.text))
                takeAddress(outcome, base.resolved(QUrl(outcome.text)), reader.catalog());
        } else if (document) {
            outcome.document = *document;
            takeDocument(outcome, request, reply, reader, tasks);
        } else {
            outcome.text = text;
        }
    }
    const QByteArray follow = reply.headers().value("X-VMWARE-VCLOUD-TASK-LOCATION");
    if (!follow.isEmpty())
        takeAddress(outcome, base.resolved(QUrl(QString::fromLatin1(follow))), reader.catalog());
    if (const QByteArray location = reply.headers().value("Location"); !location.isEmpty())
        takeAddress(outcome, base.resolved(QUrl(QString::fromLatin1(location))), reader.catalog());
    if (outcome.task && outcome.task->requestId.isEmpty())
        outcome.task->requestId = outcome.requestId;
    return outcome;
}

} // namespace nephoscope::clouddirector
