// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secretscan.h"

#include <vector>

namespace nephoscope {

/// Text that was quoted in another text, unquoted, with the way back: what is found in it is found in the other text.
class QuotedText {
public:
    /// The inside of a JSON string: backslash escapes.
    static QuotedText fromJson(QByteArrayView quoted);
    /// XML text or attribute value: entities and character references.
    static QuotedText fromXml(QByteArrayView quoted);

    const QByteArray &text() const { return m_text; }
    /// Spans in text() as spans of the quoted text, which begins at `offset` of the whole.
    SecretSpans mapped(const SecretSpans &spans, qsizetype offset) const;

private:
    enum class Kind { Json, Xml };
    explicit QuotedText(Kind kind)
        : m_kind(kind)
    {
    }
    void append(QByteArrayView bytes, qsizetype source);

    Kind m_kind;
    QByteArray m_text;
    std::vector<qsizetype> m_sources; ///< per byte of m_text, and one more: its place in the quoted text
};

} // namespace nephoscope
