// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace nephoscope {

/// What a value means, as far as it shows. Decides how it is displayed and, later, which editor it gets.
enum class PropertyType {
    Text,
    MultiLine,
    Integer,
    Decimal,
    Boolean,
    Size,
    Frequency,
    Duration,
    Percent,
    Time,
    Enumeration,
    Reference, ///< leads to another resource
    Identifier,
    Address, ///< IP or MAC address
    Url,
    Secret,
    Group,
    List,
    Nothing
};

/// "Size" → PropertyType::Size; Text for anything unknown.
PropertyType propertyTypeNamed(const QString &name);

/// True for names of numbers that count nothing and name something: a version, a port, an index ("vmToolsVersion",
/// "vlanId", "majorErrorCode").
bool isNumberedName(const QString &name);

/// The type that a value seems to have by its look and its member's name alone, where neither schema nor catalogue
/// says: ISO 8601 times (with and without colon in the offset), true/false, integers, decimals, URNs and UUIDs,
/// addresses, URLs, secrets by name.
PropertyType guessedType(const QString &name, const QString &text);

/// ISO 8601 with or without milliseconds and with "+01:00", "+0100" or "Z"; invalid where the text is none.
QDateTime timeFromText(const QString &text);

/// Bytes in one of the units the services use: B, Byte, kB, KB, KiB, MB, GB, TB, "byte * 2^20"; 0 where unknown. All
/// are 1024-based.
double bytesPerUnit(const QString &unit);

} // namespace nephoscope
