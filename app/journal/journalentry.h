// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/change.h"
#include "platform/operation.h"
#include "platform/ref.h"

#include <QDateTime>
#include <QMetaType>
#include <optional>

namespace nephoscope {

/// What became of a write.
enum class WriteResult {
    Open, ///< about to leave, or on its way
    Running, ///< answered; its task goes on
    Done,
    Failed, ///< refused, or its task ended badly
    Canceled,
    Unknown ///< nobody heard what became of it
};

QString nameOf(WriteResult result); ///< "open", "running" …, for files
WriteResult writeResultNamed(const QString &name);

/// One write as the journal has it: everything but the documents, which Journal::document() gives.
class JournalEntry {
public:
    qint64 id = 0; ///< number of its first record; 0 = none
    QDateTime time; ///< when it was about to leave, UTC
    QDateTime ended; ///< when the last was heard of it
    QString siteId; ///< of the profile
    QString site;
    QString service;
    QString user; ///< who was signed in, with the organization where there is one
    Ref object;
    QString operation; ///< for people
    Operation::Role role = Operation::Role::Act;
    QByteArray method;
    QUrl url;
    QList<Change> changes; ///< values of secrets are cut out
    QString reason;
    QByteArray batch;
    int part = 1; ///< of the requests that did it together
    int parts = 1;
    qint64 undoes = 0;
    WriteResult result = WriteResult::Open;
    int status = 0; ///< of the answer
    QString words; ///< why it failed, or is unknown
    QString requestId; ///< the server's
    QString action; ///< ours, which the server keeps in its logs
    QUrl task;
    QString taskId;
    std::optional<Ref> made; ///< what the answer names as new or changed
    QByteArray before; ///< keys for Journal::document(); empty = not kept
    QByteArray after;
    QByteArray request; ///< body
    QByteArray answer; ///< body
    QByteArray bodyType;
    QByteArray hash; ///< of the last record
};

/// Which entries are wanted; what is empty does not matter.
class JournalFilter {
public:
    QString text; ///< somewhere in names, operation, address, changed fields, reason, ids
    QString site; ///< id of the profile
    QString user;
    QString object; ///< identity
    QByteArray batch;
    std::optional<WriteResult> result;
    QDateTime from;
    QDateTime to;
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::JournalEntry)
