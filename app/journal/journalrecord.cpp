// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalrecord.h"

#include "journal/database.h"
#include "journal/journalchain.h"

#include <QJsonDocument>

namespace nephoscope {

namespace {

Result<QByteArray> keep(const Database &database, const QByteArray &bytes)
{
    const QByteArray key = documentKey(bytes);
    const Result<QSqlQuery> kept = database.run(
        QStringLiteral("INSERT OR IGNORE INTO document (key, bytes) VALUES (?, ?)"), {key, qCompress(bytes)});
    return kept ? Result<QByteArray>(key.toHex()) : failure(kept.error());
}

} // namespace

Result<qint64> append(const Database &database, JournalRecord record)
{
    for (const auto &[name, bytes] : std::as_const(record.documents)) {
        if (bytes.isEmpty())
            continue;
        const Result<QByteArray> key = keep(database, bytes);
        if (!key)
            return failure(key.error());
        record.content.insert(name, QString::fromLatin1(*key));
    }
    Result<QSqlQuery> last = database.run(QStringLiteral("SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1"));
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
    const Result<QSqlQuery> kept =
        database.run(QStringLiteral("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"), columns);
    return kept ? Result<qint64>(number) : failure(kept.error());
}

Result<qint64> written(Database &database, const JournalRecord &record)
{
    qint64 number = 0;
    const Result<bool> kept = database.together([&]() -> Result<bool> {
        const Result<qint64> appended = append(database, record);
        number = appended.value_or(0);
        return appended ? Result<bool>(true) : failure(appended.error());
    });
    return kept ? Result<qint64>(number) : failure(kept.error());
}

QString latestResult()
{
    return QStringLiteral("(SELECT l.result FROM record l WHERE l.entry = i.seq ORDER BY l.seq DESC LIMIT 1)");
}

} // namespace nephoscope
