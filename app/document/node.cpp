// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documenttree.h"
#include "document/treewriter.h"

namespace nephoscope {
namespace {

const QLatin1String schemaInstance("http://www.w3.org/2001/XMLSchema-instance");

/// First child element of that local name at or behind `index`; any element for an empty name.
int elementFrom(const DocumentTree &tree, int index, QStringView local)
{
    while (index >= 0
        && (tree.entry(index).kind != Node::Kind::Element || (!local.isEmpty() && tree.name(index).local != local)))
        index = tree.entry(index).nextSibling;
    return index;
}

/// First member of that name at or behind `index`.
int memberFrom(const DocumentTree &tree, int index, const QString &name)
{
    while (index >= 0 && tree.name(index).local != name)
        index = tree.entry(index).nextSibling;
    return index;
}

/// The attribute that a path step "@name" or "@prefix:name" means.
int attributeOfStep(const DocumentTree &tree, int element, const QString &step)
{
    int first = -1;
    for (int i = tree.nextAttribute(element); i >= 0; i = tree.nextAttribute(i)) {
        const DocumentTree::Name &name = tree.name(i);
        if (name.local == step) {
            if (name.prefix.isEmpty())
                return i;
            first = first < 0 ? i : first;
        } else if (!name.prefix.isEmpty() && step == name.prefix + u':' + name.local) {
            return i;
        }
    }
    return first;
}

/// Splits "Name[2]" into the name and 2.
qsizetype indexOfStep(QString *step)
{
    const qsizetype open = step->lastIndexOf(u'[');
    if (open < 0 || !step->endsWith(u']'))
        return 0;
    const qsizetype index = QStringView(*step).mid(open + 1).chopped(1).toLongLong();
    step->truncate(open);
    return index;
}

int elementOfStep(const DocumentTree &tree, int parent, QString step)
{
    qsizetype count = indexOfStep(&step);
    int found = step.isEmpty() ? -1 : elementFrom(tree, tree.entry(parent).firstChild, step);
    while (found >= 0 && count-- > 0)
        found = elementFrom(tree, tree.entry(found).nextSibling, step);
    return found;
}

/// How an XML element or attribute is called in a path. Texts and comments have no step.
QString stepOf(const DocumentTree &tree, int index)
{
    const DocumentTree::Entry &entry = tree.entry(index);
    const DocumentTree::Name &name = tree.name(index);
    if (entry.kind == Node::Kind::Attribute) {
        const bool plain = attributeOfStep(tree, entry.parent, name.local) == index;
        return u'@' + (plain ? name.local : name.prefix + u':' + name.local);
    }
    qsizetype count = 0;
    int sibling = tree.entry(entry.parent).firstChild;
    while ((sibling = elementFrom(tree, sibling, name.local)) != index) {
        ++count;
        sibling = tree.entry(sibling).nextSibling;
    }
    return count == 0 ? name.local : QStringLiteral("%1[%2]").arg(name.local).arg(count);
}

QString jsonStepOf(const DocumentTree &tree, int index)
{
    const int parent = tree.entry(index).parent;
    if (tree.entry(parent).kind == Node::Kind::Object)
        return tree.name(index).local;
    qsizetype position = 0;
    for (int i = tree.entry(parent).firstChild; i != index; i = tree.entry(i).nextSibling)
        ++position;
    return QString::number(position);
}

} // namespace

Node::Kind Node::kind() const { return m_tree && m_index >= 0 ? m_tree->entry(m_index).kind : Kind::Null; }

bool Node::isXml() const { return m_tree && m_tree->xml; }

QString Node::name() const { return isNull() ? QString() : m_tree->name(m_index).local; }

QString Node::namespaceUri() const { return isNull() ? QString() : m_tree->name(m_index).namespaceUri; }

QString Node::prefix() const { return isNull() ? QString() : m_tree->name(m_index).prefix; }

QString Node::text() const
{
    if (kind() != Kind::Element)
        return isNull() ? QString() : m_tree->value(m_index).toString();
    QString text;
    for (int i = m_tree->entry(m_index).firstChild; i >= 0; i = m_tree->entry(i).nextSibling) {
        const Kind child = m_tree->entry(i).kind;
        if (child == Kind::Text || child == Kind::CData)
            text.append(m_tree->value(i));
    }
    return text;
}

bool Node::isNil() const
{
    if (kind() != Kind::Element)
        return kind() == Kind::JsonNull;
    for (int i = m_tree->nextAttribute(m_index); i >= 0; i = m_tree->nextAttribute(i)) {
        const DocumentTree::Name &name = m_tree->name(i);
        if (name.local == QLatin1String("nil") && name.namespaceUri == schemaInstance)
            return m_tree->value(i) == QLatin1String("true") || m_tree->value(i) == QLatin1String("1");
    }
    return false;
}

bool Node::isLeaf() const
{
    switch (kind()) {
    case Kind::String:
    case Kind::Number:
    case Kind::Boolean:
    case Kind::JsonNull:
    case Kind::Attribute:
        return true;
    case Kind::Element:
        return elementFrom(*m_tree, m_tree->entry(m_index).firstChild, {}) < 0;
    default:
        return false;
    }
}

QList<Node> Node::children() const
{
    QList<Node> nodes;
    if (isNull())
        return nodes;
    for (int i = m_tree->entry(m_index).firstChild; i >= 0; i = m_tree->entry(i).nextSibling)
        nodes.append(Node(m_tree, i));
    return nodes;
}

QList<Node> Node::children(const QString &name) const
{
    QList<Node> nodes;
    if (kind() == Kind::Element) {
        for (int i = m_tree->entry(m_index).firstChild; (i = elementFrom(*m_tree, i, name)) >= 0;
             i = m_tree->entry(i).nextSibling)
            nodes.append(Node(m_tree, i));
    } else if (kind() == Kind::Object) {
        for (int i = m_tree->entry(m_index).firstChild; (i = memberFrom(*m_tree, i, name)) >= 0;
             i = m_tree->entry(i).nextSibling) {
            const Node member(m_tree, i);
            nodes.append(member.kind() == Kind::Array ? member.children() : QList<Node>{member});
        }
    }
    return nodes;
}

Node Node::child(const QString &name) const
{
    if (kind() == Kind::Element)
        return Node(m_tree, elementFrom(*m_tree, m_tree->entry(m_index).firstChild, name));
    if (kind() == Kind::Object)
        return Node(m_tree, memberFrom(*m_tree, m_tree->entry(m_index).firstChild, name));
    return {};
}

Node Node::item(qsizetype index) const
{
    if (index < 0 || (kind() != Kind::Array && kind() != Kind::Element))
        return {};
    const bool xml = kind() == Kind::Element;
    int found = m_tree->entry(m_index).firstChild;
    found = xml ? elementFrom(*m_tree, found, {}) : found;
    for (; found >= 0 && index > 0; --index) {
        found = m_tree->entry(found).nextSibling;
        found = xml ? elementFrom(*m_tree, found, {}) : found;
    }
    return Node(m_tree, found);
}

QList<Node> Node::attributes() const
{
    QList<Node> nodes;
    if (kind() != Kind::Element)
        return nodes;
    for (int i = m_tree->nextAttribute(m_index); i >= 0; i = m_tree->nextAttribute(i))
        nodes.append(Node(m_tree, i));
    return nodes;
}

Node Node::attribute(const QString &name) const
{
    return kind() == Kind::Element ? Node(m_tree, attributeOfStep(*m_tree, m_index, name)) : Node();
}

QString Node::value(const QString &name) const
{
    return kind() == Kind::Element ? attribute(name).text() : child(name).text();
}

Node Node::parent() const
{
    if (isNull() || m_tree->entry(m_index).parent <= 0)
        return {};
    return Node(m_tree, m_tree->entry(m_index).parent);
}

Node Node::at(const Path &path) const
{
    Node node = *this;
    const QStringList steps = path.steps();
    for (const QString &step : steps) {
        if (node.isNull())
            return {};
        if (node.kind() == Kind::Element)
            node.m_index = step.startsWith(u'@') ? attributeOfStep(*node.m_tree, node.m_index, step.mid(1))
                                                 : elementOfStep(*node.m_tree, node.m_index, step);
        else if (node.kind() == Kind::Array) {
            bool number = false;
            const qsizetype index = step.toLongLong(&number);
            node = number ? node.item(index) : Node();
        } else
            node = node.child(step);
    }
    return node;
}

Path Node::path() const
{
    QStringList steps;
    const bool xml = isXml();
    for (int i = isNull() ? -1 : m_index; i > 0 && m_tree->entry(i).parent > 0; i = m_tree->entry(i).parent) {
        const Kind kind = m_tree->entry(i).kind;
        if (!xml)
            steps.prepend(jsonStepOf(*m_tree, i));
        else if (kind == Kind::Element || kind == Kind::Attribute)
            steps.prepend(stepOf(*m_tree, i));
    }
    Path path;
    for (const QString &step : steps)
        path = path.child(step);
    return path;
}

QByteArray Node::bytes() const
{
    if (isNull())
        return {};
    if (isXml()) {
        XmlWriter writer(*m_tree, TreeWriter::Layout::AsRead);
        writer.write(m_index);
        return writer.takeText().toUtf8();
    }
    JsonWriter writer(*m_tree, TreeWriter::Layout::AsRead);
    writer.write(m_index);
    return writer.takeText().toUtf8();
}

} // namespace nephoscope
