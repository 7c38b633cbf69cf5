// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faultdesk.h"

#include "faults/faultdialog.h"

#include <QWidget>
#include <algorithm>

namespace nephoscope {

namespace {

constexpr qint64 inARow = 300; // seconds between two that count as one story

} // namespace

FaultDesk::FaultDesk(QWidget *window)
    : QObject(window)
{
    setObjectName(QStringLiteral("faultDesk"));
}

FaultDesk &FaultDesk::of(QWidget *pane)
{
    QWidget *top = pane;
    for (QWidget *each = pane; each; each = each->parentWidget()) {
        if (auto *desk = each->findChild<FaultDesk *>(QString(), Qt::FindDirectChildrenOnly))
            return *desk;
        top = each;
    }
    return *new FaultDesk(top);
}

void FaultDesk::setDeed(const QString &action, const Deed &deed) { m_deeds.insert(action, deed); }

bool FaultDesk::canDo(const QString &action, const FaultReport &report) const
{
    if (report.canDo(action))
        return true;
    return m_deeds.contains(action) && !report.profileId.isEmpty();
}

void FaultDesk::act(const QString &action, const FaultReport &report, const TaskState &blocker)
{
    if (report.act(action))
        return;
    if (const Deed deed = m_deeds.value(action))
        deed(report, blocker);
}

const Explainer &FaultDesk::explainer(const QString &service)
{
    auto &known = m_explainers[service];
    if (!known)
        known = std::make_shared<const Explainer>(service);
    return *known;
}

FaultDialog *FaultDesk::dialog() const { return m_dialog; }

int FaultDesk::attempt(const FaultReport &report) const { return std::max(1, m_met.value(report.cause()).times); }

void FaultDesk::report(const FaultReport &report, QWidget *pane)
{
    if (m_dialog && m_dialog->isVisible() && m_dialog->report().cause() == report.cause()) {
        m_dialog->raise();
        return;
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_met.removeIf([&now](const auto &met) { return met.value().last.secsTo(now) >= inARow; });
    Met &met = m_met[report.cause()];
    ++met.times;
    met.last = now;
    if (!m_dialog || !m_dialog->isVisible())
        return open(report, pane);
    const bool isKnown = std::any_of(
        m_later.begin(), m_later.end(), [&](const auto &waiting) { return waiting.first.cause() == report.cause(); });
    if (!isKnown)
        m_later.append({report, pane});
}

void FaultDesk::open(const FaultReport &report, QWidget *pane)
{
    m_dialog = new FaultDialog(report, *this, pane);
    connect(m_dialog, &QDialog::finished, this, &FaultDesk::openNext, Qt::QueuedConnection);
    m_dialog->open();
}

void FaultDesk::openNext()
{
    while (!m_later.isEmpty()) {
        const auto [report, pane] = m_later.takeFirst();
        if (pane)
            return open(report, pane);
    }
}

} // namespace nephoscope
