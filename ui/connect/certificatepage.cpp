// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/certificatepage.h"

#include "connect/certificatefacts.h"
#include "connect/profiles.h"
#include "net/http.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nephoscope {

namespace {

std::optional<Certificate> shownBy(const SiteEntry &site)
{
    const auto *http = site.session ? qobject_cast<const Http *>(&site.session->transport()) : nullptr;
    return http ? http->accepted(authorityOf(site.profile.url)) : std::nullopt;
}

} // namespace

CertificatePage::CertificatePage(const SiteEntry &site, Profiles &profiles, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("certificatePage"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Certificate of %1").arg(site.profile.name));
    const Certificate certificate = shownBy(site).value_or(Certificate());
    const Profile profile = profiles.find(site.profile.id).value_or(site.profile);
    const bool isKept = isPinned(profile.pins, certificate.authority, certificate.fingerprint);
    const bool isVouchedFor = certificate.reasons.isEmpty() && !isKept;
    auto *why = new QLabel(this);
    why->setObjectName(QStringLiteral("whyTrusted"));
    why->setTextFormat(Qt::PlainText);
    why->setWordWrap(true);
    why->setText(isKept    ? tr("You decided to trust this certificate for the site. It is believed with no other.")
            : isVouchedFor ? tr("An authority that this computer or the site's settings trust vouches for it.")
                           : tr("You decided to trust it until the window closes."));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    if (isKept) {
        QPushButton *unpin = buttons->addButton(tr("Trust no longer"), QDialogButtonBox::ActionRole);
        unpin->setObjectName(QStringLiteral("unpin"));
        unpin->setAutoDefault(false);
        unpin->setToolTip(tr("From the next sign-in on you are asked again."));
        connect(
            unpin, &QPushButton::clicked, this, [this, &profiles, id = profile.id, authority = certificate.authority] {
                profiles.unpin(id, authority);
                accept();
            });
    }
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(why);
    layout->addWidget(new CertificateFacts(certificate, {}, this));
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 90);
}

bool CertificatePage::isFor(const SiteEntry &site) { return shownBy(site).has_value(); }

} // namespace nephoscope
