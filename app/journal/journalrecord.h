// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "journal/journalentry.h"

#include <QJsonObject>

namespace nephoscope {

class Database;

/// A record of the journal before it has its number and hash.
class JournalRecord {
public:
    explicit JournalRecord(const char *ofKind, qint64 ofEntry = 0)
        : kind(QLatin1String(ofKind))
        , entry(ofEntry)
    {
    }

    QString kind;
    qint64 entry; ///< 0 = begins one
    QString site;
    QString user;
    QString object;
    QString name;
    QString operation;
    WriteResult result = WriteResult::Open;
    QString task; ///< path of its address
    QString batch;
    QJsonObject content;
    QList<std::pair<QString, QByteArray>> documents; ///< by their names in the content
};

/// Puts it behind the last one and says its number. Inside Database::together().
Result<qint64> append(const Database &database, JournalRecord record);
/// The same by itself: when it returns, it is on the disk.
Result<qint64> written(Database &database, const JournalRecord &record);
/// An SQL expression for what became of the entry of record `i` last.
QString latestResult();

} // namespace nephoscope
