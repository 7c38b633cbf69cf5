// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/thing.h"

#include <QHash>
#include <memory>
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

/// Fields of a section by element name; one that is missing has its default.
using Values = QHash<QByteArray, QByteArray>;

class IpRange {
public:
    QByteArray first;
    QByteArray last;
};

class VAppNetwork : public Thing {
public:
    Id vapp;
    Id parent; ///< an org vdc network; null: isolated
    QByteArray fenceMode;
    QByteArray gateway = "192.168.2.1";
    QByteArray netmask = "255.255.255.0";
    QByteArray dns1 = "10.0.0.53";
    QByteArray dns2;
    QByteArray dnsSuffix = "demo.example";
    std::vector<IpRange> ranges{{"192.168.2.10", "192.168.2.200"}};
    bool retainsAddresses = false;
    bool enabled = true;
    std::optional<bool> inherited; ///< nothing said: where it is bridged
    std::optional<Node> features; ///< as it was sent
};

/// What happens to one VM when its vApp starts or stops.
class StartItem {
public:
    int order = 0;
    QByteArray startAction = "powerOn";
    int startDelay = 0;
    QByteArray stopAction = "powerOff";
    int stopDelay = 0;
};

class VApp : public Thing {
public:
    Id vdc;
    Id owner;
    Moment created;
    Moment leasesFrom; ///< when the leases began to run
    bool deployed = false;
    bool standalone = false; ///< the hidden container of a VM made without one
    bool unfinished = false; ///< the task that makes it has not succeeded
    bool downloadable = false;
    int deploymentLeaseSeconds = 0;
    int storageLeaseSeconds = 0;
    std::vector<Id> vms;
    std::vector<Id> networks;
    QHash<Id, StartItem> startup; ///< by VM
};

class Nic {
public:
    QByteArray network; ///< name of the vApp network; "none"
    QByteArray address;
    QByteArray mac;
    QByteArray allocation = "POOL";
    QByteArray adapter = "VMXNET3";
    bool connected = true;
    int index = 0;
    bool needsCustomization = false;
};

/// A hard disk of a VM: its own, or an independent one that is attached.
class HardDisk {
public:
    int number = 2000; ///< InstanceID
    int sizeMb = 0;
    int bus = 0; ///< of the controllers of its type
    int unit = 0;
    int busType = 6; ///< 5 IDE, 6 SCSI, 20 SATA and NVMe
    QByteArray busSubType = "VirtualSCSI";
    Id independent = {}; ///< null: the VM's own
    Id storageProfile = {}; ///< null: the VM's
    bool thin = true;
    int iops = 0; ///< 0: as many as there are
};

/// What is kept of the physical machine for a resource, and how it fares against others.
class Share {
public:
    int reservation = 0;
    int limit = -1; ///< -1: none
    QByteArray level = "NORMAL";
    int weight = 0; ///< where the level is CUSTOM; 0: what the level gives
};

class Vm;

class Snapshot {
public:
    Moment created;
    bool poweredOn = false;
    qint64 bytes = 0;
    QByteArray name = {};
    std::shared_ptr<const Vm> state = {}; ///< null: hardware as it is
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
    bool nested = false; ///< shows its guests hardware virtualization
    bool needsCustomization = false;
    bool memoryHotAdd = true;
    bool cpuHotAdd = false;
    bool asksWhetherToEject = false; ///< what it waits for, where it waits
    int cpus = 1;
    int coresPerSocket = 1;
    int memoryMb = 1024;
    Share cpuShare;
    Share memoryShare;
    int hardwareVersion = 14;
    QByteArray firmware = "bios";
    QByteArray guestOs = "ubuntu64Guest";
    QByteArray guestOsName = "Ubuntu Linux (64-bit)";
    std::vector<HardDisk> disks;
    std::vector<Nic> nics;
    int primaryNic = 0;
    std::vector<QByteArray> serialPorts; ///< what each is connected to
    std::optional<Snapshot> snapshot;
    int toolsVersion = 12352; ///< 0: not installed
    Values customization;
    Values bootOptions;
    Values drive; ///< how the medium is connected, where that was said
    QByteArray cpuType = "VM64";
    bool timeSync = false;
};

class Disk : public Thing {
public:
    Id vdc;
    Id owner;
    Id storageProfile;
    Id attachedTo; ///< a VM; null: none
    Status status = Status::Resolved;
    int sizeMb = 0;
    int iops = 0;
    int busType = 6;
    QByteArray busSubType = "VirtualSCSI";
    QByteArray sharing = "None";
};

} // namespace nephoscope::demo::clouddirector
