// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmltext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <optional>

namespace nephoscope {
namespace {

QString words(const char *text) { return QCoreApplication::translate("Document", text); }

Error malformedAt(const QString &message, QStringView before)
{
    const qsizetype lineStart = before.lastIndexOf(u'\n') + 1;
    return malformedXml(message, before.count(u'\n') + 1, before.size() - lineStart);
}

/// What stands before the first byte that does not belong: the longest beginning that decodes without an error.
QString validStart(const QByteArray &bytes, QStringConverter::Encoding encoding)
{
    qsizetype good = 0;
    qsizetype bad = bytes.size();
    while (bad - good > 1) {
        const qsizetype middle = good + (bad - good) / 2;
        QStringDecoder decoder(encoding);
        const QString text = decoder.decode(QByteArrayView(bytes).first(middle));
        (decoder.hasError() || !text.isValidUtf16() ? bad : good) = middle;
    }
    QStringDecoder decoder(encoding);
    return decoder.decode(QByteArrayView(bytes).first(good));
}

/// Position behind `end`, searched from `from`; the end of the text where it is missing (the reader will complain).
qsizetype behind(QStringView text, QLatin1String end, qsizetype from)
{
    const qsizetype found = text.indexOf(end, from);
    return found < 0 ? text.size() : found + end.size();
}

/// Position of the tag's '>'. Counts its attributes: the '=' outside of quotes.
qsizetype endOfTag(QStringView text, qsizetype from, int *attributes)
{
    QChar quote;
    qsizetype i = from;
    for (; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == u'"' || c == u'\'')
            quote = c;
        else if (c == u'=')
            ++*attributes;
        else if (c == u'>')
            break;
    }
    return i;
}

struct Refusal {
    const char *why;
    qsizetype position;
};

/// The first thing that the reader must not see: a document type, which may hold entity bombs and name files, or a tag
/// with so many attributes that comparing each with each takes minutes.
std::optional<Refusal> refusal(QStringView text)
{
    constexpr int mostAttributes = 256;
    for (qsizetype i = text.indexOf(u'<'); i >= 0; i = text.indexOf(u'<', i)) {
        const QStringView rest = text.mid(i);
        int attributes = 0;
        if (rest.startsWith(QLatin1String("<!--")))
            i = behind(text, QLatin1String("-->"), i + 4);
        else if (rest.startsWith(QLatin1String("<![CDATA[")))
            i = behind(text, QLatin1String("]]>"), i + 9);
        else if (rest.startsWith(QLatin1String("<?")))
            i = behind(text, QLatin1String("?>"), i + 2);
        else if (rest.startsWith(QLatin1String("<!")))
            return Refusal{
                QT_TRANSLATE_NOOP("Document", "The XML has a document type declaration, which is refused."), i};
        else if (const qsizetype end = endOfTag(text, i, &attributes); attributes > mostAttributes)
            return Refusal{QT_TRANSLATE_NOOP("Document", "The XML has too many attributes on one element."), i};
        else
            i = end;
    }
    return std::nullopt;
}

} // namespace

Error malformedXml(const QString &message, qint64 line, qint64 column)
{
    Error error(Error::Kind::Malformed, message);
    error.withDetails(words("Line %1, column %2").arg(line).arg(column));
    return error;
}

Result<XmlText> XmlText::decoded(const QByteArray &bytes)
{
    const auto encoding = QStringConverter::encodingForData(bytes, u'<').value_or(QStringConverter::Utf8);
    if (encoding == QStringConverter::Utf32LE || encoding == QStringConverter::Utf32BE)
        return failure(malformedXml(words("XML in UTF-32 is not supported."), 1, 0));
    QStringDecoder decoder(encoding, QStringConverter::Flag::Stateless);
    XmlText text(decoder.decode(bytes), encoding);
    if (decoder.hasError() || !text.m_text.isValidUtf16())
        return failure(
            malformedAt(words("The XML has bytes that are not valid in its encoding."), validStart(bytes, encoding)));
    if (!text.declaresItsEncoding())
        return failure(malformedXml(words("The XML declares an encoding that it does not have, or that is not "
                                          "supported."),
            1, 0));
    if (const std::optional<Refusal> refused = refusal(text.m_text))
        return failure(malformedAt(words(refused->why), QStringView(text.m_text).first(refused->position)));
    return text;
}

QString XmlText::declaration() const
{
    if (!m_text.startsWith(QLatin1String("<?xml")) || m_text.size() < 6 || !m_text.at(5).isSpace())
        return {};
    return m_text.left(behind(m_text, QLatin1String("?>"), 5));
}

bool XmlText::declaresItsEncoding() const
{
    static const QRegularExpression pattern(QStringLiteral(R"(\sencoding\s*=\s*["']([^"']*)["'])"));
    const QRegularExpressionMatch match = pattern.match(declaration());
    if (!match.hasMatch())
        return true;
    const QString name = match.captured(1).toUpper();
    if (m_encoding == QStringConverter::Utf8)
        return name == QLatin1String("UTF-8");
    return name == QLatin1String("UTF-16")
        || name == QLatin1String(m_encoding == QStringConverter::Utf16BE ? "UTF-16BE" : "UTF-16LE");
}

} // namespace nephoscope
