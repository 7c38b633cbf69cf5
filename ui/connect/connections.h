// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sites.h"
#include "session/connector.h"
#include "session/secretstore.h"

#include <QObject>
#include <functional>
#include <memory>

namespace nephoscope {

class Profiles;
class Settings;

/// Brings sites into the window and out of it: from the sign-in dialog, from stored secrets at start, from recordings
/// and the demo. Everything it learns goes into Sites.
class Connections : public QObject {
    Q_OBJECT
public:
    Connections(Settings &settings, Profiles &profiles, SecretStore &secrets, Human &human, Sites &sites,
        QObject *parent = nullptr);
    ~Connections() override;

    Connector &connector() { return m_connector; }
    SecretStore &secrets() { return m_secrets; }

    /// Finds out what stands there, by the profile's way; secrets of the way that `typed` lacks come from the keychain.
    /// `done` is called once, unless `receiver` has gone.
    using Connected = std::function<void(const Result<std::shared_ptr<Session>> &connected)>;
    void connectTo(const Profile &profile, const RouteSecrets &typed, QObject *receiver, const Connected &done);
    /// A session that is signed in already (by the dialog): saves the profile, shows the site, keeps the secrets where
    /// the profile wants it.
    void adopt(const Profile &profile, const std::shared_ptr<Session> &session, const Credential &credential,
        const RouteSecrets &routeSecrets = {});
    /// Connects and signs in without a dialog; by the first way the site offers if it does not know the profile's.
    void signIn(const Profile &profile, const Credential &credential);
    /// Shows the site; signs in if its secret is stored, else leaves it disconnected.
    void reconnect(const Profile &profile);
    /// The sites that were open when the window was closed last.
    void restore();
    void openRecording(const QString &fileName);
    /// Ends the session at the server; the site stays in the window, the stored secret goes.
    void signOut(const QString &profileId);
    /// Takes the site out of the window; its profile stays saved.
    void close(const QString &profileId);
    /// Takes the site out of the window and forgets all that was kept of it: profile, certificates, secrets, lists,
    /// unsent changes, answers of a set-up. The journal stays.
    void forget(const QString &profileId);

    static bool isRecording(const QString &profileId);

signals:
    /// Something the user should read; the site's own state goes into Sites.
    void failed(const QString &what, const Error &error);
    void recordingOpened(const QString &fileName, const QString &profileId);

private:
    void show(const Profile &profile, SiteEntry::Status status);
    void enter(const Profile &profile, const std::shared_ptr<Session> &session, const Credential &credential);
    void signInTo(const std::shared_ptr<Session> &session, Profile profile, const Credential &credential, int attempt);
    void fail(const QString &profileId, const Error &error);
    void keepSecret(const QString &profileId, const Credential &secret);
    void keepRouteSecrets(const Profile &profile, const RouteSecrets &secrets);
    void dropSecret(const QString &profileId);
    void dropRouteSecrets(const Profile &profile);
    void rememberOpenSites();
    bool isCurrent(const QString &profileId, int attempt) const { return m_attempts.value(profileId) == attempt; }

    Settings &m_settings;
    Profiles &m_profiles;
    SecretStore &m_secrets;
    Connector m_connector;
    Sites &m_sites;
    QHash<QString, RouteSecrets> m_routeSecrets; ///< typed in this run, by profile
    QHash<QString, int> m_attempts; ///< newest wins, per profile
    bool m_restoring = false;
};

} // namespace nephoscope
