// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/listtable.h"

#include "inventory/storecompare.h"
#include "inventory/worker.h"

#include <qcorotask.h>

namespace nephoscope {

namespace {

constexpr int betweenOrders = 150; ///< ms, while rows stream in

} // namespace

/// A job's answer. The order itself stays with the jobs; what shows is a copy.
struct ListTable::Ordered {
    std::shared_ptr<RowOrder> order;
    std::shared_ptr<RecordStore> store;
    std::shared_ptr<std::atomic<bool>> stop;
    RowQuery query;
    TableModel::Rows rows;
    RecordStore::Row covered = 0;
    bool isWhole = false;
    bool isLast = false; ///< no more rows come
};

ListTable::ListTable(std::shared_ptr<Session> session, int pagesAtATime, QObject *parent)
    : QObject(parent)
    , m_session(std::move(session))
    , m_window(pagesAtATime)
    , m_store(std::make_shared<RecordStore>())
    , m_order(std::make_shared<RowOrder>())
    , m_stop(std::make_shared<std::atomic<bool>>(false))
{
    m_orderLater.setSingleShot(true);
    connect(&m_orderLater, &QTimer::timeout, this, &ListTable::order);
    m_sinceOrder.start();
}

ListTable::~ListTable()
{
    *m_stop = true;
    stopLoad();
}

void ListTable::stopLoad()
{
    if (!m_load)
        return;
    m_load->disconnect(this);
    m_load->stop();
}

void ListTable::open(const Ref &list, const ListQuery &query)
{
    stopLoad();
    const bool isSame = list.href() == m_list.href() && m_store->rowCount() > 0;
    m_list = list;
    m_asked = query;
    m_isReplacing = isSame;
    m_load = std::make_shared<ListLoad>(m_session, list, query, m_window);
    connect(m_load.get(), &ListLoad::opened, this, &ListTable::opened);
    connect(m_load.get(), &ListLoad::isNoList, this, &ListTable::isNoList);
    connect(m_load.get(), &ListLoad::grew, this, &ListTable::grew);
    connect(m_load.get(), &ListLoad::finished, this, &ListTable::loadFinished);
    if (!isSame) {
        m_store = m_load->store();
        m_toldColumns = 0;
        m_model.setStore(m_store, {});
        m_order = std::make_shared<RowOrder>();
    }
    QCoro::connect(m_load->run(), this, [] {});
    emit changed();
}

bool ListTable::showKept(const std::shared_ptr<RecordStore> &store)
{
    if (m_store->rowCount() > 0 || !m_load || m_load->state() == ListLoad::State::Done)
        return false;
    m_isReplacing = isLoading();
    m_store = store;
    m_toldColumns = 0;
    m_total = store->rowCount();
    m_model.setStore(m_store, {});
    m_order = std::make_shared<RowOrder>();
    tellMembers();
    order();
    emit changed();
    return true;
}

void ListTable::reload() { open(m_list, m_asked); }

void ListTable::stop()
{
    if (m_load)
        m_load->stop();
}

void ListTable::fillGaps()
{
    if (m_load)
        QCoro::connect(m_load->fillGaps(), this, [] {});
}

void ListTable::tellMembers()
{
    if (m_store->columnCount() == m_toldColumns)
        return;
    m_toldColumns = m_store->columnCount();
    emit membersChanged();
}

void ListTable::grew()
{
    if (m_isReplacing) {
        emit changed();
        return;
    }
    m_total = m_load->total();
    tellMembers();
    const qint64 wait = betweenOrders - m_sinceOrder.elapsed();
    if (m_query.isPlain())
        m_model.setRows(nullptr, m_store->rowCount());
    else if (wait <= 0 || m_model.rowCount() == 0)
        order();
    else if (!m_orderLater.isActive())
        m_orderLater.start(int(wait));
    emit changed();
}

void ListTable::loadFinished()
{
    if (m_load->state() == ListLoad::State::Failed) {
        m_isReplacing = false;
        emit changed();
        emit failed(*m_load->error());
        return;
    }
    if (m_isReplacing && m_load->state() == ListLoad::State::Stopped) { // half of it is no news
        m_isReplacing = false;
        emit changed();
        return;
    }
    if (m_isReplacing)
        return replace();
    order();
    emit changed();
    emit loaded();
}

/// The newer reading is whole: where each record has gone, and what it says otherwise, shows off the window's thread.
void ListTable::replace()
{
    const std::shared_ptr<RecordStore> before = m_store;
    const std::shared_ptr<RecordStore> after = m_load->store();
    const auto compare = [before, after, query = m_query] {
        auto compared = std::make_shared<StoreComparison>(*before, *after);
        compared->order.extend(*after, query, RowOrder::Stop(false));
        return compared;
    };
    inInventoryThread(this, compare,
        [this, before, after, load = m_load, query = m_query](const std::shared_ptr<StoreComparison> &compared) {
            if (load != m_load || m_store != before)
                return; // another one has begun
            *m_stop = true;
            m_isReplacing = false;
            m_store = after;
            m_total = load->total();
            m_order = std::make_shared<RowOrder>(compared->order);
            const TableModel::Rows rows = compared->order.isPlain
                ? nullptr
                : std::make_shared<const std::vector<RecordStore::Row>>(compared->order.rows);
            m_model.replaceStore(m_store, rows, m_store->rowCount(), compared->places);
            QSet<quint64> cells;
            for (const auto &[record, column] : compared->changed) {
                const auto member = QString::fromStdString(after->columnName(column));
                if (const qsizetype at = m_model.members().indexOf(member); at >= 0)
                    cells.insert(TableModel::changedKey(record, int(at)));
            }
            m_model.setChanged(cells);
            tellMembers();
            if (!(query == m_query))
                order();
            emit changed();
            emit loaded();
        });
}

void ListTable::setQuery(const RowQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    *m_stop = true; // of the question before
    order();
}

void ListTable::order()
{
    m_orderLater.stop();
    if (m_isOrdering)
        m_wantsOrder = true;
    else
        startOrder();
}

void ListTable::startOrder()
{
    m_wantsOrder = false;
    m_sinceOrder.start();
    if (m_query.isPlain()) {
        m_model.setRows(nullptr, m_store->rowCount());
        emit changed();
        emit ordered();
        return;
    }
    m_isOrdering = true;
    m_stop = std::make_shared<std::atomic<bool>>(false);
    auto job = std::make_shared<Ordered>();
    job->order = m_order;
    job->store = m_store;
    job->stop = m_stop;
    job->query = m_query;
    job->isLast = !isLoading() || m_isReplacing;
    const auto work = [job] {
        job->isWhole = job->order->extend(*job->store, job->query, *job->stop);
        if (job->isLast)
            job->order->settle();
        job->rows = std::make_shared<const std::vector<RecordStore::Row>>(std::move(job->order->rows));
        job->covered = job->order->covered;
    };
    inInventoryThread(this, work, [this, job] { orderDone(job); });
}

void ListTable::orderDone(const std::shared_ptr<Ordered> &done)
{
    m_isOrdering = false;
    const bool isWanted = done->isWhole && done->store == m_store && done->query == m_query;
    if (isWanted)
        m_model.setRows(done->rows, done->covered);
    if (m_wantsOrder || !isWanted)
        startOrder();
    if (!isWanted)
        return;
    emit changed();
    emit ordered();
}

Ref ListTable::ref(RecordStore::Row record) const
{
    const ListFrame frame = m_store->frame();
    const Reply reply(200, m_store->rowDocument(record), frame.mediaType, frame.url);
    const auto read = m_session->platform().resource(Ref(m_list).asCollection(), reply, m_session->access());
    if (!read || read->children.isEmpty())
        return {};
    return read->children.first();
}

} // namespace nephoscope
