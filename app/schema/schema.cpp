// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schema.h"

#include "schema/schemacontent.h"

#include <QSet>

namespace nephoscope {
namespace {

const QString instanceNamespace = QStringLiteral("http://www.w3.org/2001/XMLSchema-instance");

/// xsi:type and xsi:nil, which any element may have.
std::optional<Field> instanceAttribute(const QString &step)
{
    Field field;
    field.namespaceUri = instanceNamespace;
    field.isAttribute = true;
    field.name = step.mid(step.indexOf(u':') + 1);
    if (field.name == QLatin1String("nil"))
        field.plain = PlainType::Boolean;
    return field.name == QLatin1String("type") || field.name == QLatin1String("nil") ? std::optional(field)
                                                                                     : std::nullopt;
}

/// "NetworkConnection[2]" → "NetworkConnection"
QString withoutIndex(const QString &step)
{
    const qsizetype bracket = step.endsWith(u']') ? step.lastIndexOf(u'[') : -1;
    return bracket > 0 ? step.left(bracket) : step;
}

std::optional<Field> attributeNamed(const QString &step, const QList<Field> &fields)
{
    const QString name = step.mid(step.indexOf(u':') + 1);
    for (const Field &field : fields) {
        if (field.isAttribute && field.name == name)
            return field;
    }
    return step.startsWith(QLatin1String("xsi:")) ? instanceAttribute(step) : std::nullopt;
}

std::optional<Field> elementNamed(const QString &name, const QList<Field> &fields)
{
    for (const Field &field : fields) {
        if (!field.isAttribute && (field.name == name || field.jsonName == name))
            return field;
    }
    for (const Field &field : fields) {
        if (field.name == name) // attributes are members in JSON
            return field;
    }
    return {};
}

Field unspecific(Field field)
{
    field.type.clear();
    field.plain = PlainType::Text;
    field.choices.clear();
    return field;
}

bool isOnlyText(const Field &field, const QList<Field> &fields)
{
    const auto isText = [](const Field &one) { return one.type.isEmpty() && one.plain == PlainType::Text; };
    return isText(field) && std::count_if(fields.begin(), fields.end(), isText) == 1;
}

bool isIndex(const QString &step)
{
    bool isNumber = false;
    step.toUInt(&isNumber);
    return isNumber;
}

} // namespace

Schema::Schema()
    : m_content(std::make_shared<const Content>())
{
}

Schema::Schema(std::shared_ptr<const Content> content)
    : m_content(std::move(content))
{
}

Schema Schema::with(const SchemaPart &part) const { return with(QList<SchemaPart>{part}); }

Schema Schema::with(const QList<SchemaPart> &parts) const
{
    auto content = std::make_shared<Content>(*m_content);
    for (const SchemaPart &part : parts)
        content->add(part);
    content->index();
    return Schema(std::move(content));
}

bool Schema::isEmpty() const { return m_content->types.isEmpty() && m_content->calls.isEmpty(); }

const Type *Schema::type(const QString &id) const { return m_content->type(id); }

QString Schema::typeOfMedia(const QString &mediaType) const { return m_content->typeOfMedia(mediaType); }

QString Schema::typeOfElement(const QString &namespaceUri, const QString &localName) const
{
    Field field;
    field.type = elementId(namespaceUri, localName);
    return m_content->elements.contains(field.type) ? m_content->resolved(field).type : QString();
}

QString Schema::typeNamed(const QString &name, const QString &namespaceUri) const
{
    QStringList ids = m_content->idsByName.values(name.mid(name.lastIndexOf(u':') + 1));
    if (ids.isEmpty())
        return {};
    for (const QString &id : qAsConst(ids)) {
        if (m_content->type(id)->namespaceUri == namespaceUri)
            return id;
    }
    return ids.last(); // QMultiHash answers with the latest first
}

QList<Field> Schema::fields(const QString &id) const
{
    QList<Field> fields;
    for (const Type *type : m_content->lineage(id))
        m_content->collect(type->fields, fields);
    std::stable_partition(fields.begin(), fields.end(), [](const Field &field) { return !field.isAttribute; });
    return fields;
}

std::optional<Field> Schema::field(const QString &id, const Path &path) const
{
    std::optional<Field> found;
    QString type = id;
    QStringList outer; // choices that a description gave to the group instead of the text in it
    for (const QString &step : path.steps()) {
        if (found && found->isMap) {
            found->isMap = false;
            continue;
        }
        if (found && found->isList && isIndex(step)) {
            found->isList = false;
            continue;
        }
        if (found && found->type.isEmpty() && step == QLatin1String("value"))
            continue; // JSON: characters of an element in a member of their own
        const QList<Field> known = type.isEmpty() ? QList<Field>() : fields(type);
        if (step.startsWith(u'@')) {
            found = attributeNamed(step.mid(1), known);
        } else {
            const QString name = withoutIndex(step);
            found = elementNamed(name, known);
            if (!found)
                found = m_content->substitute(name, known);
            if (!found && step == QLatin1String("value"))
                found = m_content->characters(type);
        }
        if (!found)
            found = fieldOfExtension(type, step);
        if (!found)
            return {};
        if (found->choices.isEmpty() && isOnlyText(*found, known))
            found->choices = outer;
        outer = found->type.isEmpty() ? QStringList() : found->choices;
        type = found->type;
    }
    return found;
}

QString Schema::prefixOf(const QString &namespaceUri) const { return m_content->prefixes.value(namespaceUri); }

QList<SchemaElement> Schema::substitutes(const Field &field) const
{
    QList<SchemaElement> found;
    for (const SchemaElement &element : m_content->elements) {
        const bool isItself = element.name == field.name && element.namespaceUri == field.namespaceUri;
        if (!isItself && !element.isAbstract && !field.isAttribute && m_content->mayReplace(element, field))
            found.append(element);
    }
    std::sort(found.begin(), found.end(), [](const SchemaElement &a, const SchemaElement &b) {
        return qMakePair(a.name, a.namespaceUri) < qMakePair(b.name, b.namespaceUri);
    });
    return found;
}

std::optional<Field> Schema::fieldOfExtension(const QString &id, const QString &step) const
{
    const Type *type = m_content->type(id);
    if (!type || !type->isAbstract)
        return {};
    std::optional<Field> first;
    for (const QString &extension : extensions(id)) {
        const QList<Field> known = fields(extension);
        const std::optional<Field> found =
            step.startsWith(u'@') ? attributeNamed(step.mid(1), known) : elementNamed(withoutIndex(step), known);
        if (!first)
            first = found;
        else if (found && found->type.isEmpty() && (found->plain != first->plain || found->choices != first->choices))
            return unspecific(*first); // a value that may be a number here and a text there
    }
    return first;
}

QStringList Schema::extensions(const QString &id) const
{
    QStringList found;
    QStringList open = m_content->extensionsOf.value(id);
    QSet<QString> seen = {id};
    while (!open.isEmpty()) {
        const QString next = open.takeFirst();
        if (seen.contains(next))
            continue;
        seen.insert(next);
        if (!m_content->type(next)->isAbstract)
            found.append(next);
        open.append(m_content->extensionsOf.value(next));
    }
    return found;
}

bool Schema::isKindOf(const QString &id, const QString &baseId) const
{
    const QList<const Type *> line = m_content->lineage(id);
    return std::any_of(line.begin(), line.end(), [&baseId](const Type *type) { return type->id == baseId; });
}

const QList<Call> &Schema::calls() const { return m_content->calls; }

const Call *Schema::call(const QString &key) const
{
    const auto found = m_content->callByKey.constFind(key);
    return found == m_content->callByKey.constEnd() ? nullptr : &m_content->calls.at(*found);
}

QStringList Schema::notes() const { return m_content->notes; }

QList<Type> Schema::types() const
{
    QList<Type> types;
    types.reserve(m_content->order.size());
    for (const QString &id : m_content->order)
        types.append(*m_content->types.value(id));
    return types;
}

} // namespace nephoscope
