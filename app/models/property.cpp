// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/property.h"

#include "base/redaction.h"
#include "document/draft.h"
#include "models/fieldguide.h"
#include "models/measure.h"
#include "models/propertyparts.h"

#include <algorithm>

namespace nephoscope {

namespace {

/// How many plain values of a list are shown in its own line.
constexpr qsizetype valuesInLine = 6;
constexpr qsizetype longestNumber = 64; ///< letters; what is longer is a text, and looking through it takes time

/// <IpRanges><IpRange/></IpRanges>: the outer name says that many may stand inside.
bool isListOf(const QString &outer, const QString &inner)
{
    const QString whole = outer.toLower();
    const QString one = inner.toLower();
    return whole != one
        && (whole.startsWith(one)
            || whole == one.chopped(one.endsWith(QLatin1Char('y')) ? 1 : 0) + QStringLiteral("ies"));
}

QDateTime timeOf(const QString &text, const QString &unit)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber)
        return timeFromText(text);
    constexpr qint64 inMilliseconds = 100'000'000'000; // in seconds that were the year 5138
    const bool seconds = unit == QLatin1String("s") || (number < inMilliseconds && number > -inMilliseconds);
    return seconds ? QDateTime::fromSecsSinceEpoch(number, Qt::UTC) : QDateTime::fromMSecsSinceEpoch(number, Qt::UTC);
}

bool isNumeric(PropertyType type) { return type == PropertyType::Integer || type == PropertyType::Decimal; }

} // namespace

PropertyReader::PropertyReader(const Resource &resource, const Catalog &catalog, bool showsEmpty)
    : m_resource(resource)
    , m_catalog(catalog)
    , m_showsEmpty(showsEmpty)
{
    for (const Reference &reference : resource.references)
        m_targets.insert(reference.path.text(), reference.target);
    for (const Ref &child : resource.children)
        m_children.insert(child.identity());
}

void PropertyReader::setDraft(const Draft *draft, const FieldGuide *guide)
{
    m_draft = draft;
    m_guide = guide;
    m_removed.clear();
    const QList<Change> changes = draft->isDirty() ? draft->changes() : QList<Change>();
    for (const Change &change : changes)
        if (change.kind == Change::Kind::Removed)
            m_removed << change.basePath;
}

QString PropertyReader::Row::key() const
{
    const QString place = parts.isEmpty() ? path.text() : parts.constFirst().path.text();
    return place + (isAbsent ? QStringLiteral("\n+") : isRemoved ? QStringLiteral("\n-") : QString());
}

QList<Property> PropertyReader::groups() const
{
    const Part root{m_resource.root(), m_resource.part};
    Property general;
    general.type = PropertyType::Group;
    general.path = root.path;
    general.parts = partsOf(root);
    if (root.node.kind() == Node::Kind::Array) {
        general.type = PropertyType::List;
        return general.parts.isEmpty() ? QList<Property>() : QList<Property>{general};
    }
    if (general.parts.isEmpty() && root.node.isLeaf() && !root.node.isNull())
        general.parts = {root};
    const QList<Row> all = presentRows(general);
    general.parts.clear();
    QList<Property> plain = {general};
    QList<Property> nested;
    for (const Row &row : all) {
        const Property property = read(row);
        const bool isNested =
            property.type == PropertyType::Group || (property.type == PropertyType::List && property.isExpandable());
        if (isNested) {
            nested << property;
            continue;
        }
        const QString name = hintsFor(row.parts.constFirst().path).group;
        const auto isHome = [&](const Property &group) { return group.name == name; };
        auto home = std::find_if(plain.begin(), plain.end(), isHome);
        if (home == plain.end()) {
            general.name = name;
            plain << general;
            home = std::prev(plain.end());
        }
        home->parts << row.parts;
    }
    if (plain.constFirst().parts.isEmpty() && rows(plain.constFirst()).isEmpty())
        plain.removeFirst();
    return plain + nested;
}

QList<PropertyReader::Row> PropertyReader::rows(const Property &property) const
{
    QList<Row> result = presentRows(property);
    const bool isOnlyPart = property.path == m_resource.part && !property.name.isEmpty(); // a group of the catalogue's
    if (isOnlyPart || !m_draft || !m_guide || property.isRemoved)
        return result;
    addRemoved(property, result);
    const bool isNew = !m_draft->inBase(property.path); // what it can hold is what it is for
    if ((m_showsEmpty || isNew) && property.type == PropertyType::Group)
        addAbsent(property, result);
    return result;
}

void PropertyReader::addAbsent(const Property &group, QList<Row> &rows) const
{
    const QList<Field> fields = m_guide->absent(group.path);
    for (const Field &field : fields) {
        Row row;
        row.isAbsent = true;
        row.path = m_guide->placeOf(group.path, field);
        row.name = field.name;
        const bool isTaken = std::any_of(rows.begin(), rows.end(),
            [&](const Row &other) { return other.isRemoved && other.parts.constFirst().node.name() == field.name; });
        if (!isTaken && !hintsFor(row.path).hidden)
            rows << row;
    }
}

void PropertyReader::addRemoved(const Property &property, QList<Row> &rows) const
{
    if (m_removed.isEmpty())
        return;
    const std::optional<Path> here = m_draft->inBase(property.path);
    for (const Path &place : m_removed) {
        const Path above = place.parent();
        const bool isSibling = property.type == PropertyType::List && m_resource.document.isXml() && here
            && above == here->parent() && place.name() == property.name;
        if (!here || !(above == *here || isSibling))
            continue;
        Row row;
        row.isRemoved = true;
        row.parts << Part{m_draft->base().root().at(place), place};
        rows << row;
    }
}

QList<PropertyReader::Row> PropertyReader::presentRows(const Property &property) const
{
    QList<Row> result;
    if (property.type == PropertyType::List) {
        for (const Part &part : property.parts)
            result << Row{{part}, int(result.size())};
        return result;
    }
    QHash<QString, qsizetype> places;
    for (const Part &part : property.parts) {
        if (part.node.kind() == Node::Kind::Element) {
            const auto found = places.constFind(part.node.name());
            if (found != places.constEnd()) {
                result[*found].parts << part;
                continue;
            }
            places.insert(part.node.name(), result.size());
        }
        result << Row{{part}, -1};
    }
    return result;
}

Property PropertyReader::read(const Row &row) const
{
    if (row.isAbsent)
        return absent(row);
    if (row.parts.size() > 1)
        return listOf(row.parts);
    Property result = property(row.parts.constFirst());
    result.number = row.number;
    result.isRemoved = row.isRemoved;
    if (row.number >= 0 || result.type == PropertyType::Group)
        describeItem(result, row.parts.constFirst().node);
    return result;
}

Property PropertyReader::absent(const Row &row) const
{
    Property result;
    result.path = row.path;
    result.name = row.name;
    result.isAbsent = true;
    result.isNil = true;
    result.isSecret = isSecretName(row.name);
    if (const std::optional<Field> field = m_guide->field(row.path))
        result.type = m_guide->factsOfAbsent(row.path, *field).type;
    return result;
}

QList<PropertyReader::Part> PropertyReader::partsOf(const Part &whole) const
{
    QList<Part> result = allParts(whole);
    result.removeIf([this](const Part &part) { return !isShown(part); });
    return result;
}

bool PropertyReader::isShown(const Part &part) const
{
    const bool isEdited = m_draft && m_draft->isDirty() && m_draft->isChanged(part.path);
    if (isNoise(part.node) || hintsFor(part.path).hidden)
        return false;
    if (!m_showsEmpty && !isEdited && !hasContent(part.node))
        return false;
    return m_children.isEmpty() || m_targets.isEmpty() || !holdsOnlyChildren(part);
}

/// The page shows the resource's children beside its properties.
bool PropertyReader::holdsOnlyChildren(const Part &part) const
{
    const auto isChild = [this](const Part &inner) {
        const auto target = m_targets.constFind(inner.path.text());
        return target != m_targets.constEnd() && m_children.contains(target->identity());
    };
    if (isChild(part))
        return true;
    if (!isContainer(part.node))
        return false;
    const QList<Part> inner = allParts(part);
    return !inner.isEmpty() && std::all_of(inner.begin(), inner.end(), isChild);
}

Property PropertyReader::listOf(const QList<Part> &items) const
{
    Property result;
    result.path = items.constFirst().path;
    result.name = items.constFirst().node.name();
    result.type = PropertyType::List;
    const bool plain = std::none_of(items.begin(), items.end(), [this](const Part &item) {
        return isContainer(item.node) || targetOf(item) || !partsOf(item).isEmpty() || isSecretName(item.node.name());
    });
    if (!plain || items.size() > valuesInLine) {
        result.parts = items;
        return result;
    }
    QStringList texts;
    for (const Part &item : items)
        texts << item.node.text();
    result.text = texts.join(QLatin1String(", "));
    return result;
}

Property PropertyReader::property(const Part &part) const
{
    Property result;
    result.path = part.path;
    result.name = part.node.name();
    result.isNil = !hasContent(part.node);
    result.target = targetOf(part);
    if (readMeasure(part, result))
        return result;
    return isContainer(part.node) ? container(part, std::move(result)) : scalar(part, std::move(result));
}

Property PropertyReader::container(const Part &part, Property property) const
{
    if (isSecretName(property.name)) {
        property.type = PropertyType::Secret;
        property.isSecret = true;
        return property;
    }
    property.type = PropertyType::Group;
    property.parts = partsOf(part);
    const QString name = part.node.value(QStringLiteral("name"));
    if (property.target && !name.isEmpty()) { // an embedded resource: a link that can also be looked into
        property.type = PropertyType::Reference;
        property.text = name;
        if (part.node.kind() == Node::Kind::Object && part.node.children().size() <= 4)
            property.parts.clear();
        return property;
    }
    property.target.reset(); // a section has an address of its own, but is read here
    if (part.node.kind() == Node::Kind::Array) {
        Property list = property.parts.isEmpty() ? property : listOf(property.parts);
        list.path = property.path;
        list.name = property.name;
        list.type = PropertyType::List;
        list.isNil = property.isNil;
        return list;
    }
    return alike(std::move(property));
}

/// <IpRanges> with nothing but <IpRange>s is a list; <Owner> with nothing but a <User> is one line.
Property PropertyReader::alike(Property property) const
{
    const QString inner = property.parts.isEmpty() ? QString() : property.parts.constFirst().node.name();
    const bool isAlike = !inner.isEmpty()
        && std::all_of(property.parts.begin(), property.parts.end(),
            [&](const Part &part) { return part.node.kind() == Node::Kind::Element && part.node.name() == inner; });
    if (!isAlike)
        return property;
    if (property.parts.size() > 1 || isListOf(property.name, inner)) {
        Property list = listOf(property.parts);
        list.name = property.name;
        return list;
    }
    Property only = this->property(property.parts.constFirst());
    if (only.isExpandable() || only.type != PropertyType::Reference)
        return property;
    only.name = property.name;
    return only;
}

Property PropertyReader::scalar(const Part &part, Property property) const
{
    const PropertyHints hints = hintsFor(part.path);
    property.isSecret = isSecretName(property.name) || propertyTypeNamed(hints.type) == PropertyType::Secret;
    if (property.isSecret) {
        property.type = PropertyType::Secret;
        return property;
    }
    property.parts = part.node.isXml() ? partsOf(part) : QList<Part>();
    property.text = part.node.text();
    const bool hasAddress =
        part.node.kind() == Node::Kind::Element && !part.node.attribute(QStringLiteral("href")).isNull();
    if (property.target || hasAddress) {
        property.type = PropertyType::Reference;
        QString name = part.node.value(QStringLiteral("name"));
        if (name.isEmpty() && property.target)
            name = property.target->name();
        if (part.node.kind() == Node::Kind::Element && property.text.isEmpty())
            property.text = name.isEmpty() ? part.node.value(QStringLiteral("href")) : name;
        else if (!name.isEmpty() && property.target)
            property.text = name;
        static const QStringList said = {QStringLiteral("name"), QStringLiteral("id")};
        property.parts.removeIf([&](const Part &inner) { return said.contains(inner.node.name()); });
        return property;
    }
    interpret(part, hints, property);
    if (property.text.isEmpty() && property.isExpandable()) // nothing but attributes
        property.type = PropertyType::Group;
    return property;
}

bool PropertyReader::readMeasure(const Part &part, Property &property) const
{
    const std::optional<MeasureObject> object = MeasureObject::read(part.node);
    if (!object || !object->measure)
        return false;
    property.text = object->number + QLatin1Char(' ') + object->unit;
    property.type = object->measure->type;
    property.amount = object->measure->amount;
    return true;
}

void PropertyReader::interpret(const Part &part, const PropertyHints &hints, Property &property) const
{
    if (property.text.isEmpty())
        return;
    property.type = hints.type.isEmpty() ? guessedType(property.name, property.text) : propertyTypeNamed(hints.type);
    if (part.node.kind() == Node::Kind::Boolean)
        property.type = PropertyType::Boolean;
    if (property.type == PropertyType::Secret) {
        property.isSecret = true;
        property.text.clear();
        return;
    }
    if (property.type == PropertyType::Time) {
        property.time = timeOf(property.text, hints.unit);
        if (property.time.isValid())
            return;
        property.type = PropertyType::Text;
    }
    bool isNumber = false;
    const double number = property.text.size() > longestNumber ? 0 : property.text.toDouble(&isNumber);
    const bool wasText = part.node.kind() == Node::Kind::String;
    if (!isNumber || (wasText && hints.type.isEmpty() && !isNumeric(property.type)))
        return;
    property.amount = number;
    QString unit = hints.unit.isEmpty() ? unitInName(property.name) : hints.unit;
    if (unit.isEmpty())
        unit = unitBeside(part.node);
    const std::optional<Measure> measure = Measure::of(number, unit);
    const bool mayMeasure = isNumeric(property.type) || property.type == PropertyType::Size
        || property.type == PropertyType::Frequency || property.type == PropertyType::Duration;
    if (measure && mayMeasure) {
        property.type = measure->type;
        property.amount = measure->amount;
    } else if (isNumberedName(property.name)) {
        property.type = PropertyType::Text;
    } else if (property.type == PropertyType::Text || (mayMeasure && !isNumeric(property.type))) {
        property.type = property.text.contains(QLatin1Char('.')) ? PropertyType::Decimal : PropertyType::Integer;
    }
}

std::optional<Ref> PropertyReader::targetOf(const Part &part) const
{
    if (m_targets.isEmpty())
        return std::nullopt;
    QString place = part.path.text();
    if (m_draft && m_draft->isDirty()) { // places were noted in what the server sent
        const std::optional<Path> before = m_draft->inBase(part.path);
        if (!before || m_draft->isChanged(part.path))
            return std::nullopt;
        place = before->text();
    }
    static const QStringList inside = {
        QString(), QStringLiteral("/@href"), QStringLiteral("/href"), QStringLiteral("/id")};
    for (const QString &step : inside) {
        const auto found = m_targets.constFind(place + step);
        if (found != m_targets.constEnd())
            return *found;
    }
    return std::nullopt;
}

void PropertyReader::shareHints(const PropertyReader &other)
{
    if (m_resource.self.kind() == other.m_resource.self.kind() && m_resource.part == other.m_resource.part)
        m_hints = other.m_hints;
}

PropertyHints PropertyReader::hintsFor(const Path &path) const
{
    auto known = m_hints->find(path.text());
    if (known == m_hints->end())
        known = m_hints->insert(path.text(), hintsOf(path));
    return *known;
}

PropertyHints PropertyReader::hintsOf(const Path &path) const
{
    QString place = path.text();
    const QString part = m_resource.part.text();
    if (!part.isEmpty() && place.startsWith(part + QLatin1Char('/')))
        place.remove(0, part.size() + 1);
    PropertyHints hints = m_catalog.property(m_resource.self.kind(), withoutIndexes(place));
    const QString last = path.name();
    if (hints.label.isEmpty() && hints.type.isEmpty() && hints.group.isEmpty() && !hints.hidden)
        hints = m_catalog.property(m_resource.self.kind(), last);
    return hints;
}

} // namespace nephoscope
