// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/propertytype.h"

#include "base/redaction.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QTimeZone>
#include <array>
#include <cmath>
#include <utility>

namespace nephoscope {
namespace {

bool matches(const QString &text, const QRegularExpression &pattern) { return pattern.match(text).hasMatch(); }

bool isIdentifier(const QString &text)
{
    static const QRegularExpression uuid(QStringLiteral(
        "^(urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:\\S+|\\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\\}?)$"));
    return matches(text, uuid);
}

/// IPv4, IPv6 (both with or without "/prefix") and MAC addresses.
bool isAddress(const QString &text)
{
    static const QRegularExpression mac(QStringLiteral("^[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(\\1[0-9A-Fa-f]{2}){4}$"));
    static const QRegularExpression ip(
        QStringLiteral("^(?<host>(\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)(/\\d{1,3})?$"));
    if (matches(text, mac))
        return true;
    const QRegularExpressionMatch match = ip.match(text);
    return match.hasMatch() && QHostAddress().setAddress(match.captured(QStringLiteral("host")));
}

bool isUrl(const QString &text)
{
    static const QRegularExpression url(QStringLiteral("^[A-Za-z][A-Za-z0-9+.-]*://\\S+$"));
    return matches(text, url);
}

/// Milliseconds since 1970, between 2001 and 2033, of what is called a time.
bool isInstant(const QString &name, const QString &text)
{
    static const QRegularExpression time(
        QStringLiteral("(time|date|timestamp|created|modified|updated|expires|expiration)$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression milliseconds(QStringLiteral("^1\\d{12}$"));
    return matches(text, milliseconds) && matches(name, time);
}

PropertyType numberType(const QString &name, const QString &text)
{
    static const QRegularExpression integer(QStringLiteral("^-?(0|[1-9]\\d*)$"));
    static const QRegularExpression decimal(QStringLiteral("^-?\\d+(\\.\\d+([eE][+-]?\\d+)?|[eE][+-]?\\d+)$"));
    const bool mayBeNumber = !text.isEmpty() && (text.at(0).isDigit() || text.at(0) == u'-');
    if (!mayBeNumber || isNumberedName(name)) // 5.10 is not 5.1
        return PropertyType::Text;
    if (matches(text, integer))
        return PropertyType::Integer;
    return matches(text, decimal) ? PropertyType::Decimal : PropertyType::Text;
}

} // namespace

bool isNumberedName(const QString &name)
{
    static const QRegularExpression last(QStringLiteral(
        "(^(id|port|vlan|code|year|index|build|serial)|Id|ID|Port|Vlan|VLAN|Code|Year|Index|Build|Serial)$"));
    return name.contains(QLatin1String("version"), Qt::CaseInsensitive) || matches(name, last);
}

PropertyType propertyTypeNamed(const QString &name)
{
    static constexpr std::array<std::pair<QLatin1String, PropertyType>, 18> names{{
        {QLatin1String("MultiLine"), PropertyType::MultiLine},
        {QLatin1String("Integer"), PropertyType::Integer},
        {QLatin1String("Decimal"), PropertyType::Decimal},
        {QLatin1String("Boolean"), PropertyType::Boolean},
        {QLatin1String("Size"), PropertyType::Size},
        {QLatin1String("Frequency"), PropertyType::Frequency},
        {QLatin1String("Duration"), PropertyType::Duration},
        {QLatin1String("Percent"), PropertyType::Percent},
        {QLatin1String("Time"), PropertyType::Time},
        {QLatin1String("Enumeration"), PropertyType::Enumeration},
        {QLatin1String("Reference"), PropertyType::Reference},
        {QLatin1String("Identifier"), PropertyType::Identifier},
        {QLatin1String("Address"), PropertyType::Address},
        {QLatin1String("Url"), PropertyType::Url},
        {QLatin1String("Secret"), PropertyType::Secret},
        {QLatin1String("Group"), PropertyType::Group},
        {QLatin1String("List"), PropertyType::List},
        {QLatin1String("Nothing"), PropertyType::Nothing},
    }};
    for (const auto &[known, type] : names) {
        if (name == known)
            return type;
    }
    return PropertyType::Text;
}

PropertyType guessedType(const QString &name, const QString &text)
{
    if (isSecretName(name))
        return PropertyType::Secret;
    if (text.contains(u'\n'))
        return PropertyType::MultiLine;
    if (text == QLatin1String("true") || text == QLatin1String("false"))
        return PropertyType::Boolean;
    if (timeFromText(text).isValid() || isInstant(name, text))
        return PropertyType::Time;
    if (isIdentifier(text))
        return PropertyType::Identifier;
    if (isAddress(text))
        return PropertyType::Address;
    if (isUrl(text))
        return PropertyType::Url;
    return numberType(name, text);
}

QDateTime timeFromText(const QString &text)
{
    constexpr qsizetype shortest = 17; // 2026-01-31T12:00Z
    if (text.size() < shortest || !text.at(0).isDigit()) // nearly all texts, and patterns cost
        return {};
    static const QRegularExpression pattern(
        QStringLiteral("^(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?"
                       "(Z|([+-])(\\d\\d)(?::?(\\d\\d))?)$"));
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    const auto part = [&match](int index) { return match.captured(index).toInt(); };
    const int milliseconds = match.captured(7).leftJustified(3, u'0', true).toInt();
    const QDate date(part(1), part(2), part(3));
    const QTime time(part(4), part(5), part(6), milliseconds);
    const int minutes = 60 * part(10) + part(11);
    if (!date.isValid() || !time.isValid() || minutes > 14 * 60 || part(11) > 59)
        return {};
    if (match.captured(8) == QLatin1String("Z"))
        return QDateTime(date, time, Qt::UTC);
    const int seconds = match.captured(9) == QLatin1String("-") ? -60 * minutes : 60 * minutes;
    return QDateTime(date, time, Qt::OffsetFromUTC, seconds);
}

double bytesPerUnit(const QString &unit)
{
    // DSP0004, annex C: "byte * 2^20", "byte*10^6"; nothing but bytes is a size.
    static const QRegularExpression programmatic(QStringLiteral("^bytes?\\s*\\*\\s*(2|10)\\s*\\^\\s*(\\d{1,2})$"));
    if (const QRegularExpressionMatch match = programmatic.match(unit); match.hasMatch())
        return std::pow(match.captured(1).toDouble(), match.captured(2).toDouble());
    static const QRegularExpression plain(QStringLiteral("^(?:([kmgtp])i?b|(kilo|mega|giga|tera|peta)bytes?)$"),
        QRegularExpression::CaseInsensitiveOption);
    if (const QRegularExpressionMatch match = plain.match(unit); match.hasMatch()) {
        const QString prefix = match.captured(1) + match.captured(2);
        return std::pow(1024, QStringLiteral("kmgtp").indexOf(prefix.at(0), 0, Qt::CaseInsensitive) + 1);
    }
    const bool bytes = unit == QLatin1String("B") || unit.compare(QLatin1String("byte"), Qt::CaseInsensitive) == 0
        || unit.compare(QLatin1String("bytes"), Qt::CaseInsensitive) == 0;
    return bytes ? 1 : 0;
}

} // namespace nephoscope
