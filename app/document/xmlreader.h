// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documenttree.h"

#include <QXmlStreamReader>

namespace nephoscope {

/// Reads XML bytes into a tree. Strict: namespaces must be declared, a document type is refused, so no entity but the
/// five predefined ones exists. Used once per document.
class XmlReader {
public:
    explicit XmlReader(const DocumentLimits &limits)
        : m_builder(limits)
    {
    }
    Result<std::shared_ptr<DocumentTree>> read(const QByteArray &bytes);

private:
    void startElement();
    void token(QXmlStreamReader::TokenType type);

    TreeBuilder m_builder;
    QXmlStreamReader m_reader;
    std::vector<qsizetype> m_declarations; ///< per open element: how many are in scope
    bool m_refused = false;
};

} // namespace nephoscope
