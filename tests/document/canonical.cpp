// SPDX-License-Identifier: GPL-3.0-or-later
#include "canonical.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringBuilder>
#include <QXmlStreamReader>

namespace nephoscope {
namespace {

void appendStart(QStringList *words, const QXmlStreamReader &reader)
{
    words->append(u'<' % reader.qualifiedName() % u' ' % reader.namespaceUri());
    QStringList attributes;
    for (const QXmlStreamAttribute &attribute : reader.attributes())
        attributes.append(attribute.namespaceUri() % u' ' % attribute.qualifiedName() % u'=' % attribute.value());
    for (const QXmlStreamNamespaceDeclaration &declaration : reader.namespaceDeclarations())
        attributes.append(QStringLiteral("xmlns:") % declaration.prefix() % u'=' % declaration.namespaceUri());
    attributes.sort();
    words->append(attributes);
}

} // namespace

QStringList canonicalXml(const QByteArray &bytes)
{
    QXmlStreamReader reader(bytes);
    QStringList words;
    QString text;
    int depth = 0;
    while (!reader.atEnd()) {
        const QXmlStreamReader::TokenType type = reader.readNext();
        if (type == QXmlStreamReader::Characters) {
            if (depth > 0)
                text.append(reader.text());
            continue;
        }
        if (!text.isEmpty())
            words.append(u'=' % text);
        text.clear();
        if (type == QXmlStreamReader::StartElement) {
            appendStart(&words, reader);
            ++depth;
        } else if (type == QXmlStreamReader::EndElement) {
            words.append(QStringLiteral("</"));
            --depth;
        } else if (type == QXmlStreamReader::Comment) {
            words.append(u'!' % reader.text());
        } else if (type == QXmlStreamReader::ProcessingInstruction) {
            words.append(u'?' % reader.processingInstructionTarget() % u' ' % reader.processingInstructionData());
        }
    }
    return reader.hasError() ? QStringList() : words;
}

QStringList canonicalJson(const QByteArray &bytes)
{
    QStringList words;
    for (qsizetype i = 0; i < bytes.size();) {
        const char c = bytes.at(i);
        qsizetype end = i + 1;
        if (c == '"') {
            for (; end < bytes.size() && bytes.at(end) != '"'; ++end)
                end += bytes.at(end) == '\\' ? 1 : 0;
            const QByteArray array = '[' + bytes.mid(i, ++end - i) + ']';
            words.append(u'"' + QJsonDocument::fromJson(array).array().at(0).toString());
        } else if (!QByteArrayView("{}[],: \t\r\n").contains(c)) {
            while (end < bytes.size() && !QByteArrayView("{}[],: \t\r\n\"").contains(bytes.at(end)))
                ++end;
            words.append(QString::fromLatin1(bytes.mid(i, end - i)));
        } else if (!QByteArrayView(" \t\r\n").contains(c)) {
            words.append(QChar::fromLatin1(c));
        }
        i = end;
    }
    return words;
}

} // namespace nephoscope
