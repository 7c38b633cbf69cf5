// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/merge.h"

#include "document/comparison.h"
#include "document/matching.h"
#include "document/merger.h"

namespace nephoscope {

QStringList ItemKeys::keysOf(const Path &) const
{
    static const QStringList usual{QStringLiteral("href"), QStringLiteral("id"), QStringLiteral("publicId"),
        QStringLiteral("uuid"), QStringLiteral("InstanceID"), QStringLiteral("NetworkConnectionIndex"),
        QStringLiteral("name"), QStringLiteral("tagKey"), QStringLiteral("key"), QStringLiteral("Key")};
    return usual;
}

bool ItemKeys::isList(const Path &) const { return false; }

bool ItemKeys::isOrdered(const Path &) const { return false; }

QList<Change> differences(const Document &older, const Document &newer, const ItemKeys &keys)
{
    const auto before = TreeAccess::tree(older);
    const auto after = TreeAccess::tree(newer);
    if (!before || !after || before == after)
        return {};
    const Origins origins = Matching(before, after, keys, Matching::Rest::Apart).origins();
    return Comparison(before, after, origins, &keys).all();
}

Merge merged(const Draft &mine, const Document &theirs, const ItemKeys &keys)
{
    if (!mine.base().isNull() && !theirs.isNull() && mine.base().isXml() == theirs.isXml())
        return Merger(mine, theirs, keys).merge();
    Merge merge;
    merge.draft = Draft(theirs);
    if (mine.isDirty()) {
        Conflict whole;
        whole.base = QString::fromUtf8(mine.base().bytes());
        whole.mine = QString::fromUtf8(mine.document().bytes());
        whole.theirs = QString::fromUtf8(theirs.bytes());
        whole.isTheirsRemoved = theirs.isNull();
        merge.conflicts.append(whole);
    }
    return merge;
}

Result<bool> takeMine(Merge &merge, const Conflict &conflict, const Draft &mine)
{
    return Merger::take(&merge.draft, conflict, mine);
}

} // namespace nephoscope
