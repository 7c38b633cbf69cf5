// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server.h"

#include <QUrl>
#include <memory>

namespace nephoscope {

/// A demo site of the test's own.
class DemoSite {
public:
    explicit DemoSite(const QString &platform, bool tls = false);
    explicit DemoSite(const demo::ServerOptions &options);

    demo::Server &server() { return *m_server; }
    QUrl url() const { return QUrl(m_server->url()); }
    /// The first user whose role contains that word, in that organization if one is given.
    demo::DemoUser user(const QString &role, const QString &organization = {}) const;
    /// A token with which that user can sign in as the bearer.
    QByteArray bearerOf(const demo::DemoUser &user);
    /// Changes an answer's secret into a fresh API token of that user.
    QByteArray apiTokenOf(const demo::DemoUser &user);

private:
    std::unique_ptr<demo::Server> m_server;
};

const QString director = QStringLiteral("cloud-director");
const QString manager = QStringLiteral("cloud-manager");

} // namespace nephoscope
