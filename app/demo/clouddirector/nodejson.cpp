// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/node.h"

#include <nlohmann/json.hpp>

namespace nephoscope::demo::clouddirector {

namespace {

using Json = nlohmann::ordered_json;

Json scalar(const Scalar &value)
{
    switch (value.kind()) {
    case Scalar::Kind::Text:
        return value.text().toStdString();
    case Scalar::Kind::Number:
        return value.text().toLongLong();
    case Scalar::Kind::Boolean:
        return value.text() == "true";
    case Scalar::Kind::Time:
        return value.moment().toIso(false).toStdString();
    }
    return nullptr;
}

/// OVF's own values are objects in JSON, however plain.
bool isOvf(Space space)
{
    return space == Space::Ovf || space == Space::Rasd || space == Space::Vssd || space == Space::OvfEnvironment;
}

Json object(const Node &node);

Json valueOf(const Node &node)
{
    if (node.isNil())
        return nullptr;
    const bool plain =
        node.attributes().empty() && node.children().empty() && node.jsonType().isEmpty() && node.lists().empty();
    if (plain && node.hasText() && !isOvf(node.space()))
        return scalar(node.text());
    return object(node);
}

void addChild(Json &json, const Node &child)
{
    const std::string name = child.isSection() ? "section" : child.jsonMember().toStdString();
    const bool isList = child.isSection() || child.isMany();
    if (!json.contains(name)) {
        json[name] = isList ? Json::array({valueOf(child)}) : valueOf(child);
        return;
    }
    Json &present = json[name];
    if (!present.is_array())
        present = Json::array({present});
    present.push_back(valueOf(child));
}

Json object(const Node &node)
{
    Json json = Json::object();
    if (!node.jsonType().isEmpty())
        json["_type"] = node.jsonType().toStdString();
    for (const Node::Attribute &attribute : node.attributes())
        json[jsonName(attribute.name).toStdString()] = scalar(attribute.value);
    for (const Node &child : node.children())
        addChild(json, child);
    for (const QByteArray &list : node.lists()) {
        if (!json.contains(list.toStdString()))
            json[list.toStdString()] = Json::array();
    }
    if (node.hasText())
        json["value"] = scalar(node.text());
    if (node.name() == "Link") {
        for (const char *member : {"id", "type", "name", "model"}) {
            if (!json.contains(member))
                json[member] = nullptr;
        }
    }
    return json;
}

} // namespace

QByteArray jsonName(const QByteArray &xmlName)
{
    QByteArray name = xmlName;
    qsizetype capitals = 0;
    while (capitals < name.size() && name.at(capitals) >= 'A' && name.at(capitals) <= 'Z')
        ++capitals;
    // The last of several capitals begins the next word, unless the name ends there.
    const qsizetype lowered = capitals > 1 && capitals < name.size() ? capitals - 1 : capitals;
    for (qsizetype i = 0; i < lowered; ++i)
        name[i] = static_cast<char>(name.at(i) - 'A' + 'a');
    return name;
}

QByteArray toJson(const Node &root, bool wrapped)
{
    Json json = object(root);
    if (!json.contains("otherAttributes"))
        json["otherAttributes"] = Json::object();
    json["vCloudExtension"] = Json::array();
    if (wrapped) {
        const std::string name = root.name().toStdString();
        json = Json{{"name", "{http://www.vmware.com/vcloud/v1.5}" + name},
            {"declaredType", "com.vmware.vcloud.api.rest.schema_v1_5." + name + "Type"},
            {"scope", "javax.xml.bind.JAXBElement$GlobalScope"}, {"value", json}};
    }
    // Names come from requests too; what is not UTF-8 must not end the answer.
    return QByteArray::fromStdString(json.dump(2, ' ', false, Json::error_handler_t::replace));
}

} // namespace nephoscope::demo::clouddirector
