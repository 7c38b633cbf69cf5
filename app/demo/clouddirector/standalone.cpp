// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/composing.h"

namespace nephoscope::demo::clouddirector {

namespace {

/// What a request for a VM without a vApp says of it.
struct Wish {
    const char *type;
    const char *element;
    const char *item; ///< the child that describes the VM
    const char *key;
};

constexpr Wish fresh{"vcloud.createVmParams", "CreateVmParams", "CreateVm", "vdcCreateVm"};
constexpr Wish fromTemplate{
    "vcloud.instantiateVmTemplateParams", "InstantiateVmTemplateParams", "SourcedVmTemplateItem", "vdcInstantiateVm"};

void finish(World &world, const Id &id, const std::vector<VmPlan> &plans, const QByteArray &description, bool powerOn)
{
    VApp *vapp = world.vapps.find(id);
    if (!vapp)
        return;
    Composition::carryOut(world, id, plans);
    vapp->unfinished = false;
    if (!description.isEmpty() && !vapp->vms.empty())
        world.vms.at(vapp->vms.front()).description = description;
    startAll(world, *vapp, powerOn, powerOn);
}

/// The networks that the cards of a standalone VM name are those of its vdc: its hidden vApp has one for each.
void addNetworksFor(World &world, VApp &vapp)
{
    for (const Network &network : world.networks) {
        if (network.vdc != vapp.vdc)
            continue;
        VAppNetwork own;
        own.id = Id::createUuid();
        own.vapp = vapp.id;
        own.name = network.name;
        own.parent = network.id;
        own.fenceMode = "bridged";
        own.gateway = network.gateway;
        own.ranges = {{network.firstIp, network.lastIp}};
        vapp.networks.push_back(world.vappNetworks.add(own).id);
    }
}

template <const Wish &wish>
Reply make(Context &context, Vdc &vdc)
{
    World &world = context.world;
    if (!context.mayChange())
        return context.denied("vApp: Create / Reconfigure");
    if (std::optional<Reply> refusal = refuseMore(context))
        return *refusal;
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, wish.type, wish.element))
        return *refusal;
    const Sent *item = body.root().child(wish.item);
    if (!item)
        return badRequest(context, QByteArray("cvc-complex-type.2.4.b: One of '{") + wish.item + "}' is expected.");
    const QByteArray name = body.value("name").value_or(item->value("name").value_or(""));
    if (std::optional<Reply> refusal = refuseName(context, name))
        return *refusal;
    Composition composition;
    if (item->child("Source")) {
        if (std::optional<Reply> refusal = composition.readSource(context, *item))
            return *refusal;
        for (VmPlan &plan : composition.plans())
            plan.wanted = *item;
    } else {
        composition.plans().push_back({{}, false, name, *item});
    }
    if (composition.plans().size() != 1)
        return badRequest(
            context, "One virtual machine is wanted, not " + QByteArray::number(int(composition.plans().size())));
    composition.plans().front().name = name;
    if (std::optional<Reply> refusal = composition.refuseQuota(context, vdc))
        return *refusal;
    VApp planned = plannedVApp(context, vdc, body.root());
    planned.name = name + '-' + plain(planned.id);
    planned.standalone = true;
    VApp &vapp = world.vapps.add(planned);
    addNetworksFor(world, vapp);
    Task task = taskOver(context, vapp, wish.key, "Creating Virtual Machine " + name + " in");
    const bool powerOn = body.root().truth("powerOn");
    task.effect = [id = vapp.id, plans = composition.plans(), description = vapp.description, powerOn](
                      World &changed) { finish(changed, id, plans, description, powerOn); };
    return started(context, std::move(task), 3);
}

} // namespace

Routes standaloneRoutes()
{
    return {{"POST", "/api/vdc/{}/action/createVm", on<&World::vdcs, make<fresh>>},
        {"POST", "/api/vdc/{}/action/instantiateVmFromTemplate", on<&World::vdcs, make<fromTemplate>>}};
}

} // namespace nephoscope::demo::clouddirector
