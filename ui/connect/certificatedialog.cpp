// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/certificatedialog.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
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

/// A fingerprint is 95 characters without a place to break: two lines.
QString inTwoLines(const QByteArray &fingerprint)
{
    const QString text = QString::fromLatin1(fingerprint);
    const qsizetype half = text.indexOf(QLatin1Char(':'), text.size() / 2 - 1);
    return half < 0 ? text : text.left(half + 1) + QLatin1Char('\n') + text.mid(half + 1);
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
    layout->addWidget(facts(certificate, previous));
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

QWidget *CertificateDialog::facts(const Certificate &certificate, const QByteArray &previous)
{
    auto *box = new QWidget(this);
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const auto date = [](const QDateTime &when) { return QLocale().toString(when.toLocalTime(), QLocale::LongFormat); };

    form->addRow(
        tr("Refused because"), plain(certificate.reasons.join(QLatin1Char('\n')), box, QStringLiteral("reasons")));
    form->addRow(tr("Issued to"), plain(certificate.subject, box, QStringLiteral("subject")));
    form->addRow(tr("Issued by"), plain(certificate.issuer, box, QStringLiteral("issuer")));
    form->addRow(tr("Valid for"), plain(certificate.names.join(QStringLiteral(", ")), box, QStringLiteral("names")));
    form->addRow(tr("Valid from"), plain(date(certificate.validFrom), box));
    form->addRow(tr("Valid until"), plain(date(certificate.validUntil), box));
    QLabel *fingerprint = plain(inTwoLines(certificate.fingerprint), box, QStringLiteral("fingerprint"));
    fingerprint->setFont(fixed);
    fingerprint->setWordWrap(false);
    form->addRow(tr("SHA-256 fingerprint"), fingerprint);
    if (!previous.isEmpty()) {
        QLabel *before = plain(inTwoLines(previous), box, QStringLiteral("previousFingerprint"));
        before->setFont(fixed);
        before->setWordWrap(false);
        form->addRow(tr("Trusted until now"), before);
    }
    return box;
}

QWidget *CertificateDialog::buttons()
{
    auto *box = new QDialogButtonBox(this);
    QPushButton *forSite = box->addButton(tr("Trust for this site"), QDialogButtonBox::ActionRole);
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
