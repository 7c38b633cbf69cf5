// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/childrenmodel.h"

#include "base/redaction.h"
#include "models/property.h"

#include <QSet>
#include <algorithm>

namespace nephoscope {

namespace {

/// Where in the document something is said about which child: by the references that the dialect found, else by the
/// addresses and ids that stand there.
class Places {
public:
    explicit Places(const Resource &resource)
    {
        for (const Reference &reference : resource.references)
            m_byIdentity.insert(reference.target.identity(),
                reference.path.name().startsWith(QLatin1String("href")) ? reference.path.parent() : reference.path);
        m_document = resource.document.root();
        if (!resource.children.isEmpty())
            gather(resource.root());
    }

    Node of(const Ref &child) const
    {
        const auto known = m_byIdentity.constFind(child.identity());
        if (known != m_byIdentity.constEnd()) {
            const Node node = m_document.at(*known);
            if (!node.isLeaf() || node.attributes().size() > 1)
                return node;
        }
        const QStringList keys = {child.href().toString(), child.id(), named(child.name())};
        for (const QString &key : keys)
            if (const auto found = m_byText.constFind(key); found != m_byText.constEnd())
                return *found;
        return {};
    }

private:
    static QString named(const QString &name) { return QLatin1Char('\n') + name; }

    /// Level by level, so that an item wins over what stands inside another one. Things stand at most some levels deep
    /// in the answers of both services: root, list, item, part of an item.
    void gather(const Node &root)
    {
        static const QStringList keys = {QStringLiteral("href"), QStringLiteral("id"), QStringLiteral("publicId"),
            QStringLiteral("uuid"), QStringLiteral("requestId")};
        const auto note = [this](const QString &key, const Node &node) {
            if (key.size() > 1 && !m_byText.contains(key))
                m_byText.insert(key, node);
        };
        constexpr int deepest = 3;
        QList<Node> level = {root};
        for (int depth = 0; depth < deepest && !level.isEmpty(); ++depth) {
            QList<Node> next;
            for (const Node &node : std::as_const(level))
                next << node.children();
            next.removeIf([](const Node &node) {
                return node.kind() != Node::Kind::Element && node.kind() != Node::Kind::Object
                    && node.kind() != Node::Kind::Array;
            });
            for (const Node &node : std::as_const(next)) {
                for (const QString &key : keys)
                    note(node.value(key), node);
                note(named(node.value(QStringLiteral("name"))), node);
            }
            level = next;
        }
    }

    Node m_document;
    QHash<QString, Path> m_byIdentity;
    QHash<QString, Node> m_byText;
};

/// The node of a column: a member or path of members, an attribute or an element.
Node memberAt(const Node &node, const QString &member)
{
    Node result = node;
    const QStringList steps = member.split(QLatin1Char('/'));
    for (const QString &step : steps) {
        const Node child = result.child(step);
        result = child.isNull() ? result.attribute(step) : child;
    }
    return result;
}

/// Of objects that no catalogue knows: their single values, in the order in which they stand.
QStringList ownMembers(const std::vector<Node> &nodes)
{
    constexpr qsizetype most = 8;
    constexpr size_t looked = 20;
    static const QStringList shown = {QStringLiteral("name"), QStringLiteral("id"), QStringLiteral("publicId"),
        QStringLiteral("uuid"), QStringLiteral("href"), QStringLiteral("link"), QStringLiteral("type")};
    QStringList members;
    for (size_t row = 0; row < std::min(nodes.size(), looked); ++row) {
        const bool isObject = nodes[row].kind() == Node::Kind::Object;
        const QList<Node> children = isObject ? nodes[row].children() : QList<Node>();
        for (const Node &child : children) {
            const bool isValue = child.isLeaf() && !child.isNil() && !child.text().isEmpty();
            // a column is named by a path: a slash would be one of its steps
            const bool isNew = !members.contains(child.name()) && !shown.contains(child.name())
                && !child.name().contains(QLatin1Char('/')) && !isSecretName(child.name());
            if (isValue && isNew && members.size() < most)
                members << child.name();
        }
    }
    return members;
}

/// The columns that the catalogue names for kinds among the children, as far as any child has them.
QStringList membersOf(const Resource &resource, const std::vector<Node> &nodes, const Catalog &catalog)
{
    QStringList wanted;
    QSet<QString> kinds;
    for (qsizetype row = 0; row < resource.children.size(); ++row) {
        const QString kind = resource.children.at(row).kind();
        if (nodes[size_t(row)].isNull() || kinds.contains(kind))
            continue;
        kinds.insert(kind);
        const QStringList columns = catalog.kind(kind).columns;
        for (const QString &column : columns)
            if (!wanted.contains(column))
                wanted << column;
    }
    wanted.removeIf([&](const QString &member) {
        return std::all_of(
            nodes.begin(), nodes.end(), [&](const Node &node) { return memberAt(node, member).isNull(); });
    });
    return wanted.isEmpty() ? ownMembers(nodes) : wanted;
}

std::vector<Node> nodesOf(const Resource &resource)
{
    const Places places(resource);
    std::vector<Node> result;
    result.reserve(size_t(resource.children.size()));
    for (const Ref &child : resource.children)
        result.push_back(places.of(child));
    // rows that nothing tells apart stand where they stand
    const QList<Node> items = resource.root().kind() == Node::Kind::Array ? resource.root().children() : QList<Node>();
    for (qsizetype row = 0; items.size() == resource.children.size() && row < items.size(); ++row)
        if (result[size_t(row)].isNull())
            result[size_t(row)] = items.at(row);
    return result;
}

} // namespace

void ChildrenModel::setResource(const Resource &resource, const Catalog &catalog)
{
    beginResetModel();
    m_catalog = catalog;
    m_children.clear();
    m_cells.clear();
    m_members = membersOf(resource, nodesOf(resource), catalog);
    add(resource);
    endResetModel();
}

void ChildrenModel::append(const Resource &page)
{
    if (page.children.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(page.children.size()) - 1);
    add(page);
    endInsertRows();
}

void ChildrenModel::add(const Resource &page)
{
    const std::vector<Node> nodes = nodesOf(page);
    for (size_t row = 0; row < nodes.size(); ++row) {
        const Ref &child = page.children.at(qsizetype(row));
        std::vector<Cell> cells;
        if (!nodes[row].isNull())
            for (const QString &member : std::as_const(m_members))
                cells.push_back(cellOf(child, nodes[row], member));
        m_cells.push_back(std::move(cells));
        m_children << child;
    }
}

ChildrenModel::Cell ChildrenModel::cellOf(const Ref &child, const Node &node, const QString &member) const
{
    const Node value = memberAt(node, member);
    if (value.isNull())
        return {};
    Resource whole; // of the child only its kind is known, and that one member
    whole.self = child;
    const PropertyReader reader(whole, m_catalog, false);
    const Property property = reader.read(PropertyReader::Row{{Property::Part{value, Path(member)}}, -1});
    Cell result;
    result.type = property.type;
    result.text = property.text;
    if (property.amount)
        result.amount = *property.amount;
    result.time = property.time;
    return result;
}

Ref ChildrenModel::ref(int row) const { return m_children.value(row); }

int ChildrenModel::rowOf(const QString &identity) const
{
    for (qsizetype row = 0; row < m_children.size(); ++row)
        if (m_children.at(row).identity() == identity)
            return int(row);
    return -1;
}

QString ChildrenModel::memberOf(int column) const { return m_members.value(column - FirstMemberColumn); }

int ChildrenModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_children.size()); }

int ChildrenModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstMemberColumn + int(m_members.size());
}

const ChildrenModel::Cell *ChildrenModel::cellAt(const QModelIndex &index) const
{
    const std::vector<Cell> &cells = m_cells.at(size_t(index.row()));
    const size_t place = size_t(index.column() - FirstMemberColumn);
    return place < cells.size() ? &cells[place] : nullptr;
}

QVariant ChildrenModel::fixedCell(const Ref &child, int column) const
{
    switch (column) {
    case NameColumn:
        return child.name();
    case KindColumn:
        return child.kind();
    case StateColumn:
        return child.state().word();
    default:
        return child.id();
    }
}

QVariant ChildrenModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_children.size())
        return {};
    const Ref &child = m_children.at(index.row());
    if (role == RefRole)
        return QVariant::fromValue(child);
    if (index.column() < FirstMemberColumn) {
        const bool isText = role == Qt::DisplayRole || role == TextRole || role == SortRole;
        return isText ? fixedCell(child, index.column()) : QVariant();
    }
    const Cell *cell = cellAt(index);
    if (!cell)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return cell->text;
    case TypeRole:
        return int(cell->type);
    case AmountRole:
        return cell->amount;
    case TimeRole:
        return cell->time;
    case SortRole:
        return cell->amount.isValid() ? cell->amount : cell->time.isValid() ? QVariant(cell->time) : cell->text;
    default:
        return {};
    }
}

QVariant ChildrenModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != MemberRole))
        return QAbstractTableModel::headerData(section, orientation, role);
    if (section >= FirstMemberColumn)
        return memberOf(section);
    static const QStringList names = {
        QStringLiteral("name"), QStringLiteral("kind"), QStringLiteral("state"), QStringLiteral("id")};
    return role == MemberRole ? QString() : names.value(section);
}

} // namespace nephoscope
