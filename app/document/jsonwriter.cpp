// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/treewriter.h"

namespace nephoscope {

void JsonWriter::write(int index)
{
    m_top = index;
    walk(index);
}

void JsonWriter::enter(int index)
{
    const DocumentTree::Entry &entry = m_tree.entry(index);
    if (index != m_top) {
        const DocumentTree::Entry &parent = m_tree.entry(entry.parent);
        if (parent.firstChild != index)
            m_text.append(u',');
        if (m_layout == Layout::Indented)
            newLine(m_depth);
        if (parent.kind == Node::Kind::Object) {
            string(m_tree.name(index).local);
            m_text.append(m_layout == Layout::Indented ? QLatin1String(": ") : QLatin1String(":"));
        }
    }
    switch (entry.kind) {
    case Node::Kind::Object:
    case Node::Kind::Array:
        m_text.append(entry.kind == Node::Kind::Object ? u'{' : u'[');
        ++m_depth;
        break;
    case Node::Kind::String:
        string(m_tree.value(index));
        break;
    case Node::Kind::JsonNull:
        m_text.append(QLatin1String("null"));
        break;
    default: // numbers and booleans, as written
        m_text.append(m_tree.value(index));
        break;
    }
}

void JsonWriter::leave(int index)
{
    const DocumentTree::Entry &entry = m_tree.entry(index);
    if (entry.kind != Node::Kind::Object && entry.kind != Node::Kind::Array)
        return;
    --m_depth;
    if (m_layout == Layout::Indented && entry.firstChild >= 0)
        newLine(m_depth);
    m_text.append(entry.kind == Node::Kind::Object ? u'}' : u']');
}

void JsonWriter::string(QStringView value)
{
    m_text.append(u'"');
    for (const QChar c : value) {
        if (c == u'"' || c == u'\\')
            m_text.append(u'\\').append(c);
        else if (c == u'\n')
            m_text.append(QLatin1String("\\n"));
        else if (c == u'\t')
            m_text.append(QLatin1String("\\t"));
        else if (c < u' ')
            m_text.append(QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0')));
        else
            m_text.append(c);
    }
    m_text.append(u'"');
}

} // namespace nephoscope
