// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/operations.h"

#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/views.h"

namespace nephoscope::demo::clouddirector {

namespace {

bool isAsleep(Status status) { return status == Status::PoweredOff || status == Status::Suspended; }
bool isAwake(Status status) { return status == Status::PoweredOn || status == Status::WaitingForInput; }
bool isRunning(Status status, bool deployed) { return isAwake(status) || (status == Status::Mixed && deployed); }

bool canPowerOn(Status status, bool, bool, bool) { return isAsleep(status) || status == Status::Mixed; }
bool canDeploy(Status status, bool deployed, bool, bool isVApp)
{
    return isVApp ? isAsleep(status) || status == Status::Mixed || isAwake(status) : isAsleep(status) && !deployed;
}
bool canPowerOff(Status status, bool deployed, bool, bool isVApp)
{
    return isRunning(status, deployed) || (isVApp && status == Status::PoweredOff && deployed);
}
bool canRestart(Status status, bool deployed, bool, bool)
{
    return status == Status::PoweredOn || (status == Status::Mixed && deployed);
}
bool canUndeploy(Status, bool deployed, bool, bool) { return deployed; }
bool canDiscard(Status status, bool, bool, bool) { return status == Status::Suspended || status == Status::Mixed; }
bool canSnapshot(Status status, bool, bool, bool)
{
    return isAsleep(status) || status == Status::PoweredOn || status == Status::Mixed;
}
bool hasSnapshot(Status, bool, bool snapshot, bool) { return snapshot; }

void powerOn(Vm &vm, const RequestBody &)
{
    if (!isAsleep(vm.status))
        return;
    vm.status = Status::PoweredOn;
    vm.deployed = true;
}

void powerOff(Vm &vm, const RequestBody &)
{
    if (isAwake(vm.status))
        vm.status = Status::PoweredOff;
}

void suspend(Vm &vm, const RequestBody &)
{
    if (!isAwake(vm.status))
        return;
    vm.status = Status::Suspended;
    vm.deployed = false;
}

void deploy(Vm &vm, const RequestBody &body)
{
    const QByteArray wanted = body.value("powerOn").value_or("true");
    vm.deployed = true;
    if (wanted == "true" || wanted == "1")
        powerOn(vm, body);
}

void undeploy(Vm &vm, const RequestBody &body)
{
    const bool sleep = body.value("UndeployPowerAction").value_or("default") == "suspend";
    if (isAwake(vm.status))
        vm.status = sleep ? Status::Suspended : Status::PoweredOff;
    vm.deployed = false;
}

void discard(Vm &vm, const RequestBody &)
{
    if (vm.status == Status::Suspended)
        vm.status = Status::PoweredOff;
}

void takeSnapshot(Vm &vm, const RequestBody &)
{
    qint64 megabytes = vm.memoryMb;
    for (const int disk : vm.disksMb)
        megabytes += disk;
    vm.snapshot = Snapshot{World::now(), vm.status == Status::PoweredOn, megabytes * 1'048'576};
}

void revert(Vm &vm, const RequestBody &)
{
    if (!vm.snapshot)
        return;
    vm.status = vm.snapshot->poweredOn ? Status::PoweredOn : Status::PoweredOff;
    vm.deployed = vm.snapshot->poweredOn;
}

void removeSnapshots(Vm &vm, const RequestBody &) { vm.snapshot.reset(); }

void nothing(Vm &, const RequestBody &) { }

const Vm *firstWithSnapshot(const World &world, const VApp &vapp)
{
    for (const Id &id : vapp.vms) {
        if (const Vm &vm = world.vms.at(id); vm.snapshot)
            return &vm;
    }
    return nullptr;
}

bool isOffered(const Operation &operation, const World &, const Vm &vm)
{
    return !vm.inTemplate && operation.offered(vm.status, vm.deployed, vm.snapshot.has_value(), false);
}

bool isOffered(const Operation &operation, const World &world, const VApp &vapp)
{
    if (vapp.vms.empty() || world.statusOf(vapp) == Status::FailedCreation)
        return false;
    return operation.offered(world.statusOf(vapp), vapp.deployed, firstWithSnapshot(world, vapp) != nullptr, true);
}

/// What a vApp becomes when its VMs did that.
void settleVApp(World &world, VApp &vapp, const Operation &operation, bool whole)
{
    bool deployed = false;
    for (const Id &id : vapp.vms)
        deployed = deployed || world.vms.at(id).deployed;
    const bool leaves = operation.apply == undeploy || operation.apply == suspend || operation.apply == discard;
    if (deployed)
        vapp.deployed = true;
    else if (whole && leaves)
        vapp.deployed = false; // of single VMs, even the last leaves it deployed
}

void perform(World &world, const Id &id, const Operation &operation, const RequestBody &body)
{
    if (Vm *vm = world.vms.find(id)) {
        operation.apply(*vm, body);
        settleVApp(world, world.vapps.at(vm->container), operation, false);
    } else if (VApp *vapp = world.vapps.find(id)) {
        for (const Id &each : vapp->vms)
            operation.apply(world.vms.at(each), body);
        settleVApp(world, *vapp, operation, true);
    }
}

template <class Row>
Reply start(Context &context, Row &row)
{
    const QByteArray href = context.href(kindOf(row), row.id).mid(context.base.size());
    const QByteArray action = '/' + context.path.join('/').mid(href.size());
    const auto &all = operations();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Operation &each) { return action == each.path; });
    if (found == all.end())
        return context.fault(404, "NOT_FOUND", "There is no operation " + action + '.');
    if (!context.mayChange())
        return context.denied("vApp: Power Operations");
    if (const Task *task = context.world.busyWith(row))
        return context.busy(row, *task);
    RequestBody body;
    if (*found->body != '\0') {
        if (std::optional<Reply> refusal = body.read(context, found->body, found->element))
            return *refusal;
    }
    if (!isOffered(*found, context.world, row))
        return context.fault(400, "INVALID_STATE",
            "The requested operation could not be executed on " + row.name + " in its present state.");
    Task task;
    task.organization = context.world.vdcs.at(context.world.vdcOf(row)).organization;
    task.user = context.session->user;
    task.ownerKind = kindOf(row);
    task.owner = row.id;
    task.ownerName = row.name;
    task.operationName = found->key;
    task.operation = QByteArray(found->words) + ' ' + row.name + '(' + plain(row.id) + ')';
    task.effect = [id = row.id, operation = *found, body](World &world) { perform(world, id, operation, body); };
    return accepted(context, context.world.begin(std::move(task), found->seconds));
}

template <class Row>
void addLinks(const Context &context, Node &to, const Row &row, const char *type)
{
    const World &world = context.world;
    if (!context.mayChange() || world.busyWith(row))
        return;
    const QByteArray href = context.href(kindOf(row), row.id);
    for (const Operation &operation : operations()) {
        if (isOffered(operation, world, row))
            context.link(to, operation.rel, href + operation.path, operation.body);
    }
    context.link(to, "edit", href, type);
}

} // namespace

const std::vector<Operation> &operations()
{
    static const std::vector<Operation> all{
        {"/power/action/powerOn", "power:powerOn", "", "", "vappPowerOn", "Starting", 3, canPowerOn, powerOn},
        {"/power/action/powerOff", "power:powerOff", "", "", "vappPowerOff", "Stopping", 2, canPowerOff, powerOff},
        {"/power/action/reboot", "power:reboot", "", "", "vappReboot", "Rebooting", 3, canRestart, nothing},
        {"/power/action/reset", "power:reset", "", "", "vappReset", "Resetting", 2, canRestart, nothing},
        {"/power/action/shutdown", "power:shutdown", "", "", "vappShutdown", "Shutting down", 3, canRestart, powerOff},
        {"/power/action/suspend", "power:suspend", "", "", "vappSuspend", "Suspending", 3, canRestart, suspend},
        {"/action/deploy", "deploy", "vcloud.deployVAppParams", "DeployVAppParams", "vappDeploy", "Starting", 3,
            canDeploy, deploy},
        {"/action/undeploy", "undeploy", "vcloud.undeployVAppParams", "UndeployVAppParams", "vappUndeployPowerOff",
            "Stopping", 3, canUndeploy, undeploy},
        {"/action/discardSuspendedState", "discardState", "", "", "vappDiscardSuspendedState",
            "Discarding suspended state of", 2, canDiscard, discard},
        {"/action/createSnapshot", "snapshot:create", "vcloud.createSnapshotParams", "CreateSnapshotParams",
            "vappCreateSnapshot", "Creating snapshot of", 3, canSnapshot, takeSnapshot},
        {"/action/revertToCurrentSnapshot", "snapshot:revertToCurrent", "", "", "vappRevertToCurrentSnapshot",
            "Reverting to snapshot of", 3, hasSnapshot, revert},
        {"/action/removeAllSnapshots", "snapshot:removeAll", "", "", "vappRemoveAllSnapshots", "Removing snapshots of",
            2, hasSnapshot, removeSnapshots},
    };
    return all;
}

void addOperationLinks(const Context &context, Node &to, const VApp &vapp)
{
    addLinks(context, to, vapp, "vcloud.vApp");
}

void addOperationLinks(const Context &context, Node &to, const Vm &vm) { addLinks(context, to, vm, "vcloud.vm"); }

Routes operationRoutes()
{
    Routes routes = editRoutes();
    for (const char *action : {"/power/action/{text}", "/action/{text}"}) {
        routes.push_back({"POST", QByteArray("/api/vApp/vapp-{}") + action, on<&World::vapps, start<VApp>>});
        routes.push_back({"POST", QByteArray("/api/vApp/vm-{}") + action, on<&World::vms, start<Vm>>});
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
