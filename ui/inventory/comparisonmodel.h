// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/storecompare.h"

#include <QAbstractTableModel>
#include <array>
#include <memory>

namespace nephoscope {

class Looks;

/// What a comparison is about: two readings and what they are called.
class ComparedSides {
public:
    std::shared_ptr<const RecordStore> before;
    std::shared_ptr<const RecordStore> after;
    QString beforeName;
    QString afterName;
    QString service;
    QString kind;
    ComparisonRules rules;
};

/// The differences of two readings as rows: what happened, to which record, to which field, from what to what. Shows
/// those of chosen kinds that have a text.
class ComparisonModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { What, Record, Field, Before, After, ColumnCount };

    ComparisonModel(const Looks &looks, QObject *parent);

    void setDifferences(const ComparedSides &sides, std::vector<Difference> differences);
    void setFilter(const QString &text, const std::array<bool, 3> &kinds);
    /// How many there are of a kind, whether they show or not; Changed: fields.
    int count(Difference::Kind kind) const { return m_counts[size_t(kind)]; }
    /// How many records have changed fields.
    int changedRecords() const { return m_changedRecords; }
    Difference::Kind kind(int row) const { return at(row).kind; }
    /// As CSV (safe in a spreadsheet) or JSON: what shows.
    QByteArray text(bool asJson) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const Difference &at(int row) const { return m_all[m_shown[size_t(row)]]; }
    QString words(const Difference &difference, int column) const;
    QString field(const Difference &difference) const;
    QString value(const RecordStore &store, RecordStore::Row row, int column) const;

    const Looks &m_looks;
    ComparedSides m_sides;
    std::vector<Difference> m_all;
    std::vector<size_t> m_shown;
    std::array<int, 3> m_counts{};
    int m_changedRecords = 0;
};

} // namespace nephoscope
