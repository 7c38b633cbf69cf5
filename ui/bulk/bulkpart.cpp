// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulkpart.h"

#include "bulk/bulkdialog.h"
#include "bulk/runstrip.h"
#include "shell/mainwindow.h"
#include "shell/messagebar.h"
#include "shell/pagetabs.h"
#include "shell/searchactions.h"

#include <QApplication>
#include <QBoxLayout>

namespace nephoscope {

using RunState = BulkRun::State;

BulkPart::BulkPart(MainWindow &window, const Looks &looks, std::shared_ptr<Journal> journal, MessageBar &bar)
    : QObject(&window)
    , m_window(window)
    , m_looks(looks)
    , m_journal(std::move(journal))
    , m_bar(bar)
    , m_strip(new RunStrip(window.centralWidget()))
{
    auto *column = qobject_cast<QBoxLayout *>(window.centralWidget()->layout());
    column->insertWidget(column->indexOf(&bar) + 1, m_strip);
    for (const auto &[id, plan] : m_journal->openPlans())
        m_known.insert(id); // begun before this start: those are offered
    connect(&m_window.pages(), &PageTabs::bulkWanted, this, &BulkPart::begin);
    connect(&m_window.sites(), &Sites::added, this, &BulkPart::offer);
    connect(&m_window.sites(), &Sites::changed, this, &BulkPart::offer);
}

void BulkPart::begin(const QString &profileId, const BulkOrder &order)
{
    const std::shared_ptr<Session> session = m_window.sites().session(profileId);
    if (!session || order.objects.isEmpty())
        return;
    if (session->isReadOnly())
        return m_bar.show(
            MessageBar::Tone::Information, tr("The site %1 is set to read-only.").arg(session->profile().name));
    FieldContext context;
    context.search = [this, profileId](
                         const QString &text) { return knownObjects(m_window.navigatorModel(), profileId, text); };
    auto *dialog = new BulkDialog(session, m_journal, m_looks, context, &m_window);
    listenTo(dialog);
    dialog->prepare(order);
    dialog->show();
}

void BulkPart::listenTo(BulkDialog *dialog)
{
    m_dialogs << dialog;
    connect(dialog, &BulkDialog::runChanged, this, [this, dialog] { changed(dialog); });
    connect(dialog, &QDialog::finished, this, [this, dialog] { closed(dialog); });
}

void BulkPart::closed(BulkDialog *dialog)
{
    if (dialog->isUnderWay())
        keepInReach(dialog);
    else
        forget(dialog);
}

void BulkPart::forget(BulkDialog *dialog)
{
    if (dialog->run()) {
        m_strip->remove(dialog->run()->plan().id);
        m_told.remove(dialog->run()->plan().id);
    }
    m_dialogs.removeOne(dialog);
    disconnect(dialog, nullptr, this, nullptr); // its run may tell of an end before it is gone
    dialog->deleteLater();
}

void BulkPart::keepInReach(BulkDialog *dialog)
{
    const QByteArray id = dialog->run()->plan().id;
    const bool isOver = !dialog->isUnderWay();
    const auto open = [this, dialog, id] {
        m_strip->remove(id);
        dialog->show();
        dialog->raise();
        dialog->activateWindow();
    };
    const auto dismiss = isOver ? RunStrip::Deed([this, dialog] { forget(dialog); }) : RunStrip::Deed();
    m_strip->show(id, dialog->words(), dialog->run()->state() == RunState::Paused, tr("Open"), open, dismiss);
}

/// Who does not look at it is told when a run waits for somebody, and when it has ended.
void BulkPart::changed(BulkDialog *dialog)
{
    const std::shared_ptr<BulkRun> &run = dialog->run();
    const RunState before = m_told.value(run->plan().id, RunState::Running);
    m_told.insert(run->plan().id, run->state());
    if (dialog->isVisible())
        return;
    keepInReach(dialog);
    const bool isStopped = run->state() == RunState::Finished || (run->state() == RunState::Paused && !run->isByHand());
    if (before == run->state() || !isStopped)
        return;
    const bool isGood = run->state() == RunState::Finished && run->failures() == 0;
    m_bar.show(isGood ? MessageBar::Tone::Information : MessageBar::Tone::Warning, dialog->words());
    QApplication::alert(&m_window);
}

QStringList BulkPart::underWay() const
{
    QStringList words;
    for (const BulkDialog *dialog : m_dialogs)
        if (dialog->isUnderWay())
            words << dialog->words();
    return words;
}

void BulkPart::pauseAll()
{
    for (const BulkDialog *dialog : std::as_const(m_dialogs))
        if (dialog->isUnderWay())
            dialog->run()->pause();
}

/// A run over the session before this one cannot go on: it is offered like one of another life.
void BulkPart::forgetOthers(const std::shared_ptr<Session> &session)
{
    const QList<BulkDialog *> dialogs = m_dialogs;
    for (BulkDialog *dialog : dialogs) {
        if (dialog->session() == session || dialog->session()->profile().id != session->profile().id)
            continue;
        if (dialog->isUnderWay())
            m_known.insert(dialog->run()->plan().id);
        dialog->hide();
        forget(dialog);
    }
}

void BulkPart::offer(int site)
{
    const std::shared_ptr<Session> session = m_window.sites().at(site).session;
    if (!session || session->state() != Session::State::SignedIn)
        return;
    forgetOthers(session);
    if (m_known.isEmpty())
        return;
    for (const auto &[id, bytes] : m_journal->openPlans()) {
        const Result<BulkPlan> plan = BulkPlan::fromJson(bytes);
        if (!plan || plan->profileId != session->profile().id || !m_known.remove(id))
            continue;
        offerPlan(*plan);
    }
}

void BulkPart::offerPlan(const BulkPlan &plan)
{
    m_strip->show(
        plan.id, tr("A run over %n objects was interrupted: %1.", nullptr, int(plan.items.size())).arg(plan.property),
        true, tr("Go on"), [this, plan] { goOn(plan); }, [this, id = plan.id] { m_strip->remove(id); });
}

void BulkPart::goOn(const BulkPlan &plan)
{
    const std::shared_ptr<Session> session = m_window.sites().session(plan.profileId);
    if (!session)
        return m_bar.show(MessageBar::Tone::Information, tr("Sign in to its site first."));
    if (session->isReadOnly())
        return m_bar.show(
            MessageBar::Tone::Information, tr("The site %1 is set to read-only.").arg(session->profile().name));
    m_strip->remove(plan.id);
    auto *dialog = new BulkDialog(session, m_journal, m_looks, FieldContext(), &m_window);
    listenTo(dialog);
    dialog->show();
    dialog->takeUp(plan);
}

} // namespace nephoscope
