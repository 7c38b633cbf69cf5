// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/listload.h"
#include "models/tablemodel.h"

#include <QElapsedTimer>

namespace nephoscope {

/// A list as a table that fills while it is read: reads it, orders and filters its rows in the inventory thread, the
/// newest question first, and tells the model. Another reading takes the place of the one before when it is whole.
class ListTable : public QObject {
    Q_OBJECT
public:
    ListTable(std::shared_ptr<Session> session, int pagesAtATime, QObject *parent = nullptr);
    ~ListTable() override;

    TableModel &model() { return m_model; }
    const TableModel &model() const { return m_model; }
    /// Reads the list; what it held of the same list shows until then.
    void open(const Ref &list, const ListQuery &query);
    void reload();
    /// Shows what was kept of the list until it has been read; false where that was faster.
    bool showKept(const std::shared_ptr<RecordStore> &store);
    void stop();
    void fillGaps();
    void setQuery(const RowQuery &query);
    const RowQuery &query() const { return m_query; }

    const Ref &list() const { return m_list; }
    /// What shows: never null.
    const std::shared_ptr<RecordStore> &store() const { return m_store; }
    bool isLoading() const { return m_load && m_load->state() == ListLoad::State::Loading; }
    /// The reading under way is a newer one of what shows.
    bool isReplacing() const { return m_isReplacing; }
    const std::shared_ptr<ListLoad> &load() const { return m_load; }
    qint64 total() const { return m_total; }
    /// The record as whoever opens it names it.
    Ref ref(RecordStore::Row record) const;

signals:
    void opened(const Resource &head);
    void isNoList(const Resource &resource);
    void failed(const Error &error);
    /// The members of the records, as far as they have come.
    void membersChanged();
    /// How much is there, and how much of it shows.
    void changed();
    /// All that can be had is there.
    void loaded();
    /// A question has been answered: the rows show it.
    void ordered();

private:
    void grew();
    void loadFinished();
    void replace();
    void order();
    void startOrder();
    struct Ordered;
    void orderDone(const std::shared_ptr<Ordered> &done);
    void stopLoad();
    void tellMembers();

    std::shared_ptr<Session> m_session;
    int m_window;
    TableModel m_model;
    Ref m_list;
    ListQuery m_asked;
    RowQuery m_query;
    std::shared_ptr<RecordStore> m_store;
    std::shared_ptr<ListLoad> m_load;
    std::shared_ptr<RowOrder> m_order; ///< in the inventory thread while a job runs
    std::shared_ptr<std::atomic<bool>> m_stop;
    QElapsedTimer m_sinceOrder;
    QTimer m_orderLater;
    qint64 m_total = -1;
    int m_toldColumns = 0;
    bool m_isOrdering = false;
    bool m_wantsOrder = false;
    bool m_isReplacing = false; ///< the reading under way is a newer one of what shows
};

} // namespace nephoscope
