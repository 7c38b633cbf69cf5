// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/composing.h"

#include "demo/clouddirector/addresses.h"
#include "demo/clouddirector/vappnetworks.h"
#include "demo/clouddirector/vmedit.h"

#include <QSet>
#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

/// Sections that say how one VM shall be, wherever they stand.
const Sent &partsOf(const Sent &item)
{
    const Sent *parts = item.child("InstantiationParams");
    return parts ? *parts : item;
}

/// Cards of a copy: networks by their new names, addresses of their own.
void reconnect(const World &world, const VApp &vapp, Vm &vm, const Sent &item)
{
    QHash<QByteArray, QByteArray> renamed;
    for (const Sent *assignment : item.all("NetworkAssignment"))
        renamed.insert(
            assignment->value("innerNetwork").value_or(""), assignment->value("containerNetwork").value_or(""));
    for (Nic &nic : vm.nics) {
        nic.mac.clear();
        nic.address.clear();
        nic.network = renamed.value(nic.network, nic.network);
        if (networkNamed(world, vapp, nic.network))
            continue;
        nic.network = "none";
    }
}

Vm copyOf(const World &world, const VApp &vapp, const Vm &source, const Sent &item)
{
    Vm vm = source;
    vm.id = Id::createUuid();
    vm.container = vapp.id;
    vm.inTemplate = false;
    vm.status = Status::PoweredOff;
    vm.deployed = false;
    vm.snapshot.reset();
    vm.created = World::now();
    const auto isIndependent = [](const HardDisk &disk) { return !disk.independent.isNull(); };
    vm.disks.erase(std::remove_if(vm.disks.begin(), vm.disks.end(), isIndependent), vm.disks.end());
    const StorageProfile *profile = world.storageProfiles.find(vm.storageProfile);
    if (!profile || profile->vdc != vapp.vdc) {
        for (const StorageProfile &each : world.storageProfiles) {
            if (each.vdc == vapp.vdc && each.byDefault)
                vm.storageProfile = each.id;
        }
    }
    reconnect(world, vapp, vm, item);
    return vm;
}

Vm newVm(const World &world, const VApp &vapp)
{
    Vm vm;
    vm.disks.clear();
    vm.toolsVersion = 0;
    return copyOf(world, vapp, vm, Sent());
}

void carryOut(World &world, VApp &vapp, const VmPlan &plan)
{
    const Vm *source = world.vms.find(plan.source);
    if (!plan.source.isNull() && !source)
        return; // gone meanwhile
    if (plan.moves && source->inTemplate)
        return;
    Vm vm = source ? copyOf(world, vapp, *source, plan.wanted) : newVm(world, vapp);
    const Id origin = source ? source->id : Id();
    vm.name = plan.name;
    VmEdit edit(world, vm);
    edit.all(partsOf(plan.wanted));
    vm = edit.problem().isEmpty() ? edit.vm() : vm;
    vm.name = plan.name;
    if (const Sent *general = plan.wanted.child("VmGeneralParams")) {
        vm.description = general->value("Description").value_or(vm.description);
        vm.needsCustomization = general->truth("NeedsCustomization");
    }
    const Id media = plan.wanted.reference("Media");
    if (world.media.find(media))
        vm.media = media;
    if (const Id profile = plan.wanted.reference("StorageProfile"); world.storageProfiles.find(profile))
        vm.storageProfile = profile;
    Vm &made = world.vms.add(vm);
    giveAddresses(world, made);
    world.metadata.insert(made.id, world.metadata.value(origin));
    vapp.vms.push_back(made.id);
    if (plan.moves)
        world.removeVm(origin);
}

} // namespace

std::optional<Reply> Composition::addSource(const Context &context, const Id &source, const Sent &item)
{
    const World &world = context.world;
    const auto add = [&](const Id &id) {
        VmPlan plan;
        plan.source = id;
        plan.moves = item.truth("sourceDelete");
        plan.name = world.vms.at(id).name;
        plan.wanted = item;
        m_plans.push_back(plan);
    };
    if (const Vm *vm = world.vms.find(source)) {
        if (!context.sees(*vm))
            return context.noAccess(Kind::Vm, source);
        add(vm->id);
        const Sent *general = item.child("VmGeneralParams");
        QByteArray name = general ? general->value("Name").value_or("") : QByteArray();
        if (name.isEmpty())
            name = item.child("Source") ? item.child("Source")->value("name").value_or("") : QByteArray();
        if (!name.isEmpty())
            m_plans.back().name = name;
        return std::nullopt;
    }
    const Template *origin = world.templates.find(source);
    const VApp *vapp = world.vapps.find(source);
    if ((!origin || !context.sees(*origin)) && (!vapp || !context.sees(*vapp)))
        return context.noAccess(Kind::Template, source);
    for (const Id &id : origin ? origin->vms : vapp->vms)
        add(id);
    return std::nullopt;
}

std::optional<Reply> Composition::readItems(const Context &context, const Sent &params)
{
    for (const Sent *item : params.all("SourcedItem")) {
        if (std::optional<Reply> refusal = addSource(context, item->reference("Source"), *item))
            return refusal;
    }
    for (const Sent *item : params.all("CreateItem")) {
        VmPlan plan;
        plan.name = item->value("name").value_or("");
        plan.wanted = *item;
        if (std::optional<Reply> refusal = refuseName(context, plan.name))
            return refusal;
        m_plans.push_back(plan);
    }
    return std::nullopt;
}

std::optional<Reply> Composition::readSource(const Context &context, const Sent &params)
{
    const Sent *source = params.child("Source");
    if (!source)
        return badRequest(
            context, "cvc-complex-type.2.4.b: The content is not complete. One of '{Source}' is expected.");
    if (std::optional<Reply> refusal = addSource(context, source->reference(), Sent()))
        return refusal;
    for (const Sent *item : params.all("SourcedItem")) { // what is said of single VMs of it
        for (VmPlan &plan : m_plans) {
            if (plan.source != item->reference("Source"))
                continue;
            plan.wanted = *item;
            if (const Sent *general = item->child("VmGeneralParams"))
                plan.name = general->value("Name").value_or(plan.name);
        }
    }
    return std::nullopt;
}

std::optional<Reply> Composition::refuseNames(const Context &context, const VApp &vapp) const
{
    QSet<QByteArray> names;
    for (const Id &id : vapp.vms)
        names.insert(context.world.vms.at(id).name);
    for (const VmPlan &plan : m_plans) {
        if (std::optional<Reply> refusal = refuseName(context, plan.name))
            return refusal;
        if (names.contains(plan.name))
            return badRequest(context, "There is already a VM named \"" + plan.name + "\".");
        names.insert(plan.name);
    }
    return std::nullopt;
}

std::optional<Reply> Composition::refuseQuota(const Context &context, const Vdc &vdc) const
{
    if (vdc.vmQuota == 0)
        return std::nullopt;
    size_t there = 0;
    for (const VApp &vapp : context.world.vapps)
        there += vapp.vdc == vdc.id ? vapp.vms.size() : 0;
    if (there + m_plans.size() <= static_cast<size_t>(vdc.vmQuota))
        return std::nullopt;
    return context.fault(400, "OPERATION_LIMITS_EXCEEDED",
        "The virtual machine quota of " + QByteArray::number(vdc.vmQuota) + " of \"" + vdc.name
            + "\" would be exceeded.");
}

void Composition::carryOut(World &world, const Id &vapp, const std::vector<VmPlan> &plans)
{
    VApp *container = world.vapps.find(vapp);
    if (!container)
        return;
    for (const VmPlan &plan : plans)
        clouddirector::carryOut(world, *container, plan);
    world.changed();
}

VApp plannedVApp(const Context &context, const Vdc &vdc, const Sent &params)
{
    VApp vapp;
    vapp.id = Id::createUuid();
    vapp.name = params.value("name").value_or("");
    vapp.description = params.value("Description").value_or("");
    vapp.vdc = vdc.id;
    vapp.owner = context.session->user;
    vapp.created = World::now();
    vapp.leasesFrom = vapp.created;
    vapp.unfinished = true;
    const Sent &parts = partsOf(params);
    if (const Sent *lease = parts.child("LeaseSettingsSection")) {
        vapp.deploymentLeaseSeconds = static_cast<int>(lease->number("DeploymentLeaseInSeconds"));
        vapp.storageLeaseSeconds = static_cast<int>(lease->number("StorageLeaseInSeconds"));
    }
    return vapp;
}

void addNetworks(World &world, VApp &vapp, const Sent &section)
{
    for (const Sent *config : section.all("NetworkConfig")) {
        if (config->value("networkName") != QByteArray("none"))
            vapp.networks.push_back(world.vappNetworks.add(networkOf(world, vapp, *config)).id);
    }
}

void startAll(World &world, VApp &vapp, bool deploy, bool powerOn)
{
    if (!deploy && !powerOn)
        return;
    vapp.deployed = true;
    for (const Id &id : vapp.vms) {
        Vm &vm = world.vms.at(id);
        vm.deployed = true;
        if (powerOn)
            vm.status = Status::PoweredOn;
    }
}

} // namespace nephoscope::demo::clouddirector
