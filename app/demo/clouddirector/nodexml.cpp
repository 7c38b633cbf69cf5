// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/node.h"

#include <pugixml.hpp>
#include <set>

namespace nephoscope::demo::clouddirector {

namespace {

struct Name {
    const char *prefix; // of attributes; of elements too, except in the two default namespaces
    const char *uri;
};

Name nameOf(Space space)
{
    switch (space) {
    case Space::Plain:
        return {"", ""};
    case Space::VCloud:
        return {"vcloud", "http://www.vmware.com/vcloud/v1.5"};
    case Space::Versions:
        return {"versions", "http://www.vmware.com/vcloud/versions"};
    case Space::Extension:
        return {"vmext", "http://www.vmware.com/vcloud/extension/v1.5"};
    case Space::Ovf:
        return {"ovf", "http://schemas.dmtf.org/ovf/envelope/1"};
    case Space::OvfEnvironment:
        return {"ovfenv", "http://schemas.dmtf.org/ovf/environment/1"};
    case Space::Rasd:
        return {"rasd", "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"};
    case Space::Vssd:
        return {"vssd", "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData"};
    case Space::Vmw:
        return {"vmw", "http://www.vmware.com/schema/ovf"};
    }
    return {"", ""};
}

bool isDefault(Space space) { return space == Space::VCloud || space == Space::Versions; }

QByteArray qualified(Space space, const QByteArray &name) { return QByteArray(nameOf(space).prefix) + ':' + name; }

struct Used {
    std::set<Space> elements;
    std::set<Space> attributes;
    bool instance = false; // xsi:type or xsi:nil
};

void collect(const Node &node, Used &used)
{
    used.elements.insert(node.space());
    used.instance = used.instance || node.isNil() || node.isPolymorphic();
    for (const Node::Attribute &attribute : node.attributes())
        used.attributes.insert(attribute.space);
    for (const Node &child : node.children())
        collect(child, used);
}

void declare(pugi::xml_node root, const Used &used)
{
    std::set<Space> prefixed = used.attributes;
    for (const Space space : used.elements) {
        if (isDefault(space))
            root.append_attribute("xmlns") = nameOf(space).uri;
        else
            prefixed.insert(space);
    }
    prefixed.erase(Space::Plain);
    for (const Space space : prefixed)
        root.append_attribute((QByteArray("xmlns:") + nameOf(space).prefix).constData()) = nameOf(space).uri;
    if (used.instance)
        root.append_attribute("xmlns:xsi") = "http://www.w3.org/2001/XMLSchema-instance";
}

void write(pugi::xml_node element, const Node &node)
{
    for (const Node::Attribute &attribute : node.attributes()) {
        const QByteArray name =
            attribute.space == Space::Plain ? attribute.name : qualified(attribute.space, attribute.name);
        element.append_attribute(name.constData()) = attribute.value.text().constData();
    }
    if (node.isPolymorphic())
        element.append_attribute("xsi:type") = node.jsonType().constData();
    if (node.isNil())
        element.append_attribute("xsi:nil") = "true";
    if (node.hasText())
        element.append_child(pugi::node_pcdata).set_value(node.text().text().constData());
    for (const Node &child : node.children()) {
        const QByteArray name = isDefault(child.space()) ? child.name() : qualified(child.space(), child.name());
        write(element.append_child(name.constData()), child);
    }
}

class Writer final : public pugi::xml_writer {
public:
    void write(const void *data, size_t size) override
    {
        bytes.append(static_cast<const char *>(data), static_cast<qsizetype>(size));
    }
    QByteArray bytes;
};

} // namespace

QByteArray toXml(const Node &root)
{
    pugi::xml_document document;
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    const QByteArray name = isDefault(root.space()) ? root.name() : qualified(root.space(), root.name());
    pugi::xml_node element = document.append_child(name.constData());
    Used used;
    collect(root, used);
    declare(element, used);
    write(element, root);
    Writer writer;
    document.save(writer, "    ", pugi::format_indent, pugi::encoding_utf8);
    return writer.bytes;
}

} // namespace nephoscope::demo::clouddirector
