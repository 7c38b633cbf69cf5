// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/quotedtext.h"
#include "base/secretscan.h"

#include <algorithm>
#include <vector>

namespace nephoscope {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

QByteArrayView localName(QByteArrayView name) { return name.sliced(name.lastIndexOf(':') + 1); }

bool isYesOrNo(QByteArrayView text) { return text == "true" || text == "false" || text == "0" || text == "1"; }

/// A walk through XML (or HTML) that knows tags, attributes, CDATA and comments, and takes everything else as text.
class XmlScan {
public:
    XmlScan(QByteArrayView text, int depth)
        : m_text(text)
        , m_depth(depth)
    {
    }

    SecretSpans run()
    {
        while (m_at < m_text.size()) {
            const qsizetype tag = indexOf("<", m_at);
            content(m_at, tag, true);
            m_at = tag;
            if (m_at < m_text.size())
                markup();
        }
        return m_spans;
    }

private:
    struct Element {
        QByteArrayView name;
        bool isSecret;
        bool isSecretProperty; ///< an OVF property whose value is a password
    };
    struct Attribute {
        QByteArrayView name;
        qsizetype begin;
        qsizetype end;
    };

    bool startsWith(QByteArrayView prefix) const { return m_text.sliced(m_at).startsWith(prefix); }
    qsizetype indexOf(QByteArrayView what, qsizetype from) const
    {
        const qsizetype found = m_text.indexOf(what, from);
        return found < 0 ? m_text.size() : found;
    }
    QByteArrayView valueOf(const Attribute &a) const { return m_text.sliced(a.begin, a.end - a.begin); }
    void markup();
    void closeTag();
    bool openTag();
    Attribute attribute(qsizetype *at) const;
    void judge(Element *element, const std::vector<Attribute> &attributes);
    void content(qsizetype begin, qsizetype end, bool isEscaped);
    void quoted(qsizetype begin, qsizetype end, bool isEscaped);

    QByteArrayView m_text;
    int m_depth;
    qsizetype m_at = 0;
    std::vector<Element> m_open;
    SecretSpans m_spans;
};

void XmlScan::markup()
{
    if (startsWith("<![CDATA[")) {
        const qsizetype end = indexOf("]]>", m_at + 9);
        content(m_at + 9, end, false);
        m_at = qMin(end + 3, m_text.size());
    } else if (startsWith("<!--")) {
        const qsizetype end = indexOf("-->", m_at + 4);
        quoted(m_at + 4, end, false);
        m_at = qMin(end + 3, m_text.size());
    } else if (startsWith("<?") || startsWith("<!")) {
        m_at = qMin(indexOf(">", m_at) + 1, m_text.size());
    } else if (startsWith("</")) {
        closeTag();
    } else if (!openTag()) { // a bare "<": text
        const qsizetype next = indexOf("<", m_at + 1);
        content(m_at, next, true);
        m_at = next;
    }
}

void XmlScan::closeTag()
{
    constexpr size_t patience =
        64; // unclosed elements that one end tag may close, so that hostile nesting stays linear
    const qsizetype end = indexOf(">", m_at);
    const QByteArrayView name = m_text.sliced(m_at + 2, qMax(end - m_at - 2, qsizetype(0))).trimmed();
    for (size_t i = 0; i < std::min(m_open.size(), patience); ++i) {
        if (m_open[m_open.size() - 1 - i].name == name) {
            m_open.resize(m_open.size() - 1 - i);
            break;
        }
    }
    m_at = qMin(end + 1, m_text.size());
}

/// Reads `name`, `name=value`, `name="value"` and moves behind it; the value reaches to the end if its quote is
/// missing.
XmlScan::Attribute XmlScan::attribute(qsizetype *at) const
{
    const auto skip = [&](auto wanted) {
        const qsizetype begin = *at;
        while (*at < m_text.size() && wanted(m_text[*at]))
            ++*at;
        return m_text.sliced(begin, *at - begin);
    };
    Attribute result{skip([](char c) { return !isBlank(c) && !QByteArrayView("=/><").contains(c); }), 0, 0};
    skip(isBlank);
    if (*at >= m_text.size() || m_text[*at] != '=')
        return result;
    ++*at;
    skip(isBlank);
    const char quote = *at < m_text.size() ? m_text[*at] : '>';
    const bool isQuoted = quote == '"' || quote == '\'';
    *at += isQuoted;
    result.begin = *at;
    skip([&](char c) { return isQuoted ? c != quote : !isBlank(c) && c != '>'; });
    result.end = *at;
    *at = qMin(*at + isQuoted, m_text.size());
    return result;
}

/// False, and nothing done, where "<" does not begin a tag.
bool XmlScan::openTag()
{
    qsizetype at = m_at + 1;
    while (at < m_text.size() && !isBlank(m_text[at]) && !QByteArrayView("/><=\"'").contains(m_text[at]))
        ++at;
    Element element{m_text.sliced(m_at + 1, at - m_at - 1), false, false};
    if (element.name.isEmpty())
        return false;
    std::vector<Attribute> attributes;
    bool isEmpty = false;
    while (at < m_text.size() && m_text[at] != '>') {
        if (m_text[at] == '<')
            return false;
        isEmpty = m_text[at] == '/';
        if (isBlank(m_text[at]) || isEmpty || m_text[at] == '=') {
            ++at;
            continue;
        }
        attributes.push_back(attribute(&at));
    }
    judge(&element, attributes);
    if (!isEmpty)
        m_open.push_back(element);
    m_at = qMin(at + 1, m_text.size());
    return true;
}

void XmlScan::judge(Element *element, const std::vector<Attribute> &attributes)
{
    bool valueIsSecret = false; // <Property key="admin-password" value="…">, <input type="password" value="…">
    for (const Attribute &a : attributes) {
        const QByteArrayView name = localName(a.name);
        const QByteArrayView value = valueOf(a);
        valueIsSecret |= (name == "password" && value == "true") || (name == "type" && value == "password")
            || ((name == "key" || name == "name" || name == "id") && isSecretWord(value));
    }
    const QByteArrayView local = localName(element->name);
    element->isSecret = isSecretWord(local);
    element->isSecretProperty =
        (local == "Property" && valueIsSecret) || (!m_open.empty() && m_open.back().isSecretProperty);
    valueIsSecret |= element->isSecretProperty;
    for (const Attribute &a : attributes) {
        const QByteArrayView name = localName(a.name);
        const bool isSecret = isSecretWord(name) || (valueIsSecret && name == "value");
        if (!isSecret)
            quoted(a.begin, a.end, true);
        else if (a.end > a.begin && !isYesOrNo(valueOf(a)))
            m_spans << SecretSpan{a.begin, a.end, {}};
    }
}

/// Text between two tags.
void XmlScan::content(qsizetype begin, qsizetype end, bool isEscaped)
{
    const QByteArrayView words = m_text.sliced(begin, end - begin).trimmed();
    if (words.isEmpty())
        return;
    if (m_open.empty() || !m_open.back().isSecret)
        quoted(begin, end, isEscaped);
    else if (!isYesOrNo(words))
        m_spans << SecretSpan{begin, end, {}};
}

/// Text that is not secret itself but may hold a document.
void XmlScan::quoted(qsizetype begin, qsizetype end, bool isEscaped)
{
    const QByteArrayView text = m_text.sliced(begin, end - begin);
    if (m_depth == 0 || std::none_of(text.begin(), text.end(), [](char c) { return c == '&' || c == '<' || c == '{'; }))
        return;
    if (isEscaped) {
        const QuotedText inside = QuotedText::fromXml(text);
        m_spans += inside.mapped(secretsInContent(inside.text(), m_depth - 1), begin);
    } else {
        for (SecretSpan span : secretsInContent(text, m_depth - 1)) {
            span.begin += begin;
            span.end += begin;
            m_spans << span;
        }
    }
}

} // namespace

SecretSpans secretsInXml(QByteArrayView text, int depth) { return XmlScan(text, depth).run(); }

} // namespace nephoscope
