// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulkpart.h"

#include "bulk/bulkdialog.h"
#include "shell/mainwindow.h"
#include "shell/messagebar.h"
#include "shell/pagetabs.h"

namespace nephoscope {

BulkPart::BulkPart(MainWindow &window, const Looks &looks, std::shared_ptr<Journal> journal, MessageBar &bar)
    : QObject(&window)
    , m_window(window)
    , m_looks(looks)
    , m_journal(std::move(journal))
    , m_bar(bar)
{
    for (const auto &[id, plan] : m_journal->openPlans())
        m_known.insert(id); // begun before this start: those are offered
    connect(&m_window.pages(), &PageTabs::bulkWanted, this, &BulkPart::begin);
    connect(&m_window.sites(), &Sites::added, this, &BulkPart::offer);
    connect(&m_window.sites(), &Sites::changed, this, &BulkPart::offer);
    connect(&m_bar, &MessageBar::actionTriggered, this, [this] {
        if (!m_offered.isEmpty())
            goOn(std::exchange(m_offered, QByteArray()));
    });
}

void BulkPart::begin(const QString &profileId, const QList<Ref> &objects)
{
    const std::shared_ptr<Session> session = m_window.sites().session(profileId);
    if (!session || objects.isEmpty())
        return;
    if (session->isReadOnly())
        return m_bar.show(
            MessageBar::Tone::Information, tr("The site %1 is set to read-only.").arg(session->profile().name));
    FieldContext context;
    context.search = [this, profileId](
                         const QString &text) { return m_window.navigatorModel().named(profileId, text); };
    auto *dialog = new BulkDialog(session, m_journal, m_looks, context, &m_window);
    dialog->prepare(objects);
    dialog->show();
}

void BulkPart::offer(int site)
{
    const std::shared_ptr<Session> session = m_window.sites().at(site).session;
    if (!session || m_known.isEmpty() || session->state() != Session::State::SignedIn)
        return;
    for (const auto &[id, bytes] : m_journal->openPlans()) {
        const Result<BulkPlan> plan = BulkPlan::fromJson(bytes);
        if (!plan || !m_known.contains(id) || plan->profileId != session->profile().id)
            continue;
        m_known.remove(id);
        m_offered = bytes;
        m_bar.show(MessageBar::Tone::Warning,
            tr("A run over %n objects was interrupted: %1.", nullptr, int(plan->items.size())).arg(plan->property),
            QString(), tr("Go on"));
        return;
    }
}

void BulkPart::goOn(const QByteArray &bytes)
{
    const Result<BulkPlan> plan = BulkPlan::fromJson(bytes);
    const std::shared_ptr<Session> session = plan ? m_window.sites().session(plan->profileId) : nullptr;
    if (!session)
        return;
    auto *dialog = new BulkDialog(session, m_journal, m_looks, FieldContext(), &m_window);
    dialog->takeUp(*plan);
    dialog->show();
}

} // namespace nephoscope
