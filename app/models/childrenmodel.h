// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/resource.h"
#include "schema/catalog.h"
#include "schema/propertytype.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QStringList>
#include <vector>

namespace nephoscope {

/// The children of a resource as a table: name, kind, state, id, and the columns that the catalogue names for their
/// kind, as far as the resource's own document says something about them. Raw values and roles.
class ChildrenModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, KindColumn, StateColumn, IdColumn, FirstMemberColumn };
    enum Role {
        RefRole = Qt::UserRole + 1, ///< Ref
        TypeRole, ///< int, PropertyType of the cell
        TextRole, ///< QString, as written
        AmountRole, ///< double in B, Hz, s or as written
        TimeRole, ///< QDateTime
        SortRole, ///< what to order by: number, time or text
        MemberRole ///< header: QString, path of the member; empty for the fixed columns
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setResource(const Resource &resource, const Catalog &catalog);
    /// Adds the children of a further page of the same list; columns stay as they are.
    void append(const Resource &page);

    Ref ref(int row) const;
    int rowOf(const QString &identity) const; ///< -1 where it is none of the children
    QString memberOf(int column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Cell {
        PropertyType type = PropertyType::Text;
        QString text;
        QVariant amount;
        QDateTime time;
    };

    void add(const Resource &page);
    Cell cellOf(const Ref &child, const Node &node, const QString &member) const;
    const Cell *cellAt(const QModelIndex &index) const;
    QVariant fixedCell(const Ref &child, int column) const;

    Catalog m_catalog;
    QList<Ref> m_children;
    QStringList m_members;
    std::vector<std::vector<Cell>> m_cells; ///< by row; empty where the document says nothing about that child
};

} // namespace nephoscope
