// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documenttree.h"

#include <QCoreApplication>
#include <algorithm>

namespace nephoscope {

const DocumentTree::Name &DocumentTree::name(int index) const
{
    static const Name none;
    const int name = entry(index).name;
    return name < 0 ? none : names[static_cast<size_t>(name)];
}

int DocumentTree::nextAttribute(int index) const
{
    const int element = entry(index).kind == Node::Kind::Attribute ? entry(index).parent : index;
    const size_t next = static_cast<size_t>(index) + 1;
    if (next >= entries.size() || entries[next].kind != Node::Kind::Attribute || entries[next].parent != element)
        return -1;
    return static_cast<int>(next);
}

QList<DocumentTree::Declaration> DocumentTree::declarationsOn(int element) const
{
    const auto before = [](const Declaration &known, int index) { return known.element < index; };
    auto it = std::lower_bound(declarations.begin(), declarations.end(), element, before);
    QList<Declaration> found;
    for (; it != declarations.end() && it->element == element; ++it)
        found.append(*it);
    return found;
}

QSet<QString> usedPrefixes(const DocumentTree &tree, int top)
{
    QSet<QString> used;
    int index = top;
    const int last = static_cast<int>(tree.entries.size());
    const auto inside = [&tree, top](int at) {
        while (at > top)
            at = tree.entry(at).parent;
        return at == top;
    };
    for (; index < last && inside(index); ++index) {
        const Node::Kind kind = tree.entry(index).kind;
        if (kind == Node::Kind::Element || (kind == Node::Kind::Attribute && !tree.name(index).prefix.isEmpty()))
            used.insert(tree.name(index).prefix);
        const QStringView value = tree.value(index);
        if (const qsizetype colon = value.indexOf(u':'); colon > 0)
            used.insert(value.first(colon).trimmed().toString());
    }
    return used;
}

bool isNilMark(const DocumentTree &tree, int attribute)
{
    static const QLatin1String schemaInstance("http://www.w3.org/2001/XMLSchema-instance");
    const DocumentTree::Name &name = tree.name(attribute);
    return name.local == QLatin1String("nil") && name.namespaceUri == schemaInstance;
}

TreeBuilder::TreeBuilder(const DocumentLimits &limits)
    : m_limits(limits)
    , m_tree(std::make_shared<DocumentTree>())
{
    m_tree->entries.push_back({});
    m_open.push_back({});
}

int TreeBuilder::add(Node::Kind kind, const DocumentTree::Name &name, QStringView value)
{
    const int index = append(kind, name, value);
    Open &open = m_open.back();
    m_tree->entries.back().parent = open.index;
    int &link = open.lastChild < 0 ? m_tree->entries[static_cast<size_t>(open.index)].firstChild
                                   : m_tree->entries[static_cast<size_t>(open.lastChild)].nextSibling;
    link = index;
    open.lastChild = index;
    const bool besideRoot = kind == Node::Kind::Comment || kind == Node::Kind::ProcessingInstruction;
    if (atTop() && !besideRoot)
        m_tree->root = index;
    return index;
}

int TreeBuilder::open(Node::Kind kind, const DocumentTree::Name &name)
{
    const int index = add(kind, name, {});
    m_open.push_back({index, -1});
    if (m_open.size() > static_cast<size_t>(m_limits.depth) + 1)
        m_exceeded =
            QCoreApplication::translate("Document", "It is nested more than %1 levels deep.").arg(m_limits.depth);
    return index;
}

void TreeBuilder::close() { m_open.pop_back(); }

void TreeBuilder::addAttribute(int element, const DocumentTree::Name &name, QStringView value)
{
    append(Node::Kind::Attribute, name, value);
    m_tree->entries.back().parent = element;
}

void TreeBuilder::addDeclaration(int element, const QString &prefix, const QString &uri)
{
    m_tree->declarations.push_back({element, prefix, uri});
}

void TreeBuilder::addText(QStringView text)
{
    const int last = m_open.back().lastChild;
    if (last < 0 || m_tree->entry(last).kind != Node::Kind::Text) {
        add(Node::Kind::Text, {}, text);
        return;
    }
    m_tree->text.append(text); // its characters are the last that were stored
    m_tree->entries[static_cast<size_t>(last)].length += text.size();
}

int TreeBuilder::append(Node::Kind kind, const DocumentTree::Name &name, QStringView value)
{
    if (m_tree->entries.size() > static_cast<size_t>(m_limits.nodes))
        m_exceeded = QCoreApplication::translate("Document", "It has more than %1 parts.").arg(m_limits.nodes);
    DocumentTree::Entry entry;
    entry.kind = kind;
    entry.start = m_tree->text.size();
    entry.length = value.size();
    if (!name.local.isNull()) {
        auto known = m_names.constFind(name);
        if (known == m_names.constEnd()) {
            constexpr size_t mostNames = 100'000; // each costs as much as many a text
            if (m_tree->names.size() >= mostNames)
                m_exceeded =
                    QCoreApplication::translate("Document", "It has more than %1 different names.").arg(mostNames);
            known = m_names.insert(name, static_cast<int>(m_tree->names.size()));
            m_tree->names.push_back(name);
        }
        entry.name = *known;
    }
    m_tree->text.append(value);
    m_tree->entries.push_back(entry);
    return static_cast<int>(m_tree->entries.size()) - 1;
}

} // namespace nephoscope
