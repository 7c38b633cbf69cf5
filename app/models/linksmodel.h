// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/resource.h"

#include <QAbstractTableModel>

namespace nephoscope {

/// The links of a resource as they stand in its document: relation, method, type, name, address.
class LinksModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { RelationColumn, MethodColumn, TypeColumn, NameColumn, HrefColumn, ColumnCount };
    enum Role {
        HrefRole = Qt::UserRole + 1, ///< QUrl, the address that is asked
        OriginalRole, ///< QUrl, as the server wrote it
        ReadableRole ///< bool: opening it only reads
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setResource(const Resource &resource);
    const Link &link(int row) const { return m_links.at(row); }
    /// What following the link would send: the operation's method where the dialect offers one, else GET.
    QByteArray methodOf(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<Link> m_links;
    QList<QByteArray> m_methods;
};

} // namespace nephoscope
