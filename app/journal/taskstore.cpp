// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/taskstore.h"

#include "journal/database.h"
#include "journal/taskcontent.h"

#include <QDir>
#include <QJsonDocument>

namespace nephoscope {

namespace {

const QList<QStringList> &tables()
{
    static const QList<QStringList> versions{
        {QStringLiteral("CREATE TABLE task (number INTEGER PRIMARY KEY, site TEXT NOT NULL, service TEXT NOT NULL, "
                        "identity TEXT NOT NULL, phase INTEGER NOT NULL, operation TEXT NOT NULL, object TEXT NOT "
                        "NULL, user TEXT NOT NULL, started INTEGER NOT NULL, seconds INTEGER, attention INTEGER NOT "
                        "NULL DEFAULT 0, content TEXT NOT NULL, UNIQUE (site, identity))"),
            QStringLiteral("CREATE VIRTUAL TABLE task_words USING fts5 (words, tokenize = 'trigram')"),
            QStringLiteral("CREATE INDEX task_started ON task (started)"),
            QStringLiteral("CREATE INDEX task_open ON task (site) WHERE phase < 2 OR phase = 6"),
            QStringLiteral("CREATE INDEX task_attention ON task (attention) WHERE attention = 1"),
            QStringLiteral("CREATE INDEX task_usual ON task (service, operation, number) WHERE phase = 2")},
        {QStringLiteral("ALTER TABLE task ADD COLUMN dismissed INTEGER NOT NULL DEFAULT 0"),
            QStringLiteral("CREATE INDEX task_current ON task (started) WHERE dismissed = 0"),
            QStringLiteral("CREATE INDEX task_phase ON task (phase, started)"),
            QStringLiteral("CREATE INDEX task_site ON task (site, started)"),
            QStringLiteral("CREATE INDEX task_user ON task (user, started)"),
            QStringLiteral("CREATE INDEX task_object ON task (object, started)")}};
    return versions;
}

bool leavesDoubt(const TaskState &task)
{
    return (task.phase == TaskState::Phase::Failed || task.phase == TaskState::Phase::Aborted)
        && !task.object.href().isEmpty();
}

QString wordsOf(const TaskState &task)
{
    return QStringList{task.operation, task.description, task.object.name(), task.object.id(), task.user, task.id,
        task.requestId, task.error ? task.error->message() : QString()}
        .join(QLatin1Char('\n'))
        .toLower();
}

QVariant secondsOf(const TaskState &task)
{
    return task.started.isValid() && task.ended.isValid() ? QVariant(task.started.secsTo(task.ended)) : QVariant();
}

QString jsonOf(const TaskState &task)
{
    return QString::fromUtf8(QJsonDocument(taskContent(task)).toJson(QJsonDocument::Compact));
}

/// The words of a search for the index, which knows every three letters that stand together.
QString phrase(QString text)
{
    return QLatin1Char('"') + text.toLower().replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

/// For texts too short for the index.
QString pattern(QString text)
{
    for (const char *special : {"\\", "%", "_"})
        text.replace(QLatin1String(special), QLatin1Char('\\') + QLatin1String(special));
    return QLatin1Char('%') + text.toLower() + QLatin1Char('%');
}

QString fileIn(const QString &folder) { return QDir(folder).filePath(QStringLiteral("tasks.sqlite")); }

} // namespace

bool TaskFilter::isEmpty() const
{
    return text.isEmpty() && site.isEmpty() && user.isEmpty() && object.isEmpty() && phases.isEmpty()
        && !since.isValid() && !until.isValid() && !onlyAttention;
}

bool TaskFilter::matches(const QString &ofSite, const TaskState &task) const
{
    const QDateTime started = task.started.isValid() ? task.started : QDateTime::currentDateTimeUtc();
    return (text.isEmpty() || wordsOf(task).contains(text.toLower())) && (site.isEmpty() || site == ofSite)
        && (user.isEmpty() || user == task.user) && (object.isEmpty() || object == task.object.identity())
        && (phases.isEmpty() || phases.contains(task.phase)) && (!since.isValid() || started >= since)
        && (!until.isValid() || started < until) && (!onlyAttention || leavesDoubt(task));
}

TaskStore::TaskStore(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}

TaskStore::~TaskStore() = default;

Result<std::unique_ptr<TaskStore>> TaskStore::open(const QString &folder)
{
    auto database = Database::open(fileIn(folder), tables());
    if (!database)
        return failure(database.error());
    // a service tells once more what a loss of power took: no commit has to wait for the disk
    for (const char *setting : {"PRAGMA synchronous = NORMAL", "PRAGMA wal_autocheckpoint = 0"}) {
        const Result<QSqlQuery> done = (*database)->run(QLatin1String(setting));
        if (!done)
            return failure(done.error());
    }
    return std::unique_ptr<TaskStore>(new TaskStore(std::move(*database)));
}

void TaskStore::tidyUp(const QString &folder) { Database::tidyUp(fileIn(folder)); }

Result<TasksWritten> TaskStore::write(const QList<HeardTask> &heard)
{
    TasksWritten written;
    m_isCleared = false;
    const Result<bool> kept = m_database->together([&]() -> Result<bool> {
        for (const HeardTask &each : heard) {
            const Result<Kept> one = keep(each);
            if (!one)
                return failure(one.error());
            if (each.isHistory)
                written.isOtherHistory = written.isOtherHistory || *one != Kept::AsItWas;
            else if (*one == Kept::Ended)
                written.ends << each;
        }
        return true;
    });
    if (!kept)
        return failure(kept.error());
    written.isOtherAttention = m_isCleared
        || std::any_of(
            written.ends.cbegin(), written.ends.cend(), [](const HeardTask &each) { return leavesDoubt(each.task); });
    return written;
}

Result<TaskStore::Kept> TaskStore::keep(const HeardTask &heard)
{
    const TaskState &task = heard.task;
    auto known =
        m_database->run(QStringLiteral("SELECT number, phase, seconds FROM task WHERE site = ? AND identity = ?"),
            {heard.site, taskIdentity(task)});
    if (!known)
        return failure(known.error());
    const bool isKnown = known->next();
    const qint64 number = isKnown ? known->value(0).toLongLong() : 0;
    TaskState before;
    before.phase = isKnown ? TaskState::Phase(known->value(1).toInt()) : TaskState::Phase::Unknown;
    const bool isLost = isKnown && before.phase == TaskState::Phase::Unknown && !known->value(2).isNull();
    known->finish();
    if (isKnown && (before.isEnded() || isLost))
        return Kept::AsItWas; // its end was told
    const Result<bool> written = isKnown ? update(number, task) : insert(heard, leavesDoubt(task) && !heard.isHistory);
    if (!written)
        return failure(written.error());
    if (!task.isEnded())
        return Kept::Changed;
    const Result<bool> cleared = clearDoubts(heard);
    return cleared ? Result<Kept>(Kept::Ended) : failure(cleared.error());
}

/// The same work done well puts the object right again.
Result<bool> TaskStore::clearDoubts(const HeardTask &heard)
{
    const TaskState &task = heard.task;
    if (task.phase != TaskState::Phase::Succeeded || task.object.href().isEmpty())
        return true;
    const auto cleared = m_database->run(
        QStringLiteral(
            "UPDATE task SET attention = 0 WHERE attention = 1 AND site = ? AND object = ? AND operation = ?"),
        {heard.site, task.object.identity(), task.operation.isNull() ? QStringLiteral("") : task.operation});
    if (!cleared)
        return failure(cleared.error());
    m_isCleared = m_isCleared || cleared->numRowsAffected() > 0;
    return true;
}

Result<bool> TaskStore::insert(const HeardTask &heard, bool needsAttention)
{
    const TaskState &task = heard.task;
    const QDateTime started = task.started.isValid() ? task.started : QDateTime::currentDateTimeUtc();
    const auto filled = [](const QString &text) { return text.isNull() ? QStringLiteral("") : text; };
    const auto kept = m_database->run(QStringLiteral("INSERT INTO task (site, service, identity, phase, operation, "
                                                     "object, user, started, seconds, attention, content) "
                                                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {heard.site, heard.service, taskIdentity(task), int(task.phase), filled(task.operation),
            filled(task.object.identity()), filled(task.user), started.toMSecsSinceEpoch(), secondsOf(task),
            int(needsAttention), jsonOf(task)});
    if (!kept)
        return failure(kept.error());
    const auto words = m_database->run(
        QStringLiteral("INSERT INTO task_words (rowid, words) VALUES (?, ?)"), {kept->lastInsertId(), wordsOf(task)});
    return words ? Result<bool>(true) : failure(words.error());
}

Result<bool> TaskStore::update(qint64 number, const TaskState &task)
{
    const auto filled = [](const QString &text) { return text.isNull() ? QStringLiteral("") : text; };
    const auto kept = m_database->run(
        QStringLiteral("UPDATE task SET phase = ?, operation = ?, object = ?, user = ?, seconds = ?, attention = ?, "
                       "content = ? WHERE number = ?"),
        {int(task.phase), filled(task.operation), filled(task.object.identity()), filled(task.user), secondsOf(task),
            int(leavesDoubt(task)), jsonOf(task), number});
    if (!kept)
        return failure(kept.error());
    const auto words =
        m_database->run(QStringLiteral("UPDATE task_words SET words = ? WHERE rowid = ?"), {wordsOf(task), number});
    return words ? Result<bool>(true) : failure(words.error());
}

QList<TaskState> TaskStore::underWay(const QString &site) const
{
    QList<TaskState> all;
    auto query = m_database->run(QStringLiteral("SELECT content FROM task WHERE site = ? AND (phase < 2 OR (phase = 6 "
                                                "AND seconds IS NULL)) ORDER BY number"),
        {site});
    while (query && query->next())
        all << taskFrom(QJsonDocument::fromJson(query->value(0).toString().toUtf8()).object());
    return all;
}

QList<RememberedTask> TaskStore::find(const TaskFilter &filter) const
{
    QList<RememberedTask> found;
    QStringList tests{QStringLiteral("1 = 1")};
    QVariantList values;
    const auto add = [&](bool isWanted, const char *test, const QVariant &value) {
        if (!isWanted)
            return;
        tests << QLatin1String(test);
        values << value;
    };
    constexpr qsizetype shortest = 3; // letters that the index needs
    const bool isIndexed = filter.text.size() >= shortest;
    add(isIndexed, "words MATCH ?", phrase(filter.text));
    add(!isIndexed && !filter.text.isEmpty(), "words LIKE ? ESCAPE '\\'", pattern(filter.text));
    add(!filter.site.isEmpty(), "site = ?", filter.site);
    add(!filter.user.isEmpty(), "user = ?", filter.user);
    add(!filter.object.isEmpty(), "object = ?", filter.object);
    QStringList phases;
    for (const TaskState::Phase phase : filter.phases)
        phases << QString::number(int(phase));
    if (!phases.isEmpty())
        tests << QStringLiteral("phase IN (%1)").arg(phases.join(QLatin1Char(',')));
    if (filter.onlyCurrent)
        tests << QStringLiteral("dismissed = 0"); // as its index has it
    add(filter.since.isValid(), "started >= ?", filter.since.toMSecsSinceEpoch());
    add(filter.until.isValid(), "started < ?", filter.until.toMSecsSinceEpoch());
    if (filter.onlyAttention)
        tests << QStringLiteral("attention = 1");
    values << filter.most << filter.skip;
    auto query = m_database->run(
        QStringLiteral("SELECT number, site, service, attention, content FROM %1 WHERE %2 "
                       "ORDER BY %3 LIMIT ? OFFSET ?")
            .arg(filter.text.isEmpty() ? QStringLiteral("task")
                                       : QStringLiteral("task_words CROSS JOIN task ON number = task_words.rowid"),
                tests.join(QStringLiteral(" AND ")),
                filter.text.isEmpty() ? QStringLiteral("started DESC, number DESC")
                                      : QStringLiteral("task_words.rowid DESC")),
        values);
    while (query && query->next()) {
        RememberedTask task;
        task.number = query->value(0).toLongLong();
        task.site = query->value(1).toString();
        task.service = query->value(2).toString();
        task.needsAttention = query->value(3).toBool();
        task.task = taskFrom(QJsonDocument::fromJson(query->value(4).toString().toUtf8()).object());
        found << task;
    }
    return found;
}

std::optional<UsualDuration> TaskStore::usual(const QString &service, const QString &operation) const
{
    constexpr int latest = 100; // what was long ago tells little
    constexpr int fewest = 3;
    if (operation.isEmpty())
        return std::nullopt;
    auto query = m_database->run(
        QStringLiteral(
            "SELECT seconds FROM (SELECT seconds FROM task WHERE service = ? AND operation = ? AND phase = 2 "
            "AND seconds IS NOT NULL ORDER BY number DESC LIMIT ?) ORDER BY seconds"),
        {service, operation, latest});
    QList<qint64> seconds;
    while (query && query->next())
        seconds << query->value(0).toLongLong();
    if (seconds.size() < fewest)
        return std::nullopt;
    UsualDuration usual;
    usual.cases = int(seconds.size());
    usual.lower = seconds.at(seconds.size() / 4);
    usual.upper = seconds.at(seconds.size() * 3 / 4);
    return usual;
}

QStringList TaskStore::users() const
{
    QStringList all;
    auto query = m_database->run(QStringLiteral("SELECT DISTINCT user FROM task WHERE user <> '' ORDER BY user"));
    while (query && query->next())
        all << query->value(0).toString();
    return all;
}

QList<InDoubt> TaskStore::inDoubt() const
{
    QList<InDoubt> all;
    auto query = m_database->run(QStringLiteral("SELECT site, object FROM task WHERE attention = 1"));
    while (query && query->next())
        all << InDoubt{query->value(0).toString(), query->value(1).toString()};
    return all;
}

Result<bool> TaskStore::dismissEnded()
{
    const auto done = m_database->run(QStringLiteral("UPDATE task SET dismissed = 1 WHERE dismissed = 0 AND (phase "
                                                     "BETWEEN 2 AND 5 OR (phase = 6 AND seconds IS NOT NULL))"));
    return done ? Result<bool>(true) : failure(done.error());
}

Result<bool> TaskStore::settle(qint64 number)
{
    const auto done = m_database->run(QStringLiteral("UPDATE task SET attention = 0 WHERE number = ?"), {number});
    return done ? Result<bool>(true) : failure(done.error());
}

} // namespace nephoscope
