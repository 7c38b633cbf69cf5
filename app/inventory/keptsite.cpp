// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/keptsite.h"

namespace nephoscope {

QString NoConnection::why() const
{
    return tr("%1 is not signed in to: what was read before shows, but nothing can be read or changed.")
        .arg(m_siteName);
}

Async<Reply> NoConnection::send(Request request)
{
    // kept by its session: it ends here
    Q_UNUSED(request);
    co_return failure(Error::Kind::Offline, why());
}

std::shared_ptr<Session> keptSession(const Profile &profile, const OfflineCopy &copy)
{
    static Nobody nobody;
    for (const std::shared_ptr<const Platform> &platform : allPlatforms()) {
        if (platform->service() != copy.service)
            continue;
        auto session =
            std::make_shared<Session>(profile, platform, std::make_unique<NoConnection>(profile.name), nobody);
        Access access;
        access.apiVersion = copy.apiVersion;
        session->adopt(access, {});
        return session;
    }
    return nullptr;
}

QString whyNotAsked(const Session &session)
{
    const auto *none = qobject_cast<const NoConnection *>(&const_cast<Session &>(session).transport());
    return none ? none->why() : QString();
}

} // namespace nephoscope
