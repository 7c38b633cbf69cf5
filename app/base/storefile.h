// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

namespace nephoscope {

/// Files that the program keeps for its user: readable by that user only, whole or not there at all.
class StoreFile {
public:
    /// Replaces the file in one go; what stood there stays until all is on the disk. Makes the folder. Invalid where
    /// that does not work; the message names the file and why.
    static Result<void> write(const QString &fileName, const QByteArray &bytes);
    /// NotFound where there is none, Invalid where it cannot be read.
    static Result<QByteArray> read(const QString &fileName);
    /// Makes the folder for this user only; one that is there keeps its permissions.
    static bool makeFolder(const QString &folder);

    enum class Flaw { Damaged, Newer };
    /// Moves a file that cannot be used out of the way, under a name that says why, and tells StoreNews. The new name;
    /// empty where even that does not work. `what` is in it, in words ("Settings").
    static QString setAside(const QString &fileName, Flaw flaw, const QString &what);
};

/// What happened to the user's files, for whoever shows it. GUI thread.
class StoreNews : public QObject {
    Q_OBJECT
public:
    static StoreNews &instance();

    void tell(const QString &sentence);
    /// What was told before anybody listened; forgotten by asking.
    QStringList takeUnheard();

signals:
    void told(const QString &sentence);

private:
    QStringList m_unheard;
};

} // namespace nephoscope
