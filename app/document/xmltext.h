// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringConverter>

namespace nephoscope {

/// The characters of an XML document, decoded by byte order mark or declaration, and found free of what the reader
/// behind must never see.
class XmlText {
public:
    /// Malformed, with line and column, for bytes that are not valid in their encoding, encodings other than UTF-8 and
    /// UTF-16, a declaration that contradicts the bytes, and a document type.
    static Result<XmlText> decoded(const QByteArray &bytes);

    const QString &text() const { return m_text; }
    QStringConverter::Encoding encoding() const { return m_encoding; }
    /// "<?xml ... ?>" as written; empty where there is none.
    QString declaration() const;

private:
    XmlText(QString text, QStringConverter::Encoding encoding)
        : m_text(std::move(text))
        , m_encoding(encoding)
    {
    }
    bool declaresItsEncoding() const;

    QString m_text;
    QStringConverter::Encoding m_encoding;
};

/// Malformed with "Line l, column c" in details().
Error malformedXml(const QString &message, qint64 line, qint64 column);

} // namespace nephoscope
