// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "inventory/recordstore.h"

#include <QDateTime>
#include <memory>

namespace nephoscope {

/// A list as it was when it was read last, in a file of its own: the store's pages as they are, without secrets,
/// readable by this user only. Any thread, one at a time per list.
class OfflineCopy {
public:
    std::shared_ptr<RecordStore> store; ///< null in what describe() gives
    QDateTime readAt;
    QString service; ///< Platform::service()
    QString apiVersion; ///< that was spoken
    QString kind; ///< of the rows
    QString name; ///< of the list

    /// Where the copy of a site's list is kept.
    static QString fileName(const QString &profileId, const QUrl &list);
    /// The store must not grow meanwhile.
    static Result<void> write(const QString &fileName, const OfflineCopy &copy);
    /// NotFound where there is none, Malformed where it is damaged or of another version.
    static Result<OfflineCopy> read(const QString &fileName);
    /// What is said about it, without its records: quick, but damage further on is not seen.
    static Result<OfflineCopy> describe(const QString &fileName);
    /// All copies of a site.
    static void forget(const QString &profileId);

private:
    static Result<OfflineCopy> readHead(QDataStream &from);
    static std::shared_ptr<const RecordStore> withoutSecrets(const RecordStore &store);
    static bool hasSecrets(const RecordStore &store);
    static void put(QDataStream &to, const RecordStore &store);
    static bool get(QDataStream &from, RecordStore &store);
};

} // namespace nephoscope
