// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QString>
#include <memory>

namespace nephoscope {

class Settings;

/// Finds out what a site is and makes the session for it. Connections under way end with the connector.
class Connector {
public:
    Connector(const Settings &settings, Human &human);
    ~Connector();

    /// Recognises the service behind profile.url by probes without credentials, asks what it wants (versions, ways to
    /// sign in); the session returned is SignedOut. Offline, Tls (after Human::trust said no), Unsupported ("speaks
    /// neither API"). `secrets` are those of the profile's route.
    Async<std::shared_ptr<Session>> connectTo(Profile profile, RouteSecrets secrets = RouteSecrets());
    /// Ends connections under way with Canceled.
    void cancel();
    /// A session over a recording: signed in, read-only, offline.
    static Result<std::shared_ptr<Session>> openRecording(const QString &fileName);

private:
    struct Running;

    const Settings &m_settings;
    Human &m_human;
    std::shared_ptr<Running> m_running;
};

} // namespace nephoscope
