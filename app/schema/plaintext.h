// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nephoscope {

/// What a description says, for people: tags taken out (each stands for a blank), entities decoded once, white space
/// simplified, longer than `most` characters cut off with "…". Never to be shown as rich text all the same.
QString plainText(const QString &html, qsizetype most = 2000);

} // namespace nephoscope
