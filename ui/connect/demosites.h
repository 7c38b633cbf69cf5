// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server.h"
#include "platform/profile.h"

#include <QList>
#include <memory>
#include <vector>

namespace nephoscope {

/// A demo site and how to sign in to it.
class DemoAccess {
public:
    Profile profile;
    Credential credential;
};

/// The demo sites inside this program, one of each platform there is. They end with this object.
class DemoSites {
public:
    /// Starts them all; the first reason why one does not start.
    Result<QList<DemoAccess>> start();
    bool isRunning() const { return !m_servers.empty(); }
    const std::vector<std::unique_ptr<demo::Server>> &servers() const { return m_servers; }

    /// Whether a profile with that id is one of these.
    static bool isDemo(const QString &profileId);

private:
    std::vector<std::unique_ptr<demo::Server>> m_servers;
    QList<DemoAccess> m_accesses;
};

} // namespace nephoscope
