// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/propertymodel.h"

#include <algorithm>
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

    /// Tells lines below one line apart: groups have no row.
    QString key() const
    {
        return row.parts.isEmpty() && !row.isAbsent ? property->path.text() + QLatin1Char('\n') + property->name
                                                    : row.key();
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
    const bool isSame = m_hasDraft && m_resource.self.identity() == resource.self.identity();
    m_resource = resource;
    m_catalog = catalog;
    if (isSame)
        return; // its draft comes next, and lines that are still there stay: somebody may be typing in one
    m_hasDraft = false;
    build();
}

void PropertyModel::setShowsEmpty(bool shows)
{
    if (m_showsEmpty == shows)
        return;
    m_showsEmpty = shows;
    build();
}

PropertyReader PropertyModel::reader() const
{
    PropertyReader reader(m_resource, m_catalog, m_showsEmpty);
    if (m_hasDraft)
        reader.setDraft(&m_draft, &m_guide);
    return reader;
}

void PropertyModel::build()
{
    beginResetModel();
    m_reader = reader();
    m_root = std::make_unique<Line>();
    m_root->isOpen = true;
    const QList<Property> groups = m_reader.groups();
    for (const Property &group : groups)
        m_root->add()->property = group;
    endResetModel();
}

void PropertyModel::setDraft(const Draft &draft, const FieldGuide &guide)
{
    Resource before = m_resource;
    before.document = draft.base();
    m_before = PropertyReader(before, m_catalog, true);
    m_before.shareHints(m_reader);
    m_draft = draft;
    m_guide = guide;
    m_guide.setDocument(draft.document());
    m_resource.document = draft.document();
    m_hasDraft = true;
    PropertyReader renewed = reader();
    renewed.shareHints(m_reader);
    m_reader = renewed;
    renew(m_root.get(), {}, m_reader.groups());
}

/// Brings the lines below one line up to date: what is still there stays, with what is below it.
void PropertyModel::renew(Line *line, const QList<PropertyReader::Row> &rows, const QList<Property> &groups)
{
    std::vector<std::unique_ptr<Line>> fresh;
    for (const PropertyReader::Row &row : rows) {
        fresh.push_back(std::make_unique<Line>());
        fresh.back()->row = row;
    }
    for (const Property &group : groups) {
        fresh.push_back(std::make_unique<Line>());
        fresh.back()->property = group;
    }
    auto &below = line->below;
    const auto isSame = [](const auto &a, const auto &b) { return a->key() == b->key(); };
    const size_t shorter = std::min(below.size(), fresh.size());
    size_t head = 0;
    while (head < shorter && isSame(below[head], fresh[head]))
        ++head;
    size_t tail = 0;
    while (tail < shorter - head && isSame(below[below.size() - 1 - tail], fresh[fresh.size() - 1 - tail]))
        ++tail;
    const auto at = [](auto &list, size_t place) { return list.begin() + qsizetype(place); };
    if (const size_t last = below.size() - tail; head < last) {
        beginRemoveRows(indexOf(line), int(head), int(last) - 1);
        below.erase(at(below, head), at(below, last));
        endRemoveRows();
    }
    if (const size_t last = fresh.size() - tail; head < last) {
        beginInsertRows(indexOf(line), int(head), int(last) - 1);
        below.insert(
            at(below, head), std::make_move_iterator(at(fresh, head)), std::make_move_iterator(at(fresh, last)));
        for (size_t place = 0; place < below.size(); ++place) {
            below[place]->above = line;
            below[place]->place = int(place);
        }
        endInsertRows();
    }
    for (size_t place = 0; place < below.size(); ++place) {
        Line &kept = *below[place];
        kept.place = int(place);
        if (!fresh[place])
            continue; // it is new itself
        kept.row = fresh[place]->row;
        kept.property = fresh[place]->property;
        if (kept.isOpen)
            renew(&kept, m_reader.rows(kept.read(m_reader)), {});
    }
    if (!below.empty())
        emit dataChanged(createIndex(0, 0, below.front().get()),
            createIndex(int(below.size()) - 1, ColumnCount - 1, below.back().get()));
}

QModelIndex PropertyModel::indexOf(Line *line) const
{
    return line == m_root.get() ? QModelIndex() : createIndex(line->place, 0, line);
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
    if (parent.column() != 0)
        return false;
    const Property &property = propertyOf(parent);
    const bool mayGrow = m_hasDraft && property.type == PropertyType::Group && !property.isRemoved;
    return property.isExpandable() || (mayGrow && !m_reader.rows(property).isEmpty());
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
    case AbsentRole:
        return property.isAbsent;
    case RemovedRole:
        return property.isRemoved;
    default:
        return m_hasDraft ? editData(index, role) : QVariant();
    }
}

QVariant PropertyModel::editData(const QModelIndex &index, int role) const
{
    const Line &line = *lineOf(index);
    switch (role) {
    case FactsRole:
        return QVariant::fromValue(facts(propertyOf(index)));
    case ChangedRole:
        return isChanged(line);
    case BeforeRole:
        return before(line);
    case Qt::EditRole:
        return editText(propertyOf(index));
    default:
        return {};
    }
}

/// Of a list of plain values each in a line of its own.
QString PropertyModel::editText(const Property &property) const
{
    if (property.type != PropertyType::List)
        return property.text;
    const Node list = m_guide.document().root().at(property.path);
    const bool isArray = list.kind() == Node::Kind::Array;
    QStringList values;
    const QList<Node> items = isArray ? list.children() : list.parent().children(list.name());
    for (const Node &item : items)
        values << item.text();
    return values.join(QLatin1Char('\n'));
}

bool PropertyModel::isChanged(const Line &line) const
{
    if (!m_draft.isDirty())
        return false;
    if (!line.property || line.property->isRemoved || !line.row.parts.isEmpty())
        return line.row.isRemoved
            || std::any_of(line.row.parts.begin(), line.row.parts.end(),
                [this](const Property::Part &part) { return m_draft.isChanged(part.path); });
    const QList<Property::Part> &parts = line.property->parts; // a group
    return std::any_of(
        parts.begin(), parts.end(), [this](const Property::Part &part) { return m_draft.isChanged(part.path); });
}

QVariant PropertyModel::before(const Line &line) const
{
    if (!m_draft.isDirty() || line.row.parts.size() != 1 || line.row.isRemoved || !isChanged(line))
        return {};
    const Property::Part &part = line.row.parts.constFirst();
    const std::optional<Path> place = m_draft.inBase(part.path);
    if (!place)
        return {};
    const Property was = m_before.read({{Property::Part{m_draft.base().root().at(*place), *place}}, line.row.number});
    return was.isExpandable() ? QVariant() : QVariant::fromValue(was);
}

FieldFacts PropertyModel::facts(const Property &property) const
{
    if (!property.isAbsent) {
        Property judged = property;
        if (const std::optional<PropertyType> type = typeBefore(property.path))
            judged.type = *type;
        return m_guide.facts(judged);
    }
    const std::optional<Field> field = m_guide.field(property.path);
    return field ? m_guide.factsOfAbsent(property.path, *field) : FieldFacts();
}

/// What an edited value looked like before: what was typed may look like nothing.
std::optional<PropertyType> PropertyModel::typeBefore(const Path &path) const
{
    if (!m_draft.isDirty() || !m_draft.isChanged(path))
        return std::nullopt;
    const std::optional<Path> place = m_draft.inBase(path);
    const Node node = place ? m_draft.base().root().at(*place) : Node();
    if (node.isNull() || node.isNil() || !node.isLeaf())
        return std::nullopt;
    return m_before.read({{Property::Part{node, *place}}, -1}).type;
}

Qt::ItemFlags PropertyModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (!index.isValid() || !m_hasDraft || index.column() != ValueColumn)
        return flags;
    const Property &property = propertyOf(index);
    if (property.isRemoved || property.isExpandable())
        return flags;
    const FieldFacts facts = this->facts(property);
    const bool isValue = !facts.isGroup && (!facts.isList || facts.isPlainList || property.type != PropertyType::List);
    return isValue && facts.isWritable() ? flags | Qt::ItemIsEditable : flags;
}

bool PropertyModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    emit edited(facts(propertyOf(index)), value.toString());
    return true;
}

} // namespace nephoscope
