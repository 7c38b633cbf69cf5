// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/operations.h"

#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

const Vm *firstWithSnapshot(const World &world, const VApp &vapp)
{
    for (const Id &id : vapp.vms) {
        if (const Vm &vm = world.vms.at(id); vm.snapshot)
            return &vm;
    }
    return nullptr;
}

OperationState stateOf(const Context &context, const Vm &vm)
{
    OperationState state;
    state.status = vm.status;
    state.deployed = vm.deployed;
    state.snapshot = vm.snapshot.has_value();
    state.isProvider = context.isSystem();
    state.vm = &vm;
    return state;
}

OperationState stateOf(const Context &context, const VApp &vapp)
{
    OperationState state;
    state.status = context.world.statusOf(vapp);
    state.deployed = vapp.deployed;
    state.snapshot = firstWithSnapshot(context.world, vapp) != nullptr;
    state.isVApp = true;
    state.isProvider = context.isSystem();
    state.vapp = &vapp;
    return state;
}

bool takesPart(const Vm &vm) { return !vm.inTemplate && vm.status > Status::Resolved; }
bool takesPart(const VApp &vapp) { return !vapp.vms.empty() && !vapp.unfinished; }

template <class Row>
bool isOffered(const Context &context, const Operation &operation, const Row &row)
{
    return takesPart(row) && operation.offered(stateOf(context, row));
}

std::vector<const Operation *> operationsOf(const VApp &)
{
    std::vector<const Operation *> all;
    for (const Operation &each : powerOperations())
        all.push_back(&each);
    return all;
}

std::vector<const Operation *> operationsOf(const Vm &)
{
    std::vector<const Operation *> all = operationsOf(VApp());
    for (const Operation &each : vmOperations())
        all.push_back(&each);
    return all;
}

/// What a vApp becomes when its VMs did that.
void settleVApp(World &world, VApp &vapp, const Operation &operation, bool whole)
{
    bool deployed = false;
    for (const Id &id : vapp.vms)
        deployed = deployed || world.vms.at(id).deployed;
    if (deployed)
        vapp.deployed = true;
    else if (whole && operation.leaves)
        vapp.deployed = false; // of single VMs, even the last leaves it deployed
}

void perform(World &world, const Id &id, const Operation &operation, const RequestBody &body)
{
    if (Vm *vm = world.vms.find(id)) {
        operation.apply(world, *vm, body);
        settleVApp(world, world.vapps.at(vm->container), operation, false);
    } else if (VApp *vapp = world.vapps.find(id)) {
        for (const Id &each : vapp->vms)
            operation.apply(world, world.vms.at(each), body);
        settleVApp(world, *vapp, operation, true);
    }
    world.changed();
}

template <class Row>
Reply start(Context &context, Row &row)
{
    const QByteArray action = '/' + context.path.mid(3).join('/');
    const std::vector<const Operation *> all = operationsOf(row);
    const auto found = std::find_if(all.begin(), all.end(),
        [&](const Operation *each) { return action.compare(each->path, Qt::CaseInsensitive) == 0; });
    if (found == all.end())
        return context.fault(404, "NOT_FOUND", "There is no operation " + action + '.');
    const Operation &operation = **found;
    if (std::optional<Reply> refusal = refuseChange(context, row, "vApp: Power Operations"))
        return *refusal;
    RequestBody body;
    if (*operation.body != '\0') {
        if (std::optional<Reply> refusal = body.read(context, operation.body, operation.element))
            return *refusal;
    }
    if (!isOffered(context, operation, row))
        return invalidState(context, row.name);
    if (*operation.key == '\0') {
        perform(context.world, row.id, operation, body);
        return Reply::empty(204);
    }
    Task task = taskOver(context, row, operation.key, operation.words);
    task.effect = [id = row.id, operation, body](World &world) { perform(world, id, operation, body); };
    return started(context, std::move(task), operation.seconds);
}

template <class Row>
void addLinks(const Context &context, Node &to, const Row &row, const char *type)
{
    if (!mayChangeNow(context, row))
        return;
    const QByteArray href = context.href(kindOf(row), row.id);
    for (const Operation *operation : operationsOf(row)) {
        if (isOffered(context, *operation, row))
            context.link(to, operation->rel, href + operation->path, operation->body);
    }
    context.link(to, "edit", href, type);
}

} // namespace

void addOperationLinks(const Context &context, Node &to, const VApp &vapp)
{
    addLinks(context, to, vapp, "vcloud.vApp");
}

void addOperationLinks(const Context &context, Node &to, const Vm &vm) { addLinks(context, to, vm, "vcloud.vm"); }

Routes operationRoutes()
{
    Routes routes = editRoutes();
    for (const auto part : {&compositionRoutes, &standaloneRoutes, &copyRoutes, &removalRoutes, &vmEditRoutes,
             &vappEditRoutes, &screenRoutes, &diskRoutes, &driveRoutes}) {
        const Routes further = part();
        routes.insert(routes.end(), further.begin(), further.end());
    }
    for (const char *action : {"/power/action/{text}", "/action/{text}"}) {
        routes.push_back({"POST", QByteArray("/api/vApp/vapp-{}") + action, on<&World::vapps, start<VApp>>});
        routes.push_back({"POST", QByteArray("/api/vApp/vm-{}") + action, on<&World::vms, start<Vm>>});
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
