// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/vmedit.h"

#include "demo/clouddirector/addresses.h"
#include "demo/clouddirector/fields.h"
#include "demo/clouddirector/hardware.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr qint64 mostCpus = 256;
constexpr qint64 mostMemoryMb = 6'291'456;

} // namespace

VmEdit::VmEdit(const World &world, const Vm &before)
    : m_world(world)
    , m_before(before)
    , m_vm(before)
{
}

void VmEdit::refuse(const QByteArray &reason)
{
    if (m_problem.isEmpty())
        m_problem = reason;
}

void VmEdit::names(const Sent &sent)
{
    m_vm.name = sent.value("name").value_or(m_vm.name);
    m_vm.description = sent.value("Description").value_or(m_vm.description);
}

void VmEdit::all(const Sent &sent)
{
    names(sent);
    m_vm.nested = sent.truth("nestedHypervisorEnabled", m_vm.nested);
    m_vm.needsCustomization = sent.truth("needsCustomization", m_vm.needsCustomization);
    const auto part = [&](const char *name, void (VmEdit::*edit)(const Sent &)) {
        if (const Sent *section = sent.child(name))
            (this->*edit)(*section);
    };
    part("VirtualHardwareSection", &VmEdit::hardware);
    part("OperatingSystemSection", &VmEdit::operatingSystem);
    part("NetworkConnectionSection", &VmEdit::connections);
    part("GuestCustomizationSection", &VmEdit::customization);
    part("VmCapabilities", &VmEdit::capabilities);
    part("BootOptions", &VmEdit::bootOptions);
    part("VmSpecSection", &VmEdit::specification);
    const Id profile = sent.reference("StorageProfile");
    if (const StorageProfile *wanted = m_world.storageProfiles.find(profile))
        m_vm.storageProfile = wanted->id;
    else if (!profile.isNull())
        refuse("There is no storage profile " + profile.toByteArray(QUuid::WithoutBraces) + '.');
}

void VmEdit::setCpus(qint64 cpus, qint64 coresPerSocket)
{
    if (cpus < 1 || cpus > mostCpus || coresPerSocket < 1 || cpus % coresPerSocket != 0)
        return refuse("The number of CPUs must lie between 1 and " + QByteArray::number(mostCpus)
            + " and be a multiple of the cores per socket.");
    const bool changes = cpus != m_before.cpus || coresPerSocket != m_before.coresPerSocket;
    const bool grows = cpus >= m_before.cpus && coresPerSocket == m_before.coresPerSocket;
    if (changes && m_before.status == Status::PoweredOn && !(grows && m_before.cpuHotAdd))
        return refuse("The number of CPUs of " + m_before.name + " cannot be changed while it is powered on.");
    m_vm.cpus = static_cast<int>(cpus);
    m_vm.coresPerSocket = static_cast<int>(coresPerSocket);
}

void VmEdit::setMemory(qint64 megabytes)
{
    if (megabytes < 4 || megabytes > mostMemoryMb || megabytes % 4 != 0)
        return refuse("The memory size must be a multiple of 4 MB up to " + QByteArray::number(mostMemoryMb) + " MB.");
    const bool grows = megabytes >= m_before.memoryMb;
    if (megabytes != m_before.memoryMb && m_before.status == Status::PoweredOn && !(grows && m_before.memoryHotAdd))
        return refuse("The memory of " + m_before.name + " cannot be changed while it is powered on.");
    m_vm.memoryMb = static_cast<int>(megabytes);
}

HardDisk *VmEdit::diskNumbered(const QByteArray &number)
{
    const auto found = std::find_if(m_vm.disks.begin(), m_vm.disks.end(),
        [&](const HardDisk &disk) { return QByteArray::number(disk.number) == number; });
    return found == m_vm.disks.end() ? nullptr : &*found;
}

void VmEdit::keepOnly(std::vector<HardDisk> disks)
{
    const bool less = disks.size() < m_before.disks.size();
    if (less && m_before.snapshot && disks.size() < m_before.disks.size())
        return refuse("The disks of " + m_before.name + " cannot be removed while it has a snapshot.");
    m_vm.disks = std::move(disks);
}

void VmEdit::resize(HardDisk &disk, qint64 megabytes)
{
    if (megabytes < disk.sizeMb || megabytes > 63'963'136)
        return refuse("A disk can only grow, up to 62 TB.");
    disk.sizeMb = static_cast<int>(megabytes);
}

void VmEdit::addDisk(std::vector<HardDisk> &disks, HardDisk disk, qint64 megabytes, bool unitGiven)
{
    disk.sizeMb = 0;
    resize(disk, megabytes);
    std::vector<HardDisk> all = m_vm.disks;
    all.insert(all.end(), disks.begin(), disks.end());
    disk.number = freeNumber(all);
    const bool taken = std::any_of(disks.begin(), disks.end(), [&](const HardDisk &each) {
        return each.busType == disk.busType && each.bus == disk.bus && each.unit == disk.unit;
    });
    if (unitGiven && taken)
        return refuse("Unit " + QByteArray::number(disk.unit) + " of the bus is taken.");
    if (!unitGiven)
        disk.unit = freeUnit(all, disk);
    disks.push_back(disk);
}

void VmEdit::operatingSystem(const Sent &section)
{
    const QByteArray wanted = section.value("osType").value_or(m_vm.guestOs);
    if (wanted == m_before.guestOs) {
        m_vm.guestOsName = section.value("Description").value_or(m_vm.guestOsName);
        return;
    }
    if (m_before.status == Status::PoweredOn)
        return refuse("The guest operating system of " + m_before.name + " cannot be changed while it is powered on.");
    m_vm.guestOs = wanted;
    m_vm.guestOsName = guestName(wanted);
}

void VmEdit::customization(const Sent &section)
{
    m_vm.customization = readFields(section, customizationFields());
    m_vm.customization.remove("VirtualMachineId");
    const QByteArray computer = m_vm.customization.value("ComputerName");
    if (computer.size() > 63 || computer.contains(' '))
        refuse("The computer name " + computer + " is invalid.");
    const bool automatic = m_vm.customization.value("AdminPasswordAuto") == "true";
    if (automatic)
        m_vm.customization.insert("AdminPassword", "demo-generated");
}

void VmEdit::capabilities(const Sent &section)
{
    const bool memory = section.truth("MemoryHotAddEnabled");
    const bool cpu = section.truth("CpuHotAddEnabled");
    const bool changes = memory != m_before.memoryHotAdd || cpu != m_before.cpuHotAdd;
    if (changes && m_before.status == Status::PoweredOn)
        return refuse("The hot-add settings of " + m_before.name + " cannot be changed while it is powered on.");
    m_vm.memoryHotAdd = memory;
    m_vm.cpuHotAdd = cpu;
}

void VmEdit::bootOptions(const Sent &section) { m_vm.bootOptions = readFields(section, bootFields()); }

void VmEdit::apply(World &world, const Vm &edited)
{
    Vm *place = world.vms.find(edited.id);
    if (!place)
        return;
    *place = edited;
    giveAddresses(world, *place);
    for (Disk &disk : world.disks) {
        const bool attached = std::any_of(place->disks.begin(), place->disks.end(),
            [&](const HardDisk &each) { return each.independent == disk.id; });
        if (attached)
            disk.attachedTo = place->id;
        else if (disk.attachedTo == place->id)
            disk.attachedTo = Id();
    }
    world.changed();
}

QByteArray guestName(const QByteArray &key)
{
    static const QHash<QByteArray, QByteArray> names{{"ubuntu64Guest", "Ubuntu Linux (64-bit)"},
        {"debian11_64Guest", "Debian GNU/Linux 11 (64-bit)"}, {"debian12_64Guest", "Debian GNU/Linux 12 (64-bit)"},
        {"windows2019srv_64Guest", "Microsoft Windows Server 2019 (64-bit)"},
        {"windows2022srvNext_64Guest", "Microsoft Windows Server 2022 (64-bit)"},
        {"rhel8_64Guest", "Red Hat Enterprise Linux 8 (64-bit)"}, {"centos8_64Guest", "CentOS 8 (64-bit)"},
        {"sles15_64Guest", "SUSE Linux Enterprise 15 (64-bit)"}, {"otherLinux64Guest", "Other Linux (64-bit)"},
        {"otherGuest64", "Other (64-bit)"}};
    return names.value(key, key);
}

} // namespace nephoscope::demo::clouddirector
