// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/fields.h"
#include "demo/clouddirector/hardware.h"

namespace nephoscope::demo::clouddirector {

namespace {

/// The sections of a VM are edited where they stand.
void addEdit(const Context &context, Node &section, const Vm &vm, const char *path, const char *type)
{
    if (!vm.inTemplate && mayChangeNow(context, vm))
        context.link(section, "edit", context.href(vm) + path, type);
}

Node computeResource(const char *name, int configured, const Share &share, int usual)
{
    const int weight = share.weight > 0 ? share.weight : usual;
    Node node(name);
    node.add("Configured", configured).add("Reservation", share.reservation).add("Limit", share.limit);
    return node.add("SharesLevel", share.level).add("Shares", weight);
}

Node mediaSettings(const Context &context, const Vm &vm)
{
    Node settings("MediaSettings");
    settings.add("DeviceId", 3000);
    if (const Media *media = context.world.media.find(vm.media); media && context.sees(*media))
        settings.add(context.reference("MediaImage", Kind::Media, media->id, media->name));
    settings.add("MediaType", vm.drive.value("MediaType", "ISO"));
    settings.add("MediaState", vm.drive.value("MediaState", vm.media.isNull() ? "DISCONNECTED" : "CONNECTED"));
    settings.add("UnitNumber", vm.drive.value("UnitNumber").toInt());
    settings.add("BusNumber", vm.drive.value("BusNumber").toInt());
    return settings.add("AdapterType", vm.drive.value("AdapterType", "1").toInt()).many();
}

Node diskSettings(const Context &context, const Vm &vm, const HardDisk &hard)
{
    const World &world = context.world;
    Node disk("DiskSettings");
    disk.add("DiskId", QByteArray::number(hard.number)).add("SizeMb", hard.sizeMb);
    disk.add("UnitNumber", hard.unit).add("BusNumber", hard.bus).add("AdapterType", adapterType(hard));
    disk.add("ThinProvisioned", hard.thin);
    if (const Disk *independent = world.disks.find(hard.independent))
        disk.add(context.reference("Disk", Kind::Disk, independent->id, independent->name));
    const StorageProfile *profile =
        world.storageProfiles.find(hard.storageProfile.isNull() ? vm.storageProfile : hard.storageProfile);
    if (profile && context.sees(*profile))
        disk.add(context.reference("StorageProfile", Kind::StorageProfile, profile->id, profile->name));
    disk.add("overrideVmDefault", !hard.storageProfile.isNull()).add("iops", hard.iops);
    disk.add("VirtualQuantityUnit", "byte").add("VirtualQuantity", qint64(hard.sizeMb) * 1'048'576);
    return disk.many();
}

} // namespace

Node vmSection(const QByteArray &owner, const char *name, const char *path, const char *type, const char *info)
{
    Node node(name);
    node.section((QByteArray(name) + "Type").constData());
    node.set("href", owner + path).set("type", mediaType(type)).set("required", false, Space::Ovf);
    return node.add(Node("Info", Space::Ovf).say(info));
}

Node vmCapabilities(const Context &context, const Vm &vm)
{
    Node node("VmCapabilities");
    node.set("href", context.href(vm) + "/vmCapabilities/").set("type", mediaType("vcloud.vmCapabilitiesSection"));
    addEdit(context, node, vm, "/vmCapabilities/", "vcloud.vmCapabilitiesSection");
    return node.add("MemoryHotAddEnabled", vm.memoryHotAdd).add("CpuHotAddEnabled", vm.cpuHotAdd);
}

Node bootOptions(const Context &context, const Vm &vm)
{
    Node node("BootOptions");
    node.set("href", context.href(vm) + "/action/bootOptions/").set("type", mediaType("vcloud.bootOptionsSection"));
    addEdit(context, node, vm, "/action/bootOptions/", "vcloud.bootOptionsSection");
    addFields(node, vm.bootOptions, bootFields(), context.version);
    return node;
}

Node operatingSystemSection(const Context &context, const Vm &vm)
{
    Node node("OperatingSystemSection", Space::Ovf);
    node.section("OperatingSystemSectionType");
    node.set("id", 94, Space::Ovf).set("osType", vm.guestOs, Space::Vmw);
    node.set("href", context.href(vm) + "/operatingSystemSection/", Space::VCloud);
    node.set("type", mediaType("vcloud.operatingSystemSection"), Space::VCloud);
    node.add(Node("Info", Space::Ovf).say("Specifies the operating system installed"));
    node.add(Node("Description", Space::Ovf).say(vm.guestOsName));
    addEdit(context, node, vm, "/operatingSystemSection/", "vcloud.operatingSystemSection");
    return node;
}

Node networkConnectionSection(const Context &context, const Vm &vm)
{
    const char *type = "vcloud.networkConnectionSection";
    Node node = vmSection(context.href(vm), "NetworkConnectionSection", "/networkConnectionSection/", type,
        "Specifies the available VM network connections");
    node.lists("networkConnection");
    node.add("PrimaryNetworkConnectionIndex", vm.primaryNic);
    for (const Nic &nic : vm.nics) {
        Node connection("NetworkConnection");
        connection.set("network", nic.network).set("needsCustomization", nic.needsCustomization);
        connection.add("NetworkConnectionIndex", nic.index);
        if (!nic.address.isEmpty())
            connection.add("IpAddress", nic.address);
        connection.add("IsConnected", nic.connected).add("MACAddress", nic.mac);
        connection.add("IpAddressAllocationMode", nic.allocation);
        if (context.version >= ApiVersion(5, 6))
            connection.add("NetworkAdapterType", nic.adapter);
        node.add(connection.many());
    }
    addEdit(context, node, vm, "/networkConnectionSection/", type);
    return node;
}

Node guestCustomizationSection(const Context &context, const Vm &vm)
{
    const char *type = "vcloud.guestCustomizationSection";
    Node node = vmSection(context.href(vm), "GuestCustomizationSection", "/guestCustomizationSection/", type,
        "Specifies Guest OS Customization Settings");
    Values values = vm.customization;
    values.insert("VirtualMachineId", plain(vm.id));
    if (!values.contains("ComputerName"))
        values.insert("ComputerName", vm.name);
    if (vm.customization.isEmpty())
        values.insert("AdminPassword", "demo-" + vm.name);
    addFields(node, values, customizationFields(), context.version);
    addEdit(context, node, vm, "/guestCustomizationSection/", type);
    return node;
}

Node vmSpecSection(const Context &context, const Vm &vm)
{
    Node node = vmSection(
        context.href(vm), "VmSpecSection", "/vmSpecSection/", "vcloud.vmSpecSection", "Virtual Machine specification");
    node.set("Modified", false).add("OsType", vm.guestOs);
    if (context.version >= ApiVersion(37, 1))
        node.add("Firmware", vm.firmware);
    node.add("NumCpus", vm.cpus).add("NumCoresPerSocket", vm.coresPerSocket);
    node.add(computeResource("CpuResourceMhz", vm.cpus * 1000, vm.cpuShare, usualCpuWeight(vm)));
    node.add(computeResource("MemoryResourceMb", vm.memoryMb, vm.memoryShare, usualMemoryWeight(vm)));
    Node media("MediaSection");
    node.add(media.add(mediaSettings(context, vm)));
    Node disks("DiskSection");
    disks.lists("diskSettings");
    for (const HardDisk &hard : vm.disks)
        disks.add(diskSettings(context, vm, hard));
    node.add(disks);
    Node version("HardwareVersion");
    const QByteArray name = "vmx-" + QByteArray::number(vm.hardwareVersion);
    const Id vdc = context.world.vdcOf(vm); // of a shared template: another organization's
    if (context.sees(context.world.vdcs.at(vdc)))
        version.set("href", context.href(Kind::Vdc, vdc) + "/hwv/" + name);
    node.add(version.set("type", mediaType("vcloud.virtualHardwareVersion")).say(name));
    node.add("VmToolsVersion", QByteArray::number(vm.toolsVersion));
    node.add("VirtualCpuType", vm.cpuType);
    return node.add("TimeSyncWithHost", vm.timeSync);
}

} // namespace nephoscope::demo::clouddirector
