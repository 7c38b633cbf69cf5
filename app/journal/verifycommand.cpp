// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/verifycommand.h"

#include "journal/journal.h"

#include <QCoreApplication>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(VerifyCommand)
};

QString wordsOf(const Error &error)
{
    return error.details().isEmpty() ? error.message() : error.message() + QLatin1Char('\n') + error.details();
}

} // namespace

JournalVerdict verifyJournalIn(const QString &folder)
{
    const QString fileName = Journal::fileName(folder);
    const auto database = Database::openToRead(fileName, journalTables().size());
    if (!database)
        return {wordsOf(database.error()), 2};
    const Result<JournalProof> proof = verifyJournal(**database);
    if (!proof)
        return {wordsOf(proof.error()), 2};
    if (proof->brokenEntry > 0)
        return {Words::tr("%1: entry %2 is broken: %3. The %4 records before are as they were written.")
                    .arg(fileName)
                    .arg(proof->brokenEntry)
                    .arg(proof->fault)
                    .arg(proof->records),
            1};
    return {Words::tr("%1: all %2 records are as they were written. The last has the hash %3.")
                .arg(fileName)
                .arg(proof->records)
                .arg(QString::fromLatin1(proof->head.toHex())),
        0};
}

} // namespace nephoscope
