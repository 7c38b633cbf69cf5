// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/operations.h"

namespace nephoscope::demo::clouddirector {

namespace {

using State = const OperationState &;
using Body = const RequestBody &;

bool canPowerOn(State state) { return state.isAsleep() || state.status == Status::Mixed; }
bool canDeploy(State state)
{
    return state.isVApp ? state.isAsleep() || state.status == Status::Mixed || state.isAwake()
                        : state.isAsleep() && !state.deployed;
}
bool canPowerOff(State state)
{
    return state.isRunning() || (state.isVApp && state.status == Status::PoweredOff && state.deployed);
}
bool canRestart(State state)
{
    return state.status == Status::PoweredOn || (state.status == Status::Mixed && state.deployed);
}
bool canUndeploy(State state) { return state.deployed; }
bool canDiscard(State state) { return state.status == Status::Suspended || state.status == Status::Mixed; }
bool canSnapshot(State state)
{
    return state.isAsleep() || state.status == Status::PoweredOn || state.status == Status::Mixed;
}
bool hasSnapshot(State state) { return state.snapshot; }

void powerOn(World &, Vm &vm, Body)
{
    if (vm.status != Status::PoweredOff && vm.status != Status::Suspended)
        return;
    vm.status = Status::PoweredOn;
    vm.deployed = true;
    vm.needsCustomization = false;
}

void powerOff(World &, Vm &vm, Body)
{
    if (vm.status == Status::PoweredOn || vm.status == Status::WaitingForInput)
        vm.status = Status::PoweredOff;
}

void suspend(World &, Vm &vm, Body)
{
    if (vm.status != Status::PoweredOn && vm.status != Status::WaitingForInput)
        return;
    vm.status = Status::Suspended;
    vm.deployed = false;
}

void deploy(World &world, Vm &vm, Body body)
{
    vm.deployed = true;
    if (body.root().truth("powerOn", true))
        powerOn(world, vm, body);
}

void undeploy(World &, Vm &vm, Body body)
{
    const bool sleep = body.value("UndeployPowerAction").value_or("default") == "suspend";
    if (vm.status == Status::PoweredOn || vm.status == Status::WaitingForInput)
        vm.status = sleep ? Status::Suspended : Status::PoweredOff;
    vm.deployed = false;
}

void discard(World &, Vm &vm, Body)
{
    if (vm.status == Status::Suspended)
        vm.status = Status::PoweredOff;
}

void takeSnapshot(World &, Vm &vm, Body body)
{
    Snapshot snapshot;
    snapshot.created = World::now();
    snapshot.poweredOn = vm.status == Status::PoweredOn;
    snapshot.name = body.value("name").value_or("");
    for (const HardDisk &disk : vm.disks)
        snapshot.bytes += qint64(disk.sizeMb) * 1'048'576;
    vm.snapshot.reset(); // a new one replaces the old
    snapshot.state = std::make_shared<Vm>(vm);
    vm.snapshot = snapshot;
}

void revert(World &, Vm &vm, Body)
{
    if (!vm.snapshot)
        return;
    vm.status = vm.snapshot->poweredOn ? Status::PoweredOn : Status::PoweredOff;
    vm.deployed = vm.snapshot->poweredOn;
    if (const std::shared_ptr<const Vm> before = vm.snapshot->state) {
        vm.cpus = before->cpus;
        vm.coresPerSocket = before->coresPerSocket;
        vm.memoryMb = before->memoryMb;
        vm.guestOs = before->guestOs;
        vm.guestOsName = before->guestOsName;
    }
}

void removeSnapshots(World &, Vm &vm, Body) { vm.snapshot.reset(); }

void nothing(World &, Vm &, Body) { }

} // namespace

const std::vector<Operation> &powerOperations()
{
    static const std::vector<Operation> all{
        {"/power/action/powerOn", "power:powerOn", "", "", "vappPowerOn", "Starting", 3, canPowerOn, powerOn},
        {"/power/action/powerOff", "power:powerOff", "", "", "vappPowerOff", "Stopping", 2, canPowerOff, powerOff},
        {"/power/action/reboot", "power:reboot", "", "", "vappReboot", "Rebooting", 3, canRestart, nothing},
        {"/power/action/reset", "power:reset", "", "", "vappReset", "Resetting", 2, canRestart, nothing},
        {"/power/action/shutdown", "power:shutdown", "", "", "vappShutdown", "Shutting down", 3, canRestart, powerOff},
        {"/power/action/suspend", "power:suspend", "", "", "vappSuspend", "Suspending", 3, canRestart, suspend, true},
        {"/action/deploy", "deploy", "vcloud.deployVAppParams", "DeployVAppParams", "vappDeploy", "Starting", 3,
            canDeploy, deploy},
        {"/action/undeploy", "undeploy", "vcloud.undeployVAppParams", "UndeployVAppParams", "vappUndeployPowerOff",
            "Stopping", 3, canUndeploy, undeploy, true},
        {"/action/discardSuspendedState", "discardState", "", "", "vappDiscardSuspendedState",
            "Discarding suspended state of", 2, canDiscard, discard, true},
        {"/action/createSnapshot", "snapshot:create", "vcloud.createSnapshotParams", "CreateSnapshotParams",
            "vappCreateSnapshot", "Creating snapshot of", 3, canSnapshot, takeSnapshot},
        {"/action/revertToCurrentSnapshot", "snapshot:revertToCurrent", "", "", "vappRevertToCurrentSnapshot",
            "Reverting to snapshot of", 3, hasSnapshot, revert},
        {"/action/removeAllSnapshots", "snapshot:removeAll", "", "", "vappRemoveAllSnapshots", "Removing snapshots of",
            2, hasSnapshot, removeSnapshots},
    };
    return all;
}

} // namespace nephoscope::demo::clouddirector
