// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

namespace nephoscope {

/// A list of which an OfflineCopy is kept.
class KeptList {
public:
    QUrl address;
    QString service; ///< Platform::service()
    QString kind; ///< of its rows
    QString name; ///< may be empty
    QDateTime readAt;
};

/// Which lists of a site are kept: the copies themselves do not say where they came from. A file beside them, which
/// goes with them.
class KeptLists {
public:
    /// The newest first; only those whose copy is there. Any thread.
    static QList<KeptList> of(const QString &profileId);
    /// A copy of that list has been written. The inventory thread.
    static void note(const QString &profileId, const KeptList &list);
};

} // namespace nephoscope
