// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journal.h"
#include "journal/journalcontent.h"
#include "journal/journalrecord.h"
#include "journal/taskends.h"

#include <QJsonDocument>

namespace nephoscope {

namespace {

QJsonObject contentIn(const QSqlQuery &query, int column)
{
    return QJsonDocument::fromJson(query.value(column).toByteArray()).object();
}

/// The condition of a filter, with its values.
std::pair<QString, QVariantList> conditionOf(const JournalFilter &filter)
{
    QStringList parts{QStringLiteral("i.kind = 'intended'")};
    QVariantList values;
    const auto equal = [&](const char *column, const QString &value) {
        if (value.isEmpty())
            return;
        parts << QStringLiteral("i.%1 = ?").arg(QLatin1String(column));
        values << value;
    };
    equal("site", filter.site);
    equal("user", filter.user);
    equal("object", filter.object);
    equal("batch", QString::fromLatin1(filter.batch));
    if (filter.result) {
        parts << latestResult() + QStringLiteral(" = ?");
        values << nameOf(*filter.result);
    }
    const auto time = [&](const char *comparison, const QDateTime &value) {
        if (!value.isValid())
            return;
        parts << QStringLiteral("i.time %1 ?").arg(QLatin1String(comparison));
        values << value.toUTC().toString(Qt::ISODateWithMs);
    };
    time(">=", filter.from);
    time("<=", filter.to);
    if (!filter.text.isEmpty()) {
        QString pattern = filter.text;
        for (const char special : {'\\', '%', '_'})
            pattern.replace(QLatin1Char(special), QLatin1Char('\\') + QString(QLatin1Char(special)));
        pattern = QLatin1Char('%') + pattern + QLatin1Char('%');
        parts << QStringLiteral("(i.name LIKE ? ESCAPE '\\' OR i.user LIKE ? ESCAPE '\\' OR i.operation LIKE ? ESCAPE "
                                "'\\' OR EXISTS (SELECT 1 FROM record l WHERE l.entry = i.seq AND l.content LIKE ? "
                                "ESCAPE '\\'))");
        values << pattern << pattern << pattern << pattern;
    }
    return {parts.join(QStringLiteral(" AND ")), values};
}

} // namespace

Result<QList<JournalEntry>> Journal::entries(const JournalFilter &filter, int limit, qint64 before) const
{
    if (m_trouble)
        return failure(*m_trouble);
    auto [condition, values] = conditionOf(filter);
    if (before > 0) {
        condition += QStringLiteral(" AND i.seq < ?");
        values << before;
    }
    values << limit;
    Result<QSqlQuery> query = m_database->run(
        QStringLiteral("SELECT seq, time, site, user, operation, batch, content, hash FROM record i WHERE %1 "
                       "ORDER BY seq DESC LIMIT ?")
            .arg(condition),
        values);
    if (!query)
        return failure(query.error());
    QList<JournalEntry> found;
    while (query->next()) {
        JournalEntry entry;
        entry.id = query->value(0).toLongLong();
        entry.time = QDateTime::fromString(query->value(1).toString(), Qt::ISODateWithMs);
        entry.siteId = query->value(2).toString();
        entry.user = query->value(3).toString();
        entry.operation = query->value(4).toString();
        entry.batch = query->value(5).toByteArray();
        entry.hash = query->value(7).toByteArray();
        journalcontent::readIntention(contentIn(*query, 6), &entry);
        found << entry;
    }
    for (JournalEntry &entry : found) {
        const Result<bool> completed = complete(&entry);
        if (!completed)
            return failure(completed.error());
    }
    return found;
}

/// What later records say.
Result<bool> Journal::complete(JournalEntry *entry) const
{
    Result<QSqlQuery> query = m_database->run(
        QStringLiteral("SELECT time, result, content, hash FROM record WHERE entry = ? AND seq > ? ORDER BY seq"),
        {entry->id, entry->id});
    if (!query)
        return failure(query.error());
    while (query->next()) {
        entry->ended = QDateTime::fromString(query->value(0).toString(), Qt::ISODateWithMs);
        entry->result = writeResultNamed(query->value(1).toString());
        entry->hash = query->value(3).toByteArray();
        journalcontent::readLater(contentIn(*query, 2), entry);
    }
    m_ends->complete(entry);
    return true;
}

Result<JournalEntry> Journal::entry(qint64 id) const
{
    const Result<QList<JournalEntry>> found = entries({}, 1, id + 1);
    if (!found)
        return failure(found.error());
    if (found->isEmpty() || found->constFirst().id != id)
        return failure(Error::Kind::NotFound, tr("The journal has no entry %1.").arg(id));
    return found->constFirst();
}

QList<std::pair<QString, QString>> Journal::sites() const
{
    QList<std::pair<QString, QString>> found;
    if (m_trouble)
        return found;
    Result<QSqlQuery> query = m_database->run(QStringLiteral(
        "SELECT site, content, max(seq) FROM record WHERE kind = 'intended' GROUP BY site ORDER BY site"));
    while (query && query->next()) // SQLite: the content of the row with the maximum
        found << std::pair(
            query->value(0).toString(), contentIn(*query, 1).value(QLatin1String("siteName")).toString());
    return found;
}

QStringList Journal::users() const
{
    QStringList found;
    if (m_trouble)
        return found;
    Result<QSqlQuery> query =
        m_database->run(QStringLiteral("SELECT DISTINCT user FROM record WHERE kind = 'intended' ORDER BY user"));
    while (query && query->next())
        found << query->value(0).toString();
    return found;
}

Result<QByteArray> Journal::document(const QByteArray &key) const
{
    if (m_trouble)
        return failure(*m_trouble);
    Result<QSqlQuery> query = m_database->run(QStringLiteral("SELECT bytes FROM document WHERE key = ?"), {key});
    if (!query)
        return failure(query.error());
    if (key.isEmpty() || !query->next())
        return failure(Error::Kind::NotFound, tr("The journal did not keep that."));
    return qUncompress(query->value(0).toByteArray());
}

Result<JournalProof> Journal::verify() const
{
    return m_trouble ? Result<JournalProof>(failure(*m_trouble)) : verifyJournal(*m_database);
}

QList<std::pair<QByteArray, QByteArray>> Journal::openPlans() const
{
    QList<std::pair<QByteArray, QByteArray>> found;
    if (m_trouble)
        return found;
    Result<QSqlQuery> query = m_database->run(
        QStringLiteral("SELECT batch, content FROM record p WHERE kind = 'planned' AND NOT EXISTS "
                       "(SELECT 1 FROM record f WHERE f.batch = p.batch AND f.kind = 'finished') ORDER BY seq"));
    QList<std::pair<QByteArray, QByteArray>> keys;
    while (query && query->next()) {
        const QString key = contentIn(*query, 1).value(QLatin1String("plan")).toString();
        keys << std::pair(query->value(0).toByteArray(), QByteArray::fromHex(key.toLatin1()));
    }
    for (const auto &[batch, key] : keys) {
        const Result<QByteArray> plan = document(key);
        if (plan)
            found << std::pair(batch, *plan);
    }
    return found;
}

} // namespace nephoscope
