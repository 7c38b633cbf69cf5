// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/reply.h"
#include "net/request.h"
#include "platform/access.h"
#include "platform/taskstate.h"
#include "schema/catalog.h"

#include <QDateTime>
#include <QList>
#include <QUrl>
#include <optional>

namespace nephoscope {
class Node;
}

namespace nephoscope::clouddirector {

/// Asynchronous work as Cloud Director tells about it (reference §10): Task elements, XML and JSON, and records of the
/// queries "task" and "adminTask".
class Tasks {
public:
    explicit Tasks(const Catalog &catalog)
        : m_catalog(catalog)
    {
    }

    /// A Task element, or a record of a task query; addresses are resolved against `base`.
    TaskState read(const Node &task, const QUrl &base) const;
    /// A task of which only the address is known.
    static TaskState at(const QUrl &href);
    /// The tasks that an object has in itself, running or not, in its order.
    QList<TaskState> embedded(const Node &object, const QUrl &base) const;
    /// The answer to a question about one task; what it leaves out is taken from `before`.
    Result<TaskState> answered(const TaskState &before, const Reply &reply) const;
    /// The tasks of a page of a task query, or of a list of tasks.
    Result<QList<TaskState>> listed(const Reply &reply) const;

private:
    Ref referred(const Node &reference, const QUrl &base) const;

    const Catalog &m_catalog;
};

/// True for a Task element and its JSON.
bool isTask(const Node &node);
/// True where an address is one of a task.
bool isTaskAddress(const QUrl &href);
/// The question about everybody's tasks since that time; its address is relative to the site.
Request taskQuery(const QDateTime &since, const Access &access);

} // namespace nephoscope::clouddirector
