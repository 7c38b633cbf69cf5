// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "journal/journalentry.h"
#include "platform/taskstate.h"

#include <QFutureWatcher>
#include <QList>
#include <QObject>
#include <QThreadPool>

namespace nephoscope {

/// How tasks ended, written into the journal in the order in which it was heard, in a thread of its own: the window
/// does not wait for the disk. All is written before it is destroyed; what a crash takes is heard of again, for the
/// entry is still one whose task runs. GUI thread.
class TaskEnds : public QObject {
    Q_OBJECT
public:
    /// The file stands open elsewhere.
    explicit TaskEnds(const QString &fileName);
    ~TaskEnds() override;

    /// What no entry of the journal began is let go.
    void add(const QString &site, const TaskState &task);
    /// Puts into an entry whose task runs how that ended, where it was heard and is still to be written.
    void complete(JournalEntry *entry) const;

signals:
    /// Those entries have ended.
    void written(const QList<qint64> &entries);
    /// That could not be written down.
    void failed(const Error &error);

private:
    struct End {
        QString site; ///< profile id
        TaskState task;
    };

    static Result<QList<qint64>> write(const QString &fileName, const QList<End> &ends);
    void writeOn();
    void tell();

    QString m_fileName;
    QList<End> m_waiting;
    QList<End> m_underWay; ///< being written
    QFutureWatcher<Result<QList<qint64>>> m_writing;
    bool m_isWriting = false; ///< until tell(): the future knows of its end before anybody is told
    QThreadPool m_thread; ///< of one; its destructor waits
};

} // namespace nephoscope
