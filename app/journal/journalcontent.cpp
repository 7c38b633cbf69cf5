// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalcontent.h"

#include "base/redaction.h"
#include "document/draft.h"
#include "platform/outcome.h"
#include "session/session.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace nephoscope {

namespace {

const std::pair<Change::Kind, const char *> changeKinds[] = {{Change::Kind::Set, "set"}, {Change::Kind::Added, "added"},
    {Change::Kind::Removed, "removed"}, {Change::Kind::Moved, "moved"}};

const std::pair<Operation::Role, const char *> roles[] = {{Operation::Role::Act, "act"},
    {Operation::Role::Create, "create"}, {Operation::Role::Edit, "edit"}, {Operation::Role::Delete, "delete"},
    {Operation::Role::Ask, "ask"}, {Operation::Role::Upload, "upload"}, {Operation::Role::Download, "download"}};

const std::pair<WriteResult, const char *> results[] = {{WriteResult::Open, "open"}, {WriteResult::Running, "running"},
    {WriteResult::Done, "done"}, {WriteResult::Failed, "failed"}, {WriteResult::Canceled, "canceled"},
    {WriteResult::Unknown, "unknown"}};

template <class T, size_t size>
QString nameIn(const std::pair<T, const char *> (&names)[size], T value)
{
    for (const auto &[candidate, name] : names)
        if (candidate == value)
            return QLatin1String(name);
    return {};
}

template <class T, size_t size>
T valueIn(const std::pair<T, const char *> (&names)[size], const QString &name, T otherwise)
{
    for (const auto &[value, candidate] : names)
        if (name == QLatin1String(candidate))
            return value;
    return otherwise;
}

/// Indexes of lists do not count: when one item's password is secret, every item's is.
QString withoutIndexes(const Path &path)
{
    static const QRegularExpression indexes(QStringLiteral("\\[\\d+\\]|/\\d+(?=/|$)"));
    return QString(path.text()).remove(indexes);
}

bool isSecret(const Path &path, const QList<Path> &secrets)
{
    const QString place = withoutIndexes(path);
    return isSecretName(path.name()) || std::any_of(secrets.begin(), secrets.end(), [&](const Path &secret) {
        const QString other = withoutIndexes(secret);
        return place == other || place.startsWith(other + QLatin1Char('/'))
            || other.startsWith(place + QLatin1Char('/'));
    });
}

QString value(const QString &text, bool isSecret)
{
    if (isSecret)
        return text.isEmpty() ? text : QString::fromLatin1(redactionMark());
    return QString::fromUtf8(redactedBody(text.toUtf8(), {}));
}

QJsonObject toJson(const Change &change, const QList<Path> &secrets)
{
    const Path &place = change.path.isEmpty() ? change.basePath : change.path;
    const bool hidden = isSecret(place, secrets);
    return {{QStringLiteral("kind"), nameIn(changeKinds, change.kind)}, {QStringLiteral("path"), change.path.text()},
        {QStringLiteral("basePath"), change.basePath.text()}, {QStringLiteral("from"), value(change.before, hidden)},
        {QStringLiteral("to"), value(change.after, hidden)}};
}

Change changeOf(const QJsonObject &json)
{
    const auto text = [&json](const char *name) { return json.value(QLatin1String(name)).toString(); };
    return {valueIn(changeKinds, text("kind"), Change::Kind::Set), Path(text("path")), Path(text("basePath")),
        text("from"), text("to")};
}

QJsonObject toJson(const Ref &ref)
{
    return {{QStringLiteral("href"), redacted(ref.href()).toString(QUrl::FullyEncoded)},
        {QStringLiteral("kind"), ref.kind()}, {QStringLiteral("name"), ref.name()}, {QStringLiteral("id"), ref.id()},
        {QStringLiteral("type"), ref.mediaType()}};
}

Ref refOf(const QJsonObject &json)
{
    const auto text = [&json](const char *name) { return json.value(QLatin1String(name)).toString(); };
    Ref ref(QUrl(text("href")), text("kind"), text("name"));
    ref.withId(text("id")).withMediaType(text("type"));
    return ref;
}

QByteArray key(const QJsonObject &content, const char *name)
{
    return QByteArray::fromHex(content.value(QLatin1String(name)).toString().toLatin1());
}

/// The values themselves, so that they are found in a body of any shape.
QByteArrayList valuesAt(const Document &document, const QList<Path> &places)
{
    constexpr int shortest = 4; // what is shorter stands everywhere
    QByteArrayList values;
    for (const Path &place : places) {
        const Node node = document.root().at(place);
        const QByteArray text = node.isLeaf() ? node.text().toUtf8() : QByteArray();
        if (text.size() >= shortest)
            values << text << QString::fromUtf8(text).toHtmlEscaped().toUtf8();
    }
    return values;
}

} // namespace

QString nameOf(WriteResult result) { return nameIn(results, result); }

WriteResult writeResultNamed(const QString &name) { return valueIn(results, name, WriteResult::Unknown); }

namespace journalcontent {

QByteArray withoutSecrets(const Document &document, const QList<Path> &places)
{
    if (document.isNull())
        return {};
    const QByteArray type = document.isXml() ? "application/xml" : "application/json";
    const Result<Draft> blanked =
        places.isEmpty() ? Result<Draft>(Draft(document)) : Draft::restored(Draft(document).saved(places));
    return blanked ? redactedBody(blanked->base().bytes(), type) : QByteArray();
}

QByteArray withoutSecrets(const Request &request, const Deed &deed)
{
    QByteArray body = request.body();
    for (const Document &document : {deed.before, deed.after}) {
        const QByteArrayList values = valuesAt(document, deed.secrets);
        for (const QByteArray &secret : values)
            body.replace(secret, redactionMark());
    }
    return redactedBody(body, request.headers().value("Content-Type"));
}

QByteArray withoutSecrets(const Outcome &outcome)
{
    constexpr qsizetype most = 1024 * 1024; // bytes: an answer to a write, not a file
    const QByteArray body = outcome.document.isNull() ? outcome.text.toUtf8() : outcome.document.bytes();
    return body.size() > most ? QByteArray() : redactedBody(body, {});
}

QJsonObject ofIntention(const Session &session, const Request &request, const Deed &deed)
{
    QJsonArray changes;
    for (const Change &change : deed.changes)
        changes << toJson(change, deed.secrets);
    return {{QStringLiteral("siteName"), session.profile().name},
        {QStringLiteral("service"), session.platform().service()},
        {QStringLiteral("method"), QString::fromLatin1(request.method())},
        {QStringLiteral("url"), redacted(request.url()).toString(QUrl::FullyEncoded)},
        {QStringLiteral("action"), QString::fromLatin1(request.action())},
        {QStringLiteral("role"), nameIn(roles, deed.role)}, {QStringLiteral("object"), toJson(deed.object)},
        {QStringLiteral("changes"), changes}, {QStringLiteral("reason"), redactedText(deed.reason)},
        {QStringLiteral("undoes"), deed.undoes}, {QStringLiteral("part"), deed.part},
        {QStringLiteral("parts"), deed.parts},
        {QStringLiteral("bodyType"), QString::fromLatin1(request.headers().value("Content-Type"))}};
}

QJsonObject ofAnswer(const Outcome &outcome)
{
    QJsonObject content{{QStringLiteral("status"), outcome.status}, {QStringLiteral("requestId"), outcome.requestId}};
    if (outcome.task) {
        content.insert(QStringLiteral("task"), outcome.task->href.toString(QUrl::FullyEncoded));
        content.insert(QStringLiteral("taskId"), outcome.task->id);
    }
    if (outcome.object)
        content.insert(QStringLiteral("made"), toJson(*outcome.object));
    return content;
}

QJsonObject ofError(const Error &error)
{
    return {{QStringLiteral("status"), error.status()}, {QStringLiteral("requestId"), error.requestId()},
        {QStringLiteral("error"), kindName(error.kind())}, {QStringLiteral("code"), error.code()},
        {QStringLiteral("words"), redactedText(error.message())}};
}

void readIntention(const QJsonObject &content, JournalEntry *entry)
{
    const auto text = [&content](const char *name) { return content.value(QLatin1String(name)).toString(); };
    entry->site = text("siteName");
    entry->service = text("service");
    entry->method = text("method").toLatin1();
    entry->url = QUrl(text("url"));
    entry->action = text("action");
    entry->role = valueIn(roles, text("role"), Operation::Role::Act);
    entry->object = refOf(content.value(QLatin1String("object")).toObject());
    entry->reason = text("reason");
    entry->undoes = content.value(QLatin1String("undoes")).toInteger();
    entry->part = content.value(QLatin1String("part")).toInt(1);
    entry->parts = content.value(QLatin1String("parts")).toInt(1);
    entry->bodyType = text("bodyType").toLatin1();
    entry->before = key(content, "before");
    entry->after = key(content, "after");
    entry->request = key(content, "request");
    const QJsonArray changes = content.value(QLatin1String("changes")).toArray();
    for (const QJsonValue &change : changes)
        entry->changes << changeOf(change.toObject());
}

void readLater(const QJsonObject &content, JournalEntry *entry)
{
    const auto take = [&content](const char *name, QString *into) {
        const QString text = content.value(QLatin1String(name)).toString();
        if (!text.isEmpty())
            *into = text;
    };
    take("words", &entry->words);
    take("requestId", &entry->requestId);
    take("taskId", &entry->taskId);
    QString task;
    take("task", &task);
    if (!task.isEmpty())
        entry->task = QUrl(task);
    if (const int status = content.value(QLatin1String("status")).toInt(); status > 0)
        entry->status = status;
    if (content.contains(QLatin1String("made")))
        entry->made = refOf(content.value(QLatin1String("made")).toObject());
    if (const QByteArray answer = key(content, "answer"); !answer.isEmpty())
        entry->answer = answer;
}

} // namespace journalcontent

} // namespace nephoscope
