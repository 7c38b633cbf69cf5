// SPDX-License-Identifier: GPL-3.0-or-later
#include "model.h"

#include "canonical.h"

#include <QXmlStreamReader>
#include <algorithm>

namespace nephoscope {
namespace {

using Part = Model::Part;
using Kind = Model::Kind;

std::unique_ptr<Part> make(Kind kind, const QString &name, const QString &value)
{
    auto part = std::make_unique<Part>();
    part->kind = kind;
    part->name = name;
    part->value = value;
    return part;
}

/// A value of JSON from its tokens; leaves `at` behind it.
std::unique_ptr<Part> jsonValue(const QStringList &tokens, qsizetype *at, const QString &name)
{
    const QString token = tokens.at((*at)++);
    if (token != QLatin1String("{") && token != QLatin1String("[")) {
        auto part = make(Kind::Token, name, token);
        part->baseToken = token;
        return part;
    }
    const bool object = token == QLatin1String("{");
    auto group = make(object ? Kind::Object : Kind::Array, name, {});
    group->baseToken = token;
    while (tokens.at(*at) != (object ? QLatin1String("}") : QLatin1String("]"))) {
        const QString key = object ? tokens.at((*at)++).mid(1) : QString();
        Model::append(group.get(), jsonValue(tokens, at, key));
    }
    ++*at;
    return group;
}

std::unique_ptr<Part> element(const QXmlStreamReader &reader)
{
    auto part = make(Kind::Element, reader.name().toString(), {});
    part->prefix = reader.prefix().toString();
    part->uri = reader.namespaceUri().toString();
    for (const QXmlStreamNamespaceDeclaration &declaration : reader.namespaceDeclarations())
        part->declarations.append(QStringLiteral("xmlns:%1=%2").arg(declaration.prefix(), declaration.namespaceUri()));
    for (const QXmlStreamAttribute &attribute : reader.attributes()) {
        auto child = make(Kind::Attribute, attribute.name().toString(), attribute.value().toString());
        child->prefix = attribute.prefix().toString();
        child->uri = attribute.namespaceUri().toString();
        Model::append(part.get(), std::move(child));
    }
    return part;
}

bool isNil(const std::unique_ptr<Part> &part)
{
    return part->kind == Kind::Attribute && part->name == QLatin1String("nil")
        && part->uri == QLatin1String("http://www.w3.org/2001/XMLSchema-instance");
}

bool hasNil(const Part *part) { return std::any_of(part->parts.begin(), part->parts.end(), isNil); }

bool isCounted(const Part *part) { return part->kind != Kind::Text && part->kind != Kind::Note; }

void restoreNil(Part *element)
{
    for (const auto &part : element->base->parts) {
        if (isNil(part))
            Model::insert(element, part->copy(), element->parts.empty() ? nullptr : element->parts.front().get());
    }
}

QString escaped(const QString &step)
{
    if (step.isEmpty())
        return QStringLiteral("~2");
    return QString(step).replace(u'~', QLatin1String("~0")).replace(u'/', QLatin1String("~1"));
}

} // namespace

std::unique_ptr<Part> Part::copy() const
{
    auto copied = make(kind, name, value);
    copied->prefix = prefix;
    copied->uri = uri;
    copied->declarations = declarations;
    for (const auto &part : parts)
        append(copied.get(), part->copy());
    return copied;
}

Model Model::ofJson(const QByteArray &bytes)
{
    QStringList tokens = canonicalJson(bytes);
    tokens.removeIf([](const QString &token) { return token == QLatin1String(",") || token == QLatin1String(":"); });
    Model model;
    qsizetype at = 0;
    append(model.m_top.get(), jsonValue(tokens, &at, {}));
    return model;
}

Model Model::ofXml(const QByteArray &bytes)
{
    Model model;
    model.m_xml = true;
    QXmlStreamReader reader(bytes);
    Part *open = model.m_top.get();
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            open = append(open, element(reader));
            break;
        case QXmlStreamReader::EndElement:
            if (isLeaf(open))
                open->base = open->copy();
            open = open->parent;
            break;
        case QXmlStreamReader::Characters:
            if (open->parent)
                append(open, make(Kind::Text, {}, reader.text().toString()));
            break;
        case QXmlStreamReader::Comment:
            append(open, make(Kind::Note, {}, u'!' + reader.text().toString()));
            break;
        case QXmlStreamReader::ProcessingInstruction:
            append(open,
                make(Kind::Note, {},
                    u'?' + reader.processingInstructionTarget().toString() + u' '
                        + reader.processingInstructionData().toString()));
            break;
        default:
            break;
        }
    }
    return model;
}

QStringList Model::words() const
{
    QStringList words;
    for (const auto &part : m_top->parts)
        write(part.get(), &words);
    return words;
}

void Model::write(const Part *part, QStringList *words) const
{
    if (part->kind == Kind::Text) { // one text with its neighbour
        if (!words->isEmpty() && words->last().startsWith(u'='))
            words->last().append(part->value);
        else if (!part->value.isEmpty())
            words->append(u'=' + part->value);
        return;
    }
    if (part->kind == Kind::Token || part->kind == Kind::Note) {
        words->append(part->value);
        return;
    }
    if (part->kind != Kind::Element) {
        words->append(part->kind == Kind::Object ? QStringLiteral("{") : QStringLiteral("["));
        for (const auto &child : part->parts) {
            if (child != part->parts.front())
                words->append(QStringLiteral(","));
            if (part->kind == Kind::Object)
                words->append({u'"' + child->name, QStringLiteral(":")});
            write(child.get(), words);
        }
        words->append(part->kind == Kind::Object ? QStringLiteral("}") : QStringLiteral("]"));
        return;
    }
    const auto qualified = [](const Part *of) {
        return of->prefix.isEmpty() ? of->name : of->prefix + u':' + of->name;
    };
    words->append(u'<' + qualified(part) + u' ' + part->uri);
    QStringList attributes = part->declarations;
    for (const auto &child : part->parts) {
        if (child->kind == Kind::Attribute)
            attributes.append(child->uri + u' ' + qualified(child.get()) + u'=' + child->value);
    }
    attributes.sort();
    words->append(attributes);
    for (const auto &child : part->parts) {
        if (child->kind != Kind::Attribute)
            write(child.get(), words);
    }
    words->append(QStringLiteral("</"));
}

std::vector<Part *> Model::places() const
{
    std::vector<Part *> found{root()};
    for (size_t i = 0; i < found.size(); ++i) {
        QStringList seen; // of members of one name only the first is found
        for (const auto &child : found[i]->parts) {
            const bool member = found[i]->kind == Kind::Object;
            if (isCounted(child.get()) && !(member && seen.contains(child->name)))
                found.push_back(child.get());
            if (member)
                seen.append(child->name);
        }
    }
    return found;
}

std::vector<Part *> Model::row(const Part *part)
{
    std::vector<Part *> items;
    for (const auto &sibling : part->parent->parts) {
        const bool like =
            part->parent->kind == Kind::Array || (sibling->kind == part->kind && sibling->name == part->name);
        if (like)
            items.push_back(sibling.get());
    }
    return items;
}

QString Model::pathOf(const Part *part) const
{
    if (part == root())
        return {};
    const QString before = pathOf(part->parent);
    const std::vector<Part *> items = row(part);
    const auto index = std::find(items.begin(), items.end(), part) - items.begin();
    QString step = part->name;
    if (part->kind == Kind::Attribute)
        step = u'@' + (part->prefix.isEmpty() ? part->name : part->prefix + u':' + part->name);
    else if (part->kind == Kind::Element && index > 0)
        step += QStringLiteral("[%1]").arg(index);
    else if (part->parent->kind == Kind::Array)
        step = QString::number(index);
    return before.isEmpty() ? escaped(step) : before + u'/' + escaped(step);
}

bool Model::isLeaf(const Part *part)
{
    return part->kind == Kind::Token || part->kind == Kind::Attribute
        || (part->kind == Kind::Element && std::none_of(part->parts.begin(), part->parts.end(), [](const auto &child) {
               return child->kind == Kind::Element;
           }));
}

bool Model::hasNotes(const Part *part)
{
    return std::any_of(
        part->parts.begin(), part->parts.end(), [](const auto &child) { return child->kind == Kind::Note; });
}

QString Model::textOf(const Part *part)
{
    QString text;
    for (const auto &child : part->parts)
        text += child->kind == Kind::Text ? child->value : QString();
    return text;
}

Part *Model::append(Part *parent, std::unique_ptr<Part> part)
{
    part->parent = parent;
    parent->parts.push_back(std::move(part));
    return parent->parts.back().get();
}

std::unique_ptr<Part> Model::take(Part *part)
{
    Part *parent = part->parent;
    const auto it = std::find_if(
        parent->parts.begin(), parent->parts.end(), [part](const auto &child) { return child.get() == part; });
    std::unique_ptr<Part> taken = std::move(*it);
    parent->parts.erase(it);
    const bool empty = std::none_of(parent->parts.begin(), parent->parts.end(),
        [](const auto &child) { return isCounted(child.get()) || !child->value.trimmed().isEmpty(); });
    if (parent->isMade && empty)
        take(parent);
    else if (empty && parent->baseToken == QLatin1String("null"))
        parent->kind = Kind::Token;
    else if (empty && taken->kind != Kind::Attribute && parent->base && hasNil(parent->base.get()) && !hasNil(parent))
        restoreNil(parent);
    return taken;
}

void Model::insert(Part *parent, std::unique_ptr<Part> part, const Part *before)
{
    part->parent = parent;
    const auto it = std::find_if(
        parent->parts.begin(), parent->parts.end(), [before](const auto &child) { return child.get() == before; });
    parent->parts.insert(it, std::move(part));
}

void Model::dropNil(Part *element)
{
    element->parts.erase(std::remove_if(element->parts.begin(), element->parts.end(), isNil), element->parts.end());
}

void Model::setText(Part *element, const QString &text)
{
    dropNil(element);
    if (element->base && !hasNil(element->base.get()) && textOf(element->base.get()) == text) {
        element->parts.erase(std::remove_if(element->parts.begin(), element->parts.end(),
                                 [](const auto &child) { return child->kind != Kind::Attribute; }),
            element->parts.end());
        for (const auto &part : element->base->parts) {
            if (part->kind != Kind::Attribute)
                append(element, part->copy());
        }
        return;
    }
    const auto isText = [](const auto &child) { return child->kind == Kind::Text; };
    auto first = std::find_if(element->parts.begin(), element->parts.end(), isText);
    if (first == element->parts.end())
        first = element->parts.insert(first, make(Kind::Text, {}, {}));
    (*first)->value = text;
    (*first)->parent = element;
    const auto kept = first + 1;
    element->parts.erase(std::remove_if(kept, element->parts.end(), isText), element->parts.end());
}

} // namespace nephoscope
