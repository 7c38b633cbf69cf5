// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/treewriter.h"

namespace nephoscope {
namespace {

bool isBlank(QStringView text) { return text.trimmed().isEmpty(); }

QString qualified(const DocumentTree::Name &name)
{
    return name.prefix.isEmpty() ? name.local : name.prefix + u':' + name.local;
}

} // namespace

void XmlWriter::writeDocument()
{
    m_top = 0;
    m_text = m_tree.declaration;
    for (int index = m_tree.entry(0).firstChild; index >= 0; index = m_tree.entry(index).nextSibling) {
        if (!m_text.isEmpty())
            m_text.append(u'\n');
        walk(index);
    }
}

void XmlWriter::write(int index)
{
    m_top = index;
    walk(index);
}

void XmlWriter::enter(int index)
{
    const Node::Kind kind = m_tree.entry(index).kind;
    if (m_layout == Layout::Indented && !m_blocks.empty() && m_blocks.back()) {
        if (kind == Node::Kind::Text)
            return; // white space between elements: replaced by ours
        newLine(static_cast<qsizetype>(m_blocks.size()));
    }
    const QStringView value = m_tree.value(index);
    switch (kind) {
    case Node::Kind::Element:
        startTag(index);
        break;
    case Node::Kind::Text:
        escape(value, false);
        break;
    case Node::Kind::CData:
        m_text.append(QLatin1String("<![CDATA[")).append(value).append(QLatin1String("]]>"));
        break;
    case Node::Kind::Comment:
        m_text.append(QLatin1String("<!--")).append(value).append(QLatin1String("-->"));
        break;
    case Node::Kind::ProcessingInstruction:
        m_text.append(QLatin1String("<?")).append(m_tree.name(index).local);
        m_text.append(value.isEmpty() ? QLatin1String("") : QLatin1String(" ")).append(value);
        m_text.append(QLatin1String("?>"));
        break;
    default: // an attribute alone
        m_text.append(value);
        break;
    }
}

void XmlWriter::leave(int index)
{
    const DocumentTree::Entry &entry = m_tree.entry(index);
    if (entry.kind != Node::Kind::Element || entry.firstChild < 0)
        return;
    const bool block = m_blocks.back();
    m_blocks.pop_back();
    if (block)
        newLine(static_cast<qsizetype>(m_blocks.size()));
    m_text.append(QLatin1String("</")).append(qualified(m_tree.name(index))).append(u'>');
}

void XmlWriter::startTag(int index)
{
    m_text.append(u'<').append(qualified(m_tree.name(index)));
    if (index == m_top)
        outerDeclarations(index);
    const QList<DocumentTree::Declaration> declarations = m_tree.declarationsOn(index);
    for (const DocumentTree::Declaration &declaration : declarations)
        declare(declaration.prefix, declaration.uri);
    for (int i = m_tree.nextAttribute(index); i >= 0; i = m_tree.nextAttribute(i)) {
        m_text.append(u' ').append(qualified(m_tree.name(i))).append(QLatin1String("=\""));
        escape(m_tree.value(i), true);
        m_text.append(u'"');
    }
    const bool empty = m_tree.entry(index).firstChild < 0;
    m_text.append(empty ? QLatin1String("/>") : QLatin1String(">"));
    if (!empty)
        m_blocks.push_back(m_layout == Layout::Indented && isBlock(index));
}

void XmlWriter::declare(const QString &prefix, const QString &uri)
{
    m_text.append(QLatin1String(prefix.isEmpty() ? " xmlns" : " xmlns:")).append(prefix).append(QLatin1String("=\""));
    escape(uri, true);
    m_text.append(u'"');
}

void XmlWriter::outerDeclarations(int index)
{
    const QSet<QString> used = usedPrefixes(m_tree, index);
    QSet<QString> seen; // the nearest declaration of a prefix hides those further out
    for (const DocumentTree::Declaration &own : m_tree.declarationsOn(index))
        seen.insert(own.prefix);
    for (int outer = m_tree.entry(index).parent; outer > 0; outer = m_tree.entry(outer).parent) {
        const QList<DocumentTree::Declaration> declarations = m_tree.declarationsOn(outer);
        for (const DocumentTree::Declaration &declaration : declarations) {
            const bool hidden = seen.contains(declaration.prefix);
            seen.insert(declaration.prefix);
            if (!hidden && used.contains(declaration.prefix) && !declaration.uri.isEmpty())
                declare(declaration.prefix, declaration.uri);
        }
    }
}

void XmlWriter::escape(QStringView value, bool attribute)
{
    for (const QChar c : value) {
        if (c == u'&')
            m_text.append(QLatin1String("&amp;"));
        else if (c == u'<')
            m_text.append(QLatin1String("&lt;"));
        else if (c == u'>')
            m_text.append(QLatin1String("&gt;"));
        else if (c == u'"' && attribute)
            m_text.append(QLatin1String("&quot;"));
        else if (c == u'\r' || (attribute && (c == u'\t' || c == u'\n')))
            m_text.append(QStringLiteral("&#%1;").arg(c.unicode()));
        else
            m_text.append(c);
    }
}

/// True where indenting changes nothing: child elements with nothing but white space between them.
bool XmlWriter::isBlock(int index) const
{
    bool elements = false;
    for (int i = m_tree.nextAttribute(index); i >= 0; i = m_tree.nextAttribute(i)) {
        if (m_tree.name(i).local == QLatin1String("space") && m_tree.value(i) == QLatin1String("preserve"))
            return false;
    }
    for (int i = m_tree.entry(index).firstChild; i >= 0; i = m_tree.entry(i).nextSibling) {
        const Node::Kind kind = m_tree.entry(i).kind;
        if (kind == Node::Kind::CData || (kind == Node::Kind::Text && !isBlank(m_tree.value(i))))
            return false;
        elements = elements || kind == Node::Kind::Element;
    }
    return elements;
}

} // namespace nephoscope
