// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redaction.h"

#include "base/secretscan.h"

#include <QStringConverter>
#include <algorithm>

namespace nephoscope {

namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// "name=value": the value replaced.
QByteArray redactedPair(const QByteArray &pair)
{
    const qsizetype equals = pair.indexOf('=');
    if (equals < 0)
        return pair.trimmed().isEmpty() ? pair : redactionMark();
    return equals + 1 == pair.size() ? pair : pair.first(equals + 1) + redactionMark();
}

QByteArray redactedCookies(const QByteArray &value)
{
    QList<QByteArray> pairs = value.split(';');
    for (QByteArray &pair : pairs)
        pair = redactedPair(pair);
    return pairs.join(';');
}

QByteArray redactedSetCookie(const QByteArray &value)
{
    const qsizetype end = value.indexOf(';');
    return end < 0 ? redactedPair(value) : redactedPair(value.first(end)) + value.sliced(end);
}

/// "Bearer …": the scheme stays.
QByteArray redactedCredentials(const QByteArray &value)
{
    const qsizetype blank = value.indexOf(' ');
    const bool hasScheme = blank > 0 && std::all_of(value.begin(), value.begin() + blank, isLetter);
    return hasScheme ? value.first(blank + 1) + redactionMark() : redactionMark();
}

SecretSpans spansOf(const QByteArray &body, const QByteArray &type)
{
    if (type.startsWith("multipart/"))
        return secretsInMultipart(body);
    if (type == "application/x-www-form-urlencoded")
        return secretsInForm(body);
    const auto first = std::find_if(body.begin(), body.end(), [](char c) { return static_cast<uchar>(c) > ' '; });
    const char start = first == body.end() ? '\0' : *first;
    if (start == '{' || start == '[' || start == '"')
        return secretsInJson(body) + secretsAnywhere(body);
    if (start == '<')
        return secretsInXml(body) + secretsAnywhere(body);
    const bool isText = type.startsWith("text/") || type.contains("json") || type.contains("xml")
        || (type.isEmpty() && body.isValidUtf8());
    return isText ? secretsInProse(body) : SecretSpans();
}

/// The body's encoding where a byte order mark says that it is not of one byte per ASCII character.
std::optional<QStringConverter::Encoding> wideEncoding(const QByteArray &body)
{
    const auto encoding = QStringConverter::encodingForData(body);
    return encoding && *encoding != QStringConverter::Utf8 ? encoding : std::nullopt;
}

} // namespace

QByteArray redactionMark() { return QByteArrayLiteral("REDACTED"); }

bool isSecretName(const QString &name) { return isSecretWord(name.sliced(name.lastIndexOf(u':') + 1).toUtf8()); }

bool isSecretHeader(const QByteArray &name) { return isSecretWord(name); }

QByteArray redactedHeader(const QByteArray &name, const QByteArray &value)
{
    if (value.isEmpty())
        return value;
    if (name.compare("Cookie", Qt::CaseInsensitive) == 0)
        return redactedCookies(value);
    if (name.compare("Set-Cookie", Qt::CaseInsensitive) == 0)
        return redactedSetCookie(value);
    if (isSecretHeader(name))
        return redactedCredentials(value);
    return replaced(value, secretsAnywhere(value));
}

QUrl redacted(const QUrl &url)
{
    QUrl result = url;
    result.setUserInfo({});
    const QByteArray text = result.toEncoded();
    const QByteArray clean = replaced(text, secretsAnywhere(text));
    return clean == text ? result : QUrl::fromEncoded(clean);
}

QByteArray redactedBody(const QByteArray &body, const QByteArray &mediaType)
{
    if (const auto wide = wideEncoding(body)) {
        const QString text = QStringDecoder(*wide).decode(body);
        const QString clean = QString::fromUtf8(redactedBody(text.toUtf8(), mediaType));
        QStringEncoder encoder(*wide, QStringConverter::Flag::WriteBom);
        return clean == text ? body : QByteArray(encoder.encode(clean));
    }
    const QByteArray type = mediaType.split(';').first().trimmed().toLower();
    const QByteArrayView mark("\xef\xbb\xbf");
    if (body.startsWith(mark))
        return mark.toByteArray() + redactedBody(body.sliced(mark.size()), mediaType);
    QByteArray clean = body;
    constexpr int most = 3; // passes: in broken text a mark may lead on to more; hostile text would go on for long
    for (int pass = 0; pass < most; ++pass) {
        const QByteArray next = replaced(clean, spansOf(clean, type));
        if (next == clean)
            break;
        clean = next;
    }
    return clean;
}

QString redactedText(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const SecretSpans spans = secretsInProse(bytes);
    return spans.isEmpty() ? text : QString::fromUtf8(replaced(bytes, spans));
}

} // namespace nephoscope
