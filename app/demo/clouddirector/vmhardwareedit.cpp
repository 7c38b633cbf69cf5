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

/// `weight` is what the number of shares was called, and `shown` what it was.
void readWeight(const Sent &item, const char *weight, int shown, Share &share)
{
    const int wanted = static_cast<int>(item.number(weight, shown));
    if (wanted == shown)
        return;
    share.weight = wanted;
    share.level = wanted > 0 ? "CUSTOM" : "NORMAL";
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
    if (const Sent *system = section.child("System"))
        hardwareVersion(system->value("VirtualSystemType").value_or(""));
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
    readWeight(item, "Weight", m_before.cpuShare.weight, m_vm.cpuShare);
}

void VmEdit::memory(const Sent &item)
{
    setMemory(item.number("VirtualQuantity"));
    readShare(item, m_vm.memoryShare);
    readWeight(item, "Weight", m_before.memoryShare.weight, m_vm.memoryShare);
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
        if (host && host->child("storageProfileOverrideVmDefault"))
            keepAt(*known, host->truth("storageProfileOverrideVmDefault"),
                idIn(host->value("storageProfileHref").value_or("")));
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
    const auto share = [&](const char *name, int usual, Share Vm::*which) {
        const Sent *sent = section.child(name);
        if (!sent)
            return;
        const Share before = m_before.*which;
        Share &to = m_vm.*which;
        readShare(*sent, to);
        const QByteArray level = sent->value("SharesLevel").value_or(before.level);
        if (level != before.level) {
            to.level = level;
            to.weight = level == "CUSTOM" ? usual : 0;
        }
        readWeight(*sent, "Shares", before.weight > 0 ? before.weight : usual, to);
    };
    share("CpuResourceMhz", usualCpuWeight(m_before), &Vm::cpuShare);
    share("MemoryResourceMb", usualMemoryWeight(m_before), &Vm::memoryShare);
    if (const auto system = section.value("OsType"); system && *system != m_vm.guestOs) {
        m_vm.guestOs = *system;
        m_vm.guestOsName = guestName(*system);
    }
    m_vm.firmware = section.value("Firmware").value_or(m_vm.firmware);
    m_vm.cpuType = section.value("VirtualCpuType").value_or(m_vm.cpuType);
    m_vm.timeSync = section.truth("TimeSyncWithHost", m_vm.timeSync);
    hardwareVersion(section.value("HardwareVersion").value_or(""));
    if (const Sent *media = section.child("MediaSection")) {
        for (const Sent *settings : media->all("MediaSettings"))
            drive(*settings);
    }
    if (const Sent *found = section.child("DiskSection"))
        diskSettings(*found);
}

void VmEdit::hardwareVersion(const QByteArray &name)
{
    if (name.startsWith("vmx-"))
        m_vm.hardwareVersion = name.mid(4).toInt();
}

void VmEdit::drive(const Sent &settings)
{
    const Id medium = settings.reference("MediaImage");
    const Values usual{{"MediaType", "ISO"}, {"MediaState", m_before.media.isNull() ? "DISCONNECTED" : "CONNECTED"},
        {"UnitNumber", "0"}, {"BusNumber", "0"}, {"AdapterType", "1"}};
    for (auto each = usual.constBegin(); each != usual.constEnd(); ++each) {
        const QByteArray shown = m_before.drive.value(each.key(), each.value());
        if (const QByteArray wanted = settings.value(each.key().constData()).value_or(shown); wanted != shown)
            m_vm.drive.insert(each.key(), wanted);
    }
    if (medium != m_vm.media)
        m_vm.drive.remove("MediaState"); // another medium, connected or not
    m_vm.media = medium;
}

/// Where the disk is kept: with the VM, or by a storage profile of its own. Another profile than the one that shows is
/// its own, whatever else is said.
void VmEdit::keepAt(HardDisk &disk, bool isOwn, const Id &wanted)
{
    const auto before = std::find_if(
        m_before.disks.begin(), m_before.disks.end(), [&](const HardDisk &each) { return each.number == disk.number; });
    const bool wasOwn = before != m_before.disks.end() && !before->storageProfile.isNull();
    const Id shown = wasOwn ? before->storageProfile : m_before.storageProfile;
    const bool isOther = wanted != shown && m_world.storageProfiles.find(wanted);
    if (isOther)
        disk.storageProfile = wanted;
    else if (isOwn != wasOwn)
        disk.storageProfile = isOwn ? shown : Id();
}

/// A disk that is there already.
void VmEdit::readSettings(const Sent &settings, HardDisk &disk)
{
    disk.thin = settings.truth("ThinProvisioned", disk.thin);
    disk.iops = static_cast<int>(settings.number("iops", disk.iops));
    if (settings.child("overrideVmDefault"))
        keepAt(disk, settings.truth("overrideVmDefault"), settings.reference("StorageProfile"));
    if (!disk.independent.isNull())
        return;
    resize(disk, settings.number("SizeMb", disk.sizeMb));
    disk.unit = static_cast<int>(settings.number("UnitNumber", disk.unit));
    disk.bus = static_cast<int>(settings.number("BusNumber", disk.bus));
    const QByteArray adapter = settings.value("AdapterType").value_or(adapterType(disk));
    if (adapter != adapterType(disk) && !setAdapter(disk, adapter))
        refuse("There is no adapter type " + adapter + '.');
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
        readSettings(*settings, *known);
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
