// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journal.h"

#include "journal/journalcontent.h"
#include "journal/journalrecord.h"
#include "journal/taskends.h"
#include "session/session.h"
#include "session/taskfollower.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QLockFile>
#include <QUuid>

namespace nephoscope {

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
    m_ends = std::make_unique<TaskEnds>(fileName(folder));
    connect(m_ends.get(), &TaskEnds::failed, this, &Journal::failed);
    connect(m_ends.get(), &TaskEnds::written, this, [this](const QList<qint64> &entries) {
        for (const qint64 entry : entries)
            emit changed(entry);
    });
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
    connect(&session->tasks(), &TaskFollower::ended, this, [this, site = session->profile().id](const TaskState &task) {
        if (m_ends)
            m_ends->add(site, task);
    });
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

Result<qint64> Journal::intended(const Session &session, const Request &request, const Deed &deed)
{
    const QString siteName = session.profile().name;
    if (m_trouble)
        return failure(Error(Error::Kind::Unsupported,
            tr("Nothing was sent: the journal cannot be written, and no change is made without it."))
                           .withDetails(m_trouble->message() + QLatin1Char('\n') + m_trouble->details()));
    if (session.profile().reasonWanted && deed.reason.trimmed().isEmpty())
        return failure(Error::Kind::Invalid, tr("The site %1 wants a reason for every change.").arg(siteName));
    JournalRecord record("intended");
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
    const Result<qint64> number = written(*m_database, record);
    if (!number)
        return failure(Error(Error::Kind::Unsupported, tr("Nothing was sent: the journal could not be written."))
                           .withDetails(number.error().message() + QLatin1Char('\n') + number.error().details()));
    emit changed(*number);
    return number;
}

void Journal::answered(qint64 write, const Result<Outcome> &outcome)
{
    JournalRecord record("answered", write);
    record.result = resultOf(outcome);
    record.content = outcome ? journalcontent::ofAnswer(*outcome) : journalcontent::ofError(outcome.error());
    if (outcome) {
        record.documents = {{QStringLiteral("answer"), journalcontent::withoutSecrets(*outcome)}};
        if (outcome->task)
            record.task = outcome->task->href.path();
    }
    const Result<qint64> kept = written(*m_database, record);
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

Result<bool> Journal::settle(qint64 entry, WriteResult result, const QString &words)
{
    if (m_trouble)
        return failure(*m_trouble);
    JournalRecord record("noted", entry);
    record.result = result;
    record.content.insert(QStringLiteral("words"), words);
    const Result<qint64> kept = written(*m_database, record);
    if (!kept)
        return failure(kept.error());
    emit changed(entry);
    return true;
}

Result<bool> Journal::keepPlan(const QByteArray &batch, const QByteArray &plan)
{
    if (m_trouble)
        return failure(*m_trouble);
    JournalRecord record("planned");
    record.batch = QString::fromLatin1(batch);
    record.documents = {{QStringLiteral("plan"), plan}};
    const Result<qint64> kept = written(*m_database, record);
    return kept ? Result<bool>(true) : failure(kept.error());
}

Result<bool> Journal::endPlan(const QByteArray &batch)
{
    if (m_trouble)
        return failure(*m_trouble);
    JournalRecord record("finished");
    record.result = WriteResult::Done;
    record.batch = QString::fromLatin1(batch);
    const Result<qint64> kept = written(*m_database, record);
    return kept ? Result<bool>(true) : failure(kept.error());
}

} // namespace nephoscope
