// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/world.h"

#include <QDateTime>
#include <algorithm>

namespace nephoscope::demo::clouddirector {

QByteArray statusWord(Status status)
{
    switch (status) {
    case Status::FailedCreation:
        return "FAILED_CREATION";
    case Status::Unresolved:
        return "UNRESOLVED";
    case Status::Resolved:
        return "RESOLVED";
    case Status::Suspended:
        return "SUSPENDED";
    case Status::PoweredOn:
        return "POWERED_ON";
    case Status::WaitingForInput:
        return "WAITING_FOR_INPUT";
    case Status::PoweredOff:
        return "POWERED_OFF";
    case Status::Mixed:
        return "MIXED";
    }
    return "UNKNOWN";
}

Moment World::now() { return {QDateTime::currentMSecsSinceEpoch()}; }

Status World::statusOf(const VApp &vapp) const
{
    if (vapp.unfinished)
        return busyWith(vapp.id) ? Status::Unresolved : Status::FailedCreation;
    if (vapp.vms.empty())
        return Status::Resolved;
    const Status first = vms.at(vapp.vms.front()).status;
    const bool common =
        std::all_of(vapp.vms.begin(), vapp.vms.end(), [&](const Id &id) { return vms.at(id).status == first; });
    return common ? first : Status::Mixed;
}

Id World::vdcOf(const Vm &vm) const
{
    return vm.inTemplate ? templates.at(vm.container).vdc : vapps.at(vm.container).vdc;
}

int World::activeTasksOf(const Id &user) const
{
    return static_cast<int>(
        std::count_if(m_active.begin(), m_active.end(), [&](const Id &id) { return tasks.at(id).user == user; }));
}

void World::removeVm(const Id &id)
{
    const Vm *vm = vms.find(id);
    if (!vm)
        return;
    for (Disk &disk : disks) {
        if (disk.attachedTo == id)
            disk.attachedTo = Id();
    }
    const auto leave = [&](std::vector<Id> &ids) { ids.erase(std::remove(ids.begin(), ids.end(), id), ids.end()); };
    if (Template *container = templates.find(vm->container))
        leave(container->vms);
    if (VApp *container = vapps.find(vm->container)) {
        leave(container->vms);
        container->startup.remove(id);
    }
    metadata.remove(id);
    properties.remove(id);
    vms.remove(id);
    changed();
}

void World::removeVApp(const Id &id)
{
    const VApp *vapp = vapps.find(id);
    if (!vapp)
        return;
    for (const Id &vm : std::vector<Id>(vapp->vms))
        removeVm(vm);
    for (const Id &network : vapp->networks)
        vappNetworks.remove(network);
    metadata.remove(id);
    properties.remove(id);
    sharing.remove(id);
    vapps.remove(id);
    changed();
}

const Task *World::busyWith(const Id &object) const
{
    const auto found = m_busy.constFind(object);
    return found == m_busy.constEnd() ? nullptr : tasks.find(*found);
}

const Task *World::busyWith(const VApp &vapp) const
{
    if (m_busy.isEmpty())
        return nullptr;
    if (const Task *task = busyWith(vapp.id))
        return task;
    for (const Id &vm : vapp.vms) {
        if (const Task *task = busyWith(vm))
            return task;
    }
    return nullptr;
}

const Task *World::busyWith(const Vm &vm) const
{
    if (const Task *task = busyWith(vm.id))
        return task;
    return busyWith(vm.container);
}

const Task *World::lastFailure(const Id &object) const
{
    const auto found = m_failed.constFind(object);
    return found == m_failed.constEnd() ? nullptr : tasks.find(*found);
}

Task &World::begin(Task task, double seconds)
{
    task.id = Id::createUuid();
    task.name = "task";
    task.status = "queued";
    task.start = now();
    task.end = {task.start.milliseconds + static_cast<qint64>(seconds * 1000 / speed)};
    Task &begun = tasks.add(std::move(task));
    m_active.push_back(begun.id);
    m_busy.insert(begun.owner, begun.id);
    changed();
    return begun;
}

void World::settle()
{
    const qint64 time = now().milliseconds;
    const qint64 longestQueue = static_cast<qint64>(1000 / speed);
    const std::vector<Id> active = m_active; // an effect may begin another task
    for (const Id &id : active) {
        Task &task = tasks.at(id);
        const qint64 whole = std::max<qint64>(1, task.end.milliseconds - task.start.milliseconds);
        const qint64 past = time - task.start.milliseconds;
        if (time >= task.end.milliseconds) {
            finish(task, task.cancelRequested ? "canceled" : task.errorMessage.isEmpty() ? "success" : "error");
        } else if (past >= std::min(whole / 10, longestQueue)) {
            if (task.status != "running")
                changed();
            task.status = "running";
            task.progress = static_cast<int>(past * 100 / whole);
        }
    }
}

void World::finish(Task &task, const QByteArray &status)
{
    changed();
    task.status = status;
    m_busy.remove(task.owner);
    m_active.erase(std::remove(m_active.begin(), m_active.end(), task.id), m_active.end());
    if (status == "success") {
        task.progress = 100;
        if (task.effect)
            task.effect(*this);
    } else if (status == "error") {
        m_failed.insert(task.owner, task.id);
    }
    task.effect = nullptr;
}

void World::cancel(Task &task)
{
    task.cancelRequested = true;
    const qint64 soon = now().milliseconds + static_cast<qint64>(300 / speed);
    task.end.milliseconds = std::min(task.end.milliseconds, soon);
}

} // namespace nephoscope::demo::clouddirector
