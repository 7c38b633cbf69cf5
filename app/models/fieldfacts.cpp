// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fieldfacts.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

namespace nephoscope {

namespace {

bool isHost(const QString &text)
{
    static const QRegularExpression four(QStringLiteral("^\\d{1,3}(\\.\\d{1,3}){3}$"));
    if (!text.contains(QLatin1Char(':')) && !four.match(text).hasMatch())
        return false; // "1" and "10.2" are addresses to the resolver only
    return !QHostAddress(text).isNull();
}

bool isHostName(const QString &text)
{
    static const QRegularExpression name(QStringLiteral(
        "^(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\\.?$"));
    return name.match(text).hasMatch();
}

FieldFault numberFault(const FieldFacts &facts, const QString &text)
{
    if (facts.unlimited.contains(text))
        return FieldFault::None;
    const QString number = facts.hasOwnUnit ? text.section(QLatin1Char(' '), 0, 0) : text;
    bool isNumber = false;
    const double amount = number.toDouble(&isNumber);
    if (!isNumber)
        return FieldFault::NoNumber;
    const bool isFraction = number.contains(QLatin1Char('.')) || number.contains(QLatin1Char('e'), Qt::CaseInsensitive);
    if ((facts.isWhole || facts.type == PropertyType::Integer) && isFraction)
        return FieldFault::NotWhole;
    if (facts.least && amount < *facts.least)
        return FieldFault::TooSmall;
    return facts.most && amount > *facts.most ? FieldFault::TooLarge : FieldFault::None;
}

/// A number of the unit, or ISO 8601 ("PT1H30M").
FieldFault durationFault(const FieldFacts &facts, const QString &text)
{
    static const QRegularExpression iso(
        QStringLiteral("^-?P(?!$)(\\d+Y)?(\\d+M)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?$"));
    if (iso.match(text).hasMatch())
        return FieldFault::None;
    const FieldFault fault = numberFault(facts, text);
    return fault == FieldFault::NoNumber ? FieldFault::NoDuration : fault;
}

bool isTime(const QString &text)
{
    bool isNumber = false;
    text.toLongLong(&isNumber); // seconds or milliseconds since 1970
    return isNumber || timeFromText(text).isValid();
}

/// What is written as a number, as true or false is one; everything else is text.
Value anyValue(const QString &text)
{
    static const QRegularExpression number(QStringLiteral("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"));
    if (number.match(text).hasMatch())
        return Value::number(text);
    if (text == QLatin1String("true") || text == QLatin1String("false"))
        return Value::boolean(text == QLatin1String("true"));
    return Value::text(text);
}

} // namespace

Value FieldFacts::value(const QString &text) const
{
    if (isAny && !isXml)
        return anyValue(text);
    if (isXml || token == Value::Kind::Text)
        return Value::text(text);
    if (token == Value::Kind::Boolean)
        return Value::boolean(text == QLatin1String("true") || text == QLatin1String("1"));
    bool isNumber = false;
    text.toDouble(&isNumber);
    return isNumber ? Value::number(text) : text.isEmpty() ? Value() : Value::text(text);
}

bool isAddress(const QString &text)
{
    static const QRegularExpression mac(QStringLiteral("^[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}$"));
    if (isHost(text) || mac.match(text).hasMatch())
        return true;
    if (const qsizetype slash = text.indexOf(QLatin1Char('/')); slash > 0)
        return isHost(text.left(slash)) && QHostAddress::parseSubnet(text).second >= 0;
    const qsizetype dash = text.indexOf(QLatin1Char('-'));
    return dash > 0 && isHost(text.left(dash).trimmed()) && isHost(text.mid(dash + 1).trimmed());
}

FieldFault faultOf(const FieldFacts &facts, const QString &text)
{
    if (text.isEmpty())
        return facts.isRequired ? FieldFault::Missing : FieldFault::None;
    if (!facts.choices.isEmpty() && !facts.isPlainList && !facts.isOpen)
        return facts.choices.contains(text) ? FieldFault::None : FieldFault::NoChoice;
    const bool isMeasured = facts.type != PropertyType::Time && facts.type != PropertyType::Address;
    if (facts.isOpen && facts.token == Value::Kind::Text && !facts.hasOwnUnit && isMeasured)
        return FieldFault::None; // the service takes any text; what it usually means is no reason to refuse others
    switch (facts.type) {
    case PropertyType::Integer:
    case PropertyType::Decimal:
    case PropertyType::Size:
    case PropertyType::Frequency:
    case PropertyType::Percent:
        return numberFault(facts, text);
    case PropertyType::Duration:
        return durationFault(facts, text);
    case PropertyType::Time:
        return isTime(text) ? FieldFault::None : FieldFault::NoTime;
    case PropertyType::Address:
        return facts.isPlainList || isAddress(text) || (facts.isOpen && isHostName(text)) ? FieldFault::None
                                                                                          : FieldFault::NoAddress;
    case PropertyType::Url:
        return QUrl(text, QUrl::StrictMode).isValid() ? FieldFault::None : FieldFault::NoUrl;
    default:
        return FieldFault::None;
    }
}

} // namespace nephoscope
