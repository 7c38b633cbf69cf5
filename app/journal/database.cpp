// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/database.h"

#include "base/storefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUuid>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Database)
};

const QString damaged = QStringLiteral("DAMAGED");
constexpr qint64 mostChecked = 16 * 1024 * 1024; ///< bytes of a file that is looked through at each start: some 20 ms

tl::unexpected<Error> broken(const QString &fileName, const QSqlError &error)
{
    // SQLITE_CORRUPT, SQLITE_NOTADB
    const bool isDamaged =
        error.nativeErrorCode() == QLatin1String("11") || error.nativeErrorCode() == QLatin1String("26");
    return failure(Error(Error::Kind::Malformed, Words::tr("%1 cannot be used.").arg(fileName))
                       .withCode(isDamaged ? damaged : QString())
                       .withDetails(error.databaseText().isEmpty() ? error.driverText() : error.databaseText()));
}

/// With what was committed to its side file, without which it would be another.
void setAside(const QString &fileName, StoreFile::Flaw flaw)
{
    const QString kept = StoreFile::setAside(fileName, flaw, QFileInfo(fileName).completeBaseName());
    if (kept.isEmpty())
        return;
    for (const char *side : {"-wal", "-shm"})
        QFile::rename(fileName + QLatin1String(side), kept + QLatin1String(side));
}

constexpr QFileDevice::Permissions ownersOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// SQLite gives its side files the permissions of the main one.
bool makePrivate(const QString &fileName)
{
    if (!StoreFile::makeFolder(QFileInfo(fileName).absolutePath()))
        return false;
    QFile file(fileName);
    return (file.exists() || file.open(QIODevice::WriteOnly)) && QFile::setPermissions(fileName, ownersOnly);
}

} // namespace

Database::Database(QString fileName, QString connection)
    : m_fileName(std::move(fileName))
    , m_connection(std::move(connection))
{
}

Database::~Database()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<Database>> Database::connect(const QString &fileName, bool isForReading)
{
    const QString connection = QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::unique_ptr<Database> made(new Database(fileName, connection));
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
    database.setDatabaseName(fileName);
    const QString patience = QStringLiteral("QSQLITE_BUSY_TIMEOUT=10000");
    database.setConnectOptions(isForReading ? patience + QStringLiteral(";QSQLITE_OPEN_READONLY") : patience);
    if (!database.open())
        return broken(fileName, database.lastError());
    return made;
}

Result<std::unique_ptr<Database>> Database::open(const QString &fileName, const QList<QStringList> &versions)
{
    Result<std::unique_ptr<Database>> made = openAsItIs(fileName, versions);
    if (made || (made.error().code() != damaged && made.error().kind() != Error::Kind::Unsupported))
        return made;
    setAside(fileName, made.error().code() == damaged ? StoreFile::Flaw::Damaged : StoreFile::Flaw::Newer);
    return openAsItIs(fileName, versions);
}

Result<std::unique_ptr<Database>> Database::openAsItIs(const QString &fileName, const QList<QStringList> &versions)
{
    if (!makePrivate(fileName))
        return failure(Error::Kind::Malformed, Words::tr("%1 cannot be written.").arg(fileName));
    Result<std::unique_ptr<Database>> made = connect(fileName, false);
    if (!made)
        return made;
    if (const Result<bool> sound = (*made)->look(); !sound)
        return failure(sound.error());
    if (const Result<bool> settled = (*made)->settleDown(); !settled)
        return failure(settled.error());
    // what is of this version is not written to: a start need not wait for the disk
    const Result<qint64> present = (*made)->version();
    if (!present)
        return failure(present.error());
    if (*present == versions.size())
        return made;
    const Result<bool> up = (*made)->together([&] { return (*made)->bringUp(versions); });
    return up ? std::move(made) : failure(up.error());
}

Result<std::unique_ptr<Database>> Database::openAgain(const QString &fileName)
{
    Result<std::unique_ptr<Database>> made = connect(fileName, false);
    if (!made)
        return made;
    const Result<bool> settled = (*made)->settleDown();
    return settled ? std::move(made) : failure(settled.error());
}

/// A commit is on the disk before it is reported.
Result<bool> Database::settleDown() const
{
    for (const char *setting : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"}) {
        const Result<QSqlQuery> done = run(QLatin1String(setting));
        if (!done)
            return failure(done.error());
    }
    return true;
}

/// Whether what stands in it hangs together.
Result<bool> Database::look() const
{
    if (QFileInfo(m_fileName).size() > mostChecked)
        return true;
    Result<QSqlQuery> query = run(QStringLiteral("PRAGMA quick_check(1)"));
    if (!query)
        return failure(query.error());
    const QString said = query->next() ? query->value(0).toString() : query->lastError().databaseText();
    if (said == QLatin1String("ok"))
        return true;
    return failure(
        Error(Error::Kind::Malformed, Words::tr("%1 is damaged.").arg(m_fileName)).withCode(damaged).withDetails(said));
}

Result<std::unique_ptr<Database>> Database::openToRead(const QString &fileName, qsizetype version)
{
    if (!QFileInfo::exists(fileName))
        return failure(Error::Kind::NotFound, Words::tr("There is no file %1.").arg(fileName));
    Result<std::unique_ptr<Database>> made = connect(fileName, true);
    if (!made)
        return made;
    Result<QSqlQuery> query = (*made)->run(QStringLiteral("PRAGMA user_version"));
    if (!query)
        return failure(query.error());
    if (!query->next() || query->value(0).toLongLong() != version)
        return failure(Error::Kind::Unsupported, Words::tr("%1 is of another version.").arg(fileName));
    return made;
}

void Database::tidyUp(const QString &fileName)
{
    const Result<std::unique_ptr<Database>> made = connect(fileName, false);
    const Result<QSqlQuery> done = made ? (*made)->run(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)"))
                                        : Result<QSqlQuery>(failure(made.error()));
    Q_UNUSED(done); // the next one does what this one could not
}

/// How many of its steps it has taken.
Result<qint64> Database::version() const
{
    Result<QSqlQuery> query = run(QStringLiteral("PRAGMA user_version"));
    if (!query)
        return failure(query.error());
    return query->next() ? query->value(0).toLongLong() : 0;
}

Result<bool> Database::bringUp(const QList<QStringList> &versions)
{
    const Result<qint64> present = version();
    if (!present)
        return failure(present.error());
    if (*present > versions.size())
        return failure(Error::Kind::Unsupported, Words::tr("%1 was made by a newer version.").arg(m_fileName));
    for (const QStringList &step : versions.mid(*present)) {
        for (const QString &statement : step) {
            const Result<QSqlQuery> done = run(statement);
            if (!done)
                return failure(done.error());
        }
    }
    const Result<QSqlQuery> noted = run(QStringLiteral("PRAGMA user_version = %1").arg(versions.size()));
    return noted ? Result<bool>(true) : failure(noted.error());
}

Result<QSqlQuery> Database::run(const QString &statement, const QVariantList &values) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.prepare(statement))
        return broken(m_fileName, query.lastError());
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return broken(m_fileName, query.lastError());
    return query;
}

Result<bool> Database::together(const std::function<Result<bool>()> &work)
{
    // IMMEDIATE: what is read inside stays true until it is committed
    const Result<QSqlQuery> begun = run(QStringLiteral("BEGIN IMMEDIATE"));
    if (!begun)
        return failure(begun.error());
    Result<bool> done = work();
    if (done) {
        const Result<QSqlQuery> kept = run(QStringLiteral("COMMIT"));
        if (kept)
            return done;
        done = failure(kept.error());
    }
    const Result<QSqlQuery> undone = run(QStringLiteral("ROLLBACK"));
    Q_UNUSED(undone); // the first reason counts
    return done;
}

} // namespace nephoscope
