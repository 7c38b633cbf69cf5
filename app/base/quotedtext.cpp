// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/quotedtext.h"

#include <QString>
#include <array>

namespace nephoscope {

namespace {

struct Entity {
    QByteArrayView name;
    QByteArrayView text;
};
constexpr std::array<Entity, 5> entities{
    Entity{"lt", "<"}, Entity{"gt", ">"}, Entity{"amp", "&"}, Entity{"quot", "\""}, Entity{"apos", "'"}};

QByteArray utf8(char32_t code) { return QString::fromUcs4(&code, 1).toUtf8(); }

/// What the entity or character reference `name` stands for, empty where unknown.
QByteArray entityText(QByteArrayView name)
{
    for (const Entity &entity : entities) {
        if (entity.name == name)
            return entity.text.toByteArray();
    }
    if (!name.startsWith('#'))
        return {};
    const bool isHex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    bool ok = false;
    const uint code = name.sliced(isHex ? 2 : 1).toByteArray().toUInt(&ok, isHex ? 16 : 10);
    return ok && code > 0 && code <= 0x10ffff ? utf8(code) : QByteArray();
}

char unescaped(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

} // namespace

void QuotedText::append(QByteArrayView bytes, qsizetype source)
{
    m_text.append(bytes);
    m_sources.insert(m_sources.end(), static_cast<size_t>(bytes.size()), source);
}

QuotedText QuotedText::fromJson(QByteArrayView quoted)
{
    QuotedText result(Kind::Json);
    qsizetype i = 0;
    while (i < quoted.size()) {
        if (quoted[i] != '\\' || i + 1 == quoted.size()) {
            result.append(quoted.sliced(i, 1), i);
            ++i;
        } else if (quoted[i + 1] == 'u' && i + 6 <= quoted.size()) {
            // A surrogate pair comes out as two replacement characters: names and quotes are all we look for.
            result.append(utf8(quoted.sliced(i + 2, 4).toByteArray().toUShort(nullptr, 16)), i);
            i += 6;
        } else {
            const char c = unescaped(quoted[i + 1]);
            result.append(QByteArrayView(&c, 1), i);
            i += 2;
        }
    }
    result.m_sources.push_back(quoted.size());
    return result;
}

QuotedText QuotedText::fromXml(QByteArrayView quoted)
{
    constexpr qsizetype longestReference = 10; // "&#x10ffff;"
    QuotedText result(Kind::Xml);
    qsizetype i = 0;
    while (i < quoted.size()) {
        const QByteArrayView ahead = quoted.sliced(i, qMin(longestReference, quoted.size() - i));
        const qsizetype end = ahead[0] == '&' ? ahead.indexOf(';') : -1;
        const QByteArray text = end > 0 ? entityText(ahead.sliced(1, end - 1)) : QByteArray();
        if (text.isEmpty()) {
            result.append(ahead.first(1), i);
            ++i;
        } else {
            result.append(text, i);
            i += end + 1;
        }
    }
    result.m_sources.push_back(quoted.size());
    return result;
}

SecretSpans QuotedText::mapped(const SecretSpans &spans, qsizetype offset) const
{
    SecretSpans result;
    for (SecretSpan span : spans) {
        span.begin = offset + m_sources[static_cast<size_t>(span.begin)];
        span.end = offset + m_sources[static_cast<size_t>(span.end)];
        if (m_kind == Kind::Json)
            span.quote.replace("\\", "\\\\").replace("\"", "\\\"");
        else
            span.quote.replace("\"", "&quot;");
        result << span;
    }
    return result;
}

} // namespace nephoscope
