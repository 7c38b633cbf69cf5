// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/database.h"

#include <QVariant>

namespace nephoscope {

/// The tables of the journal, version by version.
///
/// record: what happened, in order; never changed, never deleted. An entry is its first record ("intended") and those
/// that came later of the same entry. Each record's hash covers all its columns and the hash before, so nothing in the
/// middle can be changed, taken out or put in without every later hash being another. Documents are kept once, by their
/// hash, which the records name.
const QList<QStringList> &journalTables();
/// The columns of a record that its hash covers, in order.
const QStringList &recordColumns();
QByteArray recordHash(const QByteArray &before, const QVariantList &columns);
QByteArray documentKey(const QByteArray &bytes);

/// What a look at the whole journal found.
class JournalProof {
public:
    qint64 records = 0; ///< that were looked at and are sound
    QByteArray head; ///< hash of the last sound one: note it elsewhere, and nothing can be cut off either
    qint64 brokenEntry = 0; ///< the first entry that is not as it was written; 0 = all are
    QString fault; ///< what is wrong with it
};

/// Reads every record and document again.
Result<JournalProof> verifyJournal(const Database &database);

} // namespace nephoscope
