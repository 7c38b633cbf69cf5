// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/childlists.h"

#include <qcorotask.h>

namespace nephoscope {

namespace {

constexpr int mostLists = 24;
constexpr int mostAtOnce = 3;

} // namespace

ChildLists::ChildLists(std::shared_ptr<Session> session, const Resource &resource, QObject *parent)
    : QObject(parent)
    , m_session(std::move(session))
{
    for (const Ref &child : resource.children) {
        if (!child.isCollection() || child.kind() == QLatin1String("task"))
            continue;
        if (m_lists.size() < mostLists) {
            ChildList list;
            list.list = child;
            m_lists << list;
        } else {
            ++m_leftOut;
        }
    }
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &ChildLists::end);
}

void ChildLists::read(int milliseconds)
{
    if (m_next > 0 || m_isDone)
        return;
    if (m_lists.isEmpty() || !m_session->isLive())
        return end();
    m_patience.start(milliseconds);
    askNext();
}

int ChildLists::answered() const
{
    return int(std::count_if(
        m_lists.begin(), m_lists.end(), [](const ChildList &each) { return each.state != ChildList::State::Waiting; }));
}

void ChildLists::askNext()
{
    while (m_running < mostAtOnce && m_next < m_lists.size()) {
        const qsizetype place = m_next++;
        ++m_running;
        QCoro::connect(m_session->open(m_lists.at(place).list), this,
            [this, place](const Result<Resource> &page) { hear(place, page); });
    }
}

void ChildLists::hear(qsizetype place, const Result<Resource> &page)
{
    --m_running;
    if (m_isDone)
        return; // too late: whoever waited has been told
    ChildList &list = m_lists[place];
    list.state = page ? ChildList::State::Read : ChildList::State::Failed;
    if (page) {
        list.items = page->children;
        list.total = std::max<qint64>(page->total.value_or(0), page->children.size());
        list.hasMore = page->more.has_value() && list.total == page->children.size();
    } else {
        list.fault = page.error();
    }
    if (answered() == int(m_lists.size()))
        return end();
    emit progressed();
    askNext();
}

void ChildLists::end()
{
    if (std::exchange(m_isDone, true))
        return;
    m_patience.stop();
    emit progressed();
    emit finished();
}

} // namespace nephoscope
