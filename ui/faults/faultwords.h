// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "platform/taskstate.h"

#include <QColor>
#include <QStringList>

namespace nephoscope {

/// The drawing and the colour that stand for a fault: what waits and what asks is no failure.
QString glyphOf(const Error &error);
QColor hueOf(const Error &error);
/// "The server says: …"; the console's own words without that; at most a few lines.
QString saidWords(const Error &error);
/// "Create aggregate by ada is under way since 2:13 min."
QString blockerWords(const TaskState &task, const QDateTime &now);
QString nameOf(const Ref &object);

} // namespace nephoscope
