// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/thing.h"

#include <optional>
#include <vector>

namespace nephoscope::demo::clouddirector {

/// The `status` of vApps, VMs, templates, media and disks.
enum class Status {
    FailedCreation = -1,
    Unresolved = 0,
    Resolved = 1,
    Suspended = 3,
    PoweredOn = 4,
    WaitingForInput = 5,
    PoweredOff = 8,
    Mixed = 10
};

/// "POWERED_ON", as query records say it.
QByteArray statusWord(Status status);

class VAppNetwork : public Thing {
public:
    Id vapp;
    Id parent; ///< an org vdc network; null: isolated
    QByteArray fenceMode;
};

class VApp : public Thing {
public:
    Id vdc;
    Id owner;
    Moment created;
    bool deployed = false;
    bool standalone = false; ///< the hidden container of a VM made without one
    int deploymentLeaseSeconds = 0;
    int storageLeaseSeconds = 0;
    std::vector<Id> vms;
    std::vector<Id> networks;
};

class Nic {
public:
    QByteArray network; ///< name of the vApp network; "none"
    QByteArray address;
    QByteArray mac;
    QByteArray allocation = "POOL";
    QByteArray adapter = "VMXNET3";
    bool connected = true;
};

class Snapshot {
public:
    Moment created;
    bool poweredOn = false;
    qint64 bytes = 0;
};

class Vm : public Thing {
public:
    Id container; ///< vApp, or template
    Id storageProfile;
    Id media; ///< in the drive; null: none
    Moment created;
    Status status = Status::PoweredOff;
    bool deployed = false;
    bool inTemplate = false;
    int cpus = 1;
    int memoryMb = 1024;
    int hardwareVersion = 14;
    const char *guestOs = "ubuntu64Guest";
    const char *guestOsName = "Ubuntu Linux (64-bit)";
    std::vector<int> disksMb;
    std::vector<Nic> nics;
    std::optional<Snapshot> snapshot;
    int toolsVersion = 12352; ///< 0: not installed
};

class Disk : public Thing {
public:
    Id vdc;
    Id owner;
    Id storageProfile;
    Id attachedTo; ///< a VM; null: none
    int sizeMb = 0;
    int busType = 6;
    QByteArray busSubType = "VirtualSCSI";
};

} // namespace nephoscope::demo::clouddirector
