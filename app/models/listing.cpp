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
        // a page without rows, or one that leads to itself, would be asked for without end
        const bool leadsOn = page->more && !page->children.isEmpty() && page->more->href() != next.href();
        more = leadsOn ? page->more : std::optional<Ref>();
    }
    co_return Listing(first->self, children, more, first->total);
}

} // namespace nephoscope
