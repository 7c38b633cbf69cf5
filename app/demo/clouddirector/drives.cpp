// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

namespace {

/// Puts a medium into the drive of a VM, or takes it out.
Reply turn(Context &context, Vm &vm, bool insert)
{
    if (std::optional<Reply> refusal = refuseChange(context, vm, "vApp: Edit VM CD / DVD / Floppy"))
        return *refusal;
    RequestBody body;
    if (std::optional<Reply> refusal =
            body.read(context, "vcloud.mediaInsertOrEjectParams", "MediaInsertOrEjectParams"))
        return *refusal;
    const Id id = body.root().reference("Media");
    const Media *media = context.world.media.find(id);
    if (!media || !context.sees(*media))
        return context.noAccess(Kind::Media, id);
    if (insert ? !vm.media.isNull() : vm.media != id)
        return invalidState(context, vm.name);
    Task task = insert ? taskOver(context, vm, "vappInsertMedia", "Inserting media into")
                       : taskOver(context, vm, "vappEjectMedia", "Ejecting media from");
    task.effect = [vmId = vm.id, content = insert ? id : Id()](World &world) { world.vms.at(vmId).media = content; };
    return started(context, std::move(task), 1);
}

Reply insertMedia(Context &context, Vm &vm) { return turn(context, vm, true); }
Reply ejectMedia(Context &context, Vm &vm) { return turn(context, vm, false); }

} // namespace

Routes driveRoutes()
{
    return {{"POST", "/api/vApp/vm-{}/media/action/insertMedia", on<&World::vms, insertMedia>},
        {"POST", "/api/vApp/vm-{}/media/action/ejectMedia", on<&World::vms, ejectMedia>}};
}

} // namespace nephoscope::demo::clouddirector
