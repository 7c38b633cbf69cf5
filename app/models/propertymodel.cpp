// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/propertymodel.h"

#include <vector>

namespace nephoscope {

/// A line, read at the first look at it; the lines below it are made at the first question for them.
struct PropertyModel::Line {
    Line *above = nullptr;
    int place = 0;
    PropertyReader::Row row;
    std::optional<Property> property;
    bool isOpen = false;
    std::vector<std::unique_ptr<Line>> below;

    Line *add()
    {
        below.push_back(std::make_unique<Line>());
        below.back()->above = this;
        below.back()->place = int(below.size()) - 1;
        return below.back().get();
    }

    const Property &read(const PropertyReader &reader)
    {
        if (!property)
            property = reader.read(row);
        return *property;
    }

    void open(const PropertyReader &reader)
    {
        if (isOpen)
            return;
        isOpen = true;
        const QList<PropertyReader::Row> rows = reader.rows(read(reader));
        below.reserve(size_t(rows.size()));
        for (const PropertyReader::Row &each : rows)
            add()->row = each;
    }
};

PropertyModel::PropertyModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Line>())
{
    m_root->isOpen = true;
}

PropertyModel::~PropertyModel() = default;

void PropertyModel::setResource(const Resource &resource, const Catalog &catalog)
{
    m_resource = resource;
    m_catalog = catalog;
    build();
}

void PropertyModel::setShowsEmpty(bool shows)
{
    if (m_showsEmpty == shows)
        return;
    m_showsEmpty = shows;
    build();
}

void PropertyModel::build()
{
    beginResetModel();
    m_reader = PropertyReader(m_resource, m_catalog, m_showsEmpty);
    m_root = std::make_unique<Line>();
    m_root->isOpen = true;
    const QList<Property> groups = m_reader.groups();
    for (const Property &group : groups)
        m_root->add()->property = group;
    endResetModel();
}

PropertyModel::Line *PropertyModel::lineOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Line *>(index.internalPointer()) : m_root.get();
}

const Property &PropertyModel::propertyOf(const QModelIndex &index) const { return lineOf(index)->read(m_reader); }

QModelIndex PropertyModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    return createIndex(row, column, lineOf(parent)->below.at(size_t(row)).get());
}

QModelIndex PropertyModel::parent(const QModelIndex &child) const
{
    Line *above = child.isValid() ? lineOf(child)->above : nullptr;
    return above && above != m_root.get() ? createIndex(above->place, 0, above) : QModelIndex();
}

int PropertyModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    Line *line = lineOf(parent);
    line->open(m_reader);
    return int(line->below.size());
}

int PropertyModel::columnCount(const QModelIndex &) const { return ColumnCount; }

bool PropertyModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return !m_root->below.empty();
    return parent.column() == 0 && propertyOf(parent).isExpandable();
}

QVariant PropertyModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Property &property = propertyOf(index);
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == ValueColumn)
            return property.text;
        return property.title.isEmpty() ? property.name : property.title;
    case PathRole:
        return property.path.text();
    case NameRole:
        return property.name;
    case TitleRole:
        return property.title;
    case NumberRole:
        return property.number;
    case TypeRole:
        return int(property.type);
    case TextRole:
        return property.text;
    case AmountRole:
        return property.amount ? QVariant(*property.amount) : QVariant();
    case TimeRole:
        return property.time;
    case TargetRole:
        return property.target ? QVariant::fromValue(*property.target) : QVariant();
    case NilRole:
        return property.isNil;
    case SecretRole:
        return property.isSecret;
    case CountRole:
        return int(property.parts.size());
    default:
        return {};
    }
}

} // namespace nephoscope
