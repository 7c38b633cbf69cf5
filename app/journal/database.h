// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QSqlQuery>
#include <QString>
#include <QStringList>
#include <functional>

namespace nephoscope {

/// An SQLite file of the user's: readable by its owner only, with a version of its tables, safe against crashes (what
/// was committed stays). Several programs may use it at a time. The thread that opened it.
class Database {
public:
    /// Opens or makes the file. `versions`: what leads from each version of the tables to the next, as SQL statements;
    /// a file that is damaged or of a newer version is set aside (StoreNews tells) and a new one made. Malformed where
    /// it cannot be written.
    static Result<std::unique_ptr<Database>> open(const QString &fileName, const QList<QStringList> &versions);
    /// The same for looking only: the file must exist and is not changed.
    static Result<std::unique_ptr<Database>> openToRead(const QString &fileName, qsizetype version);
    /// One more way to a file that stands open already, for another thread.
    static Result<std::unique_ptr<Database>> openAgain(const QString &fileName);
    /// Brings what was committed to the side file of that file into it, as far as nobody reads the old, and waits for
    /// the disk. For files that do not do that by themselves; any thread.
    static void tidyUp(const QString &fileName);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    const QString &fileName() const { return m_fileName; }
    /// Runs one statement with its values; the query stands before its first row.
    Result<QSqlQuery> run(const QString &statement, const QVariantList &values = {}) const;
    /// Runs what is given as one: all of it is kept, for good, or nothing. Nobody else writes meanwhile.
    Result<bool> together(const std::function<Result<bool>()> &work);

private:
    Database(QString fileName, QString connection);
    static Result<std::unique_ptr<Database>> connect(const QString &fileName, bool isForReading);
    static Result<std::unique_ptr<Database>> openAsItIs(const QString &fileName, const QList<QStringList> &versions);
    Result<bool> settleDown() const;
    Result<bool> look() const;
    Result<qint64> version() const;
    Result<bool> bringUp(const QList<QStringList> &versions);

    QString m_fileName;
    QString m_connection;
};

} // namespace nephoscope
