// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/catalogchanges.h"
#include "demo/clouddirector/xmlnames.h"

#include <pugixml.hpp>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr qint64 packedBytes = 262'144; // of a disk that was never sent

class Text final : public pugi::xml_writer {
public:
    void write(const void *data, size_t size) override
    {
        bytes.append(static_cast<const char *>(data), static_cast<qsizetype>(size));
    }
    QByteArray bytes;
};

/// Content that is the same each time, and different at each place.
QByteArray contentOf(const Id &id, qint64 size)
{
    QByteArray content;
    content.reserve(size);
    const QByteArray line = plain(id) + ' ';
    for (qint64 number = 0; content.size() < size; ++number)
        content += line + QByteArray::number(number).rightJustified(10, '0') + '\n';
    content.truncate(size);
    return content;
}

pugi::xml_node add(pugi::xml_node to, const char *name, const QByteArray &text = {})
{
    pugi::xml_node node = to.append_child(name);
    if (!text.isEmpty())
        node.text() = text.constData();
    return node;
}

void addItem(pugi::xml_node section, int type, int number, const QByteArray &name, qint64 quantity)
{
    pugi::xml_node item = add(section, "ovf:Item");
    add(item, "rasd:ElementName", name);
    add(item, "rasd:InstanceID", QByteArray::number(number));
    add(item, "rasd:ResourceType", QByteArray::number(type));
    add(item, "rasd:VirtualQuantity", QByteArray::number(quantity));
}

void addMachine(pugi::xml_node to, const Vm &vm)
{
    pugi::xml_node system = add(to, "ovf:VirtualSystem");
    system.append_attribute("ovf:id") = vm.name.constData();
    add(system, "ovf:Info", "A virtual machine");
    add(system, "ovf:Name", vm.name);
    pugi::xml_node hardware = add(system, "ovf:VirtualHardwareSection");
    add(hardware, "ovf:Info", "Virtual hardware");
    addItem(hardware, 3, 1, "CPU", vm.cpus);
    addItem(hardware, 4, 2, "Memory", vm.memoryMb);
}

QByteArray childText(const pugi::xml_node &of, const char *wanted)
{
    for (const pugi::xml_node &child : of.children()) {
        if (localName(child.name()) == wanted)
            return child.child_value();
    }
    return {};
}

QByteArray attributeOf(const pugi::xml_node &of, const char *wanted)
{
    for (const pugi::xml_attribute &attribute : of.attributes()) {
        if (localName(attribute.name()) == wanted)
            return attribute.value();
    }
    return {};
}

/// Every element of that name, at any depth.
class Found final : public pugi::xml_tree_walker {
public:
    explicit Found(const char *name)
        : m_name(name)
    {
    }
    bool for_each(pugi::xml_node &node) override
    {
        if (localName(node.name()) == m_name)
            nodes.push_back(node);
        return true;
    }
    std::vector<pugi::xml_node> nodes;

private:
    QByteArray m_name;
};

bool load(pugi::xml_document &document, const QByteArray &text)
{
    return document.load_buffer(text.constData(), static_cast<size_t>(text.size()))
        && localName(document.document_element().name()) == "Envelope";
}

} // namespace

Transfer packed(const World &world, const Template &row)
{
    pugi::xml_document document;
    pugi::xml_node envelope = document.append_child("ovf:Envelope");
    envelope.append_attribute("xmlns:ovf") = "http://schemas.dmtf.org/ovf/envelope/1";
    envelope.append_attribute("xmlns:rasd") =
        "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData";
    pugi::xml_node references = add(envelope, "ovf:References");
    Transfer transfer;
    transfer.files.push_back({"descriptor.ovf", -1, {}, true});
    for (const Id &id : row.vms) {
        const QByteArray name = "vm-" + plain(id) + "-disk-0.vmdk";
        pugi::xml_node file = add(references, "ovf:File");
        file.append_attribute("ovf:href") = name.constData();
        file.append_attribute("ovf:id") = ("file-" + plain(id)).constData();
        file.append_attribute("ovf:size") = static_cast<long long>(packedBytes);
        transfer.files.push_back({name, packedBytes, contentOf(id, packedBytes), true});
    }
    pugi::xml_node collection = add(envelope, "ovf:VirtualSystemCollection");
    collection.append_attribute("ovf:id") = row.name.constData();
    add(collection, "ovf:Info", "A collection of virtual machines");
    for (const Id &id : row.vms)
        addMachine(collection, world.vms.at(id));
    Text text;
    document.save(text, "  ", pugi::format_indent, pugi::encoding_utf8);
    transfer.files.front().content = text.bytes;
    transfer.files.front().size = text.bytes.size();
    return transfer;
}

Transfer packed(const World &, const Media &row)
{
    Transfer transfer;
    transfer.files.push_back({"file", row.bytes, contentOf(row.id, row.bytes), true});
    return transfer;
}

bool readDescriptor(const QByteArray &descriptor, Transfer &transfer)
{
    pugi::xml_document document;
    if (!load(document, descriptor))
        return false;
    Found references("References");
    document.traverse(references);
    for (const pugi::xml_node &list : references.nodes) {
        for (const pugi::xml_node &file : list.children()) {
            bool isKnown = false;
            const qint64 size = attributeOf(file, "size").toLongLong(&isKnown);
            const QByteArray name = attributeOf(file, "href");
            if (!name.isEmpty() && !transfer.file(name))
                transfer.files.push_back({name, isKnown ? size : -1, {}, isKnown && size == 0});
        }
    }
    return true;
}

std::vector<Vm> machinesIn(const QByteArray &descriptor)
{
    std::vector<Vm> machines;
    pugi::xml_document document;
    if (!load(document, descriptor))
        return machines;
    Found systems("VirtualSystem");
    document.traverse(systems);
    for (pugi::xml_node &system : systems.nodes) {
        Vm vm;
        vm.id = Id::createUuid();
        vm.inTemplate = true;
        const QByteArray name = childText(system, "Name");
        vm.name = name.isEmpty() ? attributeOf(system, "id") : name;
        Found items("Item");
        system.traverse(items);
        for (const pugi::xml_node &item : items.nodes) {
            const int quantity = childText(item, "VirtualQuantity").toInt();
            if (childText(item, "ResourceType") == "3" && quantity > 0)
                vm.cpus = quantity;
            else if (childText(item, "ResourceType") == "4" && quantity > 0)
                vm.memoryMb = quantity;
        }
        machines.push_back(vm);
    }
    return machines;
}

} // namespace nephoscope::demo::clouddirector
