// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nephoscope {

/// A server's text with what would hide in it made visible: control characters as their pictures, marks of direction
/// and of no width as their numbers ("[U+202E]"), so that no name looks like another one. Line breaks and tabs stay,
/// and joiners between letters that need them.
QString visibleText(const QString &text);

} // namespace nephoscope
