// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xsdnode.h"

#include <QCoreApplication>

namespace nephoscope {
namespace {

constexpr qsizetype mostBytes = 16 * 1024 * 1024;
constexpr size_t mostLevels = 200;
constexpr int mostElements = 400'000;
constexpr qsizetype mostDeclarations = 500; // of namespaces; each name is looked up along them

const QString languageUri = QStringLiteral("http://www.w3.org/2001/XMLSchema");

tl::unexpected<Error> malformed(const char *text)
{
    return failure(Error::Kind::Malformed, QCoreApplication::translate("Schema", text));
}

} // namespace

/// Builds the tree with a stack of its own, so that depth costs no stack. Used once.
class XsdParser {
public:
    Result<XsdNode> parse(const QByteArray &bytes)
    {
        if (bytes.size() > mostBytes)
            return malformed("The schema document is too large.");
        m_reader.addData(bytes);
        m_open.emplace_back();
        m_open.back().m_prefixes = std::make_shared<const XsdNode::Prefixes>();
        while (!m_reader.atEnd()) {
            if (!take(m_reader.readNext()))
                return malformed("The schema document goes beyond what is accepted.");
        }
        if (m_reader.hasError() || m_open.front().m_children.empty())
            return malformed("The schema document is not well-formed XML.");
        return std::move(m_open.front().m_children.front());
    }

private:
    /// False where reading must stop.
    bool take(QXmlStreamReader::TokenType token)
    {
        if (token == QXmlStreamReader::DTD || token == QXmlStreamReader::EntityReference)
            return false;
        if (token == QXmlStreamReader::StartElement)
            return start();
        if (token == QXmlStreamReader::EndElement)
            end();
        else if (token == QXmlStreamReader::Characters && m_open.size() > 1 && !m_reader.isWhitespace())
            m_open.back().m_text += m_reader.text();
        return true;
    }

    bool start()
    {
        XsdNode node;
        node.m_name = m_reader.name().toString();
        node.m_namespaceUri = m_reader.namespaceUri().toString();
        node.m_attributes = m_reader.attributes();
        node.m_prefixes = m_open.back().m_prefixes;
        const QXmlStreamNamespaceDeclarations declarations = m_reader.namespaceDeclarations();
        m_declarations += declarations.size();
        if (!declarations.isEmpty()) {
            auto prefixes = std::make_shared<XsdNode::Prefixes>(*node.m_prefixes);
            for (const QXmlStreamNamespaceDeclaration &one : declarations)
                prefixes->insert(one.prefix().toString(), one.namespaceUri().toString());
            node.m_prefixes = std::move(prefixes);
        }
        m_open.push_back(std::move(node));
        return m_open.size() <= mostLevels && ++m_elements <= mostElements && m_declarations <= mostDeclarations;
    }

    void end()
    {
        XsdNode node = std::move(m_open.back());
        m_open.pop_back();
        if (!node.isSchema()) // mark-up inside of documentation
            m_open.back().m_text += u' ' + node.m_text + u' ';
        m_open.back().m_children.push_back(std::move(node));
    }

    QXmlStreamReader m_reader;
    std::vector<XsdNode> m_open;
    int m_elements = 0;
    qsizetype m_declarations = 0;
};

Result<XsdNode> XsdNode::parsed(const QByteArray &bytes) { return XsdParser().parse(bytes); }

bool XsdNode::isSchema() const { return m_namespaceUri == languageUri; }

bool XsdNode::is(const char *name) const { return m_name == QLatin1String(name) && isSchema(); }

QString XsdNode::value(const char *attribute) const
{
    return m_attributes.value(QString(), QLatin1String(attribute)).trimmed().toString();
}

bool XsdNode::has(const char *attribute) const
{
    return m_attributes.hasAttribute(QString(), QLatin1String(attribute));
}

QString XsdNode::reference(const char *attribute, const QString &otherwise) const
{
    const QString name = value(attribute);
    return name.isEmpty() ? QString() : resolved(name, otherwise);
}

QString XsdNode::resolved(const QString &name, const QString &otherwise) const
{
    const qsizetype colon = name.indexOf(u':');
    const QString prefix = colon < 0 ? QString() : name.left(colon);
    const QString uri = m_prefixes->value(prefix, prefix.isEmpty() ? otherwise : QString());
    return u'{' + uri + u'}' + name.mid(colon + 1);
}

const XsdNode *XsdNode::child(const char *name) const
{
    for (const XsdNode &node : m_children) {
        if (node.is(name))
            return &node;
    }
    return nullptr;
}

} // namespace nephoscope
