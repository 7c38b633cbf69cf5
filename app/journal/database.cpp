// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/database.h"

#include <QCoreApplication>
#include <QDir>
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

tl::unexpected<Error> broken(const QString &fileName, const QSqlError &error)
{
    return failure(Error(Error::Kind::Malformed, Words::tr("%1 cannot be used.").arg(fileName))
                       .withDetails(error.databaseText().isEmpty() ? error.driverText() : error.databaseText()));
}

constexpr QFileDevice::Permissions ownersOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// SQLite gives its side files the permissions of the main one.
bool makePrivate(const QString &fileName)
{
    const QString folder = QFileInfo(fileName).absolutePath();
    if (!QDir(folder).exists()) {
        if (!QDir().mkpath(folder))
            return false;
        QFile::setPermissions(folder, ownersOnly | QFileDevice::ExeOwner);
    }
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
    if (!makePrivate(fileName))
        return failure(Error::Kind::Malformed, Words::tr("%1 cannot be written.").arg(fileName));
    Result<std::unique_ptr<Database>> made = connect(fileName, false);
    if (!made)
        return made;
    // a commit is on the disk before it is reported
    for (const char *setting : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"}) {
        const Result<QSqlQuery> done = (*made)->run(QLatin1String(setting));
        if (!done)
            return failure(done.error());
    }
    const Result<bool> up = (*made)->together([&] { return (*made)->bringUp(versions); });
    return up ? std::move(made) : failure(up.error());
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

Result<bool> Database::bringUp(const QList<QStringList> &versions)
{
    Result<QSqlQuery> query = run(QStringLiteral("PRAGMA user_version"));
    if (!query)
        return failure(query.error());
    const qsizetype present = query->next() ? query->value(0).toLongLong() : 0;
    query->finish();
    if (present > versions.size())
        return failure(Error::Kind::Unsupported, Words::tr("%1 was made by a newer version.").arg(m_fileName));
    for (const QStringList &step : versions.mid(present)) {
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
