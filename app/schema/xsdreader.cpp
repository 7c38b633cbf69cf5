// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xsdreader.h"

#include "schema/xsdfacts.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

namespace nephoscope {
namespace {

constexpr qsizetype mostTypes = 20'000;
constexpr qsizetype mostFields = 2000;
constexpr qsizetype mostChoices = 1000;

const QString languagePrefix = QStringLiteral("{http://www.w3.org/2001/XMLSchema}");

/// What a type of the schema language itself is; nothing for ids of other namespaces.
std::optional<PlainType> builtIn(const QString &id)
{
    if (!id.startsWith(languagePrefix))
        return {};
    return plainOfXsd(id.mid(languagePrefix.size())).value_or(PlainType::Text);
}

QString namespaceOf(const QString &id) { return id.mid(1, id.indexOf(u'}') - 1); }
QString localOf(const QString &id) { return id.mid(id.indexOf(u'}') + 1); }

QStringList enumerationOf(const XsdNode &restriction)
{
    QStringList choices;
    for (const XsdNode &node : restriction.children()) {
        if (node.is("enumeration") && choices.size() < mostChoices)
            choices.append(node.value("value"));
    }
    choices.removeDuplicates();
    return choices;
}

} // namespace

XsdReader::XsdReader(const QUrl &address, const XsdNode &root)
    : m_address(address)
    , m_root(root)
    , m_target(root.value("targetNamespace"))
    , m_isElementQualified(root.value("elementFormDefault") == QLatin1String("qualified"))
    , m_isAttributeQualified(root.value("attributeFormDefault") == QLatin1String("qualified"))
{
    m_part.name = address.path();
}

Result<SchemaPart> XsdReader::part()
{
    if (!m_root.is("schema"))
        return failure(
            Error::Kind::Malformed, QCoreApplication::translate("Schema", "This is not a document of an XML schema."));
    for (auto it = m_root.prefixes().constBegin(); it != m_root.prefixes().constEnd(); ++it) {
        static const QRegularExpression word(QStringLiteral("^[A-Za-z_][A-Za-z0-9_.-]{0,30}$"));
        if (word.match(it.key()).hasMatch() && !builtIn(u'{' + it.value() + u'}'))
            m_part.prefixes.insert(it.value(), it.key());
    }
    readGlobals(m_root);
    return m_part;
}

void XsdReader::add(const Type &type)
{
    if (m_part.types.size() < mostTypes)
        m_part.types.append(type);
}

Type XsdReader::typeFor(const XsdNode &node, const QString &id, const QString &name) const
{
    const XsdFacts facts(node);
    Type type;
    type.id = id;
    type.name = name;
    type.namespaceUri = m_target;
    type.isAbstract = node.value("abstract") == QLatin1String("true") || node.value("abstract") == QLatin1String("1");
    type.mediaTypes = facts.mediaTypes;
    type.since = facts.since;
    type.deprecated = facts.deprecated;
    type.help = facts.help;
    return type;
}

void XsdReader::readGlobals(const XsdNode &parent)
{
    for (const XsdNode &node : parent.children()) {
        const QString name = node.value("name");
        if (node.is("redefine") || node.is("override")) {
            readGlobals(node);
            continue;
        }
        if (name.isEmpty())
            continue;
        if (node.is("complexType"))
            readComplexType(node, typeFor(node, idOf(name), name));
        else if (node.is("simpleType"))
            readSimpleType(node, typeFor(node, idOf(name), name));
        else if (node.is("element"))
            readGlobalElement(node);
        else if (node.is("attribute"))
            readGlobalAttribute(node);
        else if (node.is("group"))
            readGroup(node, QStringLiteral("%"));
        else if (node.is("attributeGroup"))
            readGroup(node, QStringLiteral("%@"));
    }
}

void XsdReader::readGlobalElement(const XsdNode &node)
{
    SchemaElement element;
    element.name = node.value("name");
    element.namespaceUri = m_target;
    element.head = node.reference("substitutionGroup", m_target);
    if (!element.head.isEmpty())
        element.head.insert(element.head.indexOf(u'}') + 1, u'/');
    element.isAbstract = node.value("abstract") == QLatin1String("true");
    element.mediaTypes = XsdFacts(node).mediaTypes;
    element.type = node.reference("type", m_target);
    const QString inner = idOf(u'.' + element.name);
    if (const XsdNode *complex = node.child("complexType")) {
        readComplexType(*complex, typeFor(*complex, inner, element.name));
        element.type = inner;
    } else if (const XsdNode *simple = node.child("simpleType")) {
        readSimpleType(*simple, typeFor(*simple, inner, element.name));
        element.type = inner;
    }
    if (builtIn(element.type))
        element.type.clear();
    m_part.elements.append(element);
}

void XsdReader::readGlobalAttribute(const XsdNode &node)
{
    Type type = typeFor(node, idOf(u'@' + node.value("name")), QString());
    if (const XsdNode *simple = node.child("simpleType"))
        return readSimpleType(*simple, type);
    setBase(type, node.reference("type", m_target));
    if (type.base.isEmpty() && !type.text)
        type.text = PlainType::Text;
    add(type);
}

void XsdReader::readGroup(const XsdNode &node, const QString &mark)
{
    Type type = typeFor(node, idOf(mark + node.value("name")), QString());
    readParticles(node, type, {});
    readAttributes(node, type);
    add(type);
}

void XsdReader::readComplexType(const XsdNode &node, Type type)
{
    if (node.value("mixed") == QLatin1String("true"))
        type.text = PlainType::Text;
    const XsdNode *simple = node.child("simpleContent");
    const XsdNode *complex = node.child("complexContent");
    if (simple)
        readSimpleContent(*simple, type);
    else
        readContent(complex ? *complex : node, type);
    add(type);
}

void XsdReader::readContent(const XsdNode &node, Type &type)
{
    const XsdNode *derived = node.child("extension");
    if (!derived)
        derived = node.child("restriction");
    if (derived) {
        const QString base = derived->reference("base", m_target);
        if (!builtIn(base) && base != type.id) // a redefined type extends what it was
            type.base = base;
    }
    readParticles(derived ? *derived : node, type, {});
    readAttributes(derived ? *derived : node, type);
}

void XsdReader::setBase(Type &type, const QString &id) const
{
    const std::optional<PlainType> plain = builtIn(id);
    if (plain) {
        type.text = plain;
        type.textRange.narrow(rangeOfXsd(localOf(id)));
    } else if (id != type.id) {
        type.base = id;
    }
}

void XsdReader::readSimpleContent(const XsdNode &node, Type &type)
{
    for (const char *way : {"extension", "restriction"}) {
        const XsdNode *derived = node.child(way);
        if (!derived)
            continue;
        setBase(type, derived->reference("base", m_target));
        type.textRange.narrow(rangeOfRestriction(*derived));
        const QStringList choices = enumerationOf(*derived);
        if (!choices.isEmpty())
            type.textChoices = choices;
        readAttributes(*derived, type);
    }
    if (type.base.isEmpty() && !type.text)
        type.text = PlainType::Text;
}

void XsdReader::readSimpleType(const XsdNode &node, Type type)
{
    if (const XsdNode *restriction = node.child("restriction")) {
        if (const XsdNode *inner = restriction->child("simpleType")) {
            readSimpleType(*inner, typeFor(*inner, type.id + QStringLiteral(".base"), QString()));
            type.base = type.id + QStringLiteral(".base");
        } else {
            setBase(type, restriction->reference("base", m_target));
        }
        type.textRange.narrow(rangeOfRestriction(*restriction));
        type.textChoices = enumerationOf(*restriction);
    } else if (const XsdNode *members = node.child("union")) {
        readUnion(*members, type);
    } else {
        type.text = PlainType::Text; // xs:list: texts in one text
    }
    if (type.base.isEmpty() && !type.text)
        type.text = PlainType::Text;
    add(type);
}

/// Choices only where every member is an enumeration; otherwise anything its kind allows.
void XsdReader::readUnion(const XsdNode &node, Type &type)
{
    std::optional<PlainType> plain;
    QStringList choices;
    bool isEnumeration = true;
    const auto take = [&](std::optional<PlainType> member, const QStringList &values) {
        plain = !plain || plain == member ? member : PlainType::Text;
        isEnumeration = isEnumeration && !values.isEmpty();
        choices.append(values);
    };
    for (const QString &name : node.value("memberTypes").simplified().split(u' ', Qt::SkipEmptyParts)) {
        const QString id = node.resolved(name, m_target);
        const auto known = std::find_if(
            m_part.types.cbegin(), m_part.types.cend(), [&id](const Type &other) { return other.id == id; });
        if (known == m_part.types.cend())
            take(builtIn(id).value_or(PlainType::Text), {});
        else
            take(known->text.value_or(PlainType::Text), known->textChoices);
    }
    for (const XsdNode &member : node.children()) {
        const XsdNode *restriction = member.is("simpleType") ? member.child("restriction") : nullptr;
        if (restriction)
            take(builtIn(restriction->reference("base", m_target)).value_or(PlainType::Text),
                enumerationOf(*restriction));
    }
    type.text = plain.value_or(PlainType::Text);
    if (isEnumeration)
        type.textChoices = choices;
}

XsdReader::Times XsdReader::timesOf(const XsdNode &node, Times outer)
{
    bool hasLeast = false;
    bool hasMost = false;
    const int ownLeast = node.value("minOccurs").toInt(&hasLeast);
    const int ownMost = node.value("maxOccurs").toInt(&hasMost);
    const bool isUnbounded = node.value("maxOccurs") == QLatin1String("unbounded");
    Times times;
    times.least = outer.least == 0 ? 0 : std::max(0, hasLeast ? ownLeast : 1);
    const int most = isUnbounded ? -1 : std::max(0, hasMost ? ownMost : 1);
    times.most = outer.most == -1 || (outer.most > 1 && most != 0) ? -1 : most;
    return times;
}

void XsdReader::readParticles(const XsdNode &node, Type &type, Times times)
{
    for (const XsdNode &child : node.children()) {
        if (type.fields.size() >= mostFields)
            return;
        const Times own = timesOf(child, times);
        if (child.is("element")) {
            if (own.most != 0 && (child.has("name") || child.has("ref")))
                type.fields.append(element(child, type, own));
        } else if (child.is("sequence") || child.is("all")) {
            readParticles(child, type, own);
        } else if (child.is("choice")) {
            readParticles(child, type, {0, own.most});
        } else if (child.is("group") && child.has("ref")) {
            Field group;
            group.type = child.reference("ref", m_target);
            group.type.insert(group.type.indexOf(u'}') + 1, u'%');
            type.fields.append(group);
        }
    }
}

void XsdReader::readAttributes(const XsdNode &node, Type &type)
{
    for (const XsdNode &child : node.children()) {
        if (type.fields.size() >= mostFields)
            return;
        const bool isProhibited = child.value("use") == QLatin1String("prohibited");
        if (child.is("attribute") && !isProhibited && (child.has("name") || child.has("ref"))) {
            type.fields.append(attribute(child, type));
        } else if (child.is("attributeGroup") && child.has("ref")) {
            Field group;
            group.isAttribute = true;
            group.type = child.reference("ref", m_target);
            group.type.insert(group.type.indexOf(u'}') + 1, QStringLiteral("%@"));
            type.fields.append(group);
        }
    }
}

void XsdReader::setType(Field &field, const QString &id) const
{
    const std::optional<PlainType> plain = builtIn(id);
    field.type = plain ? QString() : id;
    field.plain = plain.value_or(PlainType::Text);
    if (plain)
        field.range = rangeOfXsd(localOf(id));
}

void XsdReader::describe(Field &field, const XsdNode &node, const Type &owner)
{
    const XsdFacts facts(node);
    field.modifiable = facts.modifiable;
    field.since = facts.since;
    field.deprecated = facts.deprecated;
    field.help = facts.help;
    field.isRequired = facts.isRequired.value_or(field.least > 0);
    field.preset = node.has("default") ? node.value("default") : node.value("fixed");
    if (node.has("ref"))
        return;
    const XsdNode *complex = node.child("complexType");
    const XsdNode *simple = node.child("simpleType");
    const QString inner = owner.id + u'.' + (field.isAttribute ? QStringLiteral("@") : QString()) + field.name;
    if (complex)
        readComplexType(*complex, typeFor(*complex, inner, field.name));
    else if (simple)
        readSimpleType(*simple, typeFor(*simple, inner, QString()));
    if (complex || simple)
        field.type = inner;
    else if (node.has("type"))
        setType(field, node.reference("type", m_target));
    else
        field.plain = field.isAttribute ? PlainType::Text : PlainType::Any;
}

Field XsdReader::element(const XsdNode &node, const Type &owner, Times times)
{
    Field field;
    field.least = times.least;
    field.most = times.most;
    field.isList = times.most != 1;
    const QString reference = node.reference("ref", m_target);
    if (reference.isEmpty()) {
        field.name = node.value("name");
        const bool isQualified =
            node.has("form") ? node.value("form") == QLatin1String("qualified") : m_isElementQualified;
        field.namespaceUri = isQualified ? m_target : QString();
    } else {
        field.name = localOf(reference);
        field.namespaceUri = namespaceOf(reference);
        field.type = u'{' + field.namespaceUri + QStringLiteral("}/") + field.name;
    }
    const QString json = jsonNameOf(field.name);
    field.jsonName = json == field.name ? QString() : json;
    describe(field, node, owner);
    return field;
}

Field XsdReader::attribute(const XsdNode &node, const Type &owner)
{
    Field field;
    field.isAttribute = true;
    field.least = node.value("use") == QLatin1String("required") ? 1 : 0;
    const QString reference = node.reference("ref", m_target);
    if (reference.isEmpty()) {
        field.name = node.value("name");
        const bool isQualified =
            node.has("form") ? node.value("form") == QLatin1String("qualified") : m_isAttributeQualified;
        field.namespaceUri = isQualified ? m_target : QString();
    } else {
        field.name = localOf(reference);
        field.namespaceUri = namespaceOf(reference);
        field.type = u'{' + field.namespaceUri + QStringLiteral("}@") + field.name;
    }
    describe(field, node, owner);
    return field;
}

} // namespace nephoscope
