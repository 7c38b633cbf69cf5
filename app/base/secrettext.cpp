// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redaction.h"
#include "base/secretscan.h"

#include <algorithm>

namespace nephoscope {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isAlnum(char c) { return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isBase64Url(char c) { return isAlnum(c) || c == '-' || c == '_'; }
bool isToken(char c) { return isBase64Url(c) || QByteArrayView("+/=.~").contains(c); }
bool isNameChar(char c) { return isBase64Url(c) || c == '.'; }

template <class Predicate>
qsizetype endOf(QByteArrayView text, qsizetype from, Predicate wanted)
{
    while (from < text.size() && wanted(text[from]))
        ++from;
    return from;
}

/// The word that ends before `end`.
QByteArrayView nameBefore(QByteArrayView text, qsizetype end)
{
    qsizetype begin = end;
    while (begin > 0 && isNameChar(text[begin - 1]))
        --begin;
    return text.sliced(begin, end - begin);
}

void addJwts(QByteArrayView text, SecretSpans *spans)
{
    constexpr qsizetype shortestHead = 10;
    for (qsizetype i = text.indexOf("eyJ"); i >= 0; i = text.indexOf("eyJ", i + 1)) {
        qsizetype end = endOf(text, i, isBase64Url);
        if (end - i < shortestHead)
            continue;
        int dots = 0;
        while (end < text.size() && text[end] == '.') {
            ++dots;
            end = endOf(text, end + 1, isBase64Url);
        }
        if (dots >= 2 || end == text.size()) { // at the end: cut off
            *spans << SecretSpan{i, end, {}};
            i = end - 1;
        }
    }
}

void addPrivateKeys(QByteArrayView text, SecretSpans *spans)
{
    for (qsizetype i = text.indexOf("-----BEGIN "); i >= 0; i = text.indexOf("-----BEGIN ", i + 1)) {
        const qsizetype head = text.indexOf("-----", i + 11);
        if (head < 0 || !text.sliced(i, head - i).endsWith("PRIVATE KEY"))
            continue;
        const qsizetype end = text.indexOf("-----END ", head);
        *spans << SecretSpan{head + 5, end < 0 ? text.size() : end, {}};
    }
}

/// "?ticket=…", "&token=…", in URLs anywhere.
void addParameters(QByteArrayView text, SecretSpans *spans)
{
    for (qsizetype i = text.indexOf('='); i >= 0; i = text.indexOf('=', i + 1)) {
        const QByteArrayView name = nameBefore(text, i);
        const qsizetype before = i - name.size() - 1;
        if (name.isEmpty() || before < 0 || !QByteArrayView("?&;#").contains(text[before]) || !isSecretWord(name))
            continue;
        const qsizetype end =
            endOf(text, i + 1, [](char c) { return c > ' ' && !QByteArrayView("&;#\"'<>\\").contains(c); });
        if (end > i + 1)
            *spans << SecretSpan{i + 1, end, {}};
    }
}

/// "https://user:password@host".
void addUserInfo(QByteArrayView text, SecretSpans *spans)
{
    for (qsizetype i = text.indexOf("://"); i >= 0; i = text.indexOf("://", i + 3)) {
        const qsizetype end =
            endOf(text, i + 3, [](char c) { return c > ' ' && !QByteArrayView("/?#\"'<>\\").contains(c); });
        const QByteArrayView authority = text.sliced(i + 3, end - i - 3);
        const qsizetype colon = authority.indexOf(':');
        const qsizetype at = authority.lastIndexOf('@');
        if (colon >= 0 && at > colon + 1)
            *spans << SecretSpan{i + 3 + colon + 1, i + 3 + at, {}};
    }
}

bool looksLikeBasic(QByteArrayView token)
{
    return token.size() % 4 == 0 && QByteArray::fromBase64(token.toByteArray()).contains(':');
}

bool looksLikeBearer(QByteArrayView token)
{
    return token.size() >= 20 || (token.size() >= 8 && std::any_of(token.begin(), token.end(), isDigit));
}

/// "Bearer …" and "Basic …" where what follows is no word of a sentence.
void addCredentials(QByteArrayView text, SecretSpans *spans)
{
    const QByteArray lower = text.toByteArray().toLower();
    const auto add = [&](QByteArrayView scheme, auto looksRight) {
        for (qsizetype i = lower.indexOf(scheme); i >= 0; i = lower.indexOf(scheme, i + 1)) {
            const qsizetype begin = i + scheme.size();
            const qsizetype end = endOf(text, begin, isToken);
            if (looksRight(text.sliced(begin, end - begin)))
                *spans << SecretSpan{begin, end, {}};
        }
    };
    add("bearer ", looksLikeBearer);
    add("basic ", looksLikeBasic);
}

/// The value behind "name=" or "name:" in a sentence; empty where what follows are words.
SecretSpan valueInProse(QByteArrayView text, qsizetype separator, bool isHeader)
{
    const qsizetype begin = endOf(text, separator + 1, [](char c) { return c == ' ' || c == '\t'; });
    if (begin == text.size())
        return {begin, begin, {}};
    if (isHeader && text[separator] == ':')
        return {begin, endOf(text, begin, [](char c) { return c != '\n' && c != '\r'; }), {}};
    const char quote = text[begin];
    if (quote == '"' || quote == '\'') {
        const qsizetype end = text.indexOf(quote, begin + 1);
        return {begin + 1, end < 0 ? text.size() : end, {}};
    }
    const qsizetype end = endOf(
        text, begin, [](char c) { return static_cast<uchar>(c) > ' ' && !QByteArrayView("\"'<>&;,)]}").contains(c); });
    const bool isAlone = begin == separator + 1 || end == text.size() || text[end] != ' ';
    return {begin, isAlone ? end : begin, {}};
}

} // namespace

SecretSpans secretsAnywhere(QByteArrayView text)
{
    SecretSpans spans;
    addJwts(text, &spans);
    addPrivateKeys(text, &spans);
    addParameters(text, &spans);
    addUserInfo(text, &spans);
    return spans;
}

SecretSpans secretsInProse(QByteArrayView text)
{
    SecretSpans spans = secretsInContent(text, deepestQuotation);
    addCredentials(text, &spans);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '=' && text[i] != ':')
            continue;
        qsizetype end = i;
        while (end > 0 && QByteArrayView(" \"'").contains(text[end - 1]))
            --end;
        const QByteArrayView name = nameBefore(text, end);
        if (!isSecretHeader(name.toByteArray()))
            continue;
        const QByteArray lower = name.toByteArray().toLower();
        const bool isHeader = lower.contains('-') || lower.endsWith("authorization") || lower == "cookie";
        const SecretSpan span = valueInProse(text, i, isHeader);
        if (span.end > span.begin)
            spans << span;
    }
    return spans;
}

SecretSpans secretsInForm(QByteArrayView text)
{
    SecretSpans spans = secretsAnywhere(text);
    qsizetype begin = 0;
    while (begin < text.size()) {
        const qsizetype end = endOf(text, begin, [](char c) { return c != '&' && c != ';'; });
        const QByteArrayView item = text.sliced(begin, end - begin);
        const qsizetype equals = item.indexOf('=');
        if (equals >= 0 && begin + equals + 1 < end
            && isSecretWord(QByteArray::fromPercentEncoding(item.first(equals).toByteArray()).trimmed()))
            spans << SecretSpan{begin + equals + 1, end, {}};
        begin = end + 1;
    }
    return spans;
}

SecretSpans secretsInMultipart(QByteArrayView text)
{
    SecretSpans spans = secretsAnywhere(text);
    for (qsizetype i = text.indexOf("name="); i >= 0; i = text.indexOf("name=", i + 1)) {
        if (i > 0 && isNameChar(text[i - 1])) // filename=
            continue;
        const qsizetype begin = endOf(text, i + 5, [](char c) { return c == '"'; });
        const qsizetype end = endOf(text, begin, isNameChar);
        const qsizetype value = text.indexOf("\r\n\r\n", end);
        if (value < 0 || !isSecretWord(text.sliced(begin, end - begin)))
            continue;
        const qsizetype last = text.indexOf("\r\n--", value + 4);
        if (last != value + 4)
            spans << SecretSpan{value + 4, last < 0 ? text.size() : last, {}};
    }
    return spans;
}

} // namespace nephoscope
