// SPDX-License-Identifier: GPL-3.0-or-later
#include "responses/managersite.h"

#include "session/patience.h"

#include <QFile>

namespace nephoscope {

ManagerSite::ManagerSite(const QByteArray &misfortunes, bool isSetUp, double speed)
    : m_settings(m_folder.filePath(QStringLiteral("settings.ini")))
{
    demo::ServerOptions options;
    options.platform = QStringLiteral("cloud-manager");
    options.site.speed = speed;
    options.site.setUp = isSetUp;
    if (!misfortunes.isEmpty()) {
        options.misfortunesFile = m_folder.filePath(QStringLiteral("misfortunes.json"));
        QFile file(options.misfortunesFile);
        if (!file.open(QFile::WriteOnly) || file.write(misfortunes) < 0)
            qFatal("the misfortunes cannot be written");
    }
    auto started = demo::Server::start(options);
    if (!started)
        qFatal("%s", qPrintable(started.error().message()));
    m_server = std::move(*started);
    m_connector = std::make_unique<Connector>(m_settings, m_nobody);
    HttpOptions http;
    http.origins = {at(QStringLiteral("/"))};
    m_http = std::make_unique<Http>(http);
}

ManagerSite::~ManagerSite()
{
    for (const auto &session : m_sessions)
        session->close();
}

Result<std::shared_ptr<Session>> ManagerSite::signIn(const QString &role, SignInMethod method, const QString &agentId)
{
    const QList<demo::DemoUser> users = m_server->site().users();
    const auto user = std::find_if(users.begin(), users.end(),
        [&](const demo::DemoUser &each) { return each.role.contains(role, Qt::CaseInsensitive); });
    if (user == users.end())
        return failure(Error::Kind::Invalid, QStringLiteral("the demo has no ") + role);
    Profile profile;
    profile.url = at(QStringLiteral("/"));
    profile.user = user->user;
    profile.method = method;
    profile.agentId = agentId;
    auto session = ended(m_connector->connectTo(profile));
    if (!session)
        return session;
    m_sessions << *session;
    Patience quick;
    quick.first = std::chrono::milliseconds(5);
    quick.looks = {std::chrono::milliseconds(0), std::chrono::milliseconds(2)};
    (*session)->setPatience(quick);
    const auto access = ended((*session)->signIn(Credential(user->password.toUtf8())));
    if (!access)
        return failure(access.error());
    return session;
}

Result<Reply> ManagerSite::bare(const Request &request) { return ended(m_http->send(request)); }

Result<Resource> ManagerSite::system(Session &session, const QString &state)
{
    const Ref list(
        at(QStringLiteral("/occm/api/vsa/working-environments?fields=status")), QStringLiteral("workingEnvironment"));
    const auto systems = ended(session.open(Ref(list).asCollection()));
    if (!systems)
        return systems;
    for (const Ref &system : systems->children) {
        if (system.state().word() == state)
            return ended(session.open(system));
    }
    return failure(Error::Kind::NotFound, QStringLiteral("no system is ") + state);
}

Operation ManagerSite::operation(const Resource &resource, const QString &name)
{
    for (const Operation &operation : resource.operations) {
        if (operation.name == name)
            return operation;
    }
    return {};
}

Result<Outcome> ManagerSite::act(
    Session &session, const Operation &operation, const QByteArray &body, const Arguments &arguments)
{
    const auto request = session.platform().request(operation, arguments, body, session.access());
    return request ? ended(session.act(*request)) : Result<Outcome>(failure(request.error()));
}

} // namespace nephoscope
