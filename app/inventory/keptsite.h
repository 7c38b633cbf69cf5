// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/offlinecopy.h"
#include "session/session.h"

#include <memory>

namespace nephoscope {

/// The connection of a site that is not signed in to: every request ends at once, as Offline, and says so.
class NoConnection : public Transport {
    Q_OBJECT
public:
    explicit NoConnection(QString siteName)
        : m_siteName(std::move(siteName))
    {
    }
    Async<Reply> send(Request request) override;
    void abortAll() override { }
    bool isLive() const override { return true; }
    QString why() const;

private:
    QString m_siteName;
};

/// A session in which lists show as that copy has them, and nothing can be asked or changed; null where this program
/// does not know the service.
std::shared_ptr<Session> keptSession(const Profile &profile, const OfflineCopy &copy);
/// Why nothing can be asked in that session; empty where it is none of those above.
QString whyNotAsked(const Session &session);

} // namespace nephoscope
