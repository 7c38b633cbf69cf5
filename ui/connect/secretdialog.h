// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "platform/profile.h"

#include <QDialog>

class QLineEdit;

namespace nephoscope {

/// Asks for the secret of a site once more, because the last one is no longer accepted. What is shown in the window
/// stays.
class SecretDialog : public QDialog {
    Q_OBJECT
public:
    SecretDialog(const Profile &profile, const Error &why, QWidget *parent = nullptr);

    Credential credential() const;

private:
    QLineEdit *m_secret;
};

} // namespace nephoscope
