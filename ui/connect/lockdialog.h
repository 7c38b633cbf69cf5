// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/profile.h"

#include <QDialog>
#include <QList>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace nephoscope {

/// What stands in place of the window while it is locked: says so, and asks for the secret of a site that is open in
/// it. Shows nothing of what is open but the sites' names and users.
class LockDialog : public QDialog {
    Q_OBJECT
public:
    explicit LockDialog(const QList<Profile> &sites);

    void refuse(const QString &why);
    void setBusy(bool busy);
    /// Only the buttons end it.
    void reject() override;

signals:
    void unlockWanted(const Profile &profile, const Credential &secret);
    void quitWanted();

private:
    QList<Profile> m_sites;
    QComboBox *m_site;
    QLineEdit *m_secret;
    QLabel *m_news;
    QPushButton *m_unlock = nullptr;
};

} // namespace nephoscope
