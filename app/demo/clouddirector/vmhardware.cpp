// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/hardware.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

namespace {

/// The rasd children of an Item stand in alphabetical order; each is added by name here.
class Item {
public:
    explicit Item(const char *element = "Item", Space space = Space::Ovf)
        : m_node(element, space)
    {
        m_node.many();
    }
    Item &add(const char *name, const Scalar &value)
    {
        m_node.add(Node(name, Space::Rasd).say(value));
        return *this;
    }
    Item &add(const Node &node)
    {
        m_node.add(node);
        return *this;
    }
    Node &node() { return m_node; }

private:
    Node m_node;
};

void addEdit(const Context &context, Node &to, const Vm &vm, const QByteArray &path, const char *type)
{
    if (!vm.inTemplate && mayChangeNow(context, vm))
        context.link(to, "edit", context.href(vm) + "/virtualHardwareSection/" + path, type);
}

/// CPU or memory, as an Item of the section or as a document of its own.
Node computeItem(const Context &context, const Vm &vm, const char *path, Item item)
{
    const bool alone = item.node().space() == Space::VCloud;
    const Space space = alone ? Space::Plain : Space::VCloud;
    item.node().set("href", context.href(vm) + "/virtualHardwareSection/" + path, space);
    item.node().set("type", mediaType("vcloud.rasdItem"), space);
    addEdit(context, item.node(), vm, path, "vcloud.rasdItem");
    return item.node();
}

Node cpuItem(const Context &context, const Vm &vm, Space space)
{
    Item item("Item", space);
    item.add("AllocationUnits", "hertz * 10^6").add("Description", "Number of Virtual CPUs");
    item.add("ElementName", QByteArray::number(vm.cpus) + " virtual CPU(s)").add("InstanceID", 4);
    if (vm.cpuShare.limit >= 0)
        item.add("Limit", vm.cpuShare.limit);
    item.add("Reservation", vm.cpuShare.reservation).add("ResourceType", 3);
    item.add("VirtualQuantity", vm.cpus).add("Weight", vm.cpuShare.weight);
    if (context.version >= ApiVersion(5, 1)) {
        Node cores("CoresPerSocket", Space::Vmw);
        item.add(cores.set("required", false, Space::Ovf).say(vm.coresPerSocket));
    }
    return computeItem(context, vm, "cpu", item);
}

Node memoryItem(const Context &context, const Vm &vm, Space space)
{
    Item item("Item", space);
    item.add("AllocationUnits", "byte * 2^20").add("Description", "Memory Size");
    item.add("ElementName", QByteArray::number(vm.memoryMb) + " MB of memory").add("InstanceID", 5);
    if (vm.memoryShare.limit >= 0)
        item.add("Limit", vm.memoryShare.limit);
    item.add("Reservation", vm.memoryShare.reservation).add("ResourceType", 4);
    item.add("VirtualQuantity", vm.memoryMb).add("Weight", vm.memoryShare.weight);
    return computeItem(context, vm, "memory", item);
}

Node diskItem(const Context &context, const Vm &vm, const HardDisk &disk, int parent, Space space)
{
    const World &world = context.world;
    Item item("Item", space);
    item.add("AddressOnParent", disk.unit).add("Description", "Hard disk");
    item.add("ElementName", "Hard disk " + QByteArray::number(disk.number - 1999));
    Node host("HostResource", Space::Rasd);
    host.set("capacity", disk.sizeMb, Space::VCloud).set("busType", disk.busType, Space::VCloud);
    host.set("busSubType", disk.busSubType, Space::VCloud);
    if (const Disk *independent = world.disks.find(disk.independent))
        host.set("disk", context.href(Kind::Disk, independent->id), Space::VCloud);
    const bool own = !disk.storageProfile.isNull();
    const StorageProfile *profile = world.storageProfiles.find(own ? disk.storageProfile : vm.storageProfile);
    if (context.version >= ApiVersion(5, 6) && profile && context.sees(*profile)) {
        host.set("storageProfileHref", context.href(Kind::StorageProfile, profile->id), Space::VCloud);
        host.set("storageProfileOverrideVmDefault", own, Space::VCloud);
    }
    item.add(host.say("").many()).add("InstanceID", disk.number).add("Parent", parent).add("ResourceType", 17);
    item.add("VirtualQuantity", qint64(disk.sizeMb) * 1'048'576).add("VirtualQuantityUnits", "byte");
    return item.node();
}

Node controllerItem(const Controller &controller, Space space)
{
    const QByteArray kind = controller.busType == 5 ? "IDE" : controller.busType == 6 ? "SCSI" : "SATA";
    Item item("Item", space);
    item.add("Address", controller.bus).add("Description", kind + " Controller");
    item.add("ElementName", kind + " Controller " + QByteArray::number(controller.bus));
    item.add("InstanceID", controller.number);
    if (!controller.busSubType.isEmpty())
        item.add("ResourceSubType", controller.busSubType);
    return item.add("ResourceType", controller.busType).node();
}

Node nicItem(const Vm &vm, const Nic &nic, Space space)
{
    Item item("Item", space);
    item.add("Address", nic.mac).add("AddressOnParent", nic.index).add("AutomaticAllocation", nic.connected);
    Node connection("Connection", Space::Rasd);
    if (!nic.address.isEmpty())
        connection.set("ipAddress", nic.address, Space::VCloud);
    connection.set("primaryNetworkConnection", nic.index == vm.primaryNic, Space::VCloud);
    connection.set("ipAddressingMode", nic.allocation, Space::VCloud);
    item.add(connection.say(nic.network).many());
    item.add("Description", nic.adapter + " ethernet adapter on \"" + nic.network + '"');
    item.add("ElementName", "Network adapter " + QByteArray::number(nic.index)).add("InstanceID", 1000 + nic.index);
    return item.add("ResourceSubType", nic.adapter).add("ResourceType", 10).node();
}

Node mediaItem(const Context &context, const Vm &vm, Space space)
{
    Item item("Item", space);
    item.add("AddressOnParent", 0).add("AutomaticAllocation", !vm.media.isNull()).add("Description", "CD/DVD Drive");
    const Media *media = context.world.media.find(vm.media);
    Node host("HostResource", Space::Rasd);
    item.add("ElementName", "CD/DVD Drive 1").add(host.say(media ? media->name : QByteArray("")).many());
    return item.add("InstanceID", 3000).add("Parent", 3).add("ResourceType", 15).node();
}

Node serialPortItem(const QByteArray &target, int index, Space space)
{
    Item item("Item", space);
    item.add("AutomaticAllocation", false);
    Node host("HostResource", Space::Rasd);
    item.add("Description", "Serial port").add("ElementName", "Serial port " + QByteArray::number(index + 1));
    item.add(host.say(target).many()).add("InstanceID", 9000 + index);
    return item.add("ResourceType", 21).node();
}

void addDiskItems(const Context &context, const Vm &vm, Space space, Node &to)
{
    for (const Controller &controller : controllersOf(vm)) {
        to.add(controllerItem(controller, space));
        for (const HardDisk &disk : vm.disks) {
            const bool hangs = disk.busType == controller.busType && disk.bus == controller.bus
                && disk.busSubType == controller.busSubType;
            if (hangs)
                to.add(diskItem(context, vm, disk, controller.number, space));
        }
    }
}

void addNicItems(const Vm &vm, Space space, Node &to)
{
    for (const Nic &nic : vm.nics)
        to.add(nicItem(vm, nic, space));
}

void addSerialPortItems(const Vm &vm, Space space, Node &to)
{
    int index = 0;
    for (const QByteArray &target : vm.serialPorts)
        to.add(serialPortItem(target, index++, space));
}

Node itemsList(const Context &context, const Vm &vm, const QByteArray &which)
{
    Node node = context.list("RasdItemsList", {}, "vcloud.rasdItemsList");
    node.lists("item");
    node.set("href", context.href(vm) + "/virtualHardwareSection/" + which);
    context.link(node, "up", context.href(vm) + "/virtualHardwareSection/", "vcloud.virtualHardwareSection");
    addEdit(context, node, vm, which, "vcloud.rasdItemsList");
    if (which == "disks")
        addDiskItems(context, vm, Space::VCloud, node);
    else if (which == "networkCards")
        addNicItems(vm, Space::VCloud, node);
    else if (which == "media")
        node.add(mediaItem(context, vm, Space::VCloud));
    else
        addSerialPortItems(vm, Space::VCloud, node);
    return node;
}

Reply hardwarePart(Context &context)
{
    const Vm *vm = context.world.vms.find(context.id());
    if (!vm || !context.sees(*vm))
        return context.noAccess(Kind::Vm, context.id());
    const QByteArray which = context.captures.value(1);
    if (which == "cpu")
        return Reply::show(cpuItem(context, *vm, Space::VCloud));
    if (which == "memory")
        return Reply::show(memoryItem(context, *vm, Space::VCloud));
    if (which == "disks" || which == "media" || which == "networkCards" || which == "serialPorts")
        return Reply::show(itemsList(context, *vm, which));
    return context.fault(404, "NOT_FOUND", "Nothing is known at " + context.message.path + '.');
}

} // namespace

Node hardwareSection(const Context &context, const Vm &vm)
{
    const QByteArray href = context.href(vm) + "/virtualHardwareSection/";
    Node node("VirtualHardwareSection", Space::Ovf);
    node.section("VirtualHardwareSectionType");
    node.set("transport", "", Space::Ovf).set("href", href, Space::VCloud);
    node.set("type", mediaType("vcloud.virtualHardwareSection"), Space::VCloud);
    node.add(Node("Info", Space::Ovf).say("Virtual hardware requirements"));
    Node system("System", Space::Ovf);
    system.add(Node("ElementName", Space::Vssd).say("Virtual Hardware Family"));
    system.add(Node("InstanceID", Space::Vssd).say(0));
    system.add(Node("VirtualSystemIdentifier", Space::Vssd).say(vm.name));
    const QByteArray version = "vmx-" + QByteArray::number(vm.hardwareVersion);
    system.add(Node("VirtualSystemType", Space::Vssd).say(version));
    node.add(system);
    addNicItems(vm, Space::Ovf, node);
    addDiskItems(context, vm, Space::Ovf, node);
    node.add(mediaItem(context, vm, Space::Ovf));
    node.add(cpuItem(context, vm, Space::Ovf)).add(memoryItem(context, vm, Space::Ovf));
    addSerialPortItems(vm, Space::Ovf, node);
    if (!vm.inTemplate && mayChangeNow(context, vm))
        context.link(node, "edit", href, "vcloud.virtualHardwareSection");
    for (const char *part : {"cpu", "memory"})
        context.link(node, "down", href + part, "vcloud.rasdItem");
    for (const char *part : {"disks", "media", "networkCards", "serialPorts"})
        context.link(node, "down", href + part, "vcloud.rasdItemsList");
    return node;
}

Routes vmHardwareRoutes()
{
    return {{"GET", "/api/vApp/vm-{}/virtualHardwareSection/{text}", hardwarePart},
        {"GET", "/api/vAppTemplate/vm-{}/virtualHardwareSection/{text}", hardwarePart}};
}

} // namespace nephoscope::demo::clouddirector
