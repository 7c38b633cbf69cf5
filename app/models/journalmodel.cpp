// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/journalmodel.h"

#include <algorithm>

namespace nephoscope {

namespace {

constexpr int atOnce = 100; // entries
constexpr qsizetype most = 2 * atOnce; // rows that nobody has asked for; beyond them one goes for each that comes

} // namespace

JournalModel::JournalModel(std::shared_ptr<Journal> journal, QObject *parent)
    : QAbstractTableModel(parent)
    , m_journal(std::move(journal))
{
    connect(m_journal.get(), &Journal::changed, this, &JournalModel::take);
}

void JournalModel::setFilter(const JournalFilter &filter)
{
    beginResetModel();
    m_filter = filter;
    m_entries = m_journal->entries(filter, atOnce).value_or(QList<JournalEntry>());
    m_hasMore = m_entries.size() == atOnce;
    endResetModel();
}

int JournalModel::rowOf(qint64 entry) const
{
    for (qsizetype row = 0; row < m_entries.size(); ++row)
        if (m_entries.at(row).id == entry)
            return int(row);
    return -1;
}

/// A new entry comes to the top; a known one stays in its row even where it fits the filter no longer.
void JournalModel::take(qint64 entry)
{
    const int row = rowOf(entry);
    if (row >= 0) {
        const Result<JournalEntry> known = m_journal->entry(entry);
        if (known)
            m_entries[row] = *known;
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return;
    }
    const qint64 newest = m_entries.isEmpty() ? 0 : m_entries.constFirst().id;
    const Result<QList<JournalEntry>> found = m_journal->entries(m_filter, 1);
    if (!found || found->isEmpty() || found->constFirst().id <= newest)
        return;
    if (m_entries.size() >= most) {
        beginRemoveRows({}, rowCount() - 1, rowCount() - 1); // read again when somebody scrolls there
        m_entries.removeLast();
        m_hasMore = true;
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_entries.append(found->constFirst()); // in the place that has come free; at the front the list would grow
    std::rotate(m_entries.begin(), m_entries.end() - 1, m_entries.end());
    endInsertRows();
}

int JournalModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_entries.size()); }

int JournalModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    return index.isValid() && role == EntryRole ? QVariant::fromValue(m_entries.at(index.row())) : QVariant();
}

bool JournalModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore && !m_entries.isEmpty() && m_entries.size() < most;
}

void JournalModel::fetchMore(const QModelIndex &) { readOn(); }

void JournalModel::readOn()
{
    if (!m_hasMore || m_entries.isEmpty())
        return;
    const QList<JournalEntry> more =
        m_journal->entries(m_filter, atOnce, m_entries.constLast().id).value_or(QList<JournalEntry>());
    m_hasMore = more.size() == atOnce;
    if (more.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(more.size()) - 1);
    m_entries << more;
    endInsertRows();
}

} // namespace nephoscope
