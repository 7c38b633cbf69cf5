// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/listing.h"

namespace nephoscope {

Async<Listing> childrenOf(std::shared_ptr<Session> session, Ref ref, qsizetype atLeast)
{
    const Result<Resource> first = co_await session->open(ref);
    if (!first)
        co_return failure(first.error());
    QList<Ref> children = first->children;
    std::optional<Ref> more = first->more;
    while (more && children.size() < atLeast) {
        const Ref next = *more;
        const Result<Resource> page = co_await session->open(next);
        if (!page)
            co_return failure(page.error());
        children += page->children;
        more = page->more;
    }
    co_return Listing(first->self, children, more, first->total);
}

} // namespace nephoscope
