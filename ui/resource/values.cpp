// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/values.h"

#include "shell/visibletext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <array>
#include <cmath>

namespace nephoscope {

namespace {

class Values {
    Q_DECLARE_TR_FUNCTIONS(Values)
};

const QChar thinSpace(0x2009);

/// At most three figures that matter: 1.5, 16, 402.5; no zeros at the end.
QString shortNumber(double number)
{
    const int decimals = std::abs(number) >= 100 ? 1 : 2;
    QString text = QString::number(number, 'f', decimals);
    if (text.contains(QLatin1Char('.'))) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(QLatin1Char('.')))
            text.chop(1);
    }
    return groupedDigits(text);
}

QString scaled(double amount, double step, std::initializer_list<const char *> units)
{
    auto unit = units.begin();
    while (std::abs(amount) >= step && unit + 1 != units.end()) {
        amount /= step;
        ++unit;
    }
    return shortNumber(amount) + QLatin1Char(' ') + QLatin1String(*unit);
}

} // namespace

QString ShownValue::words(const QDateTime &now) const
{
    if (isSecret)
        return QString(8, QChar(0x2022));
    if (isNil)
        return Values::tr("not set");
    switch (type) {
    case PropertyType::Size:
        return amount ? sizeWords(*amount) : text;
    case PropertyType::Frequency:
        return amount ? frequencyWords(*amount) : text;
    case PropertyType::Duration:
        return amount ? durationWords(*amount) : text;
    case PropertyType::Percent:
        return Values::tr("%1 %").arg(text);
    case PropertyType::Integer:
    case PropertyType::Decimal:
        return groupedDigits(text);
    case PropertyType::Boolean:
        return isYes() ? Values::tr("Yes") : Values::tr("No");
    case PropertyType::Time:
        return time.isValid()
            ? Values::tr("%1 \u00b7 %2", "time, then how long ago")
                  .arg(QLocale().toString(time.toLocalTime(), QLocale::ShortFormat), relativeWords(time, now))
            : text;
    default:
        return oneLine(text);
    }
}

QString ShownValue::exactly() const
{
    if (isSecret)
        return Values::tr("A secret: it is never shown.");
    switch (type) {
    case PropertyType::Size:
        return amount ? Values::tr("%1 bytes").arg(groupedDigits(QString::number(*amount, 'f', 0))) : QString();
    case PropertyType::Frequency:
        return amount ? Values::tr("%1 Hz").arg(groupedDigits(QString::number(*amount, 'f', 0))) : QString();
    case PropertyType::Duration:
        return amount ? Values::tr("%1 seconds").arg(groupedDigits(QString::number(*amount, 'g', 12))) : QString();
    case PropertyType::Time:
        if (!time.isValid())
            return {};
        return Values::tr("%1 %2\nAs the server wrote it: %3")
            .arg(QLocale().toString(time.toLocalTime(), QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")),
                time.toLocalTime().timeZoneAbbreviation(), text);
    case PropertyType::Integer:
    case PropertyType::Decimal:
    case PropertyType::Percent:
    case PropertyType::Boolean:
        return {};
    default:
        return text;
    }
}

bool ShownValue::isYes() const
{
    return text.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0 || text == QLatin1String("1");
}

QString sizeWords(double bytes) { return scaled(bytes, 1024, {"B", "kB", "MB", "GB", "TB", "PB", "EB"}); }

QString frequencyWords(double hertz) { return scaled(hertz, 1000, {"Hz", "kHz", "MHz", "GHz", "THz"}); }

QString durationWords(double seconds)
{
    constexpr int minute = 60;
    constexpr int hour = 60 * minute;
    constexpr int day = 24 * hour;
    if (std::abs(seconds) < minute)
        return std::abs(seconds) < 1 && seconds != 0 ? Values::tr("%1 ms").arg(shortNumber(seconds * 1000))
                                                     : Values::tr("%1 s").arg(shortNumber(seconds));
    const auto whole = qint64(std::llround(seconds));
    if (whole % day == 0)
        return whole == day ? Values::tr("1 day")
                            : Values::tr("%1 days").arg(groupedDigits(QString::number(whole / day)));
    const auto twoDigits = [](qint64 number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    if (whole < hour)
        return Values::tr("%1:%2 min").arg(whole / minute).arg(twoDigits(whole % minute));
    if (whole < 2 * day)
        return Values::tr("%1:%2:%3 h")
            .arg(whole / hour)
            .arg(twoDigits(whole % hour / minute), twoDigits(whole % minute));
    return Values::tr("%1 days").arg(shortNumber(double(whole) / day));
}

QString relativeWords(const QDateTime &time, const QDateTime &now)
{
    const qint64 seconds = time.secsTo(now);
    const qint64 distance = std::abs(seconds);
    if (distance < 2)
        return Values::tr("just now");
    struct Step {
        qint64 below;
        qint64 unit;
        const char *past;
        const char *future;
    };
    static const std::array steps = {
        Step{90, 1, QT_TRANSLATE_NOOP("Values", "%n s ago"), QT_TRANSLATE_NOOP("Values", "in %n s")},
        Step{90 * 60, 60, QT_TRANSLATE_NOOP("Values", "%n min ago"), QT_TRANSLATE_NOOP("Values", "in %n min")},
        Step{36 * 3600, 3600, QT_TRANSLATE_NOOP("Values", "%n h ago"), QT_TRANSLATE_NOOP("Values", "in %n h")},
        Step{60 * 86400, 86400, QT_TRANSLATE_NOOP("Values", "%n days ago"), QT_TRANSLATE_NOOP("Values", "in %n days")},
        Step{730 * 86400LL, 30 * 86400LL, QT_TRANSLATE_NOOP("Values", "%n months ago"),
            QT_TRANSLATE_NOOP("Values", "in %n months")},
        Step{std::numeric_limits<qint64>::max(), 365 * 86400LL, QT_TRANSLATE_NOOP("Values", "%n years ago"),
            QT_TRANSLATE_NOOP("Values", "in %n years")}};
    for (const Step &step : steps)
        if (distance < step.below)
            return Values::tr(seconds > 0 ? step.past : step.future, nullptr, int(distance / step.unit));
    return {};
}

QString groupedDigits(const QString &number)
{
    static const QRegularExpression plain(QStringLiteral("^[+-]?\\d+(\\.\\d+)?$"));
    if (!plain.match(number).hasMatch())
        return number;
    QString result = number;
    const qsizetype point = result.indexOf(QLatin1Char('.'));
    const qsizetype first = result.at(0).isDigit() ? 0 : 1;
    const qsizetype end = point < 0 ? result.size() : point;
    if (end - first <= 4)
        return result;
    for (qsizetype place = end - 3; place > first; place -= 3)
        result.insert(place, thinSpace);
    return result;
}

QString plainToolTip(const QString &text)
{
    constexpr qsizetype longest = 4000;
    const QString shown = visibleText(text.size() > longest ? text.left(longest) + QChar(0x2026) : text);
    if (shown.isEmpty())
        return {};
    return QStringLiteral("<div style=\"white-space: pre-wrap\">%1</div>").arg(shown.toHtmlEscaped());
}

QString oneLine(const QString &text, int length)
{
    const QString line = visibleText(text.left(4 * qsizetype(length))).simplified();
    return line.size() > length || text.size() > 4 * qsizetype(length) ? line.left(length - 1) + QChar(0x2026) : line;
}

} // namespace nephoscope
