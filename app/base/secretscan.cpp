// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secretscan.h"

#include "base/quotedtext.h"
#include "base/redaction.h"

#include <QVarLengthArray>
#include <algorithm>

namespace nephoscope {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// A walk through JSON that knows only strings, brackets and commas, so that broken text does not stop it.
class JsonScan {
public:
    JsonScan(QByteArrayView text, int depth)
        : m_text(text)
        , m_depth(depth)
    {
    }

    SecretSpans run()
    {
        while (m_at < m_text.size())
            step();
        return m_spans;
    }

private:
    void step();
    void string();
    void literal();
    void open(bool isArray);
    bool valueIsSecret() const { return m_secretNext || (!m_arrays.isEmpty() && m_arrays.last()); }
    qsizetype skipBlanks(qsizetype i) const
    {
        while (i < m_text.size() && isBlank(m_text[i]))
            ++i;
        return i;
    }
    /// The index of the quote that ends the string whose inside begins at `i`, or the text's end.
    qsizetype endOfString(qsizetype i) const
    {
        for (; i < m_text.size() && m_text[i] != '"'; ++i) {
            if (m_text[i] == '\\')
                ++i;
        }
        return qMin(i, m_text.size());
    }
    bool endsValue(qsizetype quote) const
    {
        const qsizetype next = skipBlanks(quote + 1);
        return next >= m_text.size() || m_text[next] == ',' || m_text[next] == '}' || m_text[next] == ']';
    }

    QByteArrayView m_text;
    int m_depth;
    qsizetype m_at = 0;
    bool m_secretNext = false; ///< the member's name just read is secret
    QVarLengthArray<bool, 64> m_arrays; ///< open brackets: true = an array whose values are secret
    SecretSpans m_spans;
};

void JsonScan::step()
{
    switch (m_text[m_at]) {
    case '"':
        string();
        break;
    case '{':
        open(false);
        break;
    case '[':
        open(true);
        break;
    case '}':
    case ']':
        if (!m_arrays.isEmpty())
            m_arrays.removeLast();
        m_secretNext = false;
        ++m_at;
        break;
    case ',':
        m_secretNext = false;
        ++m_at;
        break;
    case ':':
    case ' ':
    case '\t':
    case '\r':
    case '\n':
        ++m_at;
        break;
    default:
        literal();
        break;
    }
}

void JsonScan::open(bool isArray)
{
    m_arrays.append(isArray && valueIsSecret());
    m_secretNext = false;
    ++m_at;
}

void JsonScan::string()
{
    const qsizetype begin = m_at + 1;
    qsizetype end = endOfString(begin);
    const qsizetype next = skipBlanks(end + 1);
    const QByteArrayView inside = m_text.sliced(begin, end - begin);
    if (next < m_text.size() && m_text[next] == ':' && !m_secretNext) {
        m_secretNext = inside.contains('\\') ? isSecretWord(QuotedText::fromJson(inside).text()) : isSecretWord(inside);
        m_at = next + 1;
        return;
    }
    if (valueIsSecret()) {
        while (end < m_text.size() && !endsValue(end)) // a quote that was not escaped
            end = endOfString(end + 1);
        if (end > begin)
            m_spans << SecretSpan{begin, end, {}};
    } else if (m_depth > 0 && (inside.contains('\\') || inside.contains('<'))) {
        const QuotedText quoted = QuotedText::fromJson(inside);
        m_spans += quoted.mapped(secretsInContent(quoted.text(), m_depth - 1), begin);
    }
    m_secretNext = false;
    m_at = end + 1;
}

void JsonScan::literal()
{
    const qsizetype begin = m_at;
    while (m_at < m_text.size() && !isBlank(m_text[m_at]) && !QByteArrayView(",:\"[]{}").contains(m_text[m_at]))
        ++m_at;
    const QByteArrayView word = m_text.sliced(begin, m_at - begin);
    if (valueIsSecret() && word != "true" && word != "false" && word != "null")
        m_spans << SecretSpan{begin, m_at, QByteArrayLiteral("\"")};
    m_secretNext = false;
}

} // namespace

SecretSpans secretsInJson(QByteArrayView text, int depth) { return JsonScan(text, depth).run(); }

SecretSpans secretsInContent(QByteArrayView text, int depth)
{
    SecretSpans spans = secretsAnywhere(text);
    if (text.contains('<'))
        spans += secretsInXml(text, depth);
    if (text.contains('"') && text.contains(':'))
        spans += secretsInJson(text, depth);
    return spans;
}

QByteArray replaced(const QByteArray &text, SecretSpans spans)
{
    if (spans.isEmpty())
        return text;
    std::sort(spans.begin(), spans.end(), [](const SecretSpan &a, const SecretSpan &b) { return a.begin < b.begin; });
    QByteArray result;
    result.reserve(text.size());
    qsizetype done = -1; // spans that overlap or touch become one
    for (const SecretSpan &span : spans) {
        if (span.begin > done) {
            const qsizetype from = qMax(done, qsizetype(0));
            result += QByteArrayView(text).sliced(from, span.begin - from);
            result += span.quote + redactionMark() + span.quote;
        }
        done = qMax(done, span.end);
    }
    return result += QByteArrayView(text).sliced(done);
}

} // namespace nephoscope
