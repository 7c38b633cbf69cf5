// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"
#include "platform/resource.h"

#include <QDateTime>
#include <QMetaType>
#include <QSet>
#include <optional>

namespace nephoscope {

/// A write that ended without an answer, and all that is known about it.
class LostWrite {
public:
    Request request; ///< as it was sent
    Resource before; ///< the object as it was read last before that; its document is null where nobody did
    QDateTime sent; ///< by the server's clock, as far as that is known
    QString requestId; ///< the server's, where the head of an answer came; else empty
    QSet<QString> known; ///< ids of the tasks heard of before it was sent: none of them is its work
};

/// What became of such a write.
class Verdict {
public:
    enum class Kind {
        Done, ///< the server took it: what it does may still go on, see task
        NotDone, ///< nothing shows it, where something would
        Unknown ///< nothing that could be asked tells
    };

    Verdict() = default;
    explicit Verdict(Kind kind, QString reason = {})
        : m_kind(kind)
        , m_reason(std::move(reason))
    {
    }

    Kind kind() const { return m_kind; }
    /// What shows it, as a sentence for people.
    const QString &reason() const { return m_reason; }
    /// What was created or changed, where the evidence says so.
    const std::optional<Ref> &object() const { return m_object; }
    /// The work that the write began, where there is one.
    const std::optional<TaskState> &task() const { return m_task; }

    Verdict &withObject(const Ref &object);
    Verdict &withTask(const TaskState &task);

private:
    Kind m_kind = Kind::Unknown;
    QString m_reason;
    std::optional<Ref> m_object;
    std::optional<TaskState> m_task;
};

/// True where the server may have done what that error ended: no answer, or one of a gateway that gave up. False where
/// the request never left, and where the server itself refused it.
bool mayHaveWorked(const Error &error);

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Verdict)
