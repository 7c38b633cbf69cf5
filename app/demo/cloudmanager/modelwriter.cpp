// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/descriptions.h"
#include "demo/cloudmanager/examples.h"
#include "demo/cloudmanager/model.h"

#include <cctype>

namespace nephoscope::demo::cloudmanager {

namespace {
/// The real service's generator takes a leading "is" for a getter: isHA is printed hA.
std::string printedName(const std::string &name, bool isBoolean)
{
    if (name == "iscsiInfo" || name == "iscsiEnabled")
        return name.substr(2);
    const bool getter = isBoolean && name.size() > 2 && name.compare(0, 2, "is") == 0
        && std::isupper(static_cast<unsigned char>(name[2])) != 0;
    if (!getter)
        return name;
    return lowerCase(name.substr(2, 1)) + name.substr(3);
}

std::string capitalised(std::string name)
{
    name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
    return name;
}

bool isCapacity(const Json &value)
{
    return value.is_object() && value.size() == 2 && value.contains("size") && value.contains("unit");
}

/// Choices as the generator prints them: a blank before all but the first, and brackets where it printed a list.
Json printedChoices(const std::vector<std::string> &choices, bool bracketed)
{
    Json list = Json::array();
    for (const std::string &choice : choices)
        list.push_back((list.empty() ? "" : " ") + choice);
    if (bracketed && list.size() > 1) {
        list.front() = "[" + list.front().get<std::string>();
        list.back() = list.back().get<std::string>() + "]";
    }
    return list;
}

/// Lists whose type the generator prints in the words of its own language.
std::string foreignType(const std::string &name)
{
    static const std::map<std::string, std::string> all{{"shareInfo", "List[CifsShareInfo]"},
        {"accessControlList", "List[CifsShareUserPermissions]"}, {"rules", "List[ExportPolicyRule]"},
        {"allowedProtocols", "List[Value]"}, {"license_types", "List[OntapLicenseType]"},
        {"azureRegions", "List[Region]"}, {"gcpRegions", "List[Region]"}};
    const auto found = all.find(name);
    return found == all.end() ? std::string() : found->second;
}

/// The model a foreign list is made of: "CifsShareInfo" of "List[CifsShareInfo]".
std::string elementOf(const std::string &type) { return type.substr(5, type.size() - 6); }

Json model(const std::string &name, const Json &required, const Json &properties)
{
    Json object = {{"id", name}, {"description", ""}};
    if (!required.empty())
        object["required"] = required;
    object["properties"] = properties;
    return object;
}
} // namespace

ModelWriter::ModelWriter(const std::string &resource)
    : m_unitIsValue((resource.find(":volumes") != std::string::npos && resource != "fsx:volumes")
        || (resource.find(":metadata") != std::string::npos && resource.find("replication") != 0))
{
}

Json ModelWriter::typeOf(const std::string &type)
{
    if (type == "string" || type == "boolean")
        return {{"type", type}};
    if (type == "integer")
        return {{"type", "integer"}, {"format", "int32"}};
    if (type == "number")
        return {{"type", "number"}, {"format", "double"}};
    m_hasWrappers = m_hasWrappers || isWrapper(type);
    return {{"$ref", type}};
}

void ModelWriter::addCapacity()
{
    Json unit = {{"$ref", "Value"}};
    if (!m_unitIsValue)
        unit = {{"type", "string"}, {"enum", printedChoices({"Byte", "KB", "MB", "GB", "TB"}, false)}};
    m_models["Capacity"] =
        model("Capacity", Json::array({"size", "unit"}), {{"size", typeOf("number")}, {"unit", unit}});
}

Json ModelWriter::requestProperty(const Field &field)
{
    Json property = typeOf(field.type);
    if (field.isList)
        property = {{"type", "array"}, {"items", typeOf(field.type)}};
    if (!field.choices.empty()) // beside a reference it is meant for a member inside, on a list for the elements
        property["enum"] = printedChoices(field.choices, field.isAdvice);
    return property;
}

void ModelWriter::addRequest(const std::string &name)
{
    const auto &fields = requestModel(name);
    if (fields.empty() || m_models.contains(name))
        return;
    if (name == "Capacity") {
        addCapacity();
        return;
    }
    m_models[name] = Json::object(); // first, so that models may contain themselves
    Json required = Json::array();
    Json properties = Json::object();
    for (const Field &field : fields) {
        const bool isBoolean = field.type == "boolean" && !field.isList;
        const std::string printed = printedName(field.name, isBoolean);
        properties[printed] = requestProperty(field);
        if (field.required || isBoolean || field.name == "iscsiInfo") // whatever has no optional type
            required.push_back(printed);
        addRequest(field.type);
    }
    m_models[name] = model(name, required, properties);
}

Json ModelWriter::propertyOf(const std::string &owner, const std::string &name, const Json &value)
{
    const std::string foreign = foreignType(name);
    if (!foreign.empty()) {
        addExample(elementOf(foreign), value.is_array() ? merged(value) : Json());
        return {{"$ref", foreign}};
    }
    if (value.is_boolean())
        return typeOf("boolean");
    if (value.is_number_float())
        return typeOf("number");
    if (value.is_number())
        return {{"type", "integer"}, {"format", "int64"}};
    if (value.is_string())
        return typeOf("string");
    if (value.is_array()) {
        const Json item = value.empty() ? typeOf("string") : propertyOf(owner, name, merged(value));
        Json list = {{"type", "array"}, {"items", item}};
        if (name == "allowedAggregates" || name == "routeTables" || name == "peers" || name == "replicationTargets")
            list["uniqueItems"] = true;
        return list;
    }
    if (isCapacity(value)) {
        addRequest("Capacity");
        return {{"$ref", "Capacity"}};
    }
    if (!value.is_object())
        return {{"$ref", "Object"}}; // a null in the example: nothing is known but that it may be missing
    if (value.empty())
        return {{"$ref", "Map[string,string]"}};
    const std::string nested = owner + capitalised(name);
    addExample(nested, value);
    return {{"$ref", nested}};
}

void ModelWriter::addExample(const std::string &name, const Json &example)
{
    if (m_models.contains(name) || !example.is_object())
        return;
    m_models[name] = Json::object();
    Json required = Json::array();
    Json properties = Json::object();
    for (const auto &[key, value] : example.items()) {
        const std::string printed = printedName(key, value.is_boolean());
        properties[printed] = propertyOf(name, key, value);
        if (!value.is_null() && !contains(textsOf({{"r", required}}, "r"), printed))
            required.push_back(printed);
    }
    m_models[name] = model(name, required, properties);
}

void ModelWriter::addLeftovers()
{
    const Json text = {{"type", "string"}};
    if (m_models.contains("Capacity") && m_unitIsValue) {
        m_models["Value"] = model("Value", {}, {{"scala$Enumeration$$outerEnum", {{"$ref", "Enumeration"}}}});
        m_models["Enumeration"] = model("Enumeration", {}, {{"nextId", typeOf("integer")}});
    }
    if (m_models.contains("VsaWorkingEnvironmentResponse")) // refers to itself, and nothing refers to it
        m_models["Expand"] = model("Expand", Json::array({"name", "expands"}),
            {{"name", text}, {"expands", {{"type", "array"}, {"items", {{"$ref", "Expand"}}}}}});
    if (!m_hasWrappers)
        return;
    for (const char *name : {"TenantName", "VolumeName", "Email", "String255"})
        m_models[name] =
            model(name, Json::array({"_1"}), {{"_1", text}, {"validatesWith", {{"$ref", "PatternMessage"}}}});
    m_models["PatternMessage"] = model("PatternMessage", {}, {{"pattern", {{"$ref", "Pattern"}}}, {"message", text}});
    m_models["Pattern"] = model("Pattern", {}, {{"regex", {{"$ref", "Regex"}}}});
    m_models["Regex"] =
        model("Regex", {}, {{"scala$util$matching$Regex$$groupNames", {{"type", "scala.collection.Seq"}}}});
}

} // namespace nephoscope::demo::cloudmanager
