// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulklook.h"

#include <qcorotask.h>

namespace nephoscope {

namespace {

constexpr int atOnce = 8;

} // namespace

BulkLook::BulkLook(std::shared_ptr<Session> session, std::shared_ptr<BulkRun> run)
    : m_session(std::move(session))
    , m_run(std::move(run))
{
}

void BulkLook::start() { goOn(); }

void BulkLook::goOn()
{
    if (m_isGoing)
        return; // a closed session answers at once: whoever is further up goes on
    m_isGoing = true;
    const int count = int(m_run->items().size());
    while (!m_isStopped && m_running < atOnce && m_next < count) {
        ++m_running;
        look(m_next++);
    }
    m_isGoing = false;
    if (!m_isStopped && m_running == 0 && m_next >= count)
        emit finished();
}

Result<QList<Change>> BulkLook::judged(int item, const Result<Resource> &resource)
{
    if (!resource)
        return failure(resource.error());
    const Result<BulkWork> work = m_run->workOn(*resource);
    if (!work)
        return failure(work.error());
    if (!work->requests.isEmpty())
        emit planned(item, work->requests);
    return work->deed.changes;
}

QCoro::Task<> BulkLook::look(int item)
{
    const auto self = shared_from_this();
    const Ref object = m_run->items()[size_t(item)].object;
    const auto resource = co_await m_session->open(object);
    --m_running;
    if (m_isStopped)
        co_return;
    const Result<QList<Change>> changes = judged(item, resource);
    emit looked(item, resource.value_or(Resource()), changes.value_or(QList<Change>()),
        changes ? QString() : changes.error().message());
    goOn();
}

} // namespace nephoscope
