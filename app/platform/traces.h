// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "net/reply.h"
#include "platform/lostwrite.h"

#include <QList>

namespace nephoscope {

/// What an object shows of a body that was sent to it.
enum class Trace {
    Mine, ///< it has all that the body was to change
    Old, ///< it has none of it: it is as it was before
    Unclear ///< something else, or too little is known
};

/// Holds what was sent against what was there before (null: nobody knows) and what is there now. Only what the body
/// changes counts; what the object does not show (a password) tells nothing.
Trace traceOf(const Node &sent, const Node &before, const Node &now);

/// The part of a document that has that address, by its href; the root where the document itself has it. Null if none.
Node partAt(const Node &root, const QUrl &rootAddress, const QUrl &address);

/// Tasks of a list that may be the work of a lost write by their time: begun no earlier than it was sent, and not heard
/// of before.
QList<TaskState> begunSince(const QList<TaskState> &tasks, const LostWrite &lost);

/// True where the object is not there, or not for this user; false where it is; nothing where the answer tells neither.
std::optional<bool> isGone(const Result<Reply> &answer);

/// How much earlier than the write was sent evidence is looked for, in milliseconds: clocks differ, Date has seconds.
constexpr qint64 clockSlack = 3000;

} // namespace nephoscope
