// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/taskstate.h"

#include <QJsonObject>

namespace nephoscope {

/// A task as JSON, steps included, and back. Errors have no secrets, so the text has none.
QJsonObject taskContent(const TaskState &task);
TaskState taskFrom(const QJsonObject &content);
/// What makes two states one task: the path of its address, else its id.
QString taskIdentity(const TaskState &task);

} // namespace nephoscope
