// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/hardware.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

struct Adapter {
    const char *number;
    int busType;
    const char *busSubType;
};

constexpr Adapter adapters[] = {{"1", 5, ""}, {"2", 6, "buslogic"}, {"3", 6, "lsilogic"}, {"4", 6, "lsilogicsas"},
    {"5", 6, "VirtualSCSI"}, {"6", 20, "vmware.sata.ahci"}, {"7", 20, "vmware.nvme.controller"}};

constexpr int firstDisk = 2000;
constexpr int reservedUnit = 7; // the SCSI controller itself

} // namespace

std::vector<Controller> controllersOf(const Vm &vm)
{
    std::vector<Controller> all;
    for (const HardDisk &disk : vm.disks) {
        const bool known = std::any_of(all.begin(), all.end(), [&](const Controller &each) {
            return each.busType == disk.busType && each.bus == disk.bus && each.busSubType == disk.busSubType;
        });
        if (!known)
            all.push_back({2 + static_cast<int>(all.size()), disk.bus, disk.busType, disk.busSubType});
    }
    for (Controller &each : all)
        each.number += each.number > 2 ? 1 : 0; // 3 is the IDE controller of the drive
    return all;
}

QByteArray adapterType(const HardDisk &disk)
{
    for (const Adapter &each : adapters) {
        if (each.busType == disk.busType && disk.busSubType.compare(each.busSubType, Qt::CaseInsensitive) == 0)
            return each.number;
    }
    return disk.busType == 5 ? "1" : disk.busType == 20 ? "6" : "5";
}

int usualCpuWeight(const Vm &vm) { return vm.cpus * 1000; }

int usualMemoryWeight(const Vm &vm) { return vm.memoryMb * 10; }

bool setAdapter(HardDisk &disk, const QByteArray &adapterType)
{
    for (const Adapter &each : adapters) {
        if (adapterType != each.number)
            continue;
        disk.busType = each.busType;
        disk.busSubType = each.busSubType;
        return true;
    }
    return false;
}

int freeNumber(const std::vector<HardDisk> &disks)
{
    int number = firstDisk;
    for (const HardDisk &disk : disks)
        number = std::max(number, disk.number + 1);
    return number;
}

int freeUnit(const std::vector<HardDisk> &disks, const HardDisk &place)
{
    int unit = 0;
    const auto isTaken = [&] {
        return unit == reservedUnit || std::any_of(disks.begin(), disks.end(), [&](const HardDisk &disk) {
            return disk.busType == place.busType && disk.bus == place.bus && disk.unit == unit;
        });
    };
    while (isTaken())
        ++unit;
    return unit;
}

} // namespace nephoscope::demo::clouddirector
