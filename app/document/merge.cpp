// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/merge.h"

#include "document/comparison.h"
#include "document/matching.h"

namespace nephoscope {

QStringList ItemKeys::keysOf(const Path &) const
{
    static const QStringList usual{QStringLiteral("href"), QStringLiteral("id"), QStringLiteral("publicId"),
        QStringLiteral("uuid"), QStringLiteral("InstanceID"), QStringLiteral("NetworkConnectionIndex"),
        QStringLiteral("name"), QStringLiteral("tagKey"), QStringLiteral("key"), QStringLiteral("Key")};
    return usual;
}

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

} // namespace nephoscope
