// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

namespace {

bool isForced(const Context &context) { return context.parameter("force").toLower() == "true"; }

Reply removeVApp(Context &context, VApp &vapp)
{
    if (std::optional<Reply> refusal = refuseChange(context, vapp, "vApp: Delete"))
        return *refusal;
    if (vapp.deployed && !isForced(context))
        return invalidState(context, vapp.name);
    Task task = taskOver(context, vapp, "vdcDeleteVapp", "Deleting Virtual Application");
    task.effect = [id = vapp.id](World &world) { world.removeVApp(id); };
    return started(context, std::move(task), 2);
}

Reply removeVm(Context &context, Vm &vm)
{
    if (vm.inTemplate)
        return context.fault(405, "METHOD_NOT_ALLOWED", "A virtual machine of a template cannot be deleted alone.");
    if (std::optional<Reply> refusal = refuseChange(context, vm, "vApp: Delete"))
        return *refusal;
    if (vm.deployed && !isForced(context))
        return invalidState(context, vm.name);
    Task task = taskOver(context, vm, "vappDelete", "Deleting Virtual Machine");
    task.effect = [id = vm.id, container = vm.container](World &world) {
        world.removeVm(id);
        if (const VApp *vapp = world.vapps.find(container); vapp && vapp->standalone && vapp->vms.empty())
            world.removeVApp(container);
    };
    return started(context, std::move(task), 2);
}

Reply removeDisk(Context &context, Disk &disk)
{
    if (std::optional<Reply> refusal = refuseChange(context, disk, "Disk: Delete"))
        return *refusal;
    if (!disk.attachedTo.isNull())
        return invalidState(context, disk.name);
    Task task = taskOver(context, disk, "vdcDeleteDisk", "Deleting Disk");
    task.effect = [id = disk.id](World &world) {
        world.metadata.remove(id);
        world.disks.remove(id);
        world.changed();
    };
    return started(context, std::move(task), 1);
}

} // namespace

Routes removalRoutes()
{
    return {{"DELETE", "/api/vApp/vapp-{}", on<&World::vapps, removeVApp>},
        {"DELETE", "/api/vApp/vm-{}", on<&World::vms, removeVm>},
        {"DELETE", "/api/disk/{}", on<&World::disks, removeDisk>}};
}

} // namespace nephoscope::demo::clouddirector
