// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/operation.h"
#include "schema/schema.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace nephoscope {

/// Operations as a table: what they do, the area that publishes them, method and path.
class OperationList : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { LabelColumn, AreaColumn, MethodColumn, PathColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setOperations(const QList<Operation> &operations, const Schema &schema);
    const Operation &operation(int row) const { return m_operations.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(int row, int column) const;

    QList<Operation> m_operations;
    QStringList m_areas;
    QStringList m_paths;
};

/// Those whose words hold all that is typed, in any order.
class OperationFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString &typed);
    /// The row that is meant most likely: of a path that was typed, the one with nothing behind it.
    QModelIndex likely() const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
};

} // namespace nephoscope
