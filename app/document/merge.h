// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/draft.h"

#include <QStringList>

namespace nephoscope {

/// How items of a repeated element or array are told apart ("name", "@href", "NetworkConnectionIndex"); where nothing
/// is given, by the first of the usual identifying members that all items have and in which they differ, else by
/// content.
class ItemKeys {
public:
    /// Members to try for the items of that list, best first.
    virtual QStringList keysOf(const Path &list) const;
    /// False where the order of that list means nothing (the usual case): then order is neither change nor conflict.
    virtual bool isOrdered(const Path &list) const;
    virtual ~ItemKeys() = default;
};

/// A field that both sides changed, to different values.
class Conflict {
public:
    Path path; ///< in the server's present document, or where mine wants it
    QString base;
    QString mine;
    QString theirs;
    bool isMineRemoved = false;
    bool isTheirsRemoved = false;
};

/// My draft laid over what the server has now.
class Merge {
public:
    Draft draft; ///< base: theirs; edits: mine, without those in conflict
    QList<Conflict> conflicts;
    QList<Change> takenOver; ///< what only they changed
};

/// What differs between two documents, field by field; order of unordered lists is no difference.
QList<Change> differences(const Document &older, const Document &newer, const ItemKeys &keys = {});
Merge merged(const Draft &mine, const Document &theirs, const ItemKeys &keys = {});
/// Decides one conflict: mine goes back into the draft.
Result<bool> takeMine(Merge &merge, const Conflict &conflict, const Draft &mine);

} // namespace nephoscope
