// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/certificatedialog.h"

#include "connect/certificatefacts.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace nephoscope {

namespace {

QLabel *plain(const QString &text, QWidget *parent, const QString &objectName = {})
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    label->setText(text.isEmpty() ? CertificateDialog::tr("not stated") : text);
    return label;
}

/// What is known of the certificate trusted before: at least its fingerprint.
std::optional<Certificate> before(const Profile &profile, const Certificate &certificate, const QByteArray &previous)
{
    if (previous.isEmpty())
        return std::nullopt;
    Certificate known =
        Certificate::ofDer(pinOf(profile.pins, certificate.authority).certificate).value_or(Certificate());
    known.fingerprint = previous;
    return known;
}

} // namespace

CertificateDialog::CertificateDialog(
    const Profile &profile, const Certificate &certificate, const QByteArray &previous, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("certificateDialog"));
    setWindowTitle(tr("Certificate of %1").arg(certificate.host.isEmpty() ? profile.url.host() : certificate.host));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(warning(certificate, previous));
    layout->addWidget(reasons(certificate));
    layout->addWidget(new CertificateFacts(certificate, before(profile, certificate, previous), this));
    layout->addStretch();
    layout->addWidget(buttons());
    setMinimumWidth(fontMetrics().averageCharWidth() * 90);
}

QWidget *CertificateDialog::warning(const Certificate &certificate, const QByteArray &previous)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto *icon = new QLabel(row);
    const int size = style()->pixelMetric(QStyle::PM_LargeIconSize, nullptr, this);
    icon->setPixmap(style()->standardIcon(QStyle::SP_MessageBoxWarning, nullptr, this).pixmap(size, size));
    auto *text = plain(previous.isEmpty()
            ? tr("It is not certain that this is really %1. Whoever stands between could read and change everything "
                 "that is sent, passwords too.")
                  .arg(certificate.host)
            : tr("%1 shows another certificate than the one trusted before. That is so after the certificate was "
                 "renewed, but also when somebody stands between.")
                  .arg(certificate.host),
        row);
    text->setTextInteractionFlags(Qt::NoTextInteraction);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    return row;
}

QWidget *CertificateDialog::reasons(const Certificate &certificate)
{
    auto *box = new QWidget(this);
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    const QString text = certificate.reasons.isEmpty() ? tr("It is not the one trusted for this site.")
                                                       : certificate.reasons.join(QLatin1Char('\n'));
    form->addRow(tr("Refused because"), plain(text, box, QStringLiteral("reasons")));
    return box;
}

QWidget *CertificateDialog::buttons()
{
    auto *box = new QDialogButtonBox(this);
    QPushButton *forSite = box->addButton(tr("Trust for this site"), QDialogButtonBox::ActionRole);
    forSite->setToolTip(tr("From now on the site is believed with this certificate, and with no other."));
    QPushButton *once = box->addButton(tr("Trust once"), QDialogButtonBox::ActionRole);
    QPushButton *refuse = box->addButton(tr("Do not connect"), QDialogButtonBox::RejectRole);
    forSite->setObjectName(QStringLiteral("trustForSite"));
    once->setObjectName(QStringLiteral("trustOnce"));
    refuse->setObjectName(QStringLiteral("doNotConnect"));
    for (QPushButton *button : {forSite, once, refuse})
        button->setAutoDefault(false);
    refuse->setDefault(true);
    refuse->setFocus();
    connect(forSite, &QPushButton::clicked, this, [this] {
        emit trustedForSite();
        accept();
    });
    connect(once, &QPushButton::clicked, this, &QDialog::accept);
    connect(refuse, &QPushButton::clicked, this, &QDialog::reject);
    return box;
}

} // namespace nephoscope
