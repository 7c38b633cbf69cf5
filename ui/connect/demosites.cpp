// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/demosites.h"

#include "demo/sites.h"

#include <QCoreApplication>

namespace nephoscope {

namespace {

const QString prefix = QStringLiteral("demo:");

DemoAccess accessTo(demo::Server &server)
{
    DemoAccess access;
    access.profile.id = prefix + server.site().platform();
    access.profile.name = QCoreApplication::translate("DemoSites", "demo %1").arg(server.site().platform());
    access.profile.url = QUrl(server.url());
    const QList<demo::DemoUser> users = server.site().users();
    if (!users.isEmpty()) {
        access.profile.user = users.first().user;
        access.profile.organization = users.first().organization;
        access.credential = Credential(users.first().password.toUtf8());
    }
    return access;
}

} // namespace

bool DemoSites::isDemo(const QString &profileId) { return profileId.startsWith(prefix); }

Result<QList<DemoAccess>> DemoSites::start()
{
    if (isRunning())
        return m_accesses;
    std::vector<std::unique_ptr<demo::Server>> servers;
    QList<DemoAccess> accesses;
    for (const QString &platform : demo::platforms()) {
        demo::ServerOptions options;
        options.platform = platform;
        Result<std::unique_ptr<demo::Server>> server = demo::Server::start(options);
        if (!server)
            return failure(server.error());
        accesses.append(accessTo(**server));
        servers.push_back(std::move(*server));
    }
    m_servers = std::move(servers);
    m_accesses = accesses;
    return m_accesses;
}

} // namespace nephoscope
