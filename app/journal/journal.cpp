// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journal.h"

#include "journal/journalcontent.h"
#include "session/session.h"
#include "session/taskfollower.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QLockFile>
#include <QUuid>

namespace nephoscope {

/// A record before it has its number and hash.
class Journal::Record {
public:
    explicit Record(const char *ofKind, qint64 ofEntry = 0)
        : kind(QLatin1String(ofKind))
        , entry(ofEntry)
    {
    }

    QString kind;
    qint64 entry; ///< 0 = begins one
    QString site;
    QString user;
    QString object;
    QString name;
    QString operation;
    WriteResult result = WriteResult::Open;
    QString task; ///< path of its address
    QString batch;
    QJsonObject content;
    QList<std::pair<QString, QByteArray>> documents; ///< by their names in the content
};

namespace {

QString userOf(const Session &session)
{
    const Access &access = session.access();
    const QString user = access.user.isEmpty() ? session.profile().user : access.user;
    const QString organization = access.organization.isEmpty() ? session.profile().organization : access.organization;
    return organization.isEmpty() ? user : user + QLatin1Char('@') + organization;
}

WriteResult resultOf(const Result<Outcome> &outcome)
{
    if (outcome)
        return outcome->task && !outcome->task->isEnded() ? WriteResult::Running : WriteResult::Done;
    const Error::Kind kind = outcome.error().kind();
    if (outcome.error().code() == QLatin1String("NOT_DONE"))
        return WriteResult::Failed; // the session looked
    if (outcome.error().code() == QLatin1String("OUTCOME_UNKNOWN"))
        return WriteResult::Unknown;
    const bool isUnheard = outcome.error().status() == 0
        && (kind == Error::Kind::Offline || kind == Error::Kind::Canceled || kind == Error::Kind::Malformed);
    return isUnheard || outcome.error().status() == 504 ? WriteResult::Unknown : WriteResult::Failed;
}

WriteResult resultOf(const TaskState &task)
{
    switch (task.phase) {
    case TaskState::Phase::Succeeded:
        return WriteResult::Done;
    case TaskState::Phase::Canceled:
        return WriteResult::Canceled;
    case TaskState::Phase::Failed:
    case TaskState::Phase::Aborted:
        return WriteResult::Failed;
    case TaskState::Phase::Queued:
    case TaskState::Phase::Running:
    case TaskState::Phase::Unknown:
        break;
    }
    return WriteResult::Unknown;
}

const QString latestResult =
    QStringLiteral("(SELECT l.result FROM record l WHERE l.entry = i.seq ORDER BY l.seq DESC LIMIT 1)");

} // namespace

Journal::Journal(const QString &folder)
    : m_folder(folder)
    , m_run(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    Result<std::unique_ptr<Database>> database = Database::open(fileName(folder), journalTables());
    if (!database) {
        m_trouble = database.error();
        return;
    }
    m_database = std::move(*database);
    m_lock = std::make_unique<QLockFile>(QDir(folder).filePath(m_run + QStringLiteral(".lock")));
    m_lock->setStaleLockTime(0); // however long it takes
    m_lock->tryLock();
    reportLeftOpen();
}

Journal::~Journal() = default;

QString Journal::fileName(const QString &folder) { return QDir(folder).filePath(QStringLiteral("journal.sqlite")); }

/// Another program that lives holds its lock; a dead one's can be taken.
bool Journal::isAlive(const QString &run) const
{
    if (run == m_run)
        return true;
    QLockFile other(QDir(m_folder).filePath(run + QStringLiteral(".lock")));
    other.setStaleLockTime(0);
    return !other.tryLock(0);
}

void Journal::reportLeftOpen()
{
    Result<QSqlQuery> query = m_database->run(
        QStringLiteral("SELECT seq, content FROM record i WHERE kind = 'intended' AND "
                       "NOT EXISTS (SELECT 1 FROM record l WHERE l.entry = i.seq AND l.seq > i.seq) ORDER BY seq"));
    QList<std::pair<qint64, QString>> open;
    while (query && query->next()) {
        const QJsonObject content = QJsonDocument::fromJson(query->value(1).toByteArray()).object();
        open << std::pair(query->value(0).toLongLong(), content.value(QLatin1String("run")).toString());
    }
    if (query)
        query->finish();
    for (const auto &[entry, run] : open) {
        if (isAlive(run))
            continue;
        const Result<bool> noted = settle(entry, WriteResult::Unknown, tr("The program ended before the answer came."));
        if (noted)
            m_leftOpen << entry;
    }
}

void Journal::watch(const std::shared_ptr<Session> &session, const std::shared_ptr<Journal> &self)
{
    if (!session->isLive() || m_watched.contains(session.get()))
        return;
    m_watched.insert(session.get());
    session->setWitness(self);
    connect(session.get(), &QObject::destroyed, this,
        [this, key = session.get()] { m_watched.remove(key); }); // another may come to lie there
    connect(&session->tasks(), &TaskFollower::ended, this,
        [this, site = session->profile().id](const TaskState &task) { taskEnded(site, task); });
    if (session->state() == Session::State::SignedIn)
        followAgain(session);
}

void Journal::followAgain(const std::shared_ptr<Session> &session)
{
    if (m_trouble)
        return;
    JournalFilter filter;
    filter.site = session->profile().id;
    filter.result = WriteResult::Running;
    const Result<QList<JournalEntry>> running = entries(filter);
    for (const JournalEntry &entry : running.value_or(QList<JournalEntry>())) {
        TaskState task;
        task.href = entry.task;
        task.id = entry.taskId;
        task.object = entry.object;
        task.operation = entry.operation;
        task.requestId = entry.requestId;
        if (!task.isNull())
            session->tasks().follow(task);
    }
}

Result<QByteArray> Journal::keep(const QByteArray &bytes)
{
    const QByteArray key = documentKey(bytes);
    const Result<QSqlQuery> kept = m_database->run(
        QStringLiteral("INSERT OR IGNORE INTO document (key, bytes) VALUES (?, ?)"), {key, qCompress(bytes)});
    return kept ? Result<QByteArray>(key.toHex()) : failure(kept.error());
}

/// Inside a transaction.
Result<qint64> Journal::append(Record record)
{
    for (const auto &[name, bytes] : std::as_const(record.documents)) {
        if (bytes.isEmpty())
            continue;
        const Result<QByteArray> key = keep(bytes);
        if (!key)
            return failure(key.error());
        record.content.insert(name, QString::fromLatin1(*key));
    }
    Result<QSqlQuery> last = m_database->run(QStringLiteral("SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1"));
    if (!last)
        return failure(last.error());
    const bool isFirst = !last->next();
    const qint64 number = isFirst ? 1 : last->value(0).toLongLong() + 1;
    const QByteArray before = isFirst ? QByteArray() : last->value(1).toByteArray();
    last->finish();
    const QString time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    const QString content = QString::fromUtf8(QJsonDocument(record.content).toJson(QJsonDocument::Compact));
    QVariantList columns{number, record.entry == 0 ? number : record.entry, time, record.kind, record.site, record.user,
        record.object, record.name, record.operation, nameOf(record.result), record.task, record.batch, content};
    for (QVariant &column : columns) { // NULL is no text
        if (column.typeId() == QMetaType::QString && column.toString().isNull())
            column = QString(QLatin1String(""));
    }
    columns << recordHash(before, columns);
    const Result<QSqlQuery> kept = m_database->run(
        QStringLiteral("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"), columns);
    return kept ? Result<qint64>(number) : failure(kept.error());
}

Result<qint64> Journal::intended(const Session &session, const Request &request, const Deed &deed)
{
    const QString siteName = session.profile().name;
    if (m_trouble)
        return failure(Error(Error::Kind::Unsupported,
            tr("Nothing was sent: the journal cannot be written, and no change is made without it."))
                           .withDetails(m_trouble->message() + QLatin1Char('\n') + m_trouble->details()));
    if (session.profile().reasonWanted && deed.reason.trimmed().isEmpty())
        return failure(Error::Kind::Invalid, tr("The site %1 wants a reason for every change.").arg(siteName));
    Record record("intended");
    record.site = session.profile().id;
    record.user = userOf(session);
    const bool isKnown = !deed.object.href().isEmpty();
    record.object = isKnown ? deed.object.identity() : Ref(request.url(), {}).identity();
    record.name = deed.object.name();
    record.operation = deed.operation;
    record.batch = QString::fromLatin1(deed.batch);
    record.content = journalcontent::ofIntention(session, request, deed);
    record.content.insert(QStringLiteral("run"), m_run);
    record.documents = {{QStringLiteral("before"), journalcontent::withoutSecrets(deed.before, deed.secrets)},
        {QStringLiteral("after"), journalcontent::withoutSecrets(deed.after, deed.secrets)},
        {QStringLiteral("request"), journalcontent::withoutSecrets(request, deed)}};
    qint64 number = 0;
    const Result<bool> kept = m_database->together([&]() -> Result<bool> {
        const Result<qint64> appended = append(record);
        number = appended.value_or(0);
        return appended ? Result<bool>(true) : failure(appended.error());
    });
    if (!kept)
        return failure(Error(Error::Kind::Unsupported, tr("Nothing was sent: the journal could not be written."))
                           .withDetails(kept.error().message() + QLatin1Char('\n') + kept.error().details()));
    emit changed(number);
    return number;
}

void Journal::answered(qint64 write, const Result<Outcome> &outcome)
{
    Record record("answered", write);
    record.result = resultOf(outcome);
    record.content = outcome ? journalcontent::ofAnswer(*outcome) : journalcontent::ofError(outcome.error());
    if (outcome) {
        record.documents = {{QStringLiteral("answer"), journalcontent::withoutSecrets(*outcome)}};
        if (outcome->task)
            record.task = outcome->task->href.path();
    }
    const Result<bool> kept = m_database->together([&]() -> Result<bool> {
        const Result<qint64> appended = append(record);
        return appended ? Result<bool>(true) : failure(appended.error());
    });
    if (!kept)
        emit failed(kept.error());
    emit changed(write);
}

/// Of an entry that is unknown: one whose answer is still looked for is told of by answered().
void Journal::foundOut(const Session &session, const Request &request, const Verdict &verdict)
{
    JournalFilter filter;
    filter.site = session.profile().id;
    filter.result = WriteResult::Unknown;
    const Result<QList<JournalEntry>> unknown = entries(filter);
    for (const JournalEntry &entry : unknown.value_or(QList<JournalEntry>())) {
        const bool isIt = !request.action().isEmpty() && entry.action == QString::fromLatin1(request.action())
            && entry.method == request.method() && entry.url.path() == request.url().path();
        if (!isIt)
            continue;
        if (verdict.kind() == Verdict::Kind::NotDone) {
            const Result<bool> kept = settle(entry.id, WriteResult::Failed, verdict.reason());
            return kept ? void() : emit failed(kept.error());
        }
        Outcome outcome;
        outcome.object = verdict.object();
        outcome.task = verdict.task();
        outcome.evidence = verdict.reason();
        return answered(entry.id, outcome);
    }
}

/// Several windows may hear of one task; the first writes it down.
void Journal::taskEnded(const QString &site, const TaskState &task)
{
    if (m_trouble)
        return;
    qint64 entry = 0;
    const Result<bool> kept = m_database->together([&]() -> Result<bool> {
        Result<QSqlQuery> query =
            m_database->run(QStringLiteral("SELECT i.seq FROM record a JOIN record i ON i.seq = a.entry "
                                           "WHERE a.task = ? AND a.kind = 'answered' AND i.site = ? AND %1 = 'running'")
                                .arg(latestResult),
                {task.href.path(), site});
        if (!query)
            return failure(query.error());
        if (!query->next())
            return false;
        Record record("ended", query->value(0).toLongLong());
        query->finish();
        record.result = resultOf(task);
        record.task = task.href.path();
        record.content = task.error ? journalcontent::ofError(*task.error) : QJsonObject();
        record.content.insert(QStringLiteral("phase"), task.word);
        const Result<qint64> appended = append(record);
        entry = record.entry;
        return appended ? Result<bool>(true) : failure(appended.error());
    });
    if (!kept)
        emit failed(kept.error());
    else if (entry > 0)
        emit changed(entry);
}

Result<bool> Journal::settle(qint64 entry, WriteResult result, const QString &words)
{
    if (m_trouble)
        return failure(*m_trouble);
    const Result<bool> kept = m_database->together([&]() -> Result<bool> {
        Record record("noted", entry);
        record.result = result;
        record.content.insert(QStringLiteral("words"), words);
        const Result<qint64> appended = append(record);
        return appended ? Result<bool>(true) : failure(appended.error());
    });
    if (kept)
        emit changed(entry);
    return kept;
}

Result<bool> Journal::keepPlan(const QByteArray &batch, const QByteArray &plan)
{
    if (m_trouble)
        return failure(*m_trouble);
    return m_database->together([&]() -> Result<bool> {
        Record record("planned");
        record.batch = QString::fromLatin1(batch);
        record.documents = {{QStringLiteral("plan"), plan}};
        const Result<qint64> appended = append(record);
        return appended ? Result<bool>(true) : failure(appended.error());
    });
}

Result<bool> Journal::endPlan(const QByteArray &batch)
{
    if (m_trouble)
        return failure(*m_trouble);
    return m_database->together([&]() -> Result<bool> {
        Record record("finished");
        record.result = WriteResult::Done;
        record.batch = QString::fromLatin1(batch);
        const Result<qint64> appended = append(record);
        return appended ? Result<bool>(true) : failure(appended.error());
    });
}

} // namespace nephoscope
