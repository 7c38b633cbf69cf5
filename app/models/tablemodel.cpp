// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tablemodel.h"

#include <algorithm>

namespace nephoscope {

void TableModel::setStore(std::shared_ptr<const RecordStore> store, const QStringList &members)
{
    beginResetModel();
    m_store = std::move(store);
    m_members = members;
    m_rows.reset();
    m_count = 0;
    m_changed.clear();
    findColumns();
    endResetModel();
}

void TableModel::setMembers(const QStringList &members)
{
    if (members == m_members)
        return;
    const QStringList before = m_members;
    // what only grew keeps the view's columns as they are
    if (members.mid(0, before.size()) == before) {
        beginInsertColumns({}, int(before.size()), int(members.size()) - 1);
        m_members = members;
        findColumns();
        endInsertColumns();
        return;
    }
    beginResetModel();
    m_members = members;
    findColumns();
    endResetModel();
}

void TableModel::findColumns()
{
    m_columns.clear();
    for (const QString &member : std::as_const(m_members))
        m_columns.push_back(m_store ? m_store->column(member.toStdString()) : -1);
}

void TableModel::setRows(const Rows &rows, RecordStore::Row count) { moveTo(rows, count, nullptr, m_store); }

void TableModel::replaceStore(std::shared_ptr<const RecordStore> store, const Rows &rows, RecordStore::Row count,
    const std::vector<qint64> &place)
{
    m_changed.clear();
    moveTo(rows, count, &place, std::move(store));
}

/// Another order, perhaps of another store. Indexes that somebody keeps (the selection) follow their records; rows are
/// added or taken away at the end only, which costs a view nothing.
void TableModel::moveTo(const Rows &rows, RecordStore::Row count, const std::vector<qint64> *place,
    std::shared_ptr<const RecordStore> store)
{
    const int next = rows ? int(rows->size()) : int(count);
    const bool isSamePlace = !rows && !m_rows && store == m_store;
    if (!isSamePlace) {
        emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const QModelIndexList kept = persistentIndexList();
        std::vector<RecordStore::Row> records;
        for (const QModelIndex &index : kept)
            records.push_back(record(index.row()));
        m_store = std::move(store);
        m_rows = rows;
        findColumns();
        std::vector<int> rowOf(kept.isEmpty() || !m_store ? 0 : m_store->rowCount(), -1);
        for (int row = 0; !rowOf.empty() && row < next; ++row)
            rowOf[rows ? (*rows)[size_t(row)] : RecordStore::Row(row)] = row;
        for (qsizetype each = 0; each < kept.size(); ++each) {
            qint64 at = records[size_t(each)];
            if (place)
                at = size_t(at) < place->size() ? (*place)[size_t(at)] : -1;
            const int row = at >= 0 && size_t(at) < rowOf.size() ? rowOf[size_t(at)] : -1;
            changePersistentIndex(kept[each], row < 0 ? QModelIndex() : createIndex(row, kept[each].column()));
        }
        m_count = std::min(m_count, next);
        // a shorter list: told as a layout of fewer rows, then as their removal
        emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }
    if (next > m_count) {
        beginInsertRows({}, m_count, next - 1);
        m_count = next;
        endInsertRows();
    } else if (next < m_count) {
        beginRemoveRows({}, next, m_count - 1);
        m_count = next;
        endRemoveRows();
    }
}

void TableModel::setChanged(const QSet<quint64> &changed)
{
    m_changed = changed;
    if (m_count > 0)
        emit dataChanged(index(0, 0), index(m_count - 1, columnCount() - 1), {ChangedRole});
}

RecordStore::Row TableModel::record(int row) const
{
    return m_rows && size_t(row) < m_rows->size() ? (*m_rows)[size_t(row)] : RecordStore::Row(row);
}

std::string_view TableModel::text(int row, int column) const
{
    if (!m_store || size_t(column) >= m_columns.size())
        return {};
    int &found = m_columns[size_t(column)];
    if (found < 0) // it may have come with a later page
        found = m_store->column(m_members[column].toStdString());
    const RecordStore::Row at = record(row);
    return found < 0 || at >= m_store->rowCount() ? std::string_view() : m_store->text(at, found);
}

int TableModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : m_count; }

int TableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_members.size()); }

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole || role == Qt::EditRole) {
        const std::string_view found = text(index.row(), index.column());
        return QString::fromUtf8(found.data(), qsizetype(found.size()));
    }
    if (role == ChangedRole)
        return !m_changed.isEmpty() && m_changed.contains(changedKey(record(index.row()), index.column()));
    return {};
}

bool TableModel::setHeaderData(int section, Qt::Orientation orientation, const QVariant &value, int)
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_members.size())
        return false;
    m_titles.insert(m_members[section], value.toString());
    emit headerDataChanged(orientation, section, section);
    return true;
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const QString member = m_members.value(section);
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return m_titles.value(member, member);
    return orientation == Qt::Horizontal && role == MemberRole ? member : QVariant();
}

} // namespace nephoscope
