// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/filtertext.h"

#include "models/measure.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

namespace nephoscope {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("FilterText", text); }

struct Bounds {
    std::optional<double> from;
    std::optional<double> to;
};

/// "4", "16 GB": in the column's own unit.
std::optional<Bounds> numberOf(const TableColumn &column, const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(-?\\d+(?:[.,]\\d+)?)\\s*([^\\d\\s].*)?$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    double number = match.captured(1).replace(QLatin1Char(','), QLatin1Char('.')).toDouble();
    const QString unit = match.captured(2).trimmed();
    if (!unit.isEmpty()) {
        const auto typed = Measure::of(number, unit);
        const auto own = Measure::of(1, column.unit.isEmpty() ? QStringLiteral("B") : column.unit);
        if (!typed || !own || typed->type != own->type)
            return std::nullopt;
        number = typed->amount / own->amount;
    }
    return Bounds{number, number};
}

double milliseconds(const QDateTime &time) { return double(time.toMSecsSinceEpoch()); }

/// "2024", "2024-03", "2024-03-01", "2024-03-01T10:00": from its beginning to its end.
std::optional<Bounds> timeOf(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{4})(?:-(\\d\\d?))?(?:-(\\d\\d?))?$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch()) {
        const QDateTime time = timeFromText(text);
        return time.isValid() ? std::optional(Bounds{milliseconds(time), milliseconds(time) + 59'999}) : std::nullopt;
    }
    const bool hasMonth = match.capturedLength(2) > 0;
    const bool hasDay = match.capturedLength(3) > 0;
    const QDate first(
        match.captured(1).toInt(), hasMonth ? match.captured(2).toInt() : 1, hasDay ? match.captured(3).toInt() : 1);
    if (!first.isValid())
        return std::nullopt;
    const QDate next = hasDay ? first.addDays(1) : hasMonth ? first.addMonths(1) : first.addYears(1);
    return Bounds{milliseconds(first.startOfDay()), milliseconds(next.startOfDay()) - 1};
}

/// "7d", "2h", "30m": so long ago; what has more digits is no age.
std::optional<double> ageOf(const QString &text, const QDateTime &now)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,7})\\s*(m|min|h|d|w|y)$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    static const QHash<QString, qint64> seconds{{QStringLiteral("m"), 60}, {QStringLiteral("min"), 60},
        {QStringLiteral("h"), 3600}, {QStringLiteral("d"), 86400}, {QStringLiteral("w"), 604800},
        {QStringLiteral("y"), 31557600}};
    return milliseconds(now.addSecs(-match.captured(1).toLongLong() * seconds.value(match.captured(2))));
}

class RangeText {
public:
    RangeText(const TableColumn &column, const QDateTime &now)
        : m_column(column)
        , m_now(now)
        , m_isTime(column.by == RowSort::By::Time)
    {
    }

    std::optional<Bounds> read(const QString &text) const
    {
        if (const qsizetype dots = text.indexOf(QLatin1String("..")); dots >= 0) {
            const auto low = value(text.left(dots).trimmed(), text.mid(dots + 2).trimmed());
            const auto high = value(text.mid(dots + 2).trimmed(), {});
            const bool isOk =
                (low || text.left(dots).trimmed().isEmpty()) && (high || text.endsWith(QLatin1String("..")));
            return isOk ? std::optional(Bounds{low ? low->from : std::nullopt, high ? high->to : std::nullopt})
                        : std::nullopt;
        }
        static const QRegularExpression pattern(QStringLiteral("^(<=|>=|<|>|=)?\\s*(.+)$"));
        const auto match = pattern.match(text);
        const QString sign = match.captured(1);
        const QString rest = match.captured(2).trimmed();
        if (const auto since = m_isTime ? ageOf(rest, m_now) : std::nullopt)
            return sign.startsWith(QLatin1Char('>')) ? Bounds{std::nullopt, since} : Bounds{since, std::nullopt};
        const auto bounds = value(rest, {});
        if (!bounds)
            return std::nullopt;
        return compared(sign, *bounds);
    }

private:
    static Bounds compared(const QString &sign, const Bounds &bounds)
    {
        constexpr double little = 1e-9;
        const auto below = [](double x) { return x - std::max(std::abs(x), 1.0) * little; };
        const auto above = [](double x) { return x + std::max(std::abs(x), 1.0) * little; };
        if (sign == QLatin1String("<"))
            return {std::nullopt, below(*bounds.from)};
        if (sign == QLatin1String(">"))
            return {above(*bounds.to), std::nullopt};
        if (sign == QLatin1String("<="))
            return {std::nullopt, bounds.to};
        if (sign == QLatin1String(">="))
            return {bounds.from, std::nullopt};
        return bounds;
    }

    /// In a range the unit may stand at the end only: "2..8 GB".
    std::optional<Bounds> value(const QString &text, const QString &end) const
    {
        if (m_isTime)
            return timeOf(text);
        static const QRegularExpression bare(QStringLiteral("^-?[\\d.,]+$"));
        static const QRegularExpression unit(QStringLiteral("[^\\d\\s.,-].*$"));
        const QString borrowed = bare.match(text).hasMatch() ? unit.match(end).captured() : QString();
        return numberOf(m_column, text + borrowed);
    }

    const TableColumn &m_column;
    const QDateTime &m_now;
    bool m_isTime;
};

} // namespace

TextTest textTest(const QString &text)
{
    TextTest test;
    QString rest = text.trimmed();
    if (rest.size() > 1 && rest.startsWith(QLatin1Char('!'))) {
        test.isNegated = true;
        rest.remove(0, 1);
    }
    if (rest.size() > 2 && rest.startsWith(QLatin1Char('/')) && rest.endsWith(QLatin1Char('/'))) {
        test.isExpression = true;
        rest = rest.mid(1, rest.size() - 2);
    }
    test.text = rest;
    return test;
}

Result<std::optional<ColumnTest>> columnTest(const TableColumn &column, const QString &text, const QDateTime &now)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return std::optional<ColumnTest>();
    ColumnTest test;
    test.column = column.member;
    const bool isRange = column.by != RowSort::By::Text;
    QString range = typed;
    if (isRange && range.startsWith(QLatin1Char('!'))) {
        test.isNegated = true;
        range.remove(0, 1);
    }
    if (const auto bounds = isRange ? RangeText(column, now).read(range) : std::nullopt) {
        test.kind = column.by == RowSort::By::Time ? ColumnTest::Kind::Time : ColumnTest::Kind::Number;
        test.least = bounds->from;
        test.most = bounds->to;
        return std::optional(test);
    }
    if (isRange && !typed.startsWith(QLatin1Char('/')) && !typed.startsWith(QLatin1Char('=')))
        return failure(Error::Kind::Invalid, filterHelp(column));
    test.isNegated = false;
    if (typed.startsWith(QLatin1Char('='))) {
        test.kind = ColumnTest::Kind::AnyOf;
        for (const QString &value : typed.mid(1).split(QLatin1Char('|')))
            test.values << value.trimmed();
        return std::optional(test);
    }
    test.text = textTest(typed);
    if (const QString mistake = test.text.mistake(); !mistake.isEmpty())
        return failure(Error::Kind::Invalid, mistake);
    return std::optional(test);
}

QString filterHelp(const TableColumn &column)
{
    if (column.by == RowSort::By::Number)
        return column.unit.isEmpty() ? tr("A number or a range: 4, >=4, 2..8")
                                     : tr("A number or a range, with a unit: >=4 %1, 2..8 %1").arg(column.unit);
    if (column.by == RowSort::By::Time)
        return tr("A time or a range: 2024-03, >=2024-03-01, 2024-01..2024-03, <7d for the last seven days");
    return tr("Text, !text for rows without it, /regular expression/, =word|word for whole words");
}

} // namespace nephoscope
