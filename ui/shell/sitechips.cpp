// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/sitechips.h"

#include "models/sites.h"
#include "resource/values.h"
#include "shell/looks.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

namespace nephoscope {

namespace {

QString who(const SiteEntry &entry)
{
    switch (entry.status) {
    case SiteEntry::Status::Disconnected:
        return SiteChips::tr("not signed in");
    case SiteEntry::Status::Connecting:
        return SiteChips::tr("connecting …");
    case SiteEntry::Status::Failed:
        return SiteChips::tr("not connected");
    case SiteEntry::Status::Connected:
        break;
    }
    if (entry.session->trouble())
        return SiteChips::tr("does not answer");
    if (!entry.session->isLive())
        return SiteChips::tr("recording, read-only");
    const Access &access = entry.session->access();
    QString text = access.user.isEmpty() ? SiteChips::tr("signed in") : access.user;
    if (!access.organization.isEmpty())
        text += QLatin1Char('@') + access.organization;
    if (!access.roles.isEmpty())
        text = SiteChips::tr("%1 (%2)").arg(text, access.roles.first());
    if (!access.actingAs.href().isEmpty())
        text = SiteChips::tr("%1, acting as %2", "user, organization").arg(text, access.actingAs.name());
    return text;
}

State::Tone toneOf(const SiteEntry &entry)
{
    switch (entry.status) {
    case SiteEntry::Status::Connected:
        return entry.session && (entry.session->trouble() || !entry.session->access().actingAs.href().isEmpty())
            ? State::Tone::Warning
            : State::Tone::On;
    case SiteEntry::Status::Connecting:
        return State::Tone::Changing;
    case SiteEntry::Status::Failed:
        return State::Tone::Failed;
    case SiteEntry::Status::Disconnected:
        break;
    }
    return State::Tone::Unknown;
}

} // namespace

SiteChips::SiteChips(Sites &sites, const Looks &looks, QWidget *parent)
    : QWidget(parent)
    , m_sites(sites)
    , m_looks(looks)
    , m_row(new QHBoxLayout(this))
    , m_activity(new QLabel(this))
{
    setObjectName(QStringLiteral("siteChips"));
    m_row->setContentsMargins(4, 0, 8, 0);
    m_row->setSpacing(4);
    m_activity->setObjectName(QStringLiteral("activity"));
    m_row->addStretch(1);
    m_row->addWidget(m_activity);
    connect(&sites, &Sites::added, this, &SiteChips::rebuild);
    connect(&sites, &Sites::removed, this, &SiteChips::rebuild);
    connect(&sites, &Sites::changed, this, &SiteChips::update);
    rebuild();
}

void SiteChips::rebuild()
{
    for (QToolButton *chip : m_chips)
        chip->deleteLater();
    m_chips.clear();
    for (int index = 0; index < m_sites.count(); ++index) {
        auto *chip = new QToolButton(this);
        chip->setAutoRaise(true);
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setObjectName(QStringLiteral("siteChip%1").arg(index));
        chip->setFocusPolicy(Qt::TabFocus);
        const QString id = m_sites.at(index).profile.id;
        connect(chip, &QToolButton::clicked, this, [this, id] { emit clicked(id); });
        m_row->insertWidget(index, chip);
        m_chips.append(chip);
        update(index);
    }
}

void SiteChips::watch(int index)
{
    const SiteEntry &entry = m_sites.at(index);
    const QString id = entry.profile.id;
    Activity &activity = m_activities[id];
    if (activity.session == entry.session.get())
        return;
    activity = Activity();
    activity.session = entry.session.get();
    if (!entry.session)
        return;
    connect(&entry.session->transport(), &Transport::busyChanged, this, [this, id](int running) {
        m_activities[id].running = running;
        updateActivity();
    });
    connect(&entry.session->traffic(), &TrafficRecord::added, this, [this, id](const Exchange &exchange) {
        m_activities[id].lastMilliseconds = exchange.timings().finished;
        m_last = id;
        updateActivity();
    });
}

void SiteChips::update(int index)
{
    if (index >= m_chips.size())
        return;
    watch(index);
    const SiteEntry &entry = m_sites.at(index);
    QToolButton *chip = m_chips[index];
    chip->setIcon(m_looks.stateIcon(toneOf(entry)));
    const QString text = tr("%1  %2").arg(entry.profile.name, who(entry));
    chip->setText(fontMetrics().elidedText(text, Qt::ElideRight, fontMetrics().averageCharWidth() * 90));
    chip->setAccessibleName(text);
    QStringList tip{text};
    if (entry.error)
        tip.append(entry.error->message());
    if (entry.session && entry.session->trouble())
        tip.append(entry.session->trouble()->message());
    if (entry.session && !entry.session->access().apiVersion.isEmpty())
        tip.append(tr("API version %1").arg(entry.session->access().apiVersion));
    chip->setToolTip(plainToolTip(tip.join(QLatin1Char('\n'))));
}

void SiteChips::updateActivity()
{
    int running = 0;
    for (const Activity &activity : m_activities)
        running += activity.running;
    QStringList parts;
    if (running > 0)
        parts.append(running == 1 ? tr("1 request") : tr("%1 requests").arg(running));
    const qint64 last = m_activities.value(m_last).lastMilliseconds;
    if (last >= 0)
        parts.append(tr("%1 ms").arg(QLocale().toString(last)));
    m_activity->setText(parts.join(QStringLiteral(" · ")));
}

void SiteChips::looksChanged()
{
    for (int index = 0; index < m_chips.size(); ++index)
        update(index);
}

} // namespace nephoscope
