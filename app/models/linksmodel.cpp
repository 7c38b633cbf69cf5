// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/linksmodel.h"

#include <QHash>

namespace nephoscope {

void LinksModel::setResource(const Resource &resource)
{
    beginResetModel();
    m_links = resource.links;
    m_methods.clear();
    QHash<QString, QByteArray> methods;
    for (const Operation &operation : resource.operations)
        methods.insert(operation.name + QLatin1Char(' ') + operation.href.toString(), operation.method);
    for (const Link &link : std::as_const(m_links))
        m_methods << methods.value(link.relation + QLatin1Char(' ') + link.href.toString(), QByteArrayLiteral("GET"));
    endResetModel();
}

QByteArray LinksModel::methodOf(int row) const { return m_methods.value(row); }

int LinksModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_links.size()); }

int LinksModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(ColumnCount); }

QVariant LinksModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_links.size())
        return {};
    const Link &link = m_links.at(index.row());
    if (role == HrefRole)
        return link.href;
    if (role == OriginalRole)
        return link.original.isEmpty() ? link.href : link.original;
    if (role == ReadableRole)
        return methodOf(index.row()) == "GET";
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case RelationColumn:
        return link.relation;
    case MethodColumn:
        return QString::fromLatin1(methodOf(index.row()));
    case TypeColumn:
        return link.type;
    case NameColumn:
        return link.name;
    default:
        return link.href.toString();
    }
}

QVariant LinksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    static const QStringList names = {QStringLiteral("relation"), QStringLiteral("method"), QStringLiteral("type"),
        QStringLiteral("name"), QStringLiteral("href")};
    return names.value(section);
}

} // namespace nephoscope
