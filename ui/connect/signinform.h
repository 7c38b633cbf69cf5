// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace nephoscope {

class Light;
class Looks;
class RouteFields;

/// The fields of a site: its address, how to sign in as far as the site asks for it, what is advanced, how it is
/// labelled. Knows no story; the dialog does.
class SignInForm : public QWidget {
    Q_OBJECT
public:
    explicit SignInForm(const Looks &looks, QWidget *parent = nullptr);

    void setProfile(const Profile &profile);
    /// The profile with what the fields say.
    Profile profile() const;
    QString address() const;
    Credential credential() const;
    /// Of the way to the site; what was left empty is not known here.
    RouteSecrets routeSecrets() const;

    /// What the site was found to want. An empty list hides the fields.
    void offer(const QList<SignInChoice> &choices);
    /// Versions for the pin, newest last.
    void offerVersions(const QStringList &versions);
    /// What still has to be filled in, in words, with the focus put there; empty if nothing.
    QString focusMissing();
    /// Puts the focus where typing goes on after a refusal.
    void focusSecret();
    void setStayNote(const QString &note);
    void setFieldsEnabled(bool enabled);

    Light &reachable() { return *m_reachable; }
    Light &accepted() { return *m_accepted; }

signals:
    void addressEdited();
    void addressFinished();
    void routeChanged();
    void stayToggled(bool stay);

private:
    void addAddress(const Looks &looks);
    void addCredentials();
    void addAdvanced();
    void addLabel();
    QLineEdit *addField(const QString &label, const QString &objectName);
    void updateRows();
    void updateHabits();
    /// Takes what a portal address says by itself.
    void followAddress();
    const SignInChoice *choice() const;

    Profile m_profile;
    QString m_portalOrganization; ///< taken from the address
    QList<SignInChoice> m_choices;
    QFormLayout *m_layout;
    RouteFields *m_route;
    QLineEdit *m_address = nullptr;
    Light *m_reachable = nullptr;
    Light *m_accepted = nullptr;
    QComboBox *m_method = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_organization = nullptr;
    QLineEdit *m_clientId = nullptr;
    QLineEdit *m_secret = nullptr;
    QCheckBox *m_stay = nullptr;
    QLabel *m_stayNote = nullptr;
    QToolButton *m_advanced = nullptr;
    QComboBox *m_apiVersion = nullptr;
    QLineEdit *m_agentId = nullptr;
    QLineEdit *m_tokenUrl = nullptr;
    QLineEdit *m_audience = nullptr;
    QLineEdit *m_origins = nullptr;
    QCheckBox *m_legacyToken = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_color = nullptr;
    QCheckBox *m_readOnly = nullptr;
    QCheckBox *m_production = nullptr;
    QCheckBox *m_reasonWanted = nullptr;
    QCheckBox *m_skipReview = nullptr;
};

} // namespace nephoscope
