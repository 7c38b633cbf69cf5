// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/requestbody.h"
#include "demo/clouddirector/views.h"

namespace nephoscope::demo::clouddirector {

// What every request that changes something asks first, and how it answers.

inline Id organizationOf(const World &world, const Vm &row) { return world.vdcs.at(world.vdcOf(row)).organization; }
inline Id organizationOf(const World &, const Vdc &row) { return row.organization; }
inline Id organizationOf(const World &, const Catalog &row) { return row.organization; }
inline Id organizationOf(const World &, const Organization &row) { return row.id; }
inline Id organizationOf(const World &world, const CatalogItem &row)
{
    return world.catalogs.at(row.catalog).organization;
}
template <class Row>
Id organizationOf(const World &world, const Row &row)
{
    return world.vdcs.at(row.vdc).organization;
}

inline const Task *busyWith(const World &world, const VApp &row) { return world.busyWith(row); }
inline const Task *busyWith(const World &world, const Vm &row)
{
    return row.inTemplate ? world.busyWith(row.container) : world.busyWith(row);
}
inline const Task *busyWith(const World &world, const Thing &row) { return world.busyWith(row.id); }

// Addresses of any kind of object.
inline QByteArray hrefOf(const Context &context, const Vm &vm) { return context.href(vm); }
template <class Row>
QByteArray hrefOf(const Context &context, const Row &row)
{
    return context.href(kindOf(row), row.id);
}

/// Refuses more operations at the same time than the organization allows.
std::optional<Reply> refuseMore(const Context &context);

/// Refuses those who may not change anything, what is not theirs, and what a task keeps busy.
template <class Row>
std::optional<Reply> refuseChange(const Context &context, const Row &row, const char *right)
{
    if (!context.mayChange() || !context.ofMine(organizationOf(context.world, row)))
        return context.denied(right);
    if (const Task *task = busyWith(context.world, row))
        return context.busy(row, *task);
    return refuseMore(context);
}

/// Whether links to changes belong into the document.
template <class Row>
bool mayChangeNow(const Context &context, const Row &row)
{
    return context.mayChange() && context.ofMine(organizationOf(context.world, row)) && !busyWith(context.world, row);
}

/// A task that keeps the object busy. `key` is its operationName, `words` its sentence without the object.
template <class Row>
Task taskOver(const Context &context, const Row &row, const char *key, const QByteArray &words)
{
    Task task;
    task.organization = organizationOf(context.world, row);
    task.user = context.session->user;
    task.ownerKind = kindOf(row);
    task.owner = row.id;
    task.ownerName = row.name;
    task.operationName = key;
    task.operation = words + ' ' + row.name + '(' + plain(row.id) + ')';
    return task;
}

/// Begins the task and answers 202 with it.
Reply started(Context &context, Task task, double seconds);

/// Answers 201 with the new object.
Reply created(Node document);

/// Why the name cannot be had, if so.
std::optional<Reply> refuseName(const Context &context, const QByteArray &name);
Reply duplicateName(const Context &context, const QByteArray &name);
Reply invalidState(const Context &context, const QByteArray &name);
Reply badRequest(const Context &context, const QByteArray &reason);

} // namespace nephoscope::demo::clouddirector
