// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/administration.h"
#include "demo/clouddirector/erasing.h"
#include "demo/clouddirector/views.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *vdcRight = "Organization vDC: Edit";

std::optional<Reply> refuseVdcName(
    const Context &context, const QByteArray &name, const Id &organization, const Id &self)
{
    if (auto refusal = refuseName(context, name))
        return refusal;
    return refuseTaken(
        context, context.world.vdcs, name, self, [&](const Vdc &each) { return each.organization == organization; });
}

int limitOf(const Sent &capacity, const char *part, int otherwise)
{
    const Sent *of = capacity.child(part);
    if (!of)
        return otherwise;
    const qint64 allocated = of->number("Allocated");
    return static_cast<int>(allocated > 0 ? allocated : of->number("Limit"));
}

void fillCapacity(const Sent &sent, Vdc &vdc)
{
    vdc.description = sentOr(sent, "Description");
    vdc.allocationModel = sentOr(sent, "AllocationModel", vdc.allocationModel);
    vdc.enabled = sent.truth("IsEnabled", vdc.enabled);
    if (const Sent *capacity = sent.child("ComputeCapacity")) {
        vdc.cpuMhz = limitOf(*capacity, "Cpu", vdc.cpuMhz);
        vdc.memoryMb = limitOf(*capacity, "Memory", vdc.memoryMb);
    }
}

StorageProfile profileFrom(const Context &context, const Sent &sent, const Id &vdc)
{
    StorageProfile profile;
    profile.id = Id::createUuid();
    const Sent *of = sent.child("ProviderVdcStorageProfile");
    profile.name = of ? sentOr(*of, "name", "*") : QByteArray("*");
    if (const StorageProfile *like = of ? context.world.storageProfiles.find(of->reference()) : nullptr)
        profile.name = like->name;
    profile.vdc = vdc;
    profile.byDefault = sent.truth("Default");
    profile.limitMb = sent.number("Limit") * (sentOr(sent, "Units", "MB") == "GB" ? 1024 : 1);
    return profile;
}

/// Storage that was added; only one can be the default.
void addProfile(World &world, const StorageProfile &profile)
{
    const bool isFirst = std::none_of(world.storageProfiles.begin(), world.storageProfiles.end(),
        [&](const StorageProfile &each) { return each.vdc == profile.vdc; });
    for (StorageProfile &each : world.storageProfiles)
        each.byDefault = each.byDefault && !(each.vdc == profile.vdc && profile.byDefault);
    StorageProfile &added = world.storageProfiles.add(profile);
    added.byDefault = added.byDefault || isFirst;
}

Reply createVdc(Context &context, Organization &organization)
{
    RequestBody body;
    if (auto refusal = body.read(context, "admin.createVdcParams", "CreateVdcParams"))
        return *refusal;
    const Sent &sent = body.root();
    const QByteArray name = sentOr(sent, "name");
    if (auto refusal = refuseVdcName(context, name, organization.id, {}))
        return *refusal;
    const ProviderVdc *provider = context.world.providerVdcs.find(sent.reference("ProviderVdcReference"));
    if (!provider)
        return context.noAccess(Kind::ProviderVdc, sent.reference("ProviderVdcReference"));
    if (!provider->enabled)
        return conflictReply(context, "The provider vdc " + provider->name + " is disabled.");
    Vdc row;
    row.id = Id::createUuid();
    row.name = name;
    row.organization = organization.id;
    row.providerVdc = provider->id;
    const NetworkPool *pool = context.world.networkPools.find(sent.reference("NetworkPoolReference"));
    row.networkPool = pool ? pool->id : context.world.networkPools.begin()->id;
    fillCapacity(sent, row);
    const Vdc &vdc = context.world.vdcs.add(row);
    for (const Sent *profile : sent.all("VdcStorageProfile"))
        addProfile(context.world, profileFrom(context, *profile, vdc.id));
    context.world.begin(taskOver(context, vdc, "orgCreateVdc", "Creating Virtual Datacenter"), 2);
    return created(adminVdcNode(context, vdc));
}

Reply changeVdc(Context &context, Vdc &vdc)
{
    if (auto refusal = refuseAdministration(context, vdc.organization, vdcRight))
        return *refusal;
    if (const Task *task = context.world.busyWith(vdc.id))
        return context.busy(vdc, *task);
    RequestBody body;
    if (auto refusal = body.read(context, "admin.vdc", "AdminVdc"))
        return *refusal;
    const QByteArray name = sentOr(body.root(), "name", vdc.name);
    if (auto refusal = refuseVdcName(context, name, vdc.organization, vdc.id))
        return *refusal;
    Vdc changed = vdc;
    changed.name = name;
    fillCapacity(body.root(), changed);
    if (!context.isSystem()) { // what it gets is the provider's to say
        changed.cpuMhz = vdc.cpuMhz;
        changed.memoryMb = vdc.memoryMb;
        changed.allocationModel = vdc.allocationModel;
        changed.enabled = vdc.enabled;
    }
    Task task = taskOver(context, vdc, "orgUpdateVdc", "Updating Virtual Datacenter");
    task.effect = [changed](World &world) {
        if (Vdc *found = world.vdcs.find(changed.id))
            *found = changed;
    };
    return started(context, std::move(task), 1.5);
}

template <bool enabled>
Reply setEnabled(Context &context, Vdc &vdc)
{
    vdc.enabled = enabled;
    context.world.changed();
    return Reply::empty(204);
}

bool isEmpty(const World &world, const Vdc &vdc)
{
    const auto isHere = [&](const auto &row) { return row.vdc == vdc.id; };
    return std::none_of(world.vapps.begin(), world.vapps.end(), isHere)
        && std::none_of(world.networks.begin(), world.networks.end(), isHere)
        && std::none_of(world.edgeGateways.begin(), world.edgeGateways.end(), isHere)
        && std::none_of(world.disks.begin(), world.disks.end(), isHere);
}

bool hasBusy(const World &world, const Vdc &vdc)
{
    return world.busyWith(vdc.id) || std::any_of(world.vapps.begin(), world.vapps.end(), [&](const VApp &vapp) {
        return vapp.vdc == vdc.id && world.busyWith(vapp);
    });
}

Reply removeVdc(Context &context, Vdc &vdc)
{
    if (vdc.enabled)
        return conflictReply(context, "The virtual datacenter " + vdc.name + " is enabled. Disable it first.");
    if (!isEmpty(context.world, vdc) && context.parameter("recursive") != "true")
        return conflictReply(context, "The virtual datacenter " + vdc.name + " is not empty.");
    if (hasBusy(context.world, vdc))
        return context.fault(400, "BUSY_ENTITY", "The virtual datacenter " + vdc.name + " has unfinished tasks.");
    Task task = taskOver(context, vdc, "orgDeleteVdc", "Deleting Virtual Datacenter");
    task.effect = [id = vdc.id](World &world) {
        if (world.vdcs.find(id))
            eraseVdc(world, id);
    };
    return started(context, std::move(task), 2);
}

Reply updateProfiles(Context &context, Vdc &vdc)
{
    RequestBody body;
    if (auto refusal = body.read(context, "admin.updateVdcStorageProfiles", "UpdateVdcStorageProfiles"))
        return *refusal;
    World &world = context.world;
    for (const Sent *each : body.root().all("RemoveStorageProfile")) {
        const StorageProfile *profile = world.storageProfiles.find(each->reference());
        if (!profile || profile->vdc != vdc.id)
            return context.noAccess(Kind::StorageProfile, each->reference());
        const auto uses = [&](const auto &row) { return row.storageProfile == profile->id; };
        if (profile->byDefault || std::any_of(world.vms.begin(), world.vms.end(), uses)
            || std::any_of(world.disks.begin(), world.disks.end(), uses))
            return conflictReply(context, "The storage profile " + profile->name + " is in use.");
    }
    for (const Sent *each : body.root().all("RemoveStorageProfile"))
        world.storageProfiles.remove(each->reference());
    for (const Sent *each : body.root().all("AddStorageProfile"))
        addProfile(world, profileFrom(context, *each, vdc.id));
    Task task = taskOver(context, vdc, "vdcUpdateVdcStorageProfiles", "Updating Virtual Datacenter");
    return started(context, std::move(task), 1);
}

Reply changeProfile(Context &context, StorageProfile &profile)
{
    RequestBody body;
    if (auto refusal = body.read(context, "admin.vdcStorageProfile", "AdminVdcStorageProfile"))
        return *refusal;
    const Sent &sent = body.root();
    profile.limitMb = sent.number("Limit") * (sentOr(sent, "Units", "MB") == "GB" ? 1024 : 1);
    if (sent.truth("Default")) {
        for (StorageProfile &each : context.world.storageProfiles)
            each.byDefault = each.vdc == profile.vdc ? each.id == profile.id : each.byDefault;
    }
    context.world.changed();
    return Reply::show(adminStorageProfileNode(context, profile));
}

template <auto type>
Reply listed(Context &context, Vdc &vdc)
{
    return queryReply(context, type(), "vdc==" + plain(vdc.id));
}

} // namespace

Routes vdcAdministrationRoutes()
{
    return {{"POST", "/api/admin/org/{}/vdcsparams", toProvider<&World::organizations, createVdc>},
        {"POST", "/api/admin/org/{}/vdcs", toProvider<&World::organizations, createVdc>},
        {"PUT", "/api/admin/vdc/{}", toAdministrators<&World::vdcs, changeVdc>},
        {"DELETE", "/api/admin/vdc/{}", toProvider<&World::vdcs, removeVdc>},
        {"POST", "/api/admin/vdc/{}/action/enable", toProvider<&World::vdcs, setEnabled<true>>},
        {"POST", "/api/admin/vdc/{}/action/disable", toProvider<&World::vdcs, setEnabled<false>>},
        {"POST", "/api/admin/vdc/{}/vdcStorageProfiles", toProvider<&World::vdcs, updateProfiles>},
        {"PUT", "/api/admin/vdcStorageProfile/{}", toProvider<&World::storageProfiles, changeProfile>},
        {"GET", "/api/admin/vdc/{}/networks", toAdministrators<&World::vdcs, listed<[] { return "orgVdcNetwork"; }>>},
        {"GET", "/api/admin/vdc/{}/edgeGateways", toAdministrators<&World::vdcs, listed<[] { return "edgeGateway"; }>>},
        {"GET", "/api/admin/vdc/{}/vdcStorageProfiles",
            toAdministrators<&World::vdcs, listed<[] { return "orgVdcStorageProfile"; }>>}};
}

} // namespace nephoscope::demo::clouddirector
