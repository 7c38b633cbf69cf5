// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/reply.h"
#include "platform/access.h"
#include "platform/cloudmanager/callmap.h"
#include "platform/lostwrite.h"

namespace nephoscope::cloudmanager {

/// What became of writes that ended without an answer. Witnesses: the audit, which has every change that the connector
/// took (by request id, action, object, user and time), then the object itself.
class Losses {
public:
    explicit Losses(const CallMap &map)
        : m_map(map)
    {
    }

    /// The object, where there is one to ask for; the audit is asked for by whoever knows its address.
    QList<Request> evidence(const LostWrite &lost) const;
    /// `audit`: the groups begun since, newest first; nothing where it could not be read.
    Verdict verdict(const LostWrite &lost, const std::optional<QList<TaskState>> &audit,
        const std::optional<Result<Reply>> &object, const Access &access) const;

    /// The running work that the words of a refusal name, on the same working environment.
    static std::optional<TaskState> blocking(const Error &error, const Ref &object, const QList<TaskState> &running);

private:
    bool isAsked(const TaskState &group, const LostWrite &lost) const;
    bool mayBe(const TaskState &group, const LostWrite &lost) const;
    bool isAudited(const LostWrite &lost) const;
    Verdict shown(const LostWrite &lost, const std::optional<Result<Reply>> &object) const;

    const CallMap &m_map;
};

} // namespace nephoscope::cloudmanager
