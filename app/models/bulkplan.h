// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/draft.h"
#include "models/bulkoperation.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace nephoscope {

/// One step of an edit that is made alike on many objects.
class BulkStep {
public:
    enum class Kind {
        Set, ///< a value
        Remove,
        List ///< plain values, in the place of all that stand there
    };

    static BulkStep set(const Path &path, const Value &value);
    static BulkStep remove(const Path &path);
    static BulkStep list(const Path &path, const QList<Value> &values);

    Result<bool> applyTo(Draft &draft) const;

    Kind kind = Kind::Set;
    Path path;
    QList<Value> values; ///< one for Set
};

/// The same property of many objects, to be given one value, or an operation that they share: what, where, how fast,
/// and when to stop. Lies in the journal, so that a run goes on after the program was killed.
class BulkPlan {
public:
    QByteArray id; ///< marks the entries of the journal
    QString profileId;
    QString property; ///< label, for people; of an operation: its
    QString value; ///< as people read it
    QList<BulkStep> steps; ///< empty for an operation
    BulkOperation operation;
    QList<Ref> items;
    int atOnce = 4; ///< objects in work at a time
    int stopAfter = 3; ///< failures, then the run pauses; 0 = never
    QString reason;

    /// The steps that an edited sample shows; Unsupported for edits that have no meaning elsewhere (order).
    static Result<QList<BulkStep>> stepsOf(const Draft &sample);
    /// The steps that give other objects what stands at that place of an edited document.
    static QList<BulkStep> stepsAt(const Document &document, const Path &place);
    QByteArray toJson() const;
    static Result<BulkPlan> fromJson(const QByteArray &json);
};

} // namespace nephoscope
