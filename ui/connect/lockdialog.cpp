// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/lockdialog.h"

#include "connect/methodwords.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace nephoscope {

LockDialog::LockDialog(const QList<Profile> &sites)
    : m_sites(sites)
    , m_site(new QComboBox(this))
    , m_secret(new QLineEdit(this))
    , m_news(new QLabel(this))
{
    setObjectName(QStringLiteral("lockDialog"));
    setWindowTitle(tr("Nephoscope is locked"));
    auto *about =
        new QLabel(tr("Your work is as you left it. To go on, enter the secret of a site that is open."), this);
    about->setTextFormat(Qt::PlainText);
    about->setWordWrap(true);
    m_site->setObjectName(QStringLiteral("lockSite"));
    for (const Profile &site : sites)
        m_site->addItem(site.user.isEmpty() ? site.name : tr("%1 (%2)").arg(site.name, site.user));
    m_secret->setObjectName(QStringLiteral("lockSecret"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_news->setObjectName(QStringLiteral("lockNews"));
    m_news->setTextFormat(Qt::PlainText);
    m_news->setWordWrap(true);
    m_news->hide();
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignRight);
    form->setHorizontalSpacing(12);
    form->addRow(tr("Site"), m_site);
    auto *label = new QLabel(this);
    form->addRow(label, m_secret);
    const auto name = [this, label](int index) {
        label->setText(index < 0 ? QString() : secretLabel(m_sites.at(index).method));
        m_secret->setAccessibleName(label->text());
    };
    connect(m_site, &QComboBox::currentIndexChanged, this, name);
    name(m_site->currentIndex());
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *quit = buttons->addButton(tr("Quit"), QDialogButtonBox::DestructiveRole);
    quit->setObjectName(QStringLiteral("lockQuit"));
    quit->setAutoDefault(false);
    m_unlock = buttons->addButton(tr("Unlock"), QDialogButtonBox::AcceptRole);
    m_unlock->setObjectName(QStringLiteral("unlock"));
    m_unlock->setDefault(true);
    m_unlock->setEnabled(false);
    connect(m_secret, &QLineEdit::textChanged, this,
        [this](const QString &text) { m_unlock->setEnabled(!text.isEmpty()); });
    connect(quit, &QPushButton::clicked, this, &LockDialog::quitWanted);
    connect(m_unlock, &QPushButton::clicked, this,
        [this] { emit unlockWanted(m_sites.value(m_site->currentIndex()), Credential(m_secret->text().toUtf8())); });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(12);
    layout->addWidget(about);
    layout->addLayout(form);
    layout->addWidget(m_news);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    m_secret->setFocus();
}

void LockDialog::refuse(const QString &why)
{
    setBusy(false);
    m_news->setText(why);
    m_news->show();
    resize(width(), layout()->totalHeightForWidth(width())); // a dialog does not grow by itself
    m_secret->clear();
    m_secret->setFocus();
}

void LockDialog::setBusy(bool busy)
{
    m_secret->setEnabled(!busy);
    m_site->setEnabled(!busy);
    m_unlock->setEnabled(!busy && !m_secret->text().isEmpty());
}

void LockDialog::reject() { }

} // namespace nephoscope
