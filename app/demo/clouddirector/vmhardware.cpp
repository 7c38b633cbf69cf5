// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/views.h"

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

Node cpuItem(const Context &context, const Vm &vm, bool alone)
{
    Item item("Item", alone ? Space::VCloud : Space::Ovf);
    item.node().set("href", context.href(vm) + "/virtualHardwareSection/cpu", alone ? Space::Plain : Space::VCloud);
    item.node().set("type", mediaType("vcloud.rasdItem"), alone ? Space::Plain : Space::VCloud);
    item.add("AllocationUnits", "hertz * 10^6").add("Description", "Number of Virtual CPUs");
    item.add("ElementName", QByteArray::number(vm.cpus) + " virtual CPU(s)").add("InstanceID", 4);
    item.add("Reservation", 0).add("ResourceType", 3).add("VirtualQuantity", vm.cpus).add("Weight", 0);
    if (context.version >= ApiVersion(5, 1))
        item.add(Node("CoresPerSocket", Space::Vmw).set("required", false, Space::Ovf).say(1));
    return item.node();
}

Node memoryItem(const Context &context, const Vm &vm, bool alone)
{
    Item item("Item", alone ? Space::VCloud : Space::Ovf);
    item.node().set("href", context.href(vm) + "/virtualHardwareSection/memory", alone ? Space::Plain : Space::VCloud);
    item.node().set("type", mediaType("vcloud.rasdItem"), alone ? Space::Plain : Space::VCloud);
    item.add("AllocationUnits", "byte * 2^20").add("Description", "Memory Size");
    item.add("ElementName", QByteArray::number(vm.memoryMb) + " MB of memory").add("InstanceID", 5);
    item.add("Reservation", 0).add("ResourceType", 4).add("VirtualQuantity", vm.memoryMb).add("Weight", 0);
    return item.node();
}

Node diskItem(const Context &context, const Vm &vm, size_t index, Space space)
{
    const int unit = static_cast<int>(index);
    const int capacity = vm.disksMb.at(index);
    Item item("Item", space);
    item.add("AddressOnParent", unit).add("Description", "Hard disk");
    item.add("ElementName", "Hard disk " + QByteArray::number(unit + 1));
    Node host("HostResource", Space::Rasd);
    host.set("capacity", capacity, Space::VCloud).set("busType", 6, Space::VCloud);
    host.set("busSubType", "VirtualSCSI", Space::VCloud);
    const StorageProfile *profile = context.world.storageProfiles.find(vm.storageProfile);
    if (context.version >= ApiVersion(5, 6) && profile && context.sees(*profile)) {
        host.set("storageProfileHref", context.href(Kind::StorageProfile, profile->id), Space::VCloud);
        host.set("storageProfileOverrideVmDefault", false, Space::VCloud);
    }
    item.add(host.say("").many()).add("InstanceID", 2000 + unit).add("Parent", 2).add("ResourceType", 17);
    item.add("VirtualQuantity", qint64(capacity) * 1'048'576).add("VirtualQuantityUnits", "byte");
    return item.node();
}

Node controllerItem(Space space)
{
    Item item("Item", space);
    item.add("Address", 0).add("Description", "SCSI Controller").add("ElementName", "SCSI Controller 0");
    item.add("InstanceID", 2).add("ResourceSubType", "VirtualSCSI").add("ResourceType", 6);
    return item.node();
}

Node nicItem(const Nic &nic, int index, Space space)
{
    Item item("Item", space);
    item.add("Address", nic.mac).add("AddressOnParent", index).add("AutomaticAllocation", nic.connected);
    Node connection("Connection", Space::Rasd);
    connection.set("ipAddress", nic.address, Space::VCloud);
    connection.set("primaryNetworkConnection", index == 0, Space::VCloud);
    connection.set("ipAddressingMode", nic.allocation, Space::VCloud);
    item.add(connection.say(nic.network).many());
    item.add("Description", nic.adapter + " ethernet adapter on \"" + nic.network + '"');
    item.add("ElementName", "Network adapter " + QByteArray::number(index)).add("InstanceID", 1 + index);
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

void addDiskItems(const Context &context, const Vm &vm, Space space, Node &to)
{
    to.add(controllerItem(space));
    for (size_t i = 0; i < vm.disksMb.size(); ++i)
        to.add(diskItem(context, vm, i, space));
}

void addNicItems(const Vm &vm, Space space, Node &to)
{
    int index = 0;
    for (const Nic &nic : vm.nics)
        to.add(nicItem(nic, index++, space));
}

Node itemsList(const Context &context, const Vm &vm, const QByteArray &which)
{
    Node node = context.list("RasdItemsList", {}, "vcloud.rasdItemsList");
    node.set("href", context.href(vm) + "/virtualHardwareSection/" + which);
    context.link(node, "up", context.href(vm) + "/virtualHardwareSection/", "vcloud.virtualHardwareSection");
    if (which == "disks")
        addDiskItems(context, vm, Space::VCloud, node);
    else if (which == "networkCards")
        addNicItems(vm, Space::VCloud, node);
    else if (which == "media")
        node.add(mediaItem(context, vm, Space::VCloud));
    return node;
}

Reply hardwarePart(Context &context)
{
    const Vm *vm = context.world.vms.find(context.id());
    if (!vm || !context.sees(*vm))
        return context.noAccess(Kind::Vm, context.id());
    const QByteArray which = context.captures.value(1);
    if (which == "cpu")
        return Reply::show(cpuItem(context, *vm, true));
    if (which == "memory")
        return Reply::show(memoryItem(context, *vm, true));
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
    node.add(cpuItem(context, vm, false)).add(memoryItem(context, vm, false));
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
