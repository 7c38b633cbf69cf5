// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nephoscope {

/// Words for people made from the services' own names, for everything that no catalogue lists. Pure functions.

/// "fooBarBaz" → "Foo bar baz", "orgVdcNetwork" → "Org VDC network", "POWERED_ON" → "Powered on", "ipAddress" →
/// "IP address". Text that has blanks already stays as it is.
QString readableWords(const QString &name);
/// The label of a property by the last step of its path, without the unit its name ends in: "memoryMB" → "Memory",
/// "NetworkConnection[2]/@needsCustomization" → "Needs customization".
QString propertyWords(const QString &path);
/// "Virtual machine" → "Virtual machines", "Policy" → "Policies", "Access" → "Access".
QString pluralWords(const QString &singular);
/// A state's word as read aloud: "POWERED_ON" → "Powered on"; words in mixed case stay.
QString readableState(const QString &word);

} // namespace nephoscope
