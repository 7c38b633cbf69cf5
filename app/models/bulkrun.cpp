// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulkrun.h"

#include "models/guideshape.h"

#include <QCoreApplication>
#include <algorithm>
#include <qcorotask.h>

namespace nephoscope {

using Phase = BulkItem::Phase;

BulkRun::BulkRun(std::shared_ptr<Session> session, std::shared_ptr<Journal> journal, BulkPlan plan, Guides guides)
    : m_session(std::move(session))
    , m_journal(std::move(journal))
    , m_plan(std::move(plan))
    , m_guides(std::move(guides))
{
    for (const Ref &object : std::as_const(m_plan.items)) {
        BulkItem item;
        item.object = object;
        m_items.push_back(item);
    }
}

int BulkRun::count(Phase phase) const
{
    return int(
        std::count_if(m_items.begin(), m_items.end(), [phase](const BulkItem &item) { return item.phase == phase; }));
}

Result<bool> BulkRun::start()
{
    if (m_session->isReadOnly())
        return failure(Error::Kind::Unsupported, tr("The site %1 is set to read-only.").arg(m_session->profile().name));
    const Result<bool> kept = m_journal->keepPlan(m_plan.id, m_plan.toJson());
    if (kept)
        resume();
    return kept;
}

void BulkRun::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    if (state == State::Canceled || state == State::Finished) {
        const Result<bool> noted = m_journal->endPlan(m_plan.id);
        if (!noted)
            m_pauseReason = noted.error().message();
    }
    emit stateChanged();
}

void BulkRun::pause()
{
    if (m_state == State::Running)
        setState(State::Paused);
}

void BulkRun::resume()
{
    if (m_state == State::Canceled)
        return;
    m_pauseReason.clear();
    m_failures = 0;
    setState(State::Running);
    goOn();
}

void BulkRun::cancel()
{
    if (m_state != State::Finished)
        setState(State::Canceled);
}

bool BulkRun::isRetryable(const BulkItem &item) const
{
    return item.phase == Phase::Failed || (item.phase == Phase::Unknown && m_plan.operation.isNull());
}

int BulkRun::retryable() const
{
    return int(
        std::count_if(m_items.begin(), m_items.end(), [this](const BulkItem &item) { return isRetryable(item); }));
}

void BulkRun::retryFailed()
{
    for (size_t index = 0; index < m_items.size(); ++index) {
        BulkItem &item = m_items[index];
        if (!isRetryable(item))
            continue;
        item.phase = Phase::Waiting;
        item.words.clear();
        emit itemChanged(int(index));
    }
    m_next = 0;
    if (m_state == State::Finished) { // the plan is open again
        const Result<bool> kept = m_journal->keepPlan(m_plan.id, m_plan.toJson());
        if (!kept)
            m_pauseReason = kept.error().message();
    }
    resume();
}

void BulkRun::goOn()
{
    if (m_state == State::Running && m_session->state() == Session::State::Closed) {
        m_pauseReason = tr("Paused, as its site was closed.");
        setState(State::Paused);
    }
    while (m_state == State::Running && m_running < m_plan.atOnce && m_next < m_items.size()) {
        const size_t index = m_next++;
        if (m_items[index].phase == Phase::Waiting)
            begin(int(index));
    }
    if (m_state == State::Running && m_running == 0 && m_next >= m_items.size())
        setState(State::Finished);
}

void BulkRun::begin(int item)
{
    ++m_running;
    m_items[size_t(item)].phase = Phase::Running;
    emit itemChanged(item);
    work(item);
}

void BulkRun::end(int item, Phase phase, const QString &words)
{
    --m_running;
    const bool isCut = phase == Phase::Failed && m_session->state() == Session::State::Closed;
    m_items[size_t(item)].phase = isCut ? Phase::Waiting : phase; // nobody has refused it
    m_items[size_t(item)].words = isCut ? QString() : words;
    emit itemChanged(item);
    const bool isBad = !isCut && (phase == Phase::Failed || phase == Phase::Unknown);
    if (isBad && ++m_failures == m_plan.stopAfter && m_state == State::Running) {
        m_pauseReason = tr("Paused after %n failure(s).", nullptr, m_failures);
        setState(State::Paused);
    }
    goOn();
}

Result<Draft> BulkRun::edited(const Resource &resource) const
{
    if (resource.document.isNull())
        return failure(Error::Kind::Unsupported, tr("The object has no properties."));
    Draft draft(resource.document, std::make_shared<GuideShape>(m_guides(resource)));
    for (const BulkStep &step : m_plan.steps) {
        BulkStep here = step;
        if (!resource.part.isEmpty()) // steps count from the object, which is a part of what was read
            here.path = Path(resource.part.text() + QLatin1Char('/') + step.path.text());
        const Result<bool> done = here.applyTo(draft);
        if (!done)
            return failure(done.error());
    }
    return draft;
}

Deed BulkRun::deedFor(const Resource &resource) const
{
    Deed deed;
    deed.object = resource.self;
    deed.operation = m_plan.operation.isNull() ? tr("Save") : m_plan.property;
    deed.role = m_plan.operation.isNull() ? Operation::Role::Edit : m_plan.operation.role();
    deed.reason = m_plan.reason;
    deed.batch = m_plan.id;
    return deed;
}

Result<BulkWork> BulkRun::workOn(const Resource &resource) const
{
    BulkWork work;
    work.deed = deedFor(resource);
    if (!m_plan.operation.isNull()) {
        const auto request = m_plan.operation.request(resource, m_session->platform(), m_session->access());
        if (!request)
            return failure(request.error());
        work.requests << *request;
        return work;
    }
    const Result<Draft> draft = edited(resource);
    if (!draft)
        return failure(draft.error());
    if (!draft->isDirty())
        return work;
    const auto requests = m_session->platform().save(resource, *draft, m_session->access());
    if (!requests)
        return failure(requests.error());
    work.requests = *requests;
    work.deed.before = draft->base();
    work.deed.after = draft->document();
    work.deed.changes = draft->changes();
    work.deed.secrets = m_guides(resource).secrets();
    return work;
}

QCoro::Task<> BulkRun::work(int item)
{
    const auto self = shared_from_this();
    const Ref object = m_items[size_t(item)].object;
    const auto resource = co_await m_session->open(object);
    if (!resource)
        co_return end(item, Phase::Failed, resource.error().message());
    if (m_state == State::Canceled)
        co_return end(item, Phase::Waiting);
    const Result<BulkWork> work = workOn(*resource);
    if (!work)
        co_return end(item, Phase::Failed, work.error().message());
    if (work->requests.isEmpty())
        co_return end(item, wasOurs(object) ? Phase::Done : Phase::Same);
    Deed deed = work->deed;
    deed.object = object; // as the plan names it: its entries are found by that
    deed.parts = int(work->requests.size());
    for (qsizetype index = 0; index < work->requests.size(); ++index) {
        deed.part = int(index) + 1;
        const auto sent = co_await send(work->requests.at(index), *resource, deed);
        if (sent)
            continue;
        const bool isUnheard = sent.error().kind() == Error::Kind::Canceled
            || sent.error().kind() == Error::Kind::Offline || sent.error().code() == QLatin1String("OUTCOME_UNKNOWN");
        co_return end(item, isUnheard ? Phase::Unknown : Phase::Failed, sent.error().message());
    }
    end(item, Phase::Done);
}

/// An object that has the value: where this run sent it something whose end nobody heard of, that worked.
bool BulkRun::wasOurs(const Ref &object) const
{
    JournalFilter filter;
    filter.batch = m_plan.id;
    filter.object = object.identity();
    filter.result = WriteResult::Unknown;
    const QList<JournalEntry> unheard = m_journal->entries(filter, 1).value_or(QList<JournalEntry>());
    if (unheard.isEmpty())
        return false;
    const QString words = tr("The object was found to have the value.");
    return m_journal->settle(unheard.constFirst().id, WriteResult::Done, words).has_value();
}

Async<bool> BulkRun::send(Request request, Resource before, Deed deed)
{
    const auto self = shared_from_this();
    const auto outcome = co_await m_session->act(request, before, deed);
    if (!outcome)
        co_return failure(outcome.error());
    if (!outcome->task)
        co_return true;
    const auto task = co_await m_session->finished(*outcome->task);
    if (!task)
        co_return failure(task.error());
    if (task->phase == TaskState::Phase::Succeeded)
        co_return true;
    if (task->error)
        co_return failure(*task->error);
    co_return failure(Error::Kind::Server, tr("The task ended as \u201c%1\u201d.").arg(task->word));
}

void BulkRun::takeUp()
{
    JournalFilter filter;
    filter.batch = m_plan.id;
    const QList<JournalEntry> entries = m_journal->entries(filter, -1).value_or(QList<JournalEntry>());
    QHash<QString, JournalEntry> newest; // entries come newest first
    for (const JournalEntry &entry : entries)
        if (!newest.contains(entry.object.identity()))
            newest.insert(entry.object.identity(), entry);
    setState(State::Running);
    std::vector<std::pair<int, JournalEntry>> open; // looked after when all are known: that may go on to the next
    for (size_t index = 0; index < m_items.size(); ++index) {
        BulkItem &item = m_items[index];
        const auto known = newest.constFind(item.object.identity());
        if (known == newest.constEnd())
            continue;
        const bool isWhole = known->part == known->parts;
        if (known->result == WriteResult::Done && isWhole) {
            item.phase = Phase::Done;
        } else if (known->result == WriteResult::Failed || known->result == WriteResult::Canceled) {
            item.phase = Phase::Failed;
            item.words = known->words;
        } else {
            item.phase = Phase::Running;
            ++m_running;
            open.emplace_back(int(index), *known);
        }
    }
    for (const auto &[index, entry] : open)
        settle(index, entry);
    goOn();
}

/// An entry without a known end: its task is followed, or the object itself tells.
QCoro::Task<> BulkRun::settle(int item, JournalEntry entry)
{
    const auto self = shared_from_this();
    if (entry.result == WriteResult::Running) {
        TaskState task;
        task.href = entry.task;
        task.id = entry.taskId;
        task.object = entry.object;
        const auto ended = co_await m_session->finished(task);
        if (ended && ended->phase == TaskState::Phase::Succeeded && entry.part == entry.parts)
            co_return end(item, Phase::Done);
        if (ended && ended->isEnded() && ended->phase != TaskState::Phase::Succeeded)
            co_return end(item, Phase::Failed, ended->error ? ended->error->message() : ended->word);
    }
    if (!m_plan.operation.isNull()) // the object has no value that would tell
        co_return end(item, Phase::Unknown, tr("It was sent, and nobody heard what became of it."));
    const auto resource = co_await m_session->open(entry.object);
    const Result<Draft> draft = resource ? edited(*resource) : Result<Draft>(failure(resource.error()));
    if (!draft)
        co_return end(item, Phase::Unknown, draft.error().message());
    if (draft->isDirty())
        co_return end(item, Phase::Unknown, tr("It was sent, but the object does not have the value."));
    if (entry.result != WriteResult::Running) {
        const Result<bool> noted =
            m_journal->settle(entry.id, WriteResult::Done, tr("The object was found to have the value."));
        if (!noted)
            co_return end(item, Phase::Done, noted.error().message());
    }
    end(item, Phase::Done);
}

} // namespace nephoscope
