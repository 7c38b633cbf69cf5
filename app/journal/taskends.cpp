// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/taskends.h"

#include "journal/database.h"
#include "journal/journalcontent.h"
#include "journal/journalrecord.h"

#include <QtConcurrent>
#include <utility>

namespace nephoscope {

namespace {

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

QJsonObject contentOf(const TaskState &task)
{
    QJsonObject content = task.error ? journalcontent::ofError(*task.error) : QJsonObject();
    content.insert(QStringLiteral("phase"), task.word);
    return content;
}

/// The entry that began it and does not know its end; 0 = there is none. Several windows may hear of one task: the
/// first writes it down.
Result<qint64> entryOf(const Database &database, const QString &site, const TaskState &task)
{
    Result<QSqlQuery> query =
        database.run(QStringLiteral("SELECT i.seq FROM record a JOIN record i ON i.seq = a.entry "
                                    "WHERE a.task = ? AND a.kind = 'answered' AND i.site = ? AND %1 = 'running'")
                         .arg(latestResult()),
            {task.href.path(), site});
    if (!query)
        return failure(query.error());
    return query->next() ? query->value(0).toLongLong() : 0;
}

} // namespace

TaskEnds::TaskEnds(const QString &fileName)
    : m_fileName(fileName)
{
    m_thread.setMaxThreadCount(1);
    connect(&m_writing, &QFutureWatcherBase::finished, this, &TaskEnds::tell);
}

TaskEnds::~TaskEnds()
{
    disconnect(&m_writing, nullptr, this, nullptr); // who listened may be gone
    writeOn();
}

void TaskEnds::add(const QString &site, const TaskState &task)
{
    m_waiting << End{site, task};
    if (!m_isWriting)
        writeOn();
}

/// All that has gathered, so that the disk is waited for once.
void TaskEnds::writeOn()
{
    m_underWay = std::exchange(m_waiting, {});
    m_isWriting = !m_underWay.isEmpty();
    if (m_isWriting)
        m_writing.setFuture(QtConcurrent::run(&m_thread, &TaskEnds::write, m_fileName, m_underWay));
}

void TaskEnds::complete(JournalEntry *entry) const
{
    if (entry->result != WriteResult::Running)
        return;
    for (const QList<End> &ends : {m_underWay, m_waiting}) {
        for (const auto &[site, task] : ends) {
            if (site != entry->siteId || task.href.path() != entry->task.path())
                continue;
            entry->result = resultOf(task);
            journalcontent::readLater(contentOf(task), entry);
            return;
        }
    }
}

Result<QList<qint64>> TaskEnds::write(const QString &fileName, const QList<End> &ends)
{
    const Result<std::unique_ptr<Database>> opened = Database::openAgain(fileName);
    if (!opened)
        return failure(opened.error());
    Database &database = **opened;
    QList<qint64> entries;
    const Result<bool> kept = database.together([&]() -> Result<bool> {
        for (const auto &[site, task] : ends) {
            const Result<qint64> entry = entryOf(database, site, task);
            if (!entry)
                return failure(entry.error());
            if (*entry == 0)
                continue;
            JournalRecord record("ended", *entry);
            record.result = resultOf(task);
            record.task = task.href.path();
            record.content = contentOf(task);
            const Result<qint64> appended = append(database, record);
            if (!appended)
                return failure(appended.error());
            entries << *entry;
        }
        return true;
    });
    return kept ? Result<QList<qint64>>(entries) : failure(kept.error());
}

void TaskEnds::tell()
{
    const Result<QList<qint64>> entries = m_writing.result();
    writeOn();
    if (!entries)
        emit failed(entries.error());
    else if (!entries->isEmpty())
        emit written(*entries);
}

} // namespace nephoscope

#include "moc_taskends.cpp"
