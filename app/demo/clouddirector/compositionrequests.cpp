// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/composing.h"
#include "demo/clouddirector/vappnetworks.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *right = "vApp: Edit Properties";

/// One way to make a vApp in a vdc.
class Making {
public:
    const char *type;
    const char *element;
    const char *key;
    const char *words;
    bool fromSource; ///< all of one source, else items
};

constexpr Making composing{
    "vcloud.composeVAppParams", "ComposeVAppParams", "vdcComposeVapp", "Composing Virtual Application", false};
constexpr Making instantiating{"vcloud.instantiateVAppTemplateParams", "InstantiateVAppTemplateParams",
    "vdcInstantiateVapp", "Creating Virtual Application", true};
constexpr Making cloning{
    "vcloud.cloneVAppParams", "CloneVAppParams", "vdcCopyVapp", "Copying Virtual Application", true};

std::optional<Reply> refuseVdc(const Context &context, const Vdc &vdc)
{
    if (!context.mayChange())
        return context.denied(right);
    if (!vdc.enabled)
        return badRequest(context, "The virtual datacenter " + vdc.name + " is disabled.");
    return refuseMore(context);
}

std::optional<Reply> refuseVAppName(const Context &context, const VApp &vapp)
{
    const auto &all = context.world.vapps;
    const bool taken = std::any_of(all.begin(), all.end(),
        [&](const VApp &each) { return each.vdc == vapp.vdc && each.name == vapp.name && !each.standalone; });
    return taken ? std::optional(duplicateName(context, vapp.name)) : refuseName(context, vapp.name);
}

const Sent *networksOf(const Sent &params)
{
    const Sent *parts = params.child("InstantiationParams");
    return parts ? parts->child("NetworkConfigSection") : nullptr;
}

/// Networks that a copy takes over where the request names none.
void copyNetworks(World &world, VApp &vapp, const Id &source)
{
    const VApp *origin = world.vapps.find(source);
    if (!origin)
        return;
    for (const Id &id : std::vector<Id>(origin->networks)) {
        VAppNetwork network = world.vappNetworks.at(id);
        network.id = Id::createUuid();
        network.vapp = vapp.id;
        vapp.networks.push_back(world.vappNetworks.add(network).id);
    }
}

void finish(World &world, const Id &id, const Sent &params, const std::vector<VmPlan> &plans)
{
    VApp *vapp = world.vapps.find(id);
    if (!vapp)
        return;
    const bool moves = params.truth("IsSourceDelete");
    const Id source = params.reference("Source");
    Composition::carryOut(world, id, plans);
    vapp->unfinished = false;
    startAll(world, *vapp, params.truth("deploy"), params.truth("powerOn"));
    if (moves)
        world.removeVApp(source);
}

/// The VMs that the request asks for, with what they are called.
std::optional<Reply> readPlans(
    const Context &context, const Making &making, const Sent &params, const VApp &vapp, Composition &composition)
{
    const auto refusal =
        making.fromSource ? composition.readSource(context, params) : composition.readItems(context, params);
    if (refusal)
        return refusal;
    return composition.refuseNames(context, vapp);
}

template <const Making &making>
Reply make(Context &context, Vdc &vdc)
{
    if (std::optional<Reply> refusal = refuseVdc(context, vdc))
        return *refusal;
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, making.type, making.element))
        return *refusal;
    const Sent &params = body.root();
    VApp planned = plannedVApp(context, vdc, params);
    if (std::optional<Reply> refusal = refuseVAppName(context, planned))
        return *refusal;
    Composition composition;
    if (std::optional<Reply> refusal = readPlans(context, making, params, planned, composition))
        return *refusal;
    if (std::optional<Reply> refusal = composition.refuseQuota(context, vdc))
        return *refusal;
    const Id source = params.reference("Source");
    if (const VApp *moved = context.world.vapps.find(source); moved && params.truth("IsSourceDelete")) {
        if (std::optional<Reply> refusal = refuseChange(context, *moved, right))
            return *refusal;
    }
    const Sent *networks = networksOf(params);
    if (const QByteArray problem = networks ? problemOf(context.world, planned, *networks) : QByteArray();
        !problem.isEmpty())
        return badRequest(context, problem);
    VApp &vapp = context.world.vapps.add(planned);
    if (networks)
        addNetworks(context.world, vapp, *networks);
    else
        copyNetworks(context.world, vapp, source);
    Task task = taskOver(context, vapp, making.key, making.words);
    task.effect = [id = vapp.id, params, plans = composition.plans()](
                      World &world) { finish(world, id, params, plans); };
    context.world.begin(std::move(task), 4);
    return created(vappNode(context, vapp));
}

Reply recompose(Context &context, VApp &vapp)
{
    if (std::optional<Reply> refusal = refuseChange(context, vapp, right))
        return *refusal;
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, "vcloud.recomposeVAppParams", "RecomposeVAppParams"))
        return *refusal;
    const Sent &params = body.root();
    std::vector<Id> leaving;
    for (const Sent *item : params.all("DeleteItem")) {
        const Vm *vm = context.world.vms.find(item->reference());
        if (!vm || vm->container != vapp.id)
            return context.noAccess(Kind::Vm, item->reference());
        if (vm->deployed)
            return invalidState(context, vm->name);
        leaving.push_back(vm->id);
    }
    Composition composition;
    if (std::optional<Reply> refusal = composition.readItems(context, params))
        return *refusal;
    if (std::optional<Reply> refusal = composition.refuseNames(context, vapp))
        return *refusal;
    if (std::optional<Reply> refusal = composition.refuseQuota(context, context.world.vdcs.at(vapp.vdc)))
        return *refusal;
    Task task = taskOver(context, vapp, "vdcRecomposeVapp", "Recomposing Virtual Application");
    task.effect = [id = vapp.id, params, leaving, plans = composition.plans()](World &world) {
        for (const Id &each : leaving)
            world.removeVm(each);
        VApp *changed = world.vapps.find(id);
        const Sent *networks = networksOf(params);
        if (changed && networks)
            addNetworks(world, *changed, *networks);
        Composition::carryOut(world, id, plans);
        if (changed)
            startAll(world, *changed, params.truth("deploy"), params.truth("powerOn"));
    };
    return started(context, std::move(task), 3);
}

} // namespace

Routes compositionRoutes()
{
    return {{"POST", "/api/vdc/{}/action/composeVApp", on<&World::vdcs, make<composing>>},
        {"POST", "/api/vdc/{}/action/instantiateVAppTemplate", on<&World::vdcs, make<instantiating>>},
        {"POST", "/api/vdc/{}/action/cloneVApp", on<&World::vdcs, make<cloning>>},
        {"POST", "/api/vApp/vapp-{}/action/recomposeVApp", on<&World::vapps, recompose>}};
}

} // namespace nephoscope::demo::clouddirector
