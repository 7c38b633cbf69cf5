// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/treeedit.h"

#include <QCoreApplication>
#include <algorithm>

namespace nephoscope {
namespace {

const QLatin1String schemaInstance("http://www.w3.org/2001/XMLSchema-instance");
const QLatin1String xmlNamespace("http://www.w3.org/XML/1998/namespace");

} // namespace

TreeEdit::TreeEdit(Tree tree, Tree base, const Origins &origins)
    : m_tree(std::move(tree))
    , m_base(std::move(base))
    , m_declarations(m_tree->declarations)
{
    const int count = static_cast<int>(m_tree->entries.size());
    m_parts.reserve(m_tree->entries.size() + 16);
    for (int i = 0; i < count; ++i) {
        const DocumentTree::Entry &entry = m_tree->entry(i);
        Part part;
        part.kind = entry.kind;
        part.name = entry.name < 0 ? nullptr : &m_tree->name(i);
        part.parent = entry.parent;
        part.firstChild = entry.firstChild;
        part.next = entry.kind == Kind::Attribute ? m_tree->nextAttribute(i) : entry.nextSibling;
        part.firstAttribute = entry.kind == Kind::Element ? m_tree->nextAttribute(i) : -1;
        part.value = m_tree->value(i);
        part.origin = origins.empty() ? Origin{i, false} : origins[static_cast<size_t>(i)];
        m_parts.push_back(part);
    }
}

const QString &TreeEdit::local(int index) const
{
    static const QString none;
    return part(index).name ? part(index).name->local : none;
}

QList<int> TreeEdit::children(int index) const
{
    QList<int> found;
    for (int i = part(index).firstChild; i >= 0; i = part(i).next)
        found.append(i);
    return found;
}

QList<int> TreeEdit::childElements(int index) const
{
    QList<int> found;
    for (int i = part(index).firstChild; i >= 0; i = part(i).next) {
        if (part(i).kind == Kind::Element)
            found.append(i);
    }
    return found;
}

QList<int> TreeEdit::attributes(int index) const
{
    QList<int> found;
    for (int i = part(index).firstAttribute; i >= 0; i = part(i).next)
        found.append(i);
    return found;
}

int TreeEdit::previous(int index) const
{
    int before = -1;
    for (int i = part(part(index).parent).firstChild; i >= 0 && i != index; i = part(i).next)
        before = i;
    return before;
}

int TreeEdit::stemsFrom(int base) const
{
    for (size_t i = 0; base >= 0 && i < m_parts.size(); ++i) {
        if (m_parts[i].origin.base != base)
            continue;
        int top = static_cast<int>(i);
        while (top > 0)
            top = part(top).parent;
        if (top == 0)
            return static_cast<int>(i);
    }
    return -1;
}

QString TreeEdit::text(int index) const
{
    if (part(index).kind != Kind::Element)
        return part(index).value.toString();
    QString text;
    for (int i = part(index).firstChild; i >= 0; i = part(i).next) {
        if (part(i).kind == Kind::Text || part(i).kind == Kind::CData)
            text.append(part(i).value);
    }
    return text;
}

int TreeEdit::nilOf(int element) const
{
    int found = part(element).firstAttribute;
    while (found >= 0 && !(local(found) == QLatin1String("nil") && part(found).name->namespaceUri == schemaInstance))
        found = part(found).next;
    return found;
}

int TreeEdit::add(Part part)
{
    m_parts.push_back(part);
    return static_cast<int>(m_parts.size()) - 1;
}

int TreeEdit::make(Kind kind, const Name &name, const QString &value, Origin origin)
{
    Part part;
    part.kind = kind;
    if (!name.local.isNull())
        part.name = &m_names.emplace_back(name);
    part.value = m_values.emplace_back(value);
    part.origin = origin;
    return add(part);
}

int TreeEdit::copy(const Tree &tree, int index, bool ofBase)
{
    if (m_sources.empty() || m_sources.back() != tree)
        m_sources.push_back(tree);
    const DocumentTree::Entry &entry = tree->entry(index);
    Part part;
    part.kind = entry.kind;
    part.name = entry.name < 0 ? nullptr : &tree->name(index);
    part.value = tree->value(index);
    part.origin = Origin{ofBase ? index : -1, false};
    const int copied = add(part);
    if (entry.kind == Kind::Element) {
        for (const DocumentTree::Declaration &declaration : tree->declarationsOn(index))
            declare(copied, declaration.prefix, declaration.uri);
        for (int i = tree->nextAttribute(index); i >= 0; i = tree->nextAttribute(i))
            addAttribute(copied, copy(tree, i, ofBase));
    }
    int last = -1;
    for (int i = entry.firstChild; i >= 0; i = tree->entry(i).nextSibling) {
        const int child = copy(tree, i, ofBase);
        insert(copied, last, child);
        last = child;
    }
    return copied;
}

void TreeEdit::insert(int parent, int previous, int child)
{
    int &link = previous < 0 ? change(parent).firstChild : change(previous).next;
    change(child).next = link;
    change(child).parent = parent;
    link = child;
}

void TreeEdit::append(int parent, int child)
{
    int last = part(parent).firstChild;
    while (last >= 0 && part(last).next >= 0)
        last = part(last).next;
    insert(parent, last, child);
}

void TreeEdit::addAttribute(int element, int attribute)
{
    int *link = &change(element).firstAttribute;
    while (*link >= 0)
        link = &change(*link).next;
    *link = attribute;
    change(attribute).parent = element;
    change(attribute).next = -1;
}

void TreeEdit::detach(int index)
{
    Part &parent = change(part(index).parent);
    int *link = part(index).kind == Kind::Attribute ? &parent.firstAttribute : &parent.firstChild;
    while (*link != index)
        link = &change(*link).next;
    *link = part(index).next;
    change(index).parent = -1;
    change(index).next = -1;
}

void TreeEdit::clear(int index)
{
    for (int child : children(index))
        detach(child);
}

void TreeEdit::setValue(int index, Kind kind, const QString &value)
{
    change(index).kind = kind;
    change(index).value = m_values.emplace_back(value);
}

void TreeEdit::setOrigin(int index, Origin origin) { change(index).origin = origin; }

void TreeEdit::rename(int index, const Name &name)
{
    change(index).name = name.local.isNull() ? nullptr : &m_names.emplace_back(name);
}

QMap<QString, QString> TreeEdit::scopeOf(int element) const
{
    QHash<int, int> distances;
    for (int distance = 0; element > 0; element = part(element).parent)
        distances.insert(element, distance++);
    QMap<QString, QString> scope;
    QHash<QString, int> nearest;
    for (const DocumentTree::Declaration &declaration : m_declarations) {
        const auto distance = distances.constFind(declaration.element);
        if (distance == distances.constEnd() || nearest.value(declaration.prefix, *distance) < *distance)
            continue;
        nearest.insert(declaration.prefix, *distance);
        scope.insert(declaration.prefix, declaration.uri);
    }
    scope.insert(QStringLiteral("xml"), xmlNamespace);
    return scope;
}

TreeEdit::Name TreeEdit::nameIn(
    int element, const QString &uri, const QString &local, bool isAttribute, const QString &wanted)
{
    const QMap<QString, QString> scope = scopeOf(element);
    if (isAttribute && wanted.isEmpty() && uri.isEmpty())
        return {local, {}, {}};
    if (scope.value(wanted) == uri && !(isAttribute && wanted.isEmpty()))
        return {local, wanted, uri};
    if (uri.isEmpty()) {
        const QString around = isAttribute ? QString() : scope.value(QString());
        if (around.isEmpty())
            return {local, {}, {}};
        const bool isOwn = std::any_of(m_declarations.begin(), m_declarations.end(),
            [element](const auto &known) { return known.element == element && known.prefix.isEmpty(); });
        if (isOwn)
            return {local, {}, around}; // what it declares for its parts cannot be taken back for itself
        declare(element, {}, {});
        return {local, {}, {}};
    }
    for (auto known = scope.cbegin(); known != scope.cend(); ++known) {
        if (known.value() == uri && !(isAttribute && known.key().isEmpty()))
            return {local, known.key(), uri};
    }
    QString prefix = wanted;
    for (int i = 1; prefix.isEmpty() || scope.contains(prefix); ++i)
        prefix = QStringLiteral("n%1").arg(i);
    declare(element, prefix, uri);
    return {local, prefix, uri};
}

void TreeEdit::nameLikeBase(int index)
{
    const Name &name = m_base->name(part(index).origin.base);
    const bool isAttribute = part(index).kind == Kind::Attribute;
    const int element = isAttribute ? part(index).parent : index;
    if (isXml())
        rename(index, nameIn(element, name.namespaceUri, name.local, isAttribute, name.prefix));
}

void TreeEdit::declare(int element, const QString &prefix, const QString &uri)
{
    m_declarations.push_back({element, prefix, uri});
}

void TreeEdit::declareLike(int copied, const DocumentTree &tree, int index)
{
    QHash<QString, QString> outer; // what prefixes mean around the original; the nearest declaration counts
    for (int i = tree.entry(index).parent; i > 0; i = tree.entry(i).parent) {
        for (const DocumentTree::Declaration &declaration : tree.declarationsOn(i)) {
            if (!outer.contains(declaration.prefix))
                outer.insert(declaration.prefix, declaration.uri);
        }
    }
    QSet<QString> own;
    for (const DocumentTree::Declaration &declaration : tree.declarationsOn(index))
        own.insert(declaration.prefix);
    const QMap<QString, QString> scope = scopeOf(copied);
    const QSet<QString> used = usedPrefixes(tree, index);
    for (const QString &prefix : used) {
        const QString uri = outer.value(prefix);
        const bool known = prefix.isEmpty() || !uri.isEmpty(); // else only something like "http:" in a value
        if (known && !own.contains(prefix) && scope.value(prefix) != uri)
            declare(copied, prefix, uri);
    }
}

void TreeEdit::dropDeclarations()
{
    const auto isNeeded = [this](const DocumentTree::Declaration &declaration) {
        const int base = part(declaration.element).origin.base;
        if (base < 0)
            return true;
        for (const DocumentTree::Declaration &known : m_base->declarationsOn(base)) {
            if (known.prefix == declaration.prefix && known.uri == declaration.uri)
                return true;
        }
        return usesPrefix(declaration.element, declaration.prefix);
    };
    const auto end = std::stable_partition(m_declarations.begin(), m_declarations.end(), isNeeded);
    m_declarations.erase(end, m_declarations.end());
}

bool TreeEdit::usesPrefix(int index, const QString &prefix) const
{
    const Part &from = part(index);
    if (from.name && from.kind != Kind::ProcessingInstruction && from.name->prefix == prefix)
        return true;
    if (!prefix.isEmpty() && from.value.startsWith(prefix) && from.value.mid(prefix.size()).startsWith(u':'))
        return true;
    const auto uses = [&](int child) { return usesPrefix(child, prefix); };
    const QList<int> beside = attributes(index);
    const QList<int> below = children(index);
    return std::any_of(beside.begin(), beside.end(), uses) || std::any_of(below.begin(), below.end(), uses);
}

void TreeEdit::write(int index, TreeBuilder *builder, Outcome *outcome) const
{
    const Part &from = part(index);
    static const Name none;
    const Name &name = from.name ? *from.name : none;
    const bool group = from.kind == Kind::Element || from.kind == Kind::Object || from.kind == Kind::Array;
    const int place = group ? builder->open(from.kind, name) : builder->add(from.kind, name, from.value);
    outcome->places[static_cast<size_t>(index)] = place;
    outcome->origins.push_back(from.origin);
    if (!group)
        return;
    for (int i = from.firstAttribute; i >= 0; i = part(i).next) {
        builder->addAttribute(place, *part(i).name, part(i).value);
        outcome->places[static_cast<size_t>(i)] = static_cast<int>(outcome->origins.size());
        outcome->origins.push_back(part(i).origin);
    }
    for (int i = from.firstChild; i >= 0 && builder->exceeded().isEmpty(); i = part(i).next)
        write(i, builder, outcome);
    builder->close();
}

Result<TreeEdit::Outcome> TreeEdit::finish() const
{
    TreeBuilder builder{DocumentLimits()};
    Outcome outcome;
    outcome.places.assign(m_parts.size(), -1);
    outcome.places[0] = 0;
    outcome.origins.push_back({0, false});
    for (int i = part(0).firstChild; i >= 0; i = part(i).next)
        write(i, &builder, &outcome);
    if (!builder.exceeded().isEmpty())
        return failure(Error::Kind::Invalid,
            QCoreApplication::translate("Draft", "The document becomes too large.") + u' ' + builder.exceeded());
    const std::shared_ptr<DocumentTree> tree = builder.take();
    tree->xml = m_tree->xml;
    tree->encoding = m_tree->encoding;
    tree->declaration = m_tree->declaration;
    for (const DocumentTree::Declaration &declaration : m_declarations) {
        const int place = outcome.places[static_cast<size_t>(declaration.element)];
        if (place >= 0)
            tree->declarations.push_back({place, declaration.prefix, declaration.uri});
    }
    std::stable_sort(tree->declarations.begin(), tree->declarations.end(),
        [](const auto &a, const auto &b) { return a.element < b.element; });
    outcome.tree = tree;
    return outcome;
}

} // namespace nephoscope
