// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmlreader.h"

#include "document/xmltext.h"

#include <QCoreApplication>

namespace nephoscope {
namespace {

QString words(const char *text) { return QCoreApplication::translate("Document", text); }

DocumentTree::Name nameOf(QStringView local, QStringView prefix, QStringView uri)
{
    return {local.toString(), prefix.toString(), uri.toString()};
}

} // namespace

Result<std::shared_ptr<DocumentTree>> XmlReader::read(const QByteArray &bytes)
{
    const Result<XmlText> text = XmlText::decoded(bytes);
    if (!text)
        return failure(text.error());
    m_reader.addData(text->text());
    while (!m_reader.atEnd() && !m_refused) {
        token(m_reader.readNext());
        if (!m_builder.exceeded().isEmpty())
            return failure(malformedXml(words("The XML goes beyond what is accepted.") + u' ' + m_builder.exceeded(),
                m_reader.lineNumber(), m_reader.columnNumber()));
    }
    // The reader's own words may quote the document, and so a secret.
    if (m_refused || m_reader.hasError()) {
        const bool early = m_reader.error() == QXmlStreamReader::PrematureEndOfDocumentError;
        return failure(malformedXml(early ? words("The XML ends too early.") : words("The XML is not well-formed."),
            m_reader.lineNumber(), m_reader.columnNumber()));
    }
    std::shared_ptr<DocumentTree> tree = m_builder.take();
    tree->xml = true;
    tree->encoding = text->encoding();
    tree->declaration = text->declaration();
    return tree;
}

void XmlReader::startElement()
{
    const int element =
        m_builder.open(Node::Kind::Element, nameOf(m_reader.name(), m_reader.prefix(), m_reader.namespaceUri()));
    const QXmlStreamAttributes attributes = m_reader.attributes();
    for (const QXmlStreamAttribute &attribute : attributes)
        m_builder.addAttribute(
            element, nameOf(attribute.name(), attribute.prefix(), attribute.namespaceUri()), attribute.value());
    const QXmlStreamNamespaceDeclarations declarations = m_reader.namespaceDeclarations();
    for (const QXmlStreamNamespaceDeclaration &declaration : declarations)
        m_builder.addDeclaration(element, declaration.prefix().toString(), declaration.namespaceUri().toString());
    // Every name is looked up along all declarations in scope, so their number is bounded.
    constexpr qsizetype mostDeclarations = 1000;
    m_declarations.push_back(declarations.size() + (m_declarations.empty() ? 0 : m_declarations.back()));
    m_refused = m_declarations.back() > mostDeclarations;
}

void XmlReader::token(QXmlStreamReader::TokenType type)
{
    switch (type) {
    case QXmlStreamReader::StartElement:
        startElement();
        break;
    case QXmlStreamReader::EndElement:
        m_builder.close();
        m_declarations.pop_back();
        break;
    case QXmlStreamReader::Characters:
        if (m_builder.atTop())
            break; // white space beside the root says nothing
        if (m_reader.isCDATA())
            m_builder.add(Node::Kind::CData, {}, m_reader.text());
        else
            m_builder.addText(m_reader.text());
        break;
    case QXmlStreamReader::Comment:
        m_builder.add(Node::Kind::Comment, {}, m_reader.text());
        break;
    case QXmlStreamReader::ProcessingInstruction:
        m_builder.add(Node::Kind::ProcessingInstruction, nameOf(m_reader.processingInstructionTarget(), {}, {}),
            m_reader.processingInstructionData());
        break;
    case QXmlStreamReader::DTD:
    case QXmlStreamReader::EntityReference:
        m_refused = true;
        break;
    default: // start and end of the document; errors are asked for after the loop
        break;
    }
}

} // namespace nephoscope
