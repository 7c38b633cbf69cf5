// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/cellvalue.h"

#include <QString>
#include <algorithm>
#include <bit>
#include <charconv>
#include <string>

namespace nephoscope {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// "Ärger" → "arger": letters of other alphabets stay what they are.
std::string plainLetters(std::string_view text)
{
    const QString decomposed =
        QString::fromUtf8(text.data(), qsizetype(text.size())).normalized(QString::NormalizationForm_KD).toCaseFolded();
    QString plain;
    for (const QChar c : decomposed)
        if (c.category() != QChar::Mark_NonSpacing)
            plain += c;
    return plain.toStdString();
}

/// Gives the bytes that a text is ordered by, one after the other: letters in lower case; a run of digits as its length
/// and its digits, without leading zeros.
class NaturalBytes {
public:
    explicit NaturalBytes(std::string_view text)
        : m_text(text)
    {
    }

    /// 0 at the end.
    unsigned char next()
    {
        if (m_at >= m_text.size())
            return 0;
        const char c = m_text[m_at];
        if (!isDigit(c)) {
            ++m_at;
            m_inNumber = false;
            return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        }
        if (m_inNumber) {
            ++m_at;
            return static_cast<unsigned char>(c);
        }
        m_inNumber = true;
        size_t end = m_at;
        while (end < m_text.size() && isDigit(m_text[end]))
            ++end;
        while (m_at + 1 < end && m_text[m_at] == '0')
            ++m_at;
        constexpr size_t longest = 0x2F;
        return static_cast<unsigned char>(0x30 + std::min(end - m_at, longest));
    }

private:
    std::string_view m_text;
    size_t m_at = 0;
    bool m_inNumber = false;
};

quint64 packed(NaturalBytes &bytes)
{
    quint64 value = 0;
    for (int each = 0; each < 8; ++each)
        value = (value << 8) | bytes.next();
    return value;
}

SortKey keyOf(std::string_view text)
{
    NaturalBytes bytes(text);
    SortKey key;
    key.high = packed(bytes);
    key.low = packed(bytes);
    return key;
}

int compared(std::string_view a, std::string_view b)
{
    NaturalBytes left(a);
    NaturalBytes right(b);
    for (;;) {
        const unsigned char one = left.next();
        const unsigned char other = right.next();
        if (one != other)
            return one < other ? -1 : 1;
        if (one == 0)
            return 0;
    }
}

/// Days since 1970 of a date in the Gregorian calendar (H. Hinnant's formula).
qint64 daysOf(int year, int month, int day)
{
    year -= month <= 2 ? 1 : 0;
    const int era = (year >= 0 ? year : year - 399) / 400;
    const int ofEra = year - era * 400;
    const int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int day400 = ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear;
    return qint64(era) * 146097 + day400 - 719468;
}

class TimeText {
public:
    explicit TimeText(std::string_view text)
        : m_text(text)
    {
    }
    bool number(size_t digits, int &value)
    {
        if (m_text.size() < digits)
            return false;
        const auto [end, error] = std::from_chars(m_text.data(), m_text.data() + digits, value);
        if (error != std::errc() || end != m_text.data() + digits || m_text[0] == '-')
            return false;
        m_text.remove_prefix(digits);
        return true;
    }
    bool mark(char c)
    {
        if (m_text.empty() || m_text[0] != c)
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    int fraction()
    {
        int milliseconds = 0;
        int weight = 100;
        while (!m_text.empty() && isDigit(m_text[0])) {
            milliseconds += (m_text[0] - '0') * weight;
            weight /= 10;
            m_text.remove_prefix(1);
        }
        return milliseconds;
    }
    bool isAtEnd() const { return m_text.empty(); }

private:
    std::string_view m_text;
};

} // namespace

std::optional<double> numberIn(std::string_view text)
{
    if (text.empty() || !(isDigit(text[0]) || text[0] == '-' || text[0] == '.'))
        return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<qint64> timeIn(std::string_view text)
{
    TimeText rest(text);
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milliseconds = 0;
    if (!rest.number(4, year) || !rest.mark('-') || !rest.number(2, month) || !rest.mark('-') || !rest.number(2, day)
        || month < 1 || month > 12 || day < 1 || day > 31)
        return std::nullopt;
    int offset = 0;
    if (!rest.isAtEnd()) {
        if (!rest.mark('T') || !rest.number(2, hour) || !rest.mark(':') || !rest.number(2, minute))
            return std::nullopt;
        if (rest.mark(':') && !rest.number(2, second))
            return std::nullopt;
        if (rest.mark('.'))
            milliseconds = rest.fraction();
        const bool isWest = !rest.mark('Z') && rest.mark('-');
        int hours = 0, minutes = 0;
        if (isWest || rest.mark('+')) {
            if (!rest.number(2, hours) || (rest.mark(':'), !rest.number(2, minutes)))
                return std::nullopt;
            offset = (hours * 60 + minutes) * (isWest ? -1 : 1);
        }
        if (!rest.isAtEnd())
            return std::nullopt;
    }
    const qint64 minutesInAll = (daysOf(year, month, day) * 24 + hour) * 60 + minute - offset;
    return (minutesInAll * 60 + second) * 1000 + milliseconds;
}

SortKey SortKey::natural(std::string_view text) { return isAscii(text) ? keyOf(text) : keyOf(plainLetters(text)); }

SortKey SortKey::number(std::optional<double> value, std::string_view text)
{
    if (!value) {
        SortKey key = natural(text);
        key.low = key.high;
        key.high = ~quint64(0);
        return key;
    }
    const auto bits = std::bit_cast<quint64>(*value == 0 ? 0.0 : *value);
    constexpr quint64 sign = quint64(1) << 63;
    SortKey key;
    key.high = (bits & sign) ? ~bits : bits | sign;
    return key;
}

int naturalCompare(std::string_view a, std::string_view b)
{
    const int order = isAscii(a) && isAscii(b) ? compared(a, b) : compared(plainLetters(a), plainLetters(b));
    return order != 0 ? order : a.compare(b);
}

} // namespace nephoscope
