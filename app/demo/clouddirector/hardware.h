// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/context.h"

namespace nephoscope::demo::clouddirector {

// The hardware of VMs: how it is numbered, and the sections that show it.

/// A controller that hard disks hang on, named after what they say of it.
class Controller {
public:
    int number = 0; ///< InstanceID, the Parent of its disks
    int bus = 0;
    int busType = 6;
    QByteArray busSubType;
};
std::vector<Controller> controllersOf(const Vm &vm);

/// "1" IDE … "7" NVMe, as DiskSettings tell controllers apart.
QByteArray adapterType(const HardDisk &disk);
/// Sets bus type and sub type by such a number. False: there is none.
bool setAdapter(HardDisk &disk, const QByteArray &adapterType);

/// Their shares as long as nobody gave them others.
int usualCpuWeight(const Vm &vm);
int usualMemoryWeight(const Vm &vm);

/// The lowest InstanceID, and place on a bus, that no disk of the VM has.
int freeNumber(const std::vector<HardDisk> &disks);
int freeUnit(const std::vector<HardDisk> &disks, const HardDisk &place);

Node vmSection(const QByteArray &owner, const char *name, const char *path, const char *type, const char *info);
Node vmCapabilities(const Context &context, const Vm &vm);
Node bootOptions(const Context &context, const Vm &vm);

} // namespace nephoscope::demo::clouddirector
