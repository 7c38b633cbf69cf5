// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "schema/propertytype.h"

#include <QString>
#include <QStringList>
#include <optional>

namespace nephoscope {

/// How much of what: type Size (amount in bytes), Frequency (hertz) or Duration (seconds).
class Measure {
public:
    PropertyType type = PropertyType::Text;
    double amount = 0;

    /// "GB", "byte * 2^20", "MHz", "hertz * 10^6", "s", "MINUTES" ...; nothing where the unit is none of these.
    static std::optional<Measure> of(double number, const QString &unit);
};

/// The unit that a member's name ends in: "memoryMB" → "MB", "cpuUsedMhz" → "MHz", "StorageLeaseInSeconds" → "s"; empty
/// where it ends in none.
QString unitInName(const QString &name);

/// {"size": 100.0, "unit": "GB"} and {"length": 5, "unit": "MINUTES"} as one value; nothing for other objects.
class MeasureObject {
public:
    QString number; ///< as written
    QString unit;
    std::optional<Measure> measure;

    static std::optional<MeasureObject> read(const Node &object);
    /// True where objects of such fields are a size: a number and its unit.
    static bool isSize(const QStringList &fields);
};

/// The unit that an XML element's siblings give it: <Units> of capacities, VirtualQuantityUnits and AllocationUnits of
/// virtual hardware. Empty where there is none.
QString unitBeside(const Node &element);

} // namespace nephoscope
