// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/hardware.h"
#include "demo/clouddirector/routes.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *right = "Disk: Create";
constexpr qint64 megabyte = 1'048'576;
constexpr ApiVersion sizesInMegabytes(33, 0);

Node diskNode(const Context &context, const Disk &row)
{
    const World &world = context.world;
    const QByteArray href = context.href(Kind::Disk, row.id);
    const Vdc &vdc = world.vdcs.at(row.vdc);
    const bool unfinished = row.status == Status::Unresolved && !world.busyWith(row.id);
    Node node = context.root("Disk", Kind::Disk, row);
    node.set("status", static_cast<int>(unfinished ? Status::FailedCreation : row.status));
    node.set("busType", row.busType).set("busSubType", row.busSubType);
    if (context.version >= sizesInMegabytes)
        node.set("sizeMb", row.sizeMb).set("iops", row.iops);
    else
        node.set("size", row.sizeMb * megabyte);
    if (context.version >= ApiVersion(36, 0))
        node.set("sharingType", row.sharing).set("encrypted", false).set("uuid", plain(row.id));
    context.link(node, "up", context.href(Kind::Vdc, vdc.id), "vcloud.vdc", vdc.name);
    context.link(node, "down", href + "/owner", "vcloud.owner");
    context.link(node, "down", href + "/attachedVms", "vcloud.vms");
    addMetadataLink(context, node, href);
    if (mayChangeNow(context, row)) {
        context.link(node, "edit", href, "vcloud.disk");
        if (row.attachedTo.isNull())
            context.link(node, "remove", href);
    }
    node.add("Description", row.description);
    addTasks(context, node, world.busyWith(row.id), row.id);
    if (const StorageProfile *profile = world.storageProfiles.find(row.storageProfile))
        node.add(context.reference("StorageProfile", Kind::StorageProfile, profile->id, profile->name));
    Node owner("Owner");
    owner.set("type", mediaType("vcloud.owner"));
    if (const User *user = world.users.find(row.owner))
        owner.add(context.reference("User", Kind::User, user->id, user->name));
    return node.add(owner);
}

Node attachedVms(const Context &context, const Disk &row)
{
    Node node("Vms");
    node.lists("vmReference");
    node.set("href", context.href(Kind::Disk, row.id) + "/attachedVms").set("type", mediaType("vcloud.vms"));
    context.link(node, "up", context.href(Kind::Disk, row.id), "vcloud.disk", row.name);
    if (const Vm *vm = context.world.vms.find(row.attachedTo))
        node.add(context.reference("VmReference", *vm).many());
    return node;
}

qint64 sizeOf(const Sent &sent, qint64 otherwise)
{
    if (sent.child("sizeMb"))
        return sent.number("sizeMb");
    return sent.child("size") ? sent.number("size") / megabyte : otherwise;
}

/// Lays what was sent over the disk, or says why it cannot be.
std::optional<Reply> readDisk(const Context &context, const Sent &sent, Disk &disk)
{
    const World &world = context.world;
    disk.name = sent.value("name").value_or(disk.name);
    disk.description = sent.value("Description").value_or("");
    if (std::optional<Reply> refusal = refuseName(context, disk.name))
        return refusal;
    const qint64 size = sizeOf(sent, disk.sizeMb);
    const bool shrinks = size < disk.sizeMb;
    if (size < 1 || size > 63'963'136 || shrinks)
        return badRequest(context, "The size of disk " + disk.name + " cannot be " + QByteArray::number(size) + " MB.");
    if (size != disk.sizeMb && !disk.attachedTo.isNull())
        return invalidState(context, disk.name);
    disk.sizeMb = static_cast<int>(size);
    disk.iops = static_cast<int>(sent.number("iops", disk.iops));
    const Id profile = sent.reference("StorageProfile");
    if (profile.isNull())
        return std::nullopt;
    const StorageProfile *wanted = world.storageProfiles.find(profile);
    if (!wanted || wanted->vdc != disk.vdc)
        return context.noAccess(Kind::StorageProfile, profile);
    disk.storageProfile = profile;
    return std::nullopt;
}

Reply create(Context &context, Vdc &vdc)
{
    World &world = context.world;
    if (!context.mayChange())
        return context.denied(right);
    if (std::optional<Reply> refusal = refuseMore(context))
        return *refusal;
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, "vcloud.diskCreateParams", "DiskCreateParams"))
        return *refusal;
    const Sent *sent = body.root().child("Disk");
    if (!sent)
        return badRequest(context, "cvc-complex-type.2.4.b: The content is not complete. One of '{Disk}' is expected.");
    Disk disk;
    disk.id = Id::createUuid();
    disk.vdc = vdc.id;
    disk.owner = context.session->user;
    disk.status = Status::Unresolved;
    disk.busType = static_cast<int>(sent->number("busType", 6));
    disk.busSubType = sent->value("busSubType").value_or("lsilogic");
    disk.sharing = sent->value("sharingType").value_or("None");
    for (const StorageProfile &profile : world.storageProfiles) {
        if (profile.vdc == vdc.id && profile.byDefault)
            disk.storageProfile = profile.id;
    }
    if (std::optional<Reply> refusal = readDisk(context, *sent, disk))
        return *refusal;
    Disk &made = world.disks.add(disk);
    Task task = taskOver(context, made, "vdcCreateDisk", "Creating Disk");
    task.effect = [id = made.id](World &changed) {
        if (Disk *finished = changed.disks.find(id))
            finished->status = Status::Resolved;
    };
    world.begin(std::move(task), 1);
    return created(diskNode(context, made));
}

Reply change(Context &context, Disk &row)
{
    if (std::optional<Reply> refusal = refuseChange(context, row, "Disk: Edit Properties"))
        return *refusal;
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, "vcloud.disk", "Disk"))
        return *refusal;
    Disk edited = row;
    if (std::optional<Reply> refusal = readDisk(context, body.root(), edited))
        return *refusal;
    Task task = taskOver(context, row, "vdcUpdateDisk", "Updating Disk");
    task.effect = [edited](World &world) {
        if (Disk *place = world.disks.find(edited.id))
            *place = edited;
    };
    return started(context, std::move(task), 1);
}

/// The disk that a request wants to attach or detach, or why it cannot be.
std::optional<Reply> readDiskOf(const Context &context, RequestBody &body, const Disk *&disk)
{
    if (std::optional<Reply> refusal =
            body.read(context, "vcloud.diskAttachOrDetachParams", "DiskAttachOrDetachParams"))
        return refusal;
    const Id id = body.root().reference("Disk");
    disk = context.world.disks.find(id);
    if (!disk || !context.sees(*disk))
        return context.noAccess(Kind::Disk, id);
    if (const Task *task = context.world.busyWith(disk->id))
        return context.busy(*disk, *task);
    return std::nullopt;
}

Reply attach(Context &context, Vm &vm)
{
    if (std::optional<Reply> refusal = refuseChange(context, vm, right))
        return *refusal;
    RequestBody body;
    const Disk *disk = nullptr;
    if (std::optional<Reply> refusal = readDiskOf(context, body, disk))
        return *refusal;
    if (!disk->attachedTo.isNull() || disk->vdc != context.world.vdcOf(vm))
        return invalidState(context, disk->name);
    HardDisk hard;
    hard.number = freeNumber(vm.disks);
    hard.sizeMb = disk->sizeMb;
    hard.busType = disk->busType;
    hard.busSubType = disk->busSubType;
    hard.independent = disk->id;
    hard.bus = static_cast<int>(body.root().number("BusNumber", hard.busType == 6 ? 1 : 0));
    hard.unit = static_cast<int>(body.root().number("UnitNumber", freeUnit(vm.disks, hard)));
    const bool taken = std::any_of(vm.disks.begin(), vm.disks.end(), [&](const HardDisk &each) {
        return each.busType == hard.busType && each.bus == hard.bus && each.unit == hard.unit;
    });
    if (taken)
        return badRequest(context, "Unit " + QByteArray::number(hard.unit) + " of the bus is taken.");
    Task task = taskOver(context, vm, "vappAttachDisk", "Attaching a disk to");
    task.effect = [id = vm.id, hard](World &world) {
        Disk *attached = world.disks.find(hard.independent);
        if (!attached || !attached->attachedTo.isNull())
            return;
        attached->attachedTo = id;
        world.vms.at(id).disks.push_back(hard);
    };
    return started(context, std::move(task), 1);
}

Reply detach(Context &context, Vm &vm)
{
    if (std::optional<Reply> refusal = refuseChange(context, vm, right))
        return *refusal;
    RequestBody body;
    const Disk *disk = nullptr;
    if (std::optional<Reply> refusal = readDiskOf(context, body, disk))
        return *refusal;
    if (disk->attachedTo != vm.id)
        return invalidState(context, disk->name);
    Task task = taskOver(context, vm, "vappDetachDisk", "Detaching a disk from");
    task.effect = [id = vm.id, gone = disk->id](World &world) {
        std::vector<HardDisk> &disks = world.vms.at(id).disks;
        const auto isIt = [&](const HardDisk &each) { return each.independent == gone; };
        disks.erase(std::remove_if(disks.begin(), disks.end(), isIt), disks.end());
        if (Disk *detached = world.disks.find(gone))
            detached->attachedTo = Id();
    };
    return started(context, std::move(task), 1);
}

} // namespace

Routes diskRoutes()
{
    return {{"GET", "/api/disk/{}", show<&World::disks, diskNode>},
        {"GET", "/api/disk/{}/attachedVms", show<&World::disks, attachedVms>},
        {"PUT", "/api/disk/{}", on<&World::disks, change>}, {"POST", "/api/vdc/{}/disk", on<&World::vdcs, create>},
        {"POST", "/api/vApp/vm-{}/disk/action/attach", on<&World::vms, attach>},
        {"POST", "/api/vApp/vm-{}/disk/action/detach", on<&World::vms, detach>}};
}

} // namespace nephoscope::demo::clouddirector
