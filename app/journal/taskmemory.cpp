// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/taskmemory.h"

#include "journal/database.h"
#include "journal/taskcontent.h"
#include "session/taskfollower.h"

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

/// What of a task is worth a write when it changes.
QString digest(const TaskState &task)
{
    return QStringLiteral("%1 %2 %3 %4")
        .arg(int(task.phase))
        .arg(int(task.ended.isValid()))
        .arg(task.steps.size())
        .arg(task.description);
}

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

TaskMemory::TaskMemory(const QString &folder)
{
    auto database = Database::open(QDir(folder).filePath(QStringLiteral("tasks.sqlite")), tables());
    if (database)
        m_database = std::move(*database);
    else
        m_trouble = database.error();
    m_writing.setSingleShot(true);
    connect(&m_writing, &QTimer::timeout, this, &TaskMemory::writeSome);
}

TaskMemory::~TaskMemory()
{
    blockSignals(true); // who listened may be gone
    write(std::exchange(m_heard, {}));
}

void TaskMemory::watch(const std::shared_ptr<Session> &session)
{
    if (!session->isLive() || m_watched.value(session.get()).lock() == session)
        return;
    m_watched.insert(session.get(), session);
    const QString site = session->profile().id;
    const QString service = session->platform().service();
    connect(&session->tasks(), &TaskFollower::changed, this,
        [this, site, service](const TaskState &task) { hear(site, service, task); });
    connect(&session->tasks(), &TaskFollower::found, this,
        [this, site, service](const QList<TaskState> &tasks) { noteHistory(site, service, tasks); });
    connect(&session->tasks(), &TaskFollower::ended, this, [this, site, service](const TaskState &task) {
        if (task.isEnded())
            return; // that was a change too
        TaskState lost = task; // the service has forgotten it, and nobody can tell how it ended
        lost.ended = QDateTime::currentDateTimeUtc();
        if (!lost.started.isValid())
            lost.started = lost.ended;
        hear(site, service, lost);
    });
    const QList<TaskState> running = open(site);
    for (const TaskState &task : running)
        session->tasks().follow(task);
}

void TaskMemory::hear(const QString &site, const QString &service, const TaskState &task)
{
    const QString key = site + QLatin1Char(' ') + taskIdentity(task);
    if (!m_database || m_written.value(key) == digest(task))
        return;
    const Heard heard{site, service, task};
    if (m_writing.isActive()) {
        m_heard << heard;
        return;
    }
    m_writing.start(0);
    write({heard}); // the first at once: what was just begun from here must survive whatever comes
}

void TaskMemory::writeSome()
{
    constexpr qsizetype most = 16; // some milliseconds' worth
    const QList<Heard> some = m_heard.mid(0, most);
    m_heard.remove(0, some.size());
    if (!m_heard.isEmpty())
        m_writing.start(1);
    write(some);
}

void TaskMemory::note(const QString &site, const QString &service, const QList<TaskState> &tasks)
{
    QList<Heard> heard;
    for (const TaskState &task : tasks)
        heard << Heard{site, service, task};
    write(heard);
}

void TaskMemory::write(const QList<Heard> &heard)
{
    QList<Heard> news;
    for (const Heard &each : heard) {
        if (m_written.value(each.site + QLatin1Char(' ') + taskIdentity(each.task)) != digest(each.task))
            news << each;
    }
    if (!m_database || news.isEmpty())
        return;
    QList<Heard> ends;
    const Result<bool> kept = m_database->together([&]() -> Result<bool> {
        for (const Heard &each : std::as_const(news)) {
            const Result<Kept> one = keep(each, false);
            if (!one)
                return failure(one.error());
            if (*one == Kept::Ended)
                ends << each;
        }
        return true;
    });
    if (!kept)
        return fail(kept.error());
    for (const Heard &each : std::as_const(news)) {
        const QString key = each.site + QLatin1Char(' ') + taskIdentity(each.task);
        if (each.task.isEnded())
            m_written.remove(key); // nothing more will be heard of it
        else
            m_written.insert(key, digest(each.task));
    }
    const bool isOtherAttention = std::exchange(m_isCleared, false)
        || std::any_of(ends.cbegin(), ends.cend(), [](const Heard &each) { return leavesDoubt(each.task); });
    for (const Heard &each : std::as_const(ends))
        emit ended(each.site, each.task);
    if (isOtherAttention)
        emit attentionChanged();
}

void TaskMemory::noteHistory(const QString &site, const QString &service, const QList<TaskState> &tasks)
{
    if (!m_database)
        return;
    bool isNews = false;
    const Result<bool> kept = m_database->together([&]() -> Result<bool> {
        for (const TaskState &task : tasks) {
            const Result<Kept> one = keep(Heard{site, service, task}, true);
            if (!one)
                return failure(one.error());
            isNews = isNews || *one != Kept::AsItWas;
        }
        return true;
    });
    if (!kept)
        return fail(kept.error());
    if (isNews)
        emit historyChanged();
}

Result<TaskMemory::Kept> TaskMemory::keep(const Heard &heard, bool isHistory)
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
    const Result<bool> written = isKnown ? update(number, task) : insert(heard, leavesDoubt(task) && !isHistory);
    if (!written)
        return failure(written.error());
    if (!task.isEnded())
        return Kept::Changed;
    const Result<bool> cleared = clearDoubts(heard);
    return cleared ? Result<Kept>(Kept::Ended) : failure(cleared.error());
}

/// The same work done well puts the object right again.
Result<bool> TaskMemory::clearDoubts(const Heard &heard)
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

Result<bool> TaskMemory::insert(const Heard &heard, bool needsAttention)
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

Result<bool> TaskMemory::update(qint64 number, const TaskState &task)
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

QList<TaskState> TaskMemory::open(const QString &site) const
{
    QList<TaskState> all;
    if (!m_database)
        return all;
    auto query = m_database->run(QStringLiteral("SELECT content FROM task WHERE site = ? AND (phase < 2 OR (phase = 6 "
                                                "AND seconds IS NULL)) ORDER BY number"),
        {site});
    while (query && query->next())
        all << taskFrom(QJsonDocument::fromJson(query->value(0).toString().toUtf8()).object());
    return all;
}

QList<RememberedTask> TaskMemory::find(const TaskFilter &filter) const
{
    QList<RememberedTask> found;
    if (!m_database)
        return found;
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

std::optional<UsualDuration> TaskMemory::usual(const QString &service, const QString &operation) const
{
    constexpr int latest = 100; // what was long ago tells little
    constexpr int fewest = 3;
    if (!m_database || operation.isEmpty())
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

QStringList TaskMemory::users() const
{
    QStringList all;
    if (!m_database)
        return all;
    auto query = m_database->run(QStringLiteral("SELECT DISTINCT user FROM task WHERE user <> '' ORDER BY user"));
    while (query && query->next())
        all << query->value(0).toString();
    return all;
}

QList<RememberedTask> TaskMemory::doubts(const QString &site, const QString &object) const
{
    TaskFilter filter;
    filter.site = site;
    filter.object = object;
    filter.onlyAttention = true;
    return find(filter);
}

void TaskMemory::dismissEnded()
{
    if (!m_database)
        return;
    const auto done = m_database->run(QStringLiteral("UPDATE task SET dismissed = 1 WHERE dismissed = 0 AND (phase "
                                                     "BETWEEN 2 AND 5 OR (phase = 6 AND seconds IS NOT NULL))"));
    if (!done)
        fail(done.error());
}

void TaskMemory::settle(qint64 number)
{
    if (!m_database)
        return;
    const auto done = m_database->run(QStringLiteral("UPDATE task SET attention = 0 WHERE number = ?"), {number});
    if (done)
        emit attentionChanged();
    else
        fail(done.error());
}

void TaskMemory::fail(const Error &error) { m_trouble = error; }

} // namespace nephoscope

#include "moc_taskmemory.cpp"
