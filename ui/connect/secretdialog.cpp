// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/secretdialog.h"

#include "connect/methodwords.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace nephoscope {

SecretDialog::SecretDialog(const Profile &profile, const Error &why, QWidget *parent)
    : QDialog(parent)
    , m_secret(new QLineEdit(this))
{
    setObjectName(QStringLiteral("secretDialog"));
    setWindowTitle(tr("Sign in again to %1").arg(profile.name));
    auto *reason = new QLabel(this);
    reason->setTextFormat(Qt::PlainText);
    reason->setWordWrap(true);
    reason->setText(why.kind() == Error::Kind::Canceled ? tr("The session has ended.")
                                                        : tr("The session has ended: %1").arg(why.message()));
    auto *site = new QLabel(profile.url.toDisplayString(), this);
    site->setTextFormat(Qt::PlainText);
    auto *user = new QLabel(profile.user, this);
    user->setTextFormat(Qt::PlainText);
    m_secret->setObjectName(QStringLiteral("secret"));
    m_secret->setEchoMode(QLineEdit::Password);
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignRight);
    form->setHorizontalSpacing(12);
    form->addRow(tr("Site"), site);
    if (!profile.user.isEmpty())
        form->addRow(tr("User"), user);
    form->addRow(secretLabel(profile.method), m_secret);

    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    QPushButton *signIn = buttons->addButton(tr("Sign in"), QDialogButtonBox::AcceptRole);
    signIn->setObjectName(QStringLiteral("signIn"));
    signIn->setDefault(true);
    signIn->setEnabled(false);
    connect(m_secret, &QLineEdit::textChanged, signIn,
        [signIn](const QString &text) { signIn->setEnabled(!text.isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(reason);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    m_secret->setFocus();
}

Credential SecretDialog::credential() const { return Credential(m_secret->text().toUtf8()); }

} // namespace nephoscope
