// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "inventory/tablecolumns.h"

namespace nephoscope {

/// What is typed into a filter box, as a condition. Text: a piece of it; "!x" without it; "/x/" a regular expression;
/// "=a|b" one of these words exactly. Numbers: "4", ">=4", "<8 GB", "2..8 GB". Times: "2024-03-01", ">2024-03",
/// "2024-01..2024-03", "<7d" (in the last seven days), ">1h" (longer ago than an hour).
/// Nothing where the text is empty; Invalid says what is wrong.
Result<std::optional<ColumnTest>> columnTest(const TableColumn &column, const QString &text, const QDateTime &now);
/// The search box: "!x" without it, "/x/" a regular expression.
TextTest textTest(const QString &text);
/// How such a box is to be filled, in a few words.
QString filterHelp(const TableColumn &column);

} // namespace nephoscope
