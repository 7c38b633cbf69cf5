// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/measure.h"

#include <QHash>
#include <QRegularExpression>

namespace nephoscope {

std::optional<Measure> Measure::of(double number, const QString &unit)
{
    static const QHash<QString, double> hertz = {{QStringLiteral("hz"), 1.0}, {QStringLiteral("khz"), 1e3},
        {QStringLiteral("mhz"), 1e6}, {QStringLiteral("ghz"), 1e9}, {QStringLiteral("hertz * 10^6"), 1e6}};
    static const QHash<QString, double> seconds = {{QStringLiteral("ms"), 1e-3}, {QStringLiteral("milliseconds"), 1e-3},
        {QStringLiteral("s"), 1.0}, {QStringLiteral("seconds"), 1.0}, {QStringLiteral("min"), 60.0},
        {QStringLiteral("minutes"), 60.0}, {QStringLiteral("h"), 3600.0}, {QStringLiteral("hours"), 3600.0},
        {QStringLiteral("d"), 86400.0}, {QStringLiteral("days"), 86400.0}, {QStringLiteral("nanoseconds"), 1e-9},
        {QStringLiteral("microseconds"), 1e-6}};
    Measure result;
    const QString lower = unit.toLower();
    if (const auto found = hertz.constFind(lower); found != hertz.constEnd()) {
        result.type = PropertyType::Frequency;
        result.amount = number * *found;
    } else if (const auto second = seconds.constFind(lower); second != seconds.constEnd()) {
        result.type = PropertyType::Duration;
        result.amount = number * *second;
    } else if (const double bytes = bytesPerUnit(unit); bytes > 0) {
        result.type = PropertyType::Size;
        result.amount = number * bytes;
    } else {
        return std::nullopt;
    }
    return result;
}

QString unitInName(const QString &name)
{
    static const QRegularExpression suffix(
        QStringLiteral("(?<=[a-z])(?:In)?(Seconds|Minutes|Days|Mhz|MHz|MB|Mb|KB|Kb|GB|Gb|TB|B)$"));
    const QString unit = suffix.match(name).captured(1);
    if (unit == QLatin1String("Seconds"))
        return QStringLiteral("s");
    if (unit == QLatin1String("Minutes"))
        return QStringLiteral("min");
    if (unit == QLatin1String("Days"))
        return QStringLiteral("d");
    if (unit == QLatin1String("Mhz"))
        return QStringLiteral("MHz");
    return unit.endsWith(QLatin1Char('b')) ? unit.toUpper() : unit;
}

bool MeasureObject::isSize(const QStringList &fields)
{
    return fields.size() == 2 && fields.contains(QLatin1String("size")) && fields.contains(QLatin1String("unit"));
}

std::optional<MeasureObject> MeasureObject::read(const Node &object)
{
    if (object.kind() != Node::Kind::Object)
        return std::nullopt;
    const QList<Node> members = object.children();
    if (members.size() != 2)
        return std::nullopt;
    const Node unit = object.child(QStringLiteral("unit"));
    Node number = object.child(QStringLiteral("size"));
    if (number.isNull())
        number = object.child(QStringLiteral("length"));
    bool isNumber = false;
    const double amount = number.text().toDouble(&isNumber);
    if (unit.kind() != Node::Kind::String || !isNumber)
        return std::nullopt;
    MeasureObject result;
    result.number = number.text();
    result.unit = unit.text();
    result.measure = Measure::of(amount, result.unit);
    return result;
}

QString unitBeside(const Node &element)
{
    if (element.kind() != Node::Kind::Element)
        return {};
    const Node parent = element.parent();
    if (element.name() == QLatin1String("VirtualQuantity")) {
        const QString own = parent.child(QStringLiteral("VirtualQuantityUnits")).text();
        const QString allocation = parent.child(QStringLiteral("AllocationUnits")).text();
        return !own.isEmpty() ? own : allocation.startsWith(QLatin1String("byte")) ? allocation : QString();
    }
    return parent.child(QStringLiteral("Units")).text();
}

} // namespace nephoscope
