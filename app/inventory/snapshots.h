// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "inventory/recordstore.h"

#include <QDateTime>
#include <QList>
#include <memory>

namespace nephoscope {

/// What is known of a list, or of all below an object, as it was at some time.
class Snapshot {
public:
    QString id; ///< made by Snapshots
    QString name; ///< a person's
    QString profileId;
    QString site; ///< the site's name then
    QString service;
    QString apiVersion;
    QString kind; ///< of the list's rows, or of the object
    QString what; ///< name of the list or object
    QString address; ///< of the list or object, without the host
    bool isSubtree = false;
    QDateTime takenAt;
    qint64 records = 0;
    QStringList unread; ///< Subtree::unread(): what hangs there is not in it
};

/// The snapshots of this user: each a file of its own, without secrets, readable by nobody else. Any thread, one at a
/// time.
class Snapshots {
public:
    /// In the user's data folder.
    Snapshots();
    explicit Snapshots(QString folder)
        : m_folder(std::move(folder))
    {
    }

    /// The newest first.
    QList<Snapshot> all() const;
    /// Keeps it; with its id.
    Result<Snapshot> add(Snapshot about, const std::shared_ptr<RecordStore> &store) const;
    Result<std::shared_ptr<RecordStore>> store(const Snapshot &snapshot) const;
    void remove(const Snapshot &snapshot) const;

private:
    QString fileOf(const QString &id) const;
    Result<void> write(const QList<Snapshot> &list) const;

    QString m_folder;
};

} // namespace nephoscope
