// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connector.h"

#include "base/settings.h"
#include "net/http.h"
#include "net/playback.h"
#include "session/recordedsite.h"
#include "session/trust.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSet>

namespace nephoscope {

/// The transports of connections under way, shared with their coroutines.
struct Connector::Running {
    QSet<Transport *> transports;
    bool canceled = false;
};

namespace {

QString tr(const char *text) { return QCoreApplication::translate("Connector", text); }

HttpOptions optionsFor(const Profile &profile, const RouteSecrets &secrets, const Settings &settings)
{
    HttpOptions options;
    options.route = profile.route;
    options.routeSecrets = secrets;
    options.pins = profile.pins;
    options.origins << profile.url << profile.allowedOrigins;
    if (!profile.tokenUrl.isEmpty())
        options.origins << profile.tokenUrl; // named by the user in the profile
    options.connectTimeout = std::chrono::seconds(settings.value(setting::connectTimeoutSeconds));
    options.readTimeout = std::chrono::seconds(settings.value(setting::requestTimeoutSeconds));
    options.responseLimit = qint64(settings.value(setting::responseLimitMegabytes)) * 1024 * 1024;
    return options;
}

/// What the first answers say; the dialect, or why there is none.
Async<std::shared_ptr<const Platform>> recognise(Transport *transport, Human *human, Profile profile)
{
    const QList<Request> questions = probes(profile.url);
    for (const Request &question : questions) {
        auto reply = co_await sendTrusting(transport, human, profile, question);
        if (!reply)
            co_return failure(reply.error());
        if (auto platform = recognised(question, *reply))
            co_return platform;
    }
    QStringList known;
    for (const auto &platform : allPlatforms())
        known << platform->title();
    co_return failure(Error::Kind::Unsupported,
        tr("%1 answers, but not as a service that is known here (%2).")
            .arg(profile.url.host(), known.join(QStringLiteral(", "))));
}

} // namespace

Connector::Connector(const Settings &settings, Human &human)
    : m_settings(settings)
    , m_human(human)
    , m_running(std::make_shared<Running>())
{
}

Connector::~Connector() { cancel(); }

void Connector::cancel()
{
    const auto running = m_running;
    m_running = std::make_shared<Running>();
    running->canceled = true;
    const QSet<Transport *> transports = running->transports;
    for (Transport *transport : transports)
        transport->abortAll();
}

Async<std::shared_ptr<Session>> Connector::connectTo(Profile profile, RouteSecrets secrets)
{
    // kept by its own frame: after the first suspension nothing of the connector is used but what is held here
    const auto running = m_running;
    Human *human = &m_human;
    if (profile.url.host().isEmpty())
        co_return failure(Error::Kind::Invalid, tr("This is not the address of a site."));
    auto http = std::make_unique<Http>(optionsFor(profile, secrets, m_settings));
    running->transports.insert(http.get());
    auto platform = co_await recognise(http.get(), human, profile);
    running->transports.remove(http.get());
    if (!platform)
        co_return failure(platform.error());
    if (running->canceled)
        co_return failure(Error::Kind::Canceled, tr("The connection was canceled."));
    auto session = std::make_shared<Session>(profile, *platform, std::move(http), *human);
    running->transports.insert(&session->transport());
    auto introduced = co_await session->introduce();
    running->transports.remove(&session->transport());
    if (!introduced)
        co_return failure(introduced.error());
    co_return session;
}

Result<std::shared_ptr<Session>> Connector::openRecording(const QString &fileName)
{
    static Nobody nobody;
    QFile file(fileName);
    if (!file.open(QFile::ReadOnly))
        return failure(Error::Kind::NotFound, tr("%1 cannot be opened: %2.").arg(fileName, file.errorString()));
    auto recording = readHar(file.readAll());
    if (!recording)
        return failure(recording.error());
    auto site = recordedSite(std::move(*recording));
    if (!site)
        return failure(site.error());
    Profile profile;
    profile.id = QStringLiteral("recording:") + QFileInfo(fileName).absoluteFilePath();
    profile.name = QFileInfo(fileName).fileName();
    profile.url = site->url;
    profile.readOnly = true;
    auto session = std::make_shared<Session>(
        profile, site->platform, std::make_unique<Playback>(std::move(site->recording)), nobody);
    session->adopt(site->access, site->objects);
    return session;
}

} // namespace nephoscope
