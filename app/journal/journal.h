// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/database.h"
#include "journal/journalchain.h"
#include "journal/journalentry.h"
#include "session/witness.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <memory>

class QLockFile;

namespace nephoscope {

class TaskEnds;

/// Every write, kept on this computer: before it leaves, when it is answered, and when its task has ended. What was
/// under way when the program died stays visible as such and is never repeated. No secret gets in. Nothing is ever
/// changed or taken out: see journalchain.h. GUI thread.
class Journal : public QObject, public Witness {
    Q_OBJECT
public:
    /// The journal in that folder. Where it cannot be used trouble() says why, and no write is let through.
    explicit Journal(const QString &folder);
    ~Journal() override;

    static QString fileName(const QString &folder);
    const std::optional<Error> &trouble() const { return m_trouble; }
    /// Entries of which nobody knows what became of them, because the program ended before the answer came; found at
    /// the start.
    const QList<qint64> &leftOpen() const { return m_leftOpen; }

    /// Keeps account of a session's writes and their tasks; goes on with tasks that ran when the program ended last.
    void watch(const std::shared_ptr<Session> &session, const std::shared_ptr<Journal> &self);

    Result<qint64> intended(const Session &session, const Request &request, const Deed &deed) override;
    void answered(qint64 write, const Result<Outcome> &outcome) override;
    void foundOut(const Session &session, const Request &request, const Verdict &verdict) override;
    /// Somebody found out what became of an entry that is open or unknown.
    Result<bool> settle(qint64 entry, WriteResult result, const QString &words);

    /// Newest first; those before an entry, to read on.
    Result<QList<JournalEntry>> entries(const JournalFilter &filter, int limit = 200, qint64 before = 0) const;
    Result<JournalEntry> entry(qint64 id) const;
    /// Sites (id and name) and users that occur.
    QList<std::pair<QString, QString>> sites() const;
    QStringList users() const;
    /// A kept document by its key, secrets cut out.
    Result<QByteArray> document(const QByteArray &key) const;
    Result<JournalProof> verify() const;

    /// The plan of a run over many objects, and those that have not been declared ended.
    Result<bool> keepPlan(const QByteArray &batch, const QByteArray &plan);
    Result<bool> endPlan(const QByteArray &batch);
    QList<std::pair<QByteArray, QByteArray>> openPlans() const;

signals:
    /// An entry is new, or more is known of it.
    void changed(qint64 entry);
    /// Something could not be written down.
    void failed(const Error &error);

private:
    void followAgain(const std::shared_ptr<Session> &session);
    void reportLeftOpen();
    bool isAlive(const QString &run) const;
    Result<bool> complete(JournalEntry *entry) const;

    QString m_folder;
    QString m_run; ///< this program's
    std::unique_ptr<Database> m_database;
    std::unique_ptr<TaskEnds> m_ends;
    std::unique_ptr<QLockFile> m_lock; ///< held as long as this run lives
    std::optional<Error> m_trouble;
    QList<qint64> m_leftOpen;
    QSet<const Session *> m_watched;
};

} // namespace nephoscope
