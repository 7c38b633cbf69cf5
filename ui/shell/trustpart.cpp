// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/trustpart.h"

#include "base/settings.h"
#include "base/storefile.h"
#include "connect/certificatepage.h"
#include "connect/connections.h"
#include "connect/idlelock.h"
#include "connect/profiles.h"
#include "shell/actions.h"
#include "shell/mainwindow.h"
#include "shell/messagebar.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

namespace nephoscope {

TrustPart::TrustPart(MainWindow &window, Connections &connections, Settings &settings, MessageBar &bar)
    : QObject(&window)
    , m_window(window)
    , m_connections(connections)
    , m_settings(settings)
    , m_bar(bar)
    , m_lock(new IdleLock(connections, window.sites(), this))
{
    listen();
    addLock();
    connect(window.actions().certificate, &QAction::triggered, this, &TrustPart::showCertificate);
}

void TrustPart::listen()
{
    StoreNews &news = StoreNews::instance();
    connect(&news, &StoreNews::told, this,
        [this](const QString &sentence) { m_bar.show(MessageBar::Tone::Warning, sentence); });
    const QStringList before = news.takeUnheard();
    for (const QString &sentence : before)
        m_bar.show(MessageBar::Tone::Warning, sentence);
    const auto notSaved = [this](const QString &reason) {
        m_bar.show(MessageBar::Tone::Warning, tr("Settings and sites cannot be saved: %1").arg(reason));
    };
    connect(&m_window.profiles(), &Profiles::notSaved, this, notSaved);
    if (!m_settings.sync())
        notSaved(m_settings.trouble());
}

void TrustPart::addLock()
{
    const int chosen = m_settings.value(setting::lockAfterMinutes);
    auto *group = new QActionGroup(this);
    for (const int minutes : {0, 5, 15, 30, 60}) {
        QAction *action = m_window.actions().lockAfter->addAction(
            minutes == 0 ? tr("&Never") : tr("After %n minute(s)", nullptr, minutes));
        action->setObjectName(QStringLiteral("lockAfter%1").arg(minutes));
        action->setCheckable(true);
        action->setChecked(minutes == chosen);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, minutes] {
            m_settings.set(setting::lockAfterMinutes, minutes);
            m_lock->setIdleTime(std::chrono::minutes(minutes));
        });
    }
    m_lock->setIdleTime(std::chrono::minutes(chosen));
    connect(m_lock, &IdleLock::quitWanted, &m_window, [this] {
        m_window.close();
        qApp->quit(); // the window was hidden, and its closing ends nothing
    });
    connect(m_window.actions().lock, &QAction::triggered, this, [this] {
        if (!m_lock->lock())
            m_bar.show(MessageBar::Tone::Information,
                tr("Sign in to a site first: its secret is what unlocks the window again."));
    });
}

void TrustPart::showCertificate()
{
    const int position = m_window.sites().indexOf(m_window.currentSite());
    if (position < 0)
        return;
    const SiteEntry site = m_window.sites().at(position);
    if (CertificatePage::isFor(site))
        (new CertificatePage(site, m_window.profiles(), &m_window))->open();
    else
        m_bar.show(MessageBar::Tone::Information,
            tr("%1 has shown no certificate: it is not signed in to, or not encrypted.").arg(site.profile.name));
}

} // namespace nephoscope
