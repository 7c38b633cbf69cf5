// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"

#include "document/documenttree.h"
#include "document/jsonreader.h"
#include "document/treewriter.h"
#include "document/xmlreader.h"

#include <QCoreApplication>

namespace nephoscope {
namespace {

bool looksLikeXml(const QByteArray &bytes)
{
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF"))
        return true; // UTF-16, which JSON never is here
    const QByteArray text = bytes.startsWith("\xEF\xBB\xBF") ? bytes.mid(3, 256) : bytes.left(256);
    const QByteArray start = text.trimmed();
    return start.startsWith('<') || start.startsWith(QByteArray::fromRawData("\0<", 2));
}

bool isXmlType(const QByteArray &bytes, const QByteArray &mediaType)
{
    const QByteArray type = mediaType.split(';').first().trimmed().toLower();
    if (type.endsWith("json"))
        return false;
    return type.endsWith("+xml") || type.endsWith("/xml") || looksLikeXml(bytes);
}

QByteArray encoded(const QString &text, QStringConverter::Encoding encoding)
{
    if (encoding == QStringConverter::Utf8)
        return text.toUtf8();
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    return encoder.encode(text);
}

QByteArray written(const DocumentTree &tree, TreeWriter::Layout layout)
{
    if (tree.xml) {
        XmlWriter writer(tree, layout);
        writer.writeDocument();
        return encoded(writer.takeText(), tree.encoding);
    }
    JsonWriter writer(tree, layout);
    writer.write(tree.root);
    return writer.takeText().toUtf8();
}

} // namespace

Result<Document> Document::parse(const QByteArray &bytes, const QByteArray &mediaType, const DocumentLimits &limits)
{
    if (bytes.trimmed().isEmpty())
        return failure(Error::Kind::Malformed, QCoreApplication::translate("Document", "The document is empty."));
    if (bytes.size() > limits.bytes)
        return failure(Error::Kind::Malformed,
            QCoreApplication::translate("Document", "The document is larger than %1 bytes.").arg(limits.bytes));
    auto tree = isXmlType(bytes, mediaType) ? XmlReader(limits).read(bytes) : readJson(bytes, limits);
    if (!tree)
        return failure(tree.error());
    (*tree)->bytes = bytes;
    (*tree)->text.squeeze();
    return Document(std::move(*tree));
}

bool Document::isXml() const { return m_tree && m_tree->xml; }

Node Document::root() const { return m_tree ? Node(m_tree, m_tree->root) : Node(); }

QByteArray Document::bytes() const { return m_tree && !m_tree->bytes.isEmpty() ? m_tree->bytes : serialized(); }

QByteArray Document::serialized() const { return m_tree ? written(*m_tree, TreeWriter::Layout::AsRead) : QByteArray(); }

QByteArray Document::pretty() const { return m_tree ? written(*m_tree, TreeWriter::Layout::Indented) : QByteArray(); }

} // namespace nephoscope
