// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/connections.h"

#include "base/settings.h"
#include "connect/profiles.h"
#include "connect/sitetraces.h"
#include "platform/platform.h"

#include <QFileInfo>
#include <QPointer>
#include <algorithm>

namespace nephoscope {

namespace {

const QString recordingPrefix = QStringLiteral("recording:");

// the keychain's entries of a profile beside its own, which has the profile's id
QString proxyEntry(const QString &profileId) { return profileId + QStringLiteral("/proxy"); }
QString keyEntry(const QString &profileId) { return profileId + QStringLiteral("/key"); }

/// What the way needs and nobody has typed; empty where the keychain has none either. Kept by the store, whose end ends
/// its calls.
QCoro::Task<RouteSecrets> routeSecrets(SecretStore *store, Profile profile, RouteSecrets known)
{
    if (profile.staySignedIn && profile.route.wantsProxyPassword() && known.proxyPassword.isEmpty()) {
        const QString entry = proxyEntry(profile.id);
        auto stored = co_await store->read(entry);
        known.proxyPassword = stored.value_or(Secret());
    }
    if (profile.staySignedIn && !profile.route.certificateFile.isEmpty() && known.keyPassphrase.isEmpty()) {
        const QString entry = keyEntry(profile.id);
        auto stored = co_await store->read(entry);
        known.keyPassphrase = stored.value_or(Secret());
    }
    co_return known;
}

} // namespace

Connections::Connections(
    Settings &settings, Profiles &profiles, SecretStore &secrets, Human &human, Sites &sites, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_profiles(profiles)
    , m_secrets(secrets)
    , m_connector(settings, human)
    , m_sites(sites)
{
    connect(&sites, &Sites::added, this, &Connections::rememberOpenSites);
    connect(&sites, &Sites::removed, this, &Connections::rememberOpenSites);
}

/// What is still under way ends here, while there is somebody to hear of it, and concerns nobody.
Connections::~Connections()
{
    m_attempts.clear();
    m_connector.cancel();
}

bool Connections::isRecording(const QString &profileId) { return profileId.startsWith(recordingPrefix); }

void Connections::show(const Profile &profile, SiteEntry::Status status)
{
    SiteEntry entry;
    entry.profile = profile;
    entry.status = status;
    m_sites.put(entry);
}

void Connections::enter(const Profile &profile, const std::shared_ptr<Session> &session, const Credential &credential)
{
    session->setProfile(profile);
    SiteEntry entry;
    entry.profile = profile;
    entry.status = SiteEntry::Status::Connected;
    entry.session = session;
    m_sites.put(entry);
    Session *watched = session.get();
    connect(watched, &Session::userReplaced, this, [this, watched] {
        const Profile now = watched->profile();
        if (!m_profiles.find(now.id) || m_profiles.isSaved(now.id))
            m_profiles.put(now);
    });
    QCoro::connect(
        session->readSchema(), this, [](const Result<bool> &) {}); // schemaChanged() tells; notes say what failed
    if (!profile.staySignedIn)
        return;
    const Secret &rotated = session->access().refreshToken;
    keepSecret(profile.id, session->access().refreshTokenRotated && !rotated.isEmpty() ? rotated : credential);
    connect(watched, &Session::userReplaced, this,
        [this, watched](const Credential &given) { keepSecret(watched->profile().id, given); });
    connect(watched, &Session::refreshTokenRotated, this,
        [this, watched] { keepSecret(watched->profile().id, watched->access().refreshToken); });
    connect(watched, &Session::credentialReplaced, this,
        [this, watched](const Credential &given) { keepSecret(watched->profile().id, given); });
}

void Connections::fail(const QString &profileId, const Error &error)
{
    const bool canceled = error.kind() == Error::Kind::Canceled;
    m_sites.setStatus(profileId, canceled ? SiteEntry::Status::Disconnected : SiteEntry::Status::Failed,
        canceled ? std::nullopt : std::optional<Error>(error));
}

void Connections::connectTo(const Profile &profile, const RouteSecrets &typed, QObject *receiver, const Connected &done)
{
    RouteSecrets known = m_routeSecrets.value(profile.id);
    if (!typed.proxyPassword.isEmpty())
        known.proxyPassword = typed.proxyPassword;
    if (!typed.keyPassphrase.isEmpty())
        known.keyPassphrase = typed.keyPassphrase;
    QCoro::connect(routeSecrets(&m_secrets, profile, known), this,
        [this, profile, done, receiver = QPointer<QObject>(receiver)](const RouteSecrets &secrets) {
            if (receiver)
                QCoro::connect(m_connector.connectTo(profile, secrets), receiver.data(), done);
        });
}

void Connections::keepRouteSecrets(const Profile &profile, const RouteSecrets &secrets)
{
    RouteSecrets &known = m_routeSecrets[profile.id];
    if (!secrets.proxyPassword.isEmpty())
        known.proxyPassword = secrets.proxyPassword;
    if (!secrets.keyPassphrase.isEmpty())
        known.keyPassphrase = secrets.keyPassphrase;
    if (!profile.staySignedIn)
        return;
    if (!secrets.proxyPassword.isEmpty())
        keepSecret(proxyEntry(profile.id), secrets.proxyPassword);
    if (!secrets.keyPassphrase.isEmpty())
        keepSecret(keyEntry(profile.id), secrets.keyPassphrase);
}

void Connections::adopt(const Profile &profile, const std::shared_ptr<Session> &session, const Credential &credential,
    const RouteSecrets &routeSecrets)
{
    ++m_attempts[profile.id];
    if (!profile.staySignedIn) { // what was kept before is kept no longer
        dropSecret(profile.id);
        if (const std::optional<Profile> before = m_profiles.find(profile.id)) {
            const RouteSecrets known = m_routeSecrets.value(profile.id);
            dropRouteSecrets(*before);
            m_routeSecrets.insert(profile.id, known);
        }
    }
    keepRouteSecrets(profile, routeSecrets);
    if (!m_profiles.find(profile.id) || m_profiles.isSaved(profile.id))
        m_profiles.put(profile);
    enter(profile, session, credential);
}

void Connections::signIn(const Profile &profile, const Credential &credential)
{
    const int attempt = ++m_attempts[profile.id];
    show(profile, SiteEntry::Status::Connecting);
    connectTo(
        profile, {}, this, [this, profile, credential, attempt](const Result<std::shared_ptr<Session>> &connected) {
            if (!isCurrent(profile.id, attempt))
                return;
            if (!connected)
                return fail(profile.id, connected.error());
            signInTo(*connected, profile, credential, attempt);
        });
}

void Connections::signInTo(
    const std::shared_ptr<Session> &session, Profile profile, const Credential &credential, int attempt)
{
    const QList<SignInChoice> choices = session->platform().signInChoices(session->access());
    const bool offered = std::any_of(choices.begin(), choices.end(),
        [&profile](const SignInChoice &choice) { return choice.method == profile.method; });
    if (!offered && !choices.isEmpty())
        profile.method = choices.first().method;
    session->setProfile(profile);
    QCoro::connect(
        session->signIn(credential), this, [this, profile, credential, attempt, session](const Result<Access> &access) {
            if (!isCurrent(profile.id, attempt) || !access)
                session->close();
            if (!isCurrent(profile.id, attempt))
                return;
            if (!access) {
                if (access.error().kind() == Error::Kind::SignIn)
                    dropSecret(profile.id); // a stored one that is refused would be refused at every start
                return fail(profile.id, access.error());
            }
            Profile entered = profile;
            if (const std::optional<Profile> saved = m_profiles.find(profile.id))
                entered.pins = saved->pins; // one may have been trusted on the way
            enter(entered, session, credential);
        });
}

void Connections::reconnect(const Profile &profile)
{
    show(profile, SiteEntry::Status::Disconnected);
    if (!profile.staySignedIn)
        return;
    const int attempt = ++m_attempts[profile.id];
    QCoro::connect(m_secrets.read(profile.id), this, [this, profile, attempt](const Result<Credential> &stored) {
        if (isCurrent(profile.id, attempt) && stored && !stored->isEmpty())
            signIn(profile, *stored);
    });
}

void Connections::restore()
{
    const QStringList ids = m_settings.value(setting::openSites);
    m_restoring = true;
    for (const QString &id : ids) {
        if (isRecording(id))
            openRecording(id.mid(recordingPrefix.size()));
        else if (const std::optional<Profile> profile = m_profiles.find(id))
            reconnect(*profile);
    }
    m_restoring = false;
}

void Connections::openRecording(const QString &fileName)
{
    const QFileInfo file(fileName);
    const QString path = file.absoluteFilePath();
    const Result<std::shared_ptr<Session>> opened = m_connector.openRecording(path);
    if (!opened) {
        emit failed(tr("%1 could not be opened as a recording.").arg(file.fileName()), opened.error());
        return;
    }
    Profile profile = (*opened)->profile();
    profile.id = recordingPrefix + path;
    profile.name = file.completeBaseName();
    profile.readOnly = true;
    enter(profile, *opened, Credential());
    QStringList recent = m_settings.value(setting::recentRecordings);
    recent.removeAll(path);
    recent.prepend(path);
    m_settings.set(setting::recentRecordings, QStringList(recent.mid(0, 10)));
    emit recordingOpened(path, profile.id);
}

void Connections::signOut(const QString &profileId)
{
    ++m_attempts[profileId];
    const std::shared_ptr<Session> session = m_sites.session(profileId);
    dropSecret(profileId);
    if (!session)
        return m_sites.setStatus(profileId, SiteEntry::Status::Disconnected);
    QCoro::connect(session->signOut(), this, [this, profileId, session](const Result<bool> &done) {
        if (m_sites.session(profileId) == session)
            m_sites.setStatus(profileId, SiteEntry::Status::Disconnected);
        if (!done && done.error().kind() != Error::Kind::Canceled)
            emit failed(tr("%1 did not confirm the sign-out.").arg(session->profile().name), done.error());
    });
}

void Connections::close(const QString &profileId)
{
    ++m_attempts[profileId];
    m_sites.remove(profileId);
}

void Connections::forget(const QString &profileId)
{
    close(profileId);
    dropSecret(profileId);
    if (const std::optional<Profile> profile = m_profiles.find(profileId)) {
        dropRouteSecrets(*profile);
        SiteTraces(*profile).remove();
    }
    m_profiles.remove(profileId);
}

void Connections::keepSecret(const QString &profileId, const Credential &secret)
{
    QCoro::connect(m_secrets.write(profileId, secret), this, [this](const Result<bool> &written) {
        if (!written)
            emit failed(tr("The secret could not be stored; it is kept until the window closes."), written.error());
    });
}

void Connections::dropSecret(const QString &profileId)
{
    const std::optional<Profile> profile = m_profiles.find(profileId);
    if (!profile || !profile->staySignedIn)
        return;
    const auto told = [this, name = profile->name](const Result<bool> &removed) {
        if (!removed)
            emit failed(tr("The stored secret of %1 could not be removed.").arg(name), removed.error());
    };
    QCoro::connect(m_secrets.remove(profileId), this, told);
}

void Connections::dropRouteSecrets(const Profile &profile)
{
    m_routeSecrets.remove(profile.id);
    const auto told = [this, name = profile.name](const Result<bool> &removed) {
        if (!removed)
            emit failed(tr("The stored secrets of the way to %1 could not be removed.").arg(name), removed.error());
    };
    if (profile.staySignedIn && profile.route.wantsProxyPassword())
        QCoro::connect(m_secrets.remove(proxyEntry(profile.id)), this, told);
    if (profile.staySignedIn && !profile.route.certificateFile.isEmpty())
        QCoro::connect(m_secrets.remove(keyEntry(profile.id)), this, told);
}

void Connections::rememberOpenSites()
{
    if (m_restoring)
        return;
    QStringList ids;
    for (int index = 0; index < m_sites.count(); ++index)
        ids.append(m_sites.at(index).profile.id);
    m_settings.set(setting::openSites, ids);
}

} // namespace nephoscope
