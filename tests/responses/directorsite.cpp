// SPDX-License-Identifier: GPL-3.0-or-later
#include "responses/directorsite.h"

#include "session/patience.h"

#include <QFile>

namespace nephoscope {

QStringList linesOfTheText(const QRegularExpression &beginning)
{
    QFile file(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/../shared/seeds/vcloud-api-responses.txt"));
    const bool isThere = file.open(QFile::ReadOnly);
    qInfo("%d shared files", isThere ? 1 : 0);
    QStringList lines;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))) {
        if (beginning.match(line).hasMatch())
            lines << line.trimmed();
    }
    return lines;
}

QByteArray instead(const QByteArray &method, const QByteArray &path, int status, const QByteArray &rest)
{
    return "[{\"method\":\"" + method + "\",\"path\":\"" + path + "\",\"status\":" + QByteArray::number(status)
        + (rest.isEmpty() ? QByteArray() : ',' + rest) + "}]";
}

DirectorSite::DirectorSite(const QByteArray &misfortunes, const QByteArray &publicUrl)
    : m_settings(m_folder.filePath(QStringLiteral("settings.ini")))
{
    demo::ServerOptions options;
    options.platform = QStringLiteral("cloud-director");
    options.site.speed = 50;
    options.site.publicUrl = publicUrl;
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
}

DirectorSite::~DirectorSite()
{
    for (const auto &session : m_sessions)
        session->close();
}

Result<std::shared_ptr<Session>> DirectorSite::signIn(const QString &role, const QString &representation,
    const QString &version, const QByteArray &password, bool legacyToken)
{
    const QList<demo::DemoUser> users = m_server->site().users();
    const auto user = std::find_if(users.begin(), users.end(),
        [&](const demo::DemoUser &each) { return each.role.contains(role, Qt::CaseInsensitive); });
    if (user == users.end())
        return failure(Error::Kind::Invalid, QStringLiteral("the demo has no ") + role);
    Profile profile;
    profile.url = at(QStringLiteral("/"));
    profile.user = user->user;
    profile.organization = user->organization;
    profile.apiVersion = version;
    profile.representation = representation;
    profile.legacyToken = legacyToken;
    auto session = ended(m_connector->connectTo(profile));
    if (!session)
        return session;
    m_sessions << *session;
    Patience quick;
    quick.first = std::chrono::milliseconds(5);
    quick.looks = {std::chrono::milliseconds(0), std::chrono::milliseconds(2)};
    (*session)->setPatience(quick);
    const auto access = ended((*session)->signIn(Credential(password.isEmpty() ? user->password.toUtf8() : password)));
    if (!access)
        return failure(access.error());
    return session;
}

QUrl DirectorSite::first(Session &session, const QString &queryType, const QString &filter)
{
    QUrl url = at(QStringLiteral("/api/query"));
    url.setQuery(QStringLiteral("type=%1&sortAsc=name%2")
                     .arg(queryType, filter.isEmpty() ? QString() : QStringLiteral("&filter=") + filter));
    const auto page = ended(session.open(Ref(url, {}).asCollection()));
    return page && !page->children.isEmpty() ? page->children.first().href() : QUrl();
}

} // namespace nephoscope
