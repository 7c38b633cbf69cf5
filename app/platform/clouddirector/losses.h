// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/reply.h"
#include "platform/clouddirector/reader.h"
#include "platform/clouddirector/tasks.h"
#include "platform/lostwrite.h"

namespace nephoscope::clouddirector {

/// What became of writes that ended without an answer. Witnesses: the list of tasks (by user, object or name, and time:
/// tasks do not hold request ids), then the object or the list itself.
class Losses {
public:
    Losses(const Reader &reader, const Tasks &tasks)
        : m_reader(reader)
        , m_tasks(tasks)
    {
    }

    /// The list of tasks first, then what the object says and what a list does in which it was to stand, where those
    /// tell.
    QList<Request> evidence(const LostWrite &lost, const Access &access) const;
    Verdict verdict(const LostWrite &lost, const QList<Result<Reply>> &answers, const Access &access) const;

    /// The running task that the words of a refusal name, by id or by the name of the object; else one that works on
    /// the object itself.
    static std::optional<TaskState> blocking(const Error &error, const Ref &object, const QList<TaskState> &running);

private:
    std::optional<TaskState> taskOf(
        const LostWrite &lost, const Result<Reply> &list, const Access &access, bool *isComplete) const;
    Verdict deleted(const LostWrite &lost, const Result<Reply> &object, bool tasksAreKnown) const;
    Verdict replaced(const LostWrite &lost, const Result<Reply> &object, bool tasksAreKnown) const;
    Verdict posted(const LostWrite &lost, const QList<Result<Reply>> &answers, bool tasksAreKnown) const;

    const Reader &m_reader;
    const Tasks &m_tasks;
};

} // namespace nephoscope::clouddirector
