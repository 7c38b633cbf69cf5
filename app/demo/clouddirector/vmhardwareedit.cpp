// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/hardware.h"
#include "demo/clouddirector/vmedit.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

using Items = std::vector<const Sent *>;

int typeOf(const Sent &item) { return static_cast<int>(item.number("ResourceType", -1)); }

Items ofTypes(const Items &items, std::initializer_list<int> types)
{
    Items found;
    for (const Sent *item : items) {
        if (std::find(types.begin(), types.end(), typeOf(*item)) != types.end())
            found.push_back(item);
    }
    return found;
}

void readShare(const Sent &item, Share &share)
{
    share.reservation = static_cast<int>(item.number("Reservation", share.reservation));
    share.limit = static_cast<int>(item.number("Limit", share.limit));
}

} // namespace

void VmEdit::hardware(const Sent &section)
{
    const Items items = section.all("Item");
    for (const Sent *item : ofTypes(items, {3}))
        cpu(*item);
    for (const Sent *item : ofTypes(items, {4}))
        memory(*item);
    if (!ofTypes(items, {5, 6, 17, 20}).empty())
        disks(items);
    if (const Items found = ofTypes(items, {14, 15, 16}); !found.empty())
        drives(found);
    if (const Items found = ofTypes(items, {10}); !found.empty())
        cards(found);
    if (const Items found = ofTypes(items, {21}); !found.empty() || !m_vm.serialPorts.empty())
        serialPorts(found);
}

void VmEdit::cpu(const Sent &item)
{
    setCpus(item.number("VirtualQuantity"), item.number("CoresPerSocket", m_vm.coresPerSocket));
    readShare(item, m_vm.cpuShare);
}

void VmEdit::memory(const Sent &item)
{
    setMemory(item.number("VirtualQuantity"));
    readShare(item, m_vm.memoryShare);
}

HardDisk VmEdit::diskOf(const Sent &item, const Items &controllers) const
{
    HardDisk disk;
    const Sent *host = item.child("HostResource");
    const QByteArray parent = item.value("Parent").value_or("");
    const Sent *above = nullptr;
    for (const Sent *controller : controllers) {
        if (controller->value("InstanceID").value_or("") == parent)
            above = controller;
    }
    if (above) {
        disk.busType = typeOf(*above);
        disk.bus = static_cast<int>(above->number("Address"));
        disk.busSubType = above->value("ResourceSubType").value_or("");
    } else if (host) {
        disk.busType = static_cast<int>(host->number("busType", 6));
        disk.busSubType = host->value("busSubType").value_or("VirtualSCSI");
    }
    disk.unit = static_cast<int>(item.number("AddressOnParent"));
    if (host && host->truth("storageProfileOverrideVmDefault"))
        disk.storageProfile = idIn(host->value("storageProfileHref").value_or(""));
    return disk;
}

void VmEdit::disks(const Items &items)
{
    const Items controllers = ofTypes(items, {5, 6, 20});
    std::vector<HardDisk> kept;
    Items fresh;
    for (const Sent *item : ofTypes(items, {17})) {
        HardDisk *known = diskNumbered(item->value("InstanceID").value_or(""));
        if (!known) {
            fresh.push_back(item);
            continue;
        }
        const Sent *host = item->child("HostResource");
        if (host && known->independent.isNull())
            resize(*known, host->number("capacity", known->sizeMb));
        kept.push_back(*known);
    }
    for (const Sent *item : fresh) {
        const Sent *host = item->child("HostResource");
        const HardDisk disk = diskOf(*item, controllers);
        const bool unitGiven = item->child("AddressOnParent") != nullptr && disk.unit != freeUnit({}, disk);
        if (host)
            addDisk(kept, disk, host->number("capacity"), unitGiven);
        else
            refuse("A new disk needs a HostResource with its capacity.");
    }
    keepOnly(std::move(kept));
}

void VmEdit::drives(const Items &items)
{
    for (const Sent *item : items) {
        const QByteArray medium = item->value("HostResource").value_or("");
        if (typeOf(*item) == 14 || medium.isEmpty())
            continue;
        const auto found = std::find_if(
            m_world.media.begin(), m_world.media.end(), [&](const Media &each) { return each.name == medium; });
        if (found != m_world.media.end())
            m_vm.media = found->id;
    }
}

void VmEdit::serialPorts(const Items &items)
{
    m_vm.serialPorts.clear();
    for (const Sent *item : items)
        m_vm.serialPorts.push_back(item->value("HostResource").value_or(""));
}

void VmEdit::specification(const Sent &section)
{
    if (!section.truth("Modified"))
        return;
    const qint64 cores = section.number("NumCoresPerSocket", m_vm.coresPerSocket);
    const Sent *memoryMb = section.child("MemoryResourceMb");
    setCpus(section.number("NumCpus", m_vm.cpus), cores);
    if (memoryMb)
        setMemory(memoryMb->number("Configured", m_vm.memoryMb));
    const auto share = [&](const char *name, Share &to) {
        const Sent *sent = section.child(name);
        if (!sent)
            return;
        readShare(*sent, to);
        to.level = sent->value("SharesLevel").value_or(to.level);
    };
    share("CpuResourceMhz", m_vm.cpuShare);
    share("MemoryResourceMb", m_vm.memoryShare);
    if (const auto system = section.value("OsType"); system && *system != m_vm.guestOs) {
        m_vm.guestOs = *system;
        m_vm.guestOsName = guestName(*system);
    }
    m_vm.firmware = section.value("Firmware").value_or(m_vm.firmware);
    const QByteArray version = section.value("HardwareVersion").value_or("");
    if (version.startsWith("vmx-"))
        m_vm.hardwareVersion = version.mid(4).toInt();
    if (const Sent *media = section.child("MediaSection")) {
        for (const Sent *settings : media->all("MediaSettings"))
            m_vm.media = settings->reference("MediaImage");
    }
    if (const Sent *found = section.child("DiskSection"))
        diskSettings(*found);
}

void VmEdit::diskSettings(const Sent &section)
{
    std::vector<HardDisk> kept;
    Items fresh;
    for (const Sent *settings : section.all("DiskSettings")) {
        HardDisk *known = diskNumbered(settings->value("DiskId").value_or(""));
        if (!known) {
            fresh.push_back(settings);
            continue;
        }
        if (known->independent.isNull())
            resize(*known, settings->number("SizeMb", known->sizeMb));
        if (settings->truth("overrideVmDefault"))
            known->storageProfile = settings->reference("StorageProfile");
        kept.push_back(*known);
    }
    for (const Sent *settings : fresh) {
        HardDisk disk;
        disk.bus = static_cast<int>(settings->number("BusNumber"));
        disk.unit = static_cast<int>(settings->number("UnitNumber"));
        if (!setAdapter(disk, settings->value("AdapterType").value_or("5")))
            refuse("There is no adapter type " + settings->value("AdapterType").value_or("") + '.');
        if (settings->truth("overrideVmDefault"))
            disk.storageProfile = settings->reference("StorageProfile");
        disk.independent = settings->reference("Disk");
        const Disk *independent = m_world.disks.find(disk.independent);
        const qint64 size = independent ? independent->sizeMb : settings->number("SizeMb");
        addDisk(kept, disk, size, settings->child("UnitNumber") != nullptr);
    }
    keepOnly(std::move(kept));
}

} // namespace nephoscope::demo::clouddirector
