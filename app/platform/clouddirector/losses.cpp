// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/losses.h"

#include "platform/clouddirector/filter.h"
#include "platform/clouddirector/kinds.h"
#include "platform/parts.h"
#include "platform/traces.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrlQuery>

namespace nephoscope::clouddirector {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("CloudDirector", text); }

QSet<QString> uuidsIn(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        QRegularExpression::CaseInsensitiveOption);
    QSet<QString> all;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        all << match.next().captured().toLower();
    return all;
}

Node rootOf(const Document &document)
{
    const Path part = unwrapped(document);
    return part.isEmpty() ? document.root() : document.root().at(part);
}

Document bodyOf(const Request &request)
{
    return Document::parse(request.body(), request.headers().value("Content-Type").split(';').first())
        .value_or(Document());
}

/// The name that a body gives to what it makes; empty where it makes nothing with a name.
QString nameIn(const Request &request)
{
    const Document body = bodyOf(request);
    if (body.isNull())
        return {};
    const Node root = rootOf(body);
    QString name = textIn(root, QStringLiteral("name"));
    for (const Node &child : name.isEmpty() ? root.children() : QList<Node>()) { // parameters around what is made
        if (name.isEmpty() && !child.isLeaf())
            name = textIn(child, QStringLiteral("name"));
        if (name.isEmpty() && child.isXml())
            name = child.attribute(QStringLiteral("name")).text();
    }
    return name;
}

bool isModern(const QUrl &url) { return url.path().startsWith(QLatin1String("/cloudapi/")); }

/// Actions that this service does at once, without a task; all others have one.
bool isDoneAtOnce(const QUrl &url)
{
    static const QSet<QString> words{QStringLiteral("enable"), QStringLiteral("disable"),
        QStringLiteral("controlaccess"), QStringLiteral("publish"), QStringLiteral("acquireticket"),
        QStringLiteral("acquiremksticket"), QStringLiteral("answer"), QStringLiteral("unlock"),
        QStringLiteral("takeownership"), QStringLiteral("resetpassword"), QStringLiteral("sync")};
    return words.contains(url.path().section(QLatin1Char('/'), -1).toLower());
}

bool isAction(const QUrl &url) { return url.path().contains(QLatin1String("/action/")); }

/// The object that an action's address hangs on.
QUrl ownerOf(const QUrl &url)
{
    static const QRegularExpression action(QStringLiteral("(/power)?/action/.*$"));
    QUrl owner = url;
    owner.setQuery(QString());
    owner.setPath(url.path().remove(action));
    return owner;
}

bool names(const QUrl &url, const QString &word) { return url.path().contains(word, Qt::CaseInsensitive); }

/// Query types of what is made without an address of its own being known before, by the last word of the address it is
/// posted to. Only what keeps the name it was sent with.
QString queryTypeFor(const QUrl &url)
{
    static const QHash<QString, QString> types{
        {QStringLiteral("disk"), QStringLiteral("disk")}, {QStringLiteral("catalogs"), QStringLiteral("catalog")}};
    return types.value(url.path().section(QLatin1Char('/'), -1));
}

/// A list that tells whether what was to be made is there, where its address does not: a metadata entry that is not
/// there is refused like one that may not be seen.
std::optional<Request> listWith(const LostWrite &lost, const Access &access)
{
    static const QRegularExpression entry(QStringLiteral("^(/api/.+/metadata)/.+$"));
    const QUrl address = lost.request.url();
    const QString path = address.path(QUrl::FullyEncoded); // a key may have slashes
    if (const auto match = entry.match(path); match.hasMatch() && lost.request.method() == "PUT") {
        QUrl all = address;
        all.setPath(match.captured(1), QUrl::TolerantMode);
        all.setQuery(QString());
        all.setFragment(QString());
        return Request::get(all);
    }
    const QString type = queryTypeFor(address);
    const QString name = nameIn(lost.request);
    if (lost.request.method() != "POST" || type.isEmpty() || name.isEmpty())
        return std::nullopt;
    const bool seesAll = access.isProvider && access.actingAs.href().isEmpty();
    QUrl query(QStringLiteral("/api/query"));
    query.setQuery(QStringLiteral("type=%1&format=records&page=1&pageSize=25&")
                       .arg(seesAll ? QStringLiteral("admin") + type.left(1).toUpper() + type.mid(1) : type)
            + filterParameter({{QStringLiteral("name"), ListFilter::Test::Equals, name}}, access.apiVersion),
        QUrl::StrictMode);
    return Request::get(query);
}

/// True where that list could be read and has nothing of that name; false where it has, nothing where nobody knows.
std::optional<bool> lacks(const Result<Reply> &list, const QString &name)
{
    const auto document =
        list && list->isSuccess() ? Document::parse(list->body(), list->mediaType()) : Result<Document>(Document());
    if (!document || document->isNull() || name.isEmpty())
        return std::nullopt;
    if (const QString total = textIn(rootOf(*document), QStringLiteral("total")); !total.isEmpty())
        return total == QLatin1String("0"); // it was asked for that name
    if (!list->mediaType().contains("metadata"))
        return std::nullopt;
    const QList<NamedNode> all = partsOf(rootOf(*document));
    return std::none_of(all.begin(), all.end(),
        [&name](const NamedNode &each) { return textIn(each.node, QStringLiteral("key")) == name; });
}

/// Whether that work may be what the request asked for.
bool fits(const TaskState &task, const Request &request, const QString &name)
{
    const bool isDelete = request.method() == "DELETE";
    const bool deletes =
        task.operation.contains(QLatin1String("elete")) || task.operation.contains(QLatin1String("emove"));
    if (isDelete != deletes && !names(request.url(), QStringLiteral("remove"))
        && !names(request.url(), QStringLiteral("recompose")))
        return false;
    if (request.method() == "POST" && !name.isEmpty() && task.object.name() == name)
        return true;
    const QSet<QString> asked = uuidsIn(request.url().path());
    return asked.intersects(uuidsIn(task.object.href().path() + QLatin1Char(' ') + task.object.id()));
}

} // namespace

QList<Request> Losses::evidence(const LostWrite &lost, const Access &access) const
{
    QList<Request> questions{taskQuery(lost.sent.addMSecs(-clockSlack), access)};
    QUrl address = lost.request.url();
    address.setFragment(QString());
    if (lost.request.method() != "POST") {
        questions << Request::get(address);
    } else if (isModern(address) && !nameIn(lost.request).isEmpty()) {
        QUrlQuery query;
        query.addQueryItem(QStringLiteral("filter"),
            QStringLiteral("name==") + QString::fromLatin1(QUrl::toPercentEncoding(nameIn(lost.request))));
        address.setQuery(query);
        questions << Request::get(address);
    } else if (isAction(address)) {
        questions << Request::get(ownerOf(address));
    } else if (!lost.before.self.href().isEmpty()) {
        QUrl before = lost.before.self.href();
        before.setFragment(QString());
        questions << Request::get(before);
    }
    if (const auto list = listWith(lost, access))
        questions << *list;
    return questions;
}

std::optional<TaskState> Losses::taskOf(
    const LostWrite &lost, const Result<Reply> &list, const Access &access, bool *isComplete) const
{
    const auto tasks = list ? m_tasks.listed(*list) : Result<QList<TaskState>>(failure(list.error()));
    const auto page = list ? m_reader.read(Ref(list->url(), QString()).asCollection(), *list)
                           : Result<Resource>(failure(list.error()));
    *isComplete = tasks && page && !page->more; // in a storm it may stand on another page
    const QString name = nameIn(lost.request);
    for (const TaskState &task : begunSince(tasks.value_or(QList<TaskState>()), lost)) {
        const bool isMine =
            task.user.isEmpty() || access.user.isEmpty() || task.user.compare(access.user, Qt::CaseInsensitive) == 0;
        if (isMine && fits(task, lost.request, name))
            return task;
    }
    return std::nullopt;
}

Verdict Losses::verdict(const LostWrite &lost, const QList<Result<Reply>> &answers, const Access &access) const
{
    if (answers.isEmpty())
        return Verdict(Verdict::Kind::Unknown, tr("Nothing could be asked."));
    bool tasksAreKnown = false;
    if (const auto task = taskOf(lost, answers.first(), access, &tasksAreKnown)) {
        Verdict done(Verdict::Kind::Done,
            tr("The service began the task \u201c%1\u201d for it.")
                .arg(task->description.isEmpty() ? task->operation : task->description));
        done.withTask(*task);
        return task->object.href().isEmpty() ? done : done.withObject(task->object);
    }
    const QByteArray method = lost.request.method();
    const Verdict verdict = method == "POST" ? posted(lost, answers, tasksAreKnown)
        : answers.size() < 2                 ? Verdict(Verdict::Kind::Unknown, tr("Nothing could be asked."))
        : method == "DELETE"                 ? deleted(lost, answers.at(1), tasksAreKnown)
                                             : replaced(lost, answers.at(1), tasksAreKnown);
    const bool mayBeNew = method == "POST" || lost.before.self.href().isEmpty();
    if (verdict.kind() != Verdict::Kind::Unknown || !tasksAreKnown || !mayBeNew || !listWith(lost, access))
        return verdict;
    const QString key = lost.request.url().path(QUrl::FullyEncoded).section(QLatin1Char('/'), -1);
    const QString name = method == "POST" ? nameIn(lost.request) : QUrl::fromPercentEncoding(key.toUtf8());
    return lacks(answers.constLast(), name).value_or(false)
        ? Verdict(Verdict::Kind::NotDone, tr("There is none of that name, and no task makes one."))
        : verdict;
}

Verdict Losses::deleted(const LostWrite &lost, const Result<Reply> &object, bool tasksAreKnown) const
{
    const auto gone = isGone(object);
    if (!gone)
        return Verdict(Verdict::Kind::Unknown, tr("The object could not be asked for."));
    const bool wasThere = !lost.before.self.href().isEmpty(); // no right to see it looks the same
    if (*gone)
        return wasThere ? Verdict(Verdict::Kind::Done, tr("The object is gone."))
                        : Verdict(Verdict::Kind::Unknown, tr("The object cannot be seen now."));
    return tasksAreKnown
        ? Verdict(Verdict::Kind::NotDone, tr("The object is still there, and no task deletes it."))
        : Verdict(Verdict::Kind::Unknown, tr("The object is still there; the list of tasks could not be read."));
}

Verdict Losses::replaced(const LostWrite &lost, const Result<Reply> &object, bool tasksAreKnown) const
{
    const auto now =
        object ? Document::parse(object->body(), object->mediaType()) : Result<Document>(failure(object.error()));
    const Document sent = bodyOf(lost.request);
    const bool isNew = lost.before.self.href().isEmpty();
    const bool isNothingThere = !object && object.error().status() == 404;
    if (isNew && tasksAreKnown && isNothingThere)
        return Verdict(Verdict::Kind::NotDone, tr("There is nothing at that address, and no task makes it."));
    if (!now || sent.isNull())
        return Verdict(Verdict::Kind::Unknown, tr("The object could not be compared with what was sent."));
    const Node before = lost.before.document.isNull()
        ? Node()
        : partAt(lost.before.root(), lost.before.self.href(), lost.request.url());
    switch (traceOf(rootOf(sent), before, rootOf(*now))) {
    case Trace::Mine: {
        Verdict done(Verdict::Kind::Done, tr("The object has the values that were sent."));
        return isNew ? done : done.withObject(lost.before.self);
    }
    case Trace::Old:
        if (tasksAreKnown)
            return Verdict(Verdict::Kind::NotDone, tr("The object is as it was, and no task changes it."));
        break;
    case Trace::Unclear:
        break;
    }
    return Verdict(Verdict::Kind::Unknown, tr("The object is neither as it was nor as it was to be."));
}

Verdict Losses::posted(const LostWrite &lost, const QList<Result<Reply>> &answers, bool tasksAreKnown) const
{
    const QString name = nameIn(lost.request);
    const Result<Reply> answer =
        answers.size() > 1 ? answers.at(1) : Result<Reply>(failure(Error::Kind::NotFound, QString()));
    const auto now =
        answer ? m_reader.read(Ref(answer->url(), QString()), *answer) : Result<Resource>(failure(answer.error()));
    const bool isNew = !name.isEmpty() && !isAction(lost.request.url());
    for (const Ref &child : now && !name.isEmpty() ? now->children : QList<Ref>()) {
        const auto isSame = [&](const Ref &old) { return old.identity() == child.identity() || old.name() == name; };
        const QList<Ref> &old = lost.before.children;
        if (child.name() != name || std::any_of(old.begin(), old.end(), isSame))
            continue;
        if (!lost.before.document.isNull())
            return Verdict(Verdict::Kind::Done, tr("There is a new one of that name.")).withObject(child);
        return Verdict(Verdict::Kind::Unknown, tr("There is one of that name; it may be older.")).withObject(child);
    }
    const bool wouldShow = isModern(lost.request.url()) ? now && isNew : isAction(lost.request.url());
    if (tasksAreKnown && wouldShow && !isDoneAtOnce(lost.request.url()))
        return Verdict(Verdict::Kind::NotDone,
            isNew ? tr("There is none of that name, and no task makes one.") : tr("There is no task for it."));
    return Verdict(Verdict::Kind::Unknown, tr("Neither the tasks nor the object tell."));
}

std::optional<TaskState> Losses::blocking(const Error &error, const Ref &object, const QList<TaskState> &running)
{
    if (error.kind() != Error::Kind::Busy && error.kind() != Error::Kind::Conflict)
        return std::nullopt;
    static const QRegularExpression named(
        QStringLiteral("entity\\.task:([0-9a-f-]{36})"), QRegularExpression::CaseInsensitiveOption);
    const QString id = named.match(error.message()).captured(1).toLower();
    const QSet<QString> asked = uuidsIn(object.href().path() + QLatin1Char(' ') + object.id());
    std::optional<TaskState> best;
    for (const TaskState &task : running) {
        if (!id.isEmpty() && uuidsIn(task.href.path() + QLatin1Char(' ') + task.id).contains(id))
            return task;
        const bool isNamed = !task.object.name().isEmpty() && error.message().contains(task.object.name());
        const bool isHere = asked.intersects(uuidsIn(task.object.href().path() + QLatin1Char(' ') + task.object.id()));
        if (isHere || (isNamed && !best))
            best = task;
    }
    if (best || id.isEmpty())
        return best;
    TaskState task = Tasks::at(object.href().resolved(QUrl(QStringLiteral("/api/task/") + id)));
    task.object = object;
    return task;
}

} // namespace nephoscope::clouddirector
