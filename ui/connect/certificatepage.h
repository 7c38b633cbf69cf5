// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sites.h"

#include <QDialog>

namespace nephoscope {

class Profiles;

/// The certificate by which a connected site is believed, and why: the system's authorities, or the person's own word,
/// which can be taken back here.
class CertificatePage : public QDialog {
    Q_OBJECT
public:
    CertificatePage(const SiteEntry &site, Profiles &profiles, QWidget *parent = nullptr);

    /// Whether there is one to show.
    static bool isFor(const SiteEntry &site);
};

} // namespace nephoscope
