// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/operations.h"

namespace nephoscope::demo::clouddirector {

namespace {

using State = const OperationState &;
using Body = const RequestBody &;

constexpr int newestHardware = 19;
constexpr int newestTools = 12384;

bool isOn(State state) { return state.status == Status::PoweredOn; }
bool isOff(State state) { return state.status == Status::PoweredOff; }
bool isOffWithOldHardware(State state) { return isOff(state) && state.vm->hardwareVersion < newestHardware; }
bool canNest(State state) { return state.isAsleep() && !state.vm->nested; }
bool canUnnest(State state) { return state.isAsleep() && state.vm->nested; }
bool always(State) { return true; }
bool isProvider(State state) { return state.isProvider; }

void nothing(World &, Vm &, Body) { }
void installTools(World &, Vm &vm, Body) { vm.toolsVersion = newestTools; }
void upgradeHardware(World &, Vm &vm, Body) { vm.hardwareVersion = newestHardware; }
void nest(World &, Vm &vm, Body) { vm.nested = true; }
void unnest(World &, Vm &vm, Body) { vm.nested = false; }
void customizeNext(World &, Vm &vm, Body) { vm.needsCustomization = true; }

} // namespace

const std::vector<Operation> &vmOperations()
{
    static const std::vector<Operation> all{
        {"/action/installVMwareTools", "installVmwareTools", "", "", "vappInstallVMwareTools",
            "Installing VMware Tools on", 3, isOn, installTools},
        {"/action/upgradeHardwareVersion", "upgrade", "", "", "vappUpgradeHardwareVersion",
            "Upgrading hardware version of", 2, isOffWithOldHardware, upgradeHardware},
        {"/action/enableNestedHypervisor", "enable", "", "", "vappEnableNestedHypervisor",
            "Enabling nested hypervisor of", 1, canNest, nest},
        {"/action/disableNestedHypervisor", "disable", "", "", "vappDisableNestedHypervisor",
            "Disabling nested hypervisor of", 1, canUnnest, unnest},
        {"/action/customizeAtNextPowerOn", "customizeAtNextPowerOn", "", "", "", "", 0, isOff, customizeNext},
        {"/action/consolidate", "consolidate", "", "", "vappConsolidateVm", "Consolidating", 3, always, nothing},
        {"/action/checkCompliance", "checkCompliance", "", "", "vappCheckCompliance", "Checking compliance of", 1,
            always, nothing},
        {"/action/reloadFromVc", "reloadFromVc", "", "", "vappReloadFromVc", "Reloading", 1, isProvider, nothing},
        {"/action/relocate", "relocate", "vcloud.relocateVmParams", "RelocateParams", "vappRelocateVm", "Relocating", 3,
            isProvider, nothing},
    };
    return all;
}

} // namespace nephoscope::demo::clouddirector
