// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/undo.h"

#include "base/redaction.h"
#include "platform/afteredit.h"
#include "platform/parts.h"

#include <QCoreApplication>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Undo)
};

tl::unexpected<Error> refused(const QString &sentence) { return failure(Error::Kind::Unsupported, sentence); }

QString whyNotByResult(WriteResult result)
{
    switch (result) {
    case WriteResult::Open:
    case WriteResult::Running:
        return Words::tr("It is still under way.");
    case WriteResult::Failed:
    case WriteResult::Canceled:
        return Words::tr("It was not done, so there is nothing to undo.");
    case WriteResult::Unknown:
        return Words::tr("Nobody knows whether it was done. Look at the object first.");
    case WriteResult::Done:
        break;
    }
    return {};
}

QString whyNotByRole(const JournalEntry &entry)
{
    switch (entry.role) {
    case Operation::Role::Delete:
        return Words::tr("What was deleted cannot be brought back from here.");
    case Operation::Role::Create:
        return Words::tr("This made a new object. Delete that instead.");
    case Operation::Role::Ask:
    case Operation::Role::Download:
        return Words::tr("It changed nothing.");
    case Operation::Role::Upload:
        return Words::tr("The bytes that were there before were not kept.");
    case Operation::Role::Act:
        return Words::tr("\u201c%1\u201d is an action: what it did is not in the properties of the object, so its "
                         "opposite cannot be computed. Look whether the object offers one.")
            .arg(entry.operation);
    case Operation::Role::Edit:
        break;
    }
    return {};
}

Result<Document> kept(const Journal &journal, const QByteArray &key)
{
    const Result<QByteArray> bytes = journal.document(key);
    return bytes ? Document::parse(*bytes) : Result<Document>(failure(bytes.error()));
}

/// Of any of the objects that an entry is about.
bool isUndone(const Journal &journal, const JournalEntry &entry, const Ref &object, qint64 *by)
{
    JournalFilter filter;
    filter.object = object.identity();
    const Result<QList<JournalEntry>> later = journal.entries(filter, 1000);
    for (const JournalEntry &other : later.value_or(QList<JournalEntry>())) {
        if (other.undoes != entry.id || (other.result != WriteResult::Done && other.result != WriteResult::Running))
            continue;
        *by = other.id;
        return true;
    }
    return false;
}

} // namespace

Ref objectAfter(const Journal &journal, const JournalEntry &entry)
{
    if (!entry.object.href().hasFragment() || entry.before.isEmpty() || entry.after.isEmpty())
        return entry.object;
    const Result<Document> before = kept(journal, entry.before);
    const Result<Document> after = kept(journal, entry.after);
    if (!before || !after)
        return entry.object;
    const Node part = picked(before->root(), entry.object.href().fragment(QUrl::FullyEncoded));
    Draft done(*before);
    if (part.isNull() || !done.replace(after->serialized()))
        return entry.object;
    return placeAfter(entry.object, part.path(), done);
}

Result<bool> mayBeUndone(const Journal &journal, const JournalEntry &entry)
{
    const QString byRole = whyNotByRole(entry);
    if (!byRole.isEmpty())
        return refused(byRole);
    const QString byResult = whyNotByResult(entry.result);
    if (!byResult.isEmpty())
        return refused(byResult);
    if (entry.before.isEmpty() || entry.after.isEmpty())
        return refused(Words::tr("The journal did not keep how the object was before."));
    const bool isAllSecret =
        !entry.changes.isEmpty() && std::all_of(entry.changes.begin(), entry.changes.end(), [](const Change &change) {
            const QString mark = QString::fromLatin1(redactionMark());
            return change.before == mark || change.after == mark;
        });
    if (isAllSecret)
        return refused(
            Words::tr("Only secrets were changed, and the journal keeps none: nobody here knows the old one."));
    qint64 by = 0;
    if (isUndone(journal, entry, entry.object, &by) || isUndone(journal, entry, objectAfter(journal, entry), &by))
        return refused(Words::tr("It was undone already, by entry %1.").arg(by));
    return true;
}

Result<Draft> undone(const Journal &journal, const JournalEntry &entry, const Document &present,
    const std::shared_ptr<const Shape> &shape, const ItemKeys &keys)
{
    const Result<bool> may = mayBeUndone(journal, entry);
    if (!may)
        return failure(may.error());
    const Result<Document> before = kept(journal, entry.before);
    const Result<Document> after = kept(journal, entry.after);
    if (!before || !after)
        return failure(before ? after.error() : before.error());
    Draft back(*after, shape);
    const Result<bool> turned = back.replace(before->serialized());
    if (!turned)
        return failure(turned.error());
    const Merge merge = merged(back, present, keys);
    if (!merge.conflicts.isEmpty()) {
        QStringList places;
        for (const Conflict &conflict : merge.conflicts)
            places << Words::tr("%1: now %2, was %3 after this change")
                          .arg(conflict.path.text(), conflict.theirs.left(200), conflict.base.left(200));
        Error error(Error::Kind::Conflict,
            Words::tr("%n field(s) were changed again since. Undo the later changes first, or edit the object.",
                nullptr, int(merge.conflicts.size())));
        return failure(error.withDetails(places.join(QLatin1Char('\n'))));
    }
    if (!merge.draft.isDirty())
        return refused(Words::tr("There is nothing to undo: the object has its former values already."));
    return merge.draft;
}

} // namespace nephoscope
