// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "platform/ref.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QUrl>
#include <optional>

namespace nephoscope {

/// Asynchronous work at a server, as it was last heard of.
class TaskState {
public:
    /// Common words for both services; word() has the service's own.
    enum class Phase { Queued, Running, Succeeded, Failed, Canceled, Aborted, Unknown };

    QUrl href; ///< what is asked for its state
    QString id; ///< the service's own: URN, request id
    QString operation; ///< the service's name of what is done ("vappDeploy", "Create Aggregate")
    QString description; ///< the service's sentence; empty where it has none
    Phase phase = Phase::Unknown;
    QString word; ///< the service's word for the phase ("running", "1")
    std::optional<int> percent;
    Ref object; ///< what it works on
    QString user;
    QString organization;
    QDateTime started; ///< or queued, where it has not
    QDateTime ended;
    std::optional<Error> error;
    QList<TaskState> steps; ///< sub-operations, in order
    QUrl cancelHref; ///< what is POSTed to cancel it; empty where it cannot be
    QString requestId;

    bool isEnded() const { return phase >= Phase::Succeeded && phase != Phase::Unknown; }
    bool isNull() const { return href.isEmpty(); }
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::TaskState)
