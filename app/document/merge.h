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
    /// XML: a single element of that name is the item of a list, and told apart by its keys; else it is one field with
    /// parts, whatever they say. Elements of one name beside each other are a list without this.
    virtual bool isList(const Path &list) const;
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
    Path minePath; ///< in my draft's document; empty where I removed it
    bool isOrder = false; ///< both put an ordered list into another order; the path is the list's
};

/// My draft laid over what the server has now. Comments and prefixes are theirs.
class Merge {
public:
    Draft draft; ///< base: theirs; edits: mine, without those in conflict
    QList<Conflict> conflicts;
    QList<Change> takenOver; ///< what only they changed
};

/// What differs between two documents, field by field; order of unordered lists is no difference.
QList<Change> differences(const Document &older, const Document &newer, const ItemKeys &keys = {});
/// Three-way, field by field. What both did alike is no conflict; what one removed and the other changed is one. Where
/// the two are not of one representation nothing can be laid over, and the whole is in conflict.
Merge merged(const Draft &mine, const Document &theirs, const ItemKeys &keys = {});
/// Decides one conflict, once: mine goes into the draft. Who decides anew starts from a copy of the merge.
Result<bool> takeMine(Merge &merge, const Conflict &conflict, const Draft &mine);

} // namespace nephoscope
