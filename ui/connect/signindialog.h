// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/connections.h"

#include <QDialog>
#include <QTimer>
#include <memory>
#include <optional>

class QPushButton;

namespace nephoscope {

class Looks;
class MessageBar;
class ProfileList;
class Profiles;
class SignInForm;

/// Where a site is added and signed in to. Finds out by itself what stands at the address; errors stay in the dialog.
class SignInDialog : public QDialog {
    Q_OBJECT
public:
    SignInDialog(Profiles &profiles, Connections &connections, const Looks &looks, QWidget *parent = nullptr);
    ~SignInDialog() override;

    /// Shows that profile (empty = a new site); `why` is said in the message bar.
    void showProfile(const QString &profileId, const std::optional<Error> &why = {});
    void done(int result) override;
    /// A certificate the person chose to trust for the site with that profile.
    void pin(const QString &profileId, const Pin &pin);

private:
    void layOut(const Looks &looks);
    void listen();
    void choose(const QString &profileId);
    void removeProfile(const QString &profileId);
    void routeChanged();
    void addressTyped();
    void probe();
    void probed(const Result<std::shared_ptr<Session>> &connected);
    void signIn();
    /// For a site that nobody can sign in to before it is set up.
    void setUp();
    void signedIn(const Result<Access> &access, const Profile &profile, const Credential &credential);
    void refuse(const Error &error, const Profile &profile);
    void setBusy(bool busy);
    void dropSession();
    void checkKeychain(bool wanted);

    Profiles &m_profiles;
    Connections &m_connections;
    ProfileList *m_list = nullptr;
    SignInForm *m_form = nullptr;
    MessageBar *m_bar = nullptr;
    QPushButton *m_signIn = nullptr;
    QTimer m_pause;
    std::shared_ptr<Session> m_session; ///< introduced, not signed in
    Profile m_probed;
    std::optional<Credential> m_firstUser; ///< of a site that was set up on the way
    QList<Pin> m_pinned; ///< for the site shown, kept once it accepts the sign-in
    int m_newest = 0;
    bool m_probing = false;
    bool m_signInWhenProbed = false;
};

} // namespace nephoscope
