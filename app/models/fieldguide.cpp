// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fieldguide.h"

#include "base/redaction.h"
#include "models/measure.h"
#include "models/propertyparts.h"
#include "session/session.h"

#include <algorithm>

namespace nephoscope {

namespace {

const QString instanceNamespace = QStringLiteral("http://www.w3.org/2001/XMLSchema-instance");

/// The last step of a path as it stands in it.
QString lastStep(const Path &path) { return path.text().section(QLatin1Char('/'), -1); }

/// Room for what vendors add to every type.
bool isExtension(const Field &field) { return field.name.endsWith(QLatin1String("Extension")); }

/// Of a type that an XML schema describes, in whatever representation it travels.
bool isOfXml(const Field &field) { return field.isAttribute || !field.namespaceUri.isEmpty(); }

/// What the service writes by itself: addresses, links, what is going on.
bool isServersOwn(const Field &field)
{
    static const QStringList names = {QStringLiteral("href"), QStringLiteral("type"), QStringLiteral("id"),
        QStringLiteral("operationKey"), QStringLiteral("Link"), QStringLiteral("link"), QStringLiteral("Tasks"),
        QStringLiteral("tasks"), QStringLiteral("otherAttributes"), QStringLiteral("any"), QStringLiteral("required")};
    if (!isOfXml(field))
        return false;
    return names.contains(field.name) || names.contains(field.jsonName) || isExtension(field);
}

PropertyType typeOfPlain(PlainType plain)
{
    switch (plain) {
    case PlainType::Integer:
        return PropertyType::Integer;
    case PlainType::Decimal:
        return PropertyType::Decimal;
    case PlainType::Boolean:
        return PropertyType::Boolean;
    case PlainType::Time:
    case PlainType::Instant:
    case PlainType::Date:
        return PropertyType::Time;
    case PlainType::Duration:
        return PropertyType::Duration;
    case PlainType::Url:
        return PropertyType::Url;
    case PlainType::Text:
    case PlainType::Binary:
    case PlainType::File:
    case PlainType::Any:
        break;
    }
    return PropertyType::Text;
}

/// How what nobody described is written, by what the catalogue says it is.
PlainType plainOf(PropertyType type)
{
    switch (type) {
    case PropertyType::Integer:
    case PropertyType::Size:
    case PropertyType::Frequency:
        return PlainType::Integer;
    case PropertyType::Decimal:
        return PlainType::Decimal;
    case PropertyType::Boolean:
        return PlainType::Boolean;
    default:
        return PlainType::Text;
    }
}

Value::Kind tokenOf(const Node &node, PlainType plain)
{
    switch (node.kind()) {
    case Node::Kind::Number:
        return Value::Kind::Number;
    case Node::Kind::Boolean:
        return Value::Kind::Boolean;
    case Node::Kind::String:
        return Value::Kind::Text;
    default:
        break;
    }
    if (plain == PlainType::Integer || plain == PlainType::Decimal || plain == PlainType::Instant)
        return Value::Kind::Number;
    return plain == PlainType::Boolean ? Value::Kind::Boolean : Value::Kind::Text;
}

bool isNumeric(PropertyType type) { return type == PropertyType::Integer || type == PropertyType::Decimal; }

void findSecrets(const FieldGuide &guide, const Property::Part &part, QList<Path> &found)
{
    const bool isSecret =
        isSecretName(part.node.name()) || propertyTypeNamed(guide.hints(part.path).type) == PropertyType::Secret;
    if (isSecret) {
        found << part.path;
        return;
    }
    const QList<Property::Part> below = allParts(part);
    for (const Property::Part &each : below)
        findSecrets(guide, each, found);
}

} // namespace

FieldGuide::FieldGuide()
    : m_schema(std::make_shared<const Schema>())
{
}

FieldGuide::FieldGuide(Schema schema, QString type, Catalog catalog, QString kind)
    : m_schema(std::make_shared<const Schema>(std::move(schema)))
    , m_type(std::move(type))
    , m_catalog(std::move(catalog))
    , m_kind(std::move(kind))
{
}

FieldGuide FieldGuide::ofResource(const Resource &resource, const Session &session, const Catalog &catalog)
{
    const Platform &platform = session.platform();
    FieldGuide guide(session.schema(), platform.schemaType(resource, session.access()), catalog, resource.self.kind());
    guide.m_part = resource.part;
    guide.m_permission = [resource, &session](const Path &path) {
        if (!session.isLive())
            return Fixed::Recording;
        if (session.isReadOnly())
            return Fixed::Site;
        const bool isTaken = session.platform().editor(resource, path, session.access()).has_value();
        return isTaken ? Fixed::No : Fixed::NoOperation;
    };
    guide.m_written = WrittenFields(resource, session, guide.m_schema);
    guide.setDocument(resource.document);
    return guide;
}

FieldGuide FieldGuide::ofBody(const Schema &schema, const QString &type, const Catalog &catalog, const QString &kind)
{
    FieldGuide guide(schema, type, catalog, kind);
    guide.m_isForCreation = true;
    return guide;
}

FieldGuide FieldGuide::ofParameters(
    const Schema &schema, const QString &type, const Catalog &catalog, const QString &kind)
{
    FieldGuide guide = ofBody(schema, type, catalog, kind);
    guide.m_isStrict = true;
    return guide;
}

void FieldGuide::setDocument(const Document &document)
{
    m_document = document;
    m_fields.clear();
    m_fixed.clear();
}

std::optional<Field> FieldGuide::field(const Path &path) const
{
    const auto known = m_fields.constFind(path.text());
    if (known != m_fields.constEnd())
        return *known;
    const std::optional<Field> found = m_written.completed(lookUp(path), path);
    m_fields.insert(path.text(), found);
    return found;
}

std::optional<Field> FieldGuide::lookUp(const Path &path) const
{
    if (path == m_part) {
        Field whole;
        whole.type = m_type;
        return m_type.isEmpty() ? std::nullopt : std::optional(whole);
    }
    if (path.isEmpty())
        return std::nullopt; // above the part that is described
    const Path above = path.parent();
    std::optional<Field> group = field(above);
    std::optional<Field> found;
    bool isIndex = false;
    lastStep(path).toUInt(&isIndex);
    if (group && ((group->isList && isIndex && !m_document.isXml()) || group->isMap)) {
        group->isList = false;
        group->isMap = false;
        return group;
    }
    if (group && !group->type.isEmpty())
        found = m_schema->field(typeHere(above, group->type), Path(lastStep(path)));
    const Node node = m_document.root().at(path);
    if (found || node.kind() != Node::Kind::Element)
        return found;
    Field other;
    other.type = m_schema->typeOfElement(node.namespaceUri(), node.name());
    other.name = node.name();
    other.namespaceUri = node.namespaceUri();
    return other.type.isEmpty() ? std::nullopt : std::optional(other);
}

QString FieldGuide::typeHere(const Path &place, const QString &declared) const
{
    const Node node = m_document.root().at(place);
    QString said;
    if (node.kind() == Node::Kind::Element) {
        const QList<Node> attributes = node.attributes();
        for (const Node &attribute : attributes)
            if (attribute.namespaceUri() == instanceNamespace && attribute.name() == QLatin1String("type"))
                said = attribute.text();
    } else {
        said = node.child(QStringLiteral("_type")).text();
    }
    if (said.isEmpty())
        return declared;
    const Type *type = m_schema->type(declared);
    const QString named = m_schema->typeNamed(said, type ? type->namespaceUri : QString());
    return !named.isEmpty() && m_schema->isKindOf(named, declared) ? named : declared;
}

QList<Field> FieldGuide::fields(const Path &group) const
{
    const std::optional<Field> found = field(group);
    return found && !found->type.isEmpty() ? m_schema->fields(typeHere(group, found->type)) : QList<Field>();
}

bool FieldGuide::isOffered(const Field &field) const
{
    if (isServersOwn(field) && !field.isRequired)
        return false;
    if (m_isForCreation)
        return field.isRequired || field.modifiable != Modifiable::Never;
    return field.deprecated.isEmpty() && field.modifiable != Modifiable::Never
        && field.modifiable != Modifiable::WhenCreating;
}

Path FieldGuide::placeOf(const Path &group, const Field &field) const
{
    if (!m_document.isXml())
        return group.child(field.jsonName.isEmpty() ? field.name : field.jsonName);
    return group.child(field.isAttribute ? QLatin1Char('@') + field.name : field.name);
}

QList<Field> FieldGuide::absent(const Path &group) const
{
    QList<Field> result;
    QList<Field> all = fields(group);
    all << m_written.unread(group, all);
    for (const Field &each : all) {
        if (!isOffered(each))
            continue;
        const Path place = placeOf(group, each);
        if (m_document.root().at(place).isNull() && (m_isForCreation || fixed(place, each) == Fixed::No))
            result << each;
    }
    return result;
}

Fixed FieldGuide::fixed(const Path &path, const std::optional<Field> &field) const
{
    const auto known = m_fixed.constFind(path.text());
    if (known != m_fixed.constEnd())
        return *known;
    Fixed result = Fixed::No;
    if (m_permission)
        result = m_permission(path);
    if (result == Fixed::No && !m_isForCreation && field) {
        if (field->modifiable == Modifiable::Never)
            result = Fixed::Never;
        else if (field->modifiable == Modifiable::WhenCreating)
            result = Fixed::AfterCreation;
    }
    m_fixed.insert(path.text(), result);
    return result;
}

PropertyHints FieldGuide::hints(const Path &path) const
{
    QString place = path.text();
    const QString part = m_part.text();
    if (!part.isEmpty() && place.startsWith(part + QLatin1Char('/')))
        place.remove(0, part.size() + 1);
    return m_catalog.property(m_kind, withoutIndexes(place));
}

void FieldGuide::describe(FieldFacts &facts, const std::optional<Field> &field) const
{
    const PropertyHints hints = this->hints(facts.path);
    facts.isXml = m_document.isXml();
    facts.unlimited = hints.unlimited;
    facts.least = hints.least;
    facts.most = hints.most;
    facts.choices = hints.choices;
    facts.unit = hints.unit;
    if (!hints.type.isEmpty())
        facts.type = propertyTypeNamed(hints.type);
    if (!field)
        return;
    facts.help = field->help;
    const bool isSure = facts.isXml || !m_isForCreation || m_isStrict;
    facts.isRequired = field->isRequired && isSure;
    facts.isAsked = field->isRequired && !isSure;
    facts.isOpen = !facts.isXml;
    facts.isAny = !facts.isXml && field->type.isEmpty() && field->plain == PlainType::Any;
    facts.preset = field->preset;
    facts.since = field->since;
    facts.deprecated = field->deprecated;
    facts.schemaType = field->type;
    if (!facts.least)
        facts.least = field->range.lowest;
    if (!facts.most)
        facts.most = field->range.highest;
    if (facts.unit.isEmpty() && field->plain == PlainType::Date && field->type.isEmpty())
        facts.unit = QStringLiteral("day"); // written without hour and zone
    facts.isMap = field->isMap;
    if (!field->choices.isEmpty())
        facts.choices = field->choices;
    const bool isVague = facts.type == PropertyType::Text || facts.type == PropertyType::Nothing;
    if (field->type.isEmpty() && hints.type.isEmpty()
        && (isVague || field->plain == PlainType::Boolean || field->plain == PlainType::Time
            || field->plain == PlainType::Instant))
        facts.type = typeOfPlain(field->plain);
    if (field->plain == PlainType::Text && hints.type.isEmpty() && isNumeric(facts.type) && field->type.isEmpty())
        facts.type = PropertyType::Text; // it merely looks like a number
    if (!field->choices.isEmpty() && field->plain != PlainType::Boolean)
        facts.type = PropertyType::Enumeration;
}

void FieldGuide::measure(FieldFacts &facts, const Node &node) const
{
    const bool isMeasure = facts.type == PropertyType::Size || facts.type == PropertyType::Frequency
        || facts.type == PropertyType::Duration;
    if (!isMeasure && !isNumeric(facts.type))
        return;
    const std::optional<Field> field = this->field(facts.path);
    facts.isWhole = field && field->type.isEmpty() && field->plain == PlainType::Integer;
    if (!facts.isWhole && facts.type != PropertyType::Decimal && !(field && field->plain == PlainType::Decimal))
        node.text().toLongLong(&facts.isWhole);
    if (facts.unit.isEmpty())
        facts.unit = unitInName(facts.name);
    if (facts.unit.isEmpty())
        facts.unit = unitBeside(node);
    if (const auto measure = Measure::of(1, facts.unit); measure && isNumeric(facts.type))
        facts.type = measure->type;
    else if (!measure && !isMeasure)
        facts.unit.clear();
}

FieldFacts FieldGuide::facts(const Property &property) const
{
    FieldFacts facts;
    facts.path = property.path;
    facts.name = property.name;
    facts.type = property.type;
    const Node node = m_document.root().at(property.path);
    const std::optional<Field> field = this->field(property.path);
    // <HardwareVersion href="…">vmx-19</HardwareVersion>: a word with an address beside it, and the word is the value
    const bool isWord = property.type == PropertyType::Reference && node.kind() == Node::Kind::Element && node.isLeaf()
        && !node.text().trimmed().isEmpty();
    if (isWord)
        facts.type = PropertyType::Text;
    const bool isNothing = !m_document.isXml() && node.isNil();
    if (isNothing && field && (field->isList || !field->type.isEmpty()))
        return factsOfAbsent(property.path, *field); // null stands where a group or a list may
    describe(facts, field);
    facts.fixed = fixed(property.path, field);
    facts.token = tokenOf(node, field ? field->plain : plainOf(facts.type));
    facts.isMissing = node.isNull();
    facts.isList = property.type == PropertyType::List || (field && field->isList);
    facts.isPlainList = property.type == PropertyType::List && !property.isExpandable() && facts.schemaType.isEmpty();
    facts.isGroup = property.type == PropertyType::Group;
    if ((property.type == PropertyType::Reference && !isWord) || property.isSecret || facts.isGroup
        || property.type == PropertyType::List) {
        facts.type = property.type;
        return facts;
    }
    if (const auto object = MeasureObject::read(node); object && object->measure) {
        facts.hasOwnUnit = true;
        facts.unit = object->unit;
        facts.type = property.type;
        return facts;
    }
    measure(facts, node);
    if (property.text.contains(QLatin1Char('\n')))
        facts.type = PropertyType::MultiLine;
    return facts;
}

FieldFacts FieldGuide::factsOfAbsent(const Path &place, const Field &field) const
{
    FieldFacts facts;
    facts.path = place;
    facts.name = field.name;
    facts.isMissing = true;
    describe(facts, field);
    facts.fixed = fixed(place, field);
    facts.token = tokenOf(Node(), field.plain);
    facts.isList = field.isList;
    facts.isPlainList = field.isList && field.type.isEmpty();
    facts.isFile = field.plain == PlainType::File;
    const bool isReference = !field.isList && this->isReference(field.type);
    facts.isGroup = !field.type.isEmpty() && !isReference;
    if (isMeasure(field))
        facts.hasOwnUnit = true;
    if (isReference)
        facts.type = PropertyType::Reference;
    else if (isSecretName(field.name))
        facts.type = PropertyType::Secret;
    else if (facts.isList)
        facts.type = PropertyType::List;
    else if (facts.hasOwnUnit)
        measureObject(facts);
    else if (facts.isGroup)
        facts.type = PropertyType::Group;
    else
        measure(facts, Node());
    return facts;
}

bool FieldGuide::isMeasure(const Field &field) const
{
    if (m_document.isXml() || field.type.isEmpty() || field.isList || field.isMap)
        return false;
    QStringList names;
    for (const Field &each : m_schema->fields(field.type))
        names << each.name;
    return MeasureObject::isSize(names);
}

/// A number and its unit that stand beside each other, before there are any.
void FieldGuide::measureObject(FieldFacts &facts) const
{
    const QString said = m_document.root().at(facts.path).child(QStringLiteral("unit")).text();
    facts.unit = bytesPerUnit(said) > 0 ? said : QStringLiteral("GB");
    facts.type = PropertyType::Size;
    facts.isGroup = false;
    facts.choices.clear();
}

bool FieldGuide::isReference(const QString &type) const
{
    static const QStringList usual = {QStringLiteral("href"), QStringLiteral("name"), QStringLiteral("id"),
        QStringLiteral("type"), QStringLiteral("Link"), QStringLiteral("link"), QStringLiteral("otherAttributes")};
    const QList<Field> fields = type.isEmpty() ? QList<Field>() : m_schema->fields(type);
    const bool hasAddress = std::any_of(
        fields.begin(), fields.end(), [](const Field &field) { return field.name == QLatin1String("href"); });
    return hasAddress && std::all_of(fields.begin(), fields.end(), [](const Field &field) {
        return usual.contains(field.name) || isExtension(field);
    });
}

QList<Path> FieldGuide::secrets() const
{
    QList<Path> found;
    findSecrets(*this, Property::Part{m_document.root(), Path()}, found);
    return found;
}

} // namespace nephoscope
