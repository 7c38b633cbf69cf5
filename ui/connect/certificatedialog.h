// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/certificate.h"
#include "platform/profile.h"

#include <QDialog>

namespace nephoscope {

/// A certificate that was refused: everything needed to decide, the one trusted before beside it. Not connecting is the
/// default.
class CertificateDialog : public QDialog {
    Q_OBJECT
public:
    /// `previous`: the pinned fingerprint that differs, empty where none was pinned.
    CertificateDialog(
        const Profile &profile, const Certificate &certificate, const QByteArray &previous, QWidget *parent = nullptr);

signals:
    /// Emitted before accepted() when the decision is to last.
    void trustedForSite();

private:
    QWidget *warning(const Certificate &certificate, const QByteArray &previous);
    QWidget *reasons(const Certificate &certificate);
    QWidget *buttons();
};

} // namespace nephoscope
