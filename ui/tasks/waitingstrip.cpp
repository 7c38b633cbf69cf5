// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/waitingstrip.h"

#include "faults/faultwords.h"
#include "resource/elidedlabel.h"
#include "shell/glyph.h"

#include <QBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace nephoscope {

WaitingStrip::WaitingStrip(Sites &sites, QWidget *parent)
    : QWidget(parent)
    , m_sites(sites)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("waitingStrip"));
    setAccessibleName(tr("Waiting for other work to end"));
    m_column->setContentsMargins(8, 2, 8, 2);
    m_column->setSpacing(2);
    hide();
    connect(&sites, &Sites::added, this, &WaitingStrip::watch);
    connect(&sites, &Sites::changed, this, &WaitingStrip::watch);
    connect(&sites, &Sites::removed, this, &WaitingStrip::fill);
}

void WaitingStrip::watch(int site)
{
    const SiteEntry &entry = m_sites.at(site);
    if (!entry.session || m_watched.value(entry.profile.id) == entry.session.get())
        return;
    m_watched.insert(entry.profile.id, entry.session.get());
    connect(&entry.session->waitingList(), &WaitingList::changed, this, &WaitingStrip::fill);
    fill();
}

QStringList WaitingStrip::labels() const
{
    QStringList all;
    for (int site = 0; site < m_sites.count(); ++site) {
        const auto session = m_sites.at(site).session;
        for (const Waiting &each : session ? session->waitingList().waiting() : QList<Waiting>())
            all << each.label;
    }
    return all;
}

void WaitingStrip::fill()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be its button that was clicked
        delete item;
    }
    for (int site = 0; site < m_sites.count(); ++site) {
        const auto session = m_sites.at(site).session;
        for (const Waiting &each : session ? session->waitingList().waiting() : QList<Waiting>())
            add(session, each);
    }
    setVisible(m_column->count() > 0);
    emit changed();
}

void WaitingStrip::add(const std::shared_ptr<Session> &session, const Waiting &waiting)
{
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    auto *icon = new QLabel(row);
    const int side = fontMetrics().height();
    icon->setPixmap(glyph(QStringLiteral("waiting"), QColor(0x1f, 0x6f, 0xc4)).pixmap(side, side));
    line->addWidget(icon);
    auto *words = new ElidedLabel(Qt::ElideRight, row);
    words->setObjectName(QStringLiteral("waitingWords"));
    words->setText(tr("%1: %2 It will be tried again when other work has ended. %3")
                       .arg(session->profile().name, waiting.label,
                           blockerWords(waiting.blocker, QDateTime::currentDateTimeUtc())));
    line->addWidget(words, 1);
    auto *cancel = new QToolButton(row);
    cancel->setObjectName(QStringLiteral("waitingCancel"));
    cancel->setText(tr("Do not run"));
    cancel->setAutoRaise(true);
    cancel->setFocusPolicy(Qt::StrongFocus);
    connect(cancel, &QToolButton::clicked, this, [session, id = waiting.id] { session->waitingList().cancel(id); });
    line->addWidget(cancel);
    m_column->addWidget(row);
}

} // namespace nephoscope
