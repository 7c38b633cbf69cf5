// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/vmedit.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

/// One address where a VM is edited: by PUT, or by POST for actions.
class VmAddress {
public:
    const char *path;
    const char *type;
    const char *element;
    void (*edit)(VmEdit &edit, const Sent &sent);
};

template <void (VmEdit::*function)(const Sent &)>
void part(VmEdit &edit, const Sent &sent)
{
    (edit.*function)(sent);
}

template <void (VmEdit::*function)(const std::vector<const Sent *> &)>
void items(VmEdit &edit, const Sent &sent)
{
    (edit.*function)(sent.all("Item"));
}

const std::vector<VmAddress> &addresses()
{
    static const std::vector<VmAddress> all{
        {"", "vcloud.vm", "Vm", part<&VmEdit::names>},
        {"/action/reconfigureVm", "vcloud.vm", "Vm", part<&VmEdit::all>},
        {"/virtualHardwareSection", "vcloud.virtualHardwareSection", "ovf:VirtualHardwareSection",
            part<&VmEdit::hardware>},
        {"/virtualHardwareSection/cpu", "vcloud.rasdItem", "Item", part<&VmEdit::cpu>},
        {"/virtualHardwareSection/memory", "vcloud.rasdItem", "Item", part<&VmEdit::memory>},
        {"/virtualHardwareSection/disks", "vcloud.rasdItemsList", "RasdItemsList", items<&VmEdit::disks>},
        {"/virtualHardwareSection/media", "vcloud.rasdItemsList", "RasdItemsList", items<&VmEdit::drives>},
        {"/virtualHardwareSection/networkCards", "vcloud.rasdItemsList", "RasdItemsList", items<&VmEdit::cards>},
        {"/virtualHardwareSection/serialPorts", "vcloud.rasdItemsList", "RasdItemsList", items<&VmEdit::serialPorts>},
        {"/operatingSystemSection", "vcloud.operatingSystemSection", "ovf:OperatingSystemSection",
            part<&VmEdit::operatingSystem>},
        {"/networkConnectionSection", "vcloud.networkConnectionSection", "NetworkConnectionSection",
            part<&VmEdit::connections>},
        {"/guestCustomizationSection", "vcloud.guestCustomizationSection", "GuestCustomizationSection",
            part<&VmEdit::customization>},
        {"/vmCapabilities", "vcloud.vmCapabilitiesSection", "VmCapabilities", part<&VmEdit::capabilities>},
        {"/bootOptions", "vcloud.bootOptionsSection", "BootOptions", part<&VmEdit::bootOptions>},
        {"/action/bootOptions", "vcloud.bootOptionsSection", "BootOptions", part<&VmEdit::bootOptions>},
        {"/vmSpecSection", "vcloud.vmSpecSection", "VmSpecSection", part<&VmEdit::specification>},
    };
    return all;
}

std::optional<Reply> refuseTwin(const Context &context, const Vm &vm)
{
    const VApp &vapp = context.world.vapps.at(vm.container);
    const bool taken = std::any_of(vapp.vms.begin(), vapp.vms.end(),
        [&](const Id &id) { return id != vm.id && context.world.vms.at(id).name == vm.name; });
    if (taken)
        return badRequest(context, "There is already a VM named \"" + vm.name + "\".");
    return refuseName(context, vm.name);
}

Reply change(Context &context, Vm &vm)
{
    if (vm.inTemplate)
        return context.fault(405, "METHOD_NOT_ALLOWED", "A virtual machine of a template cannot be changed.");
    if (std::optional<Reply> refusal = refuseChange(context, vm, "vApp: Edit VM Properties"))
        return *refusal;
    QByteArray path = '/' + context.path.mid(3).join('/');
    if (path == "/")
        path.clear();
    const auto &all = addresses();
    const auto address = std::find_if(all.begin(), all.end(), [&](const VmAddress &each) { return path == each.path; });
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, address->type, address->element))
        return *refusal;
    VmEdit edit(context.world, vm);
    address->edit(edit, body.root());
    if (!edit.problem().isEmpty())
        return badRequest(context, edit.problem());
    if (std::optional<Reply> refusal = refuseTwin(context, edit.vm()))
        return *refusal;
    Task task = taskOver(context, vm, "vappUpdateVm", "Updating Virtual Machine");
    task.effect = [edited = edit.vm()](World &world) { VmEdit::apply(world, edited); };
    return started(context, std::move(task), 2);
}

} // namespace

Routes vmEditRoutes()
{
    Routes routes;
    for (const VmAddress &address : addresses()) {
        const QByteArray path = QByteArray("/api/vApp/vm-{}") + address.path;
        const bool isAction = path.contains("/action/");
        if (isAction)
            routes.push_back({"POST", path, on<&World::vms, change>});
        if (!isAction || path.endsWith("bootOptions"))
            routes.push_back({"PUT", path, on<&World::vms, change>});
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
