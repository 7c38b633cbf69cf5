// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schemacontent.h"

#include <QSet>

namespace nephoscope {
namespace {

/// Without parameters and without the form's suffix: those of a type's XML and JSON form are alike.
QString normalizedMedia(const QString &mediaType)
{
    QString media = mediaType.section(u';', 0, 0).trimmed().toLower();
    for (const QLatin1String suffix : {QLatin1String("+xml"), QLatin1String("+json")}) {
        if (media.endsWith(suffix))
            media.chop(suffix.size());
    }
    return media;
}

bool isSame(const Field &a, const Field &b)
{
    return a.name == b.name && a.isAttribute == b.isAttribute && (a.namespaceUri == b.namespaceUri || a.isAttribute);
}

} // namespace

QString elementId(const QString &namespaceUri, const QString &name)
{
    return u'{' + namespaceUri + QStringLiteral("}/") + name;
}

void Schema::Content::add(const SchemaPart &part)
{
    for (const Type &type : part.types) {
        if (type.id.isEmpty())
            continue;
        if (!types.contains(type.id))
            order.append(type.id);
        types.insert(type.id, std::make_shared<const Type>(type));
    }
    for (const SchemaElement &element : part.elements)
        elements.insert(elementId(element.namespaceUri, element.name), element);
    for (auto it = part.prefixes.constBegin(); it != part.prefixes.constEnd(); ++it)
        prefixes.insert(it.key(), it.value());
    for (const Call &call : part.calls) {
        const QString key = call.key();
        const auto known = callByKey.constFind(key);
        if (known != callByKey.constEnd()) {
            calls[*known] = call;
            continue;
        }
        callByKey.insert(key, calls.size());
        calls.append(call);
    }
    for (const QString &note : part.notes) {
        if (!notes.contains(note))
            notes.append(note);
    }
}

void Schema::Content::index()
{
    typeByMedia.clear();
    idsByName.clear();
    extensionsOf.clear();
    elementsByName.clear();
    const auto addMedia = [this](const QStringList &mediaTypes, const QString &id) {
        for (const QString &media : mediaTypes) {
            const QString normalized = normalizedMedia(media);
            if (!normalized.isEmpty() && !typeByMedia.contains(normalized))
                typeByMedia.insert(normalized, id);
        }
    };
    for (const QString &id : qAsConst(order)) {
        const Type &type = *types.value(id);
        if (!type.name.isEmpty())
            idsByName.insert(type.name, id);
        if (!type.base.isEmpty())
            extensionsOf[type.base].append(id);
        if (!type.element.isEmpty() && !elements.contains(elementId(type.elementNamespace, type.element))) {
            SchemaElement element;
            element.name = type.element;
            element.namespaceUri = type.elementNamespace;
            element.type = id;
            elements.insert(elementId(type.elementNamespace, type.element), element);
        }
        addMedia(type.mediaTypes, id);
    }
    for (auto it = elements.constBegin(); it != elements.constEnd(); ++it) {
        elementsByName.insert(it->name, it.key());
        addMedia(it->mediaTypes, it->type);
    }
    nameRoots();
    reserveLiterals();
}

void Schema::Content::nameRoots()
{
    // The element called like the type without "Type" is its own; the rest are others that look the same.
    const auto rank = [](const Type &type, const SchemaElement &element) {
        return element.name + QLatin1String("Type") == type.name ? 0 : 1;
    };
    QHash<QString, QString> roots;
    for (auto it = elements.constBegin(); it != elements.constEnd(); ++it) {
        const Type *own = it->isAbstract ? nullptr : type(it->type);
        if (!own || !own->element.isEmpty())
            continue;
        QString &root = roots[own->id];
        const auto place = [&](const QString &id) { return qMakePair(rank(*own, elements.value(id)), id); };
        if (root.isEmpty() || place(it.key()) < place(root))
            root = it.key();
    }
    for (auto it = roots.constBegin(); it != roots.constEnd(); ++it) {
        Type named = *types.value(it.key());
        named.element = elements.value(it.value()).name;
        named.elementNamespace = elements.value(it.value()).namespaceUri;
        types.insert(it.key(), std::make_shared<const Type>(named));
    }
}

void Schema::Content::reserveLiterals()
{
    // Two templates meet where everything before is alike, a variable being like any other variable.
    const auto visit = [](const Call &call, const auto &seen) {
        QString before;
        for (const QString &segment : (call.base + call.path).split(u'/', Qt::SkipEmptyParts)) {
            const bool isVariable = segment.contains(u'{');
            seen(before, segment, isVariable);
            before += u'/' + (isVariable ? QStringLiteral("{}") : segment);
        }
    };
    QHash<QString, QStringList> literals;
    for (const Call &call : qAsConst(calls)) {
        visit(call, [&literals](const QString &before, const QString &segment, bool isVariable) {
            if (!isVariable && !literals[before].contains(segment))
                literals[before].append(segment);
        });
    }
    for (Call &call : calls) {
        call.reserved.clear();
        visit(call, [&literals, &call](const QString &before, const QString &segment, bool isVariable) {
            const QStringList words = literals.value(before);
            if (isVariable && !words.isEmpty() && segment.startsWith(u'{') && segment.endsWith(u'}'))
                call.reserved.insert(segment.mid(1, segment.size() - 2), words);
        });
    }
}

const Type *Schema::Content::type(const QString &id) const
{
    const auto found = types.constFind(id);
    return found == types.constEnd() ? nullptr : found->get();
}

QString Schema::Content::typeOfMedia(const QString &mediaType) const
{
    return typeByMedia.value(normalizedMedia(mediaType));
}

QList<const Type *> Schema::Content::lineage(const QString &id) const
{
    QList<const Type *> line;
    QSet<const Type *> seen;
    for (const Type *step = type(id); step && !seen.contains(step); step = type(step->base)) {
        seen.insert(step);
        line.prepend(step);
    }
    return line;
}

Field Schema::Content::resolved(Field field) const
{
    constexpr int mostElements = 16; // an element's type may be said by the element it stands for
    for (int i = 0; i < mostElements && elements.contains(field.type); ++i) {
        const SchemaElement element = elements.value(field.type);
        field.type = element.type.isEmpty() ? element.head : element.type;
    }
    if (field.type.isEmpty())
        return field;
    const QList<const Type *> line = lineage(field.type);
    if (line.isEmpty()) {
        field.type.clear();
        field.plain = field.isAttribute ? PlainType::Text : PlainType::Any;
        return field;
    }
    const bool hasFields =
        std::any_of(line.begin(), line.end(), [](const Type *step) { return !step->fields.isEmpty(); });
    std::optional<PlainType> text;
    QStringList choices;
    NumberRange range;
    for (const Type *step : line) {
        range.narrow(step->textRange);
        if (step->text)
            text = step->text;
        if (!step->textChoices.isEmpty())
            choices = step->textChoices;
    }
    if (hasFields || !text)
        return field;
    field.type.clear();
    field.plain = *text;
    if (field.choices.isEmpty())
        field.choices = choices;
    field.range.narrow(range);
    return field;
}

void Schema::Content::collect(const QList<Field> &own, QList<Field> &fields, int depth) const
{
    constexpr qsizetype mostFields = 4000; // groups may name each other many times over
    for (const Field &field : own) {
        if (fields.size() >= mostFields)
            return;
        if (field.name.isEmpty()) {
            const Type *group = type(field.type);
            if (group && depth > 0)
                collect(group->fields, fields, depth - 1);
            continue;
        }
        const auto same =
            std::find_if(fields.begin(), fields.end(), [&field](const Field &other) { return isSame(field, other); });
        if (same == fields.end())
            fields.append(resolved(field));
        else
            *same = resolved(field);
    }
}

std::optional<Field> Schema::Content::characters(const QString &id) const
{
    std::optional<Field> found;
    for (const Type *step : lineage(id)) {
        if (!step->text)
            continue;
        Field value;
        value.name = QStringLiteral("value");
        value.plain = *step->text;
        value.choices = step->textChoices;
        value.range.narrow(step->textRange);
        found = value;
    }
    return found;
}

bool Schema::Content::mayReplace(const SchemaElement &element, const Field &field) const
{
    QString head = element.head;
    for (int i = 0; i < 16 && !head.isEmpty(); ++i) {
        if (head == elementId(field.namespaceUri, field.name))
            return true;
        head = elements.value(head).head;
    }
    const QList<const Type *> line = lineage(element.type);
    return !element.type.isEmpty() && std::any_of(line.begin(), line.end(), [&field](const Type *step) {
        return step->id == field.type && step->isAbstract;
    });
}

std::optional<Field> Schema::Content::substitute(const QString &step, const QList<Field> &fields) const
{
    const QStringList candidates = elementsByName.values(step);
    for (const Field &field : fields) {
        for (const QString &id : candidates) {
            const SchemaElement element = elements.value(id);
            if (field.isAttribute || !mayReplace(element, field))
                continue;
            Field found = field;
            found.name = element.name;
            found.jsonName.clear();
            found.namespaceUri = element.namespaceUri;
            found.type = element.type.isEmpty() ? field.type : element.type;
            return resolved(found);
        }
    }
    return {};
}

} // namespace nephoscope
