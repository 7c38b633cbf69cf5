// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QAbstractTableModel>

namespace nephoscope {

/// The entries of a journal that fit a filter, newest first, read as far as somebody looks. Raw values and roles.
class JournalModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        TimeColumn,
        ResultColumn,
        OperationColumn,
        ObjectColumn,
        ChangesColumn,
        UserColumn,
        SiteColumn,
        ColumnCount
    };
    enum Role { EntryRole = Qt::UserRole + 1 }; ///< JournalEntry

    JournalModel(std::shared_ptr<Journal> journal, QObject *parent);

    const JournalFilter &filter() const { return m_filter; }
    void setFilter(const JournalFilter &filter);
    int rowOf(qint64 entry) const; ///< -1 where it is not among those read
    const QList<JournalEntry> &entries() const { return m_entries; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    /// Reads earlier entries below those read. A view asks for this where somebody has come to the end: by itself it
    /// asks at each of its layouts, until all that was ever written is read.
    void readOn();

private:
    void take(qint64 entry);

    std::shared_ptr<Journal> m_journal;
    JournalFilter m_filter;
    QList<JournalEntry> m_entries;
    bool m_hasMore = true;
};

} // namespace nephoscope
