// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/async.h"
#include "session/session.h"

#include <memory>
#include <optional>

namespace nephoscope {

/// The children of a resource as far as they were read.
class Listing {
public:
    Listing(Ref self, QList<Ref> children, std::optional<Ref> more, std::optional<qint64> total)
        : m_self(std::move(self))
        , m_children(std::move(children))
        , m_more(std::move(more))
        , m_total(total)
    {
    }

    const Ref &self() const { return m_self; }
    const QList<Ref> &children() const { return m_children; }
    /// The page that follows, where there is one.
    const std::optional<Ref> &more() const { return m_more; }
    /// In all, where the server said.
    const std::optional<qint64> &total() const { return m_total; }

private:
    Ref m_self;
    QList<Ref> m_children;
    std::optional<Ref> m_more;
    std::optional<qint64> m_total;
};

/// Reads the children of `ref`: page after page until there are at least that many or no more. A page that fails fails
/// the whole.
Async<Listing> childrenOf(std::shared_ptr<Session> session, Ref ref, qsizetype atLeast);

} // namespace nephoscope
