// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/rowquery.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <memory>

namespace nephoscope {

/// Rows of a store in an order made elsewhere: nothing is held per row but the order. Raw texts, no words.
class TableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using Rows = std::shared_ptr<const std::vector<RecordStore::Row>>;
    enum Role {
        MemberRole = Qt::UserRole + 1, ///< header: QString, the column's member
        ChangedRole ///< bool: the cell says something else than before the last reading
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Another store: nothing of the one before remains.
    void setStore(std::shared_ptr<const RecordStore> store, const QStringList &members);
    /// A newer reading of the same list: rows and selection stay with their records as far as they are still there.
    /// `place`: of each old row's record in the new store, or -1 (empty: unknown).
    void replaceStore(std::shared_ptr<const RecordStore> store, const Rows &rows, RecordStore::Row count,
        const std::vector<qint64> &place);
    /// Members that the columns show, in the model's order.
    void setMembers(const QStringList &members);
    const QStringList &members() const { return m_members; }
    /// The rows that show, in order; null: the first `count` of the store as they stand there.
    void setRows(const Rows &rows, RecordStore::Row count);
    /// Cells (record, member's place) that differ from the reading before.
    void setChanged(const QSet<quint64> &changed);
    static quint64 changedKey(RecordStore::Row record, int column) { return (quint64(record) << 16) | quint64(column); }

    const RecordStore *store() const { return m_store.get(); }
    RecordStore::Row record(int row) const;
    std::string_view text(int row, int column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// What the header says in place of the member's name.
    bool setHeaderData(
        int section, Qt::Orientation orientation, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void moveTo(const Rows &rows, RecordStore::Row count, const std::vector<qint64> *place,
        std::shared_ptr<const RecordStore> store);
    void findColumns();

    std::shared_ptr<const RecordStore> m_store;
    QStringList m_members;
    QHash<QString, QString> m_titles;
    mutable std::vector<int> m_columns; ///< of the store; -1 where no record has it yet
    Rows m_rows;
    int m_count = 0;
    QSet<quint64> m_changed;
};

} // namespace nephoscope
