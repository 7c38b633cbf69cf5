// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRandomGenerator>

namespace nephoscope {

/// JSON nested up to `depth` with all kinds of tokens, and names that paths must escape or that occur twice.
QByteArray randomJson(QRandomGenerator *random, int depth);
/// XML, `depth` 4 for the root: prefixes bound anew, comments, blanks, nil, character data, mixed with text.
QByteArray randomXml(QRandomGenerator *random, int depth);

} // namespace nephoscope
