// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalchain.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlError>
#include <QtEndian>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(JournalChain)
};

QStringList firstTables()
{
    return {
        QStringLiteral("CREATE TABLE record (seq INTEGER PRIMARY KEY, entry INTEGER NOT NULL, time TEXT NOT NULL, "
                       "kind TEXT NOT NULL, site TEXT NOT NULL, user TEXT NOT NULL, object TEXT NOT NULL, "
                       "name TEXT NOT NULL, operation TEXT NOT NULL, result TEXT NOT NULL, task TEXT NOT NULL, "
                       "batch TEXT NOT NULL, content TEXT NOT NULL, hash BLOB NOT NULL)"),
        QStringLiteral("CREATE INDEX record_entry ON record (entry)"),
        QStringLiteral("CREATE INDEX record_object ON record (object) WHERE kind = 'intended'"),
        QStringLiteral("CREATE INDEX record_task ON record (task) WHERE task <> ''"),
        QStringLiteral("CREATE INDEX record_batch ON record (batch) WHERE batch <> ''"),
        QStringLiteral("CREATE TABLE document (key BLOB PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID"),
        QStringLiteral("CREATE TRIGGER record_is_kept BEFORE DELETE ON record BEGIN "
                       "SELECT RAISE(ABORT, 'the journal forgets nothing'); END"),
        QStringLiteral("CREATE TRIGGER record_stays BEFORE UPDATE ON record BEGIN "
                       "SELECT RAISE(ABORT, 'the journal changes nothing'); END"),
    };
}

/// What is wrong with the documents that a record names; empty where nothing is.
Result<QString> faultInDocuments(const Database &database, const QByteArray &content)
{
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    for (const char *name : {"before", "after", "request", "answer", "plan"}) {
        const QByteArray key = QByteArray::fromHex(object.value(QLatin1String(name)).toString().toLatin1());
        if (key.isEmpty())
            continue;
        Result<QSqlQuery> query = database.run(QStringLiteral("SELECT bytes FROM document WHERE key = ?"), {key});
        if (!query)
            return failure(query.error());
        if (!query->next())
            return Words::tr("its document \u201c%1\u201d is missing").arg(QLatin1String(name));
        if (documentKey(qUncompress(query->value(0).toByteArray())) != key)
            return Words::tr("its document \u201c%1\u201d was changed").arg(QLatin1String(name));
    }
    return QString();
}

} // namespace

const QList<QStringList> &journalTables()
{
    static const QList<QStringList> tables = {firstTables()};
    return tables;
}

const QStringList &recordColumns()
{
    static const QStringList columns = {QStringLiteral("seq"), QStringLiteral("entry"), QStringLiteral("time"),
        QStringLiteral("kind"), QStringLiteral("site"), QStringLiteral("user"), QStringLiteral("object"),
        QStringLiteral("name"), QStringLiteral("operation"), QStringLiteral("result"), QStringLiteral("task"),
        QStringLiteral("batch"), QStringLiteral("content")};
    return columns;
}

QByteArray recordHash(const QByteArray &before, const QVariantList &columns)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(before);
    for (const QVariant &column : columns) {
        const QByteArray bytes = column.toString().toUtf8();
        char length[sizeof(quint64)]; // so that nothing can move from one column to the next
        qToBigEndian(quint64(bytes.size()), length);
        hash.addData(QByteArrayView(length, sizeof length));
        hash.addData(bytes);
    }
    return hash.result();
}

QByteArray documentKey(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

Result<JournalProof> verifyJournal(const Database &database)
{
    Result<QSqlQuery> query = database.run(
        QStringLiteral("SELECT %1, hash FROM record ORDER BY seq").arg(recordColumns().join(QStringLiteral(", "))));
    if (!query)
        return failure(query.error());
    JournalProof proof;
    const qsizetype count = recordColumns().size();
    while (query->next()) {
        QVariantList columns;
        for (int index = 0; index < count; ++index)
            columns << query->value(index);
        const QByteArray hash = query->value(int(count)).toByteArray();
        if (columns.first().toLongLong() != proof.records + 1)
            proof.fault = Words::tr("record %1 before it is missing").arg(proof.records + 1);
        else if (recordHash(proof.head, columns) != hash)
            proof.fault = Words::tr("record %1 was changed").arg(columns.first().toLongLong());
        if (proof.fault.isEmpty()) {
            const Result<QString> fault = faultInDocuments(database, columns.last().toString().toUtf8());
            if (!fault)
                return failure(fault.error());
            proof.fault = *fault;
        }
        if (!proof.fault.isEmpty()) {
            proof.brokenEntry = columns.at(1).toLongLong();
            return proof;
        }
        proof.head = hash;
        ++proof.records;
    }
    if (query->lastError().isValid()) { // the file itself is damaged
        proof.brokenEntry = proof.records + 1;
        proof.fault = query->lastError().databaseText();
    }
    return proof;
}

} // namespace nephoscope
